// SPDX-License-Identifier: Apache-2.0
#include "record/care_rules.h"

#include <algorithm>

#include "record/complaints.h"

namespace filiform::record {

base::Problems plan_faults(const Plan& plan, const Known<Assessment>& assessment) {
    Complaints complaints;
    const Assessment& ground = assessment.noun;
    complaints.unless(plan.assessment == assessment.id, "/assessment",
                      "This is another assessment.");
    complaints.unless(assessment.state == State::Signed, "/assessment",
                      "The assessment a plan rests on is signed.");
    complaints.unless(plan.patient == ground.patient && plan.episode == ground.episode,
                      "/assessment", "The assessment is of another patient or episode.");
    complaints.unless(ground.screening && ground.screening->decision == plan.decision, "/decision",
                      "The screening of the assessment decided otherwise.");
    complaints.unless(!plan.needling_allowed.value_or(false) ||
                          (ground.screening && ground.screening->may_needle.value_or(false)),
                      "/needlingAllowed", "The screening of the assessment allows no needle.");
    return complaints.take();
}

base::Problems consent_faults(const Consent& consent, const Known<Plan>& plan) {
    Complaints complaints;
    complaints.unless(consent.plan == plan.id, "/plan", "This is another plan.");
    complaints.unless(plan.state == State::Signed, "/plan",
                      "What is consented to is a signed plan.");
    complaints.unless(consent.patient == plan.noun.patient, "/plan",
                      "The plan is of another patient.");
    return complaints.take();
}

namespace {

void check_plan(Complaints& complaints, const Session& session, const Known<Plan>& plan) {
    complaints.unless(session.plan == plan.id && plan.state == State::Signed, "/plan",
                      "What is carried out is a signed plan that nothing has superseded.");
    complaints.unless(session.patient == plan.noun.patient && session.episode == plan.noun.episode,
                      "/plan", "The plan is of another patient or episode.");
    complaints.unless(plan.noun.needling_allowed.value_or(false), "/plan",
                      "The plan allows no needle.");
    std::int64_t in = 0;
    for (std::size_t i = 0; i < session.needles.size(); ++i) {
        const Needle& needle = session.needles[i];
        in += needle.time_in ? 1 : 0;
        if (!needle.planned_target)
            continue;
        const auto place = static_cast<std::size_t>(*needle.planned_target);
        const bool fits = place < plan.noun.targets.size() &&
                          plan.noun.targets[place].target == needle.target &&
                          plan.noun.targets[place].level == needle.level;
        complaints.unless(fits, at("needles", i, "/plannedTarget"),
                          "The plan has another target at this place.");
    }
    const bool is_within =
        !plan.noun.dose || !plan.noun.dose->most_needles || in <= *plan.noun.dose->most_needles;
    complaints.unless(is_within || !session.note.empty(), "/note",
                      "More needles went in than the plan's dose; why is missing.");
}

void check_consent(Complaints& complaints, const Session& session, const Known<Consent>& consent) {
    complaints.unless(session.consent == consent.id && consent.noun.plan == session.plan &&
                          consent.noun.patient == session.patient,
                      "/consent", "The consent is to another plan.");
    complaints.unless(consent.state == State::Signed &&
                          consent.noun.answer == Consent::Answer::Given,
                      "/consent", "The consent was not given, or was withdrawn.");
    for (std::size_t i = 0; i < session.needles.size(); ++i)
        complaints.unless(in_order(consent.noun.at, session.needles[i].time_in),
                          at("needles", i, "/timeIn"),
                          "The needle went in before the consent was given.");
}

void check_lot(Complaints& complaints, const Needle& needle, const Stock& stock,
               std::size_t place) {
    const std::string where = at("needles", place, "/stock");
    complaints.unless(stock.status == Stock::Status::InUse, where,
                      "This lot was used up, recalled or thrown away.");
    complaints.unless(stock.is_sterile.value_or(false), where, "This lot is not sterile.");
    if (needle.time_in && stock.expiry)
        complaints.unless(std::chrono::floor<std::chrono::days>(*needle.time_in) <=
                              std::chrono::sys_days(*stock.expiry),
                          where, "This lot had expired.", "Take a needle of a lot in date.");
    complaints.unless(needle.lot.empty() || needle.lot == stock.lot, at("needles", place, "/lot"),
                      "The lot it was taken from has another number.");
    complaints.unless((!needle.diameter_mm || needle.diameter_mm == stock.diameter_mm) &&
                          (!needle.length_mm || needle.length_mm == stock.length_mm),
                      where, "The needles of this lot have another size.");
}

void check_stock(Complaints& complaints, const Session& session,
                 const std::map<EntryId, Known<Stock>>& all) {
    for (std::size_t i = 0; i < session.needles.size(); ++i) {
        const Needle& needle = session.needles[i];
        if (needle.stock.is_empty() || !needle.time_in)
            continue;
        const auto found = all.find(needle.stock);
        complaints.unless(found != all.end() && found->second.state == State::Open,
                          at("needles", i, "/stock"), "There is no such lot.");
        if (found != all.end())
            check_lot(complaints, needle, found->second.noun, i);
    }
    for (const auto& [id, used] : needles_used(session)) {
        const auto found = all.find(id);
        if (found == all.end())
            continue; // said above
        const Stock& stock = found->second.noun;
        complaints.unless(stock.count_used.value_or(0) + used <= stock.count_in.value_or(0),
                          "/needles", "There are not so many needles left of one of the lots.",
                          "Count the lot and correct its entry.");
    }
}

} // namespace

base::Problems session_faults(const Session& session, const SessionGround& ground) {
    Complaints complaints;
    check_plan(complaints, session, ground.plan);
    check_consent(complaints, session, ground.consent);
    check_stock(complaints, session, ground.stock);
    return complaints.take();
}

std::map<EntryId, std::int64_t> needles_used(const Session& session) {
    std::map<EntryId, std::int64_t> used;
    for (const Needle& needle : session.needles)
        if (!needle.stock.is_empty() && needle.time_in)
            ++used[needle.stock];
    return used;
}

} // namespace filiform::record
