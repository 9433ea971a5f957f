// SPDX-License-Identifier: Apache-2.0
#include "server/care_steps.h"

#include <algorithm>

#include "record/booking_rules.h"
#include "record/care_rules.h"
#include "record/own_writes.h"
#include "server/agenda.h"
#include "server/clinic_rules.h"
#include "server/clinic_trials.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;
using record::State;

base::Problem unreadable(const record::EntryId& id) {
    return {"store.failed", id.text(), "A stored entry cannot be read.", ""};
}

/// An entry of that kind with its noun; a problem at `field` when there is none.
template <class Noun>
base::Result<record::Known<Noun>> find_known(store::Store& store, const record::EntryId& id,
                                             const char* field) {
    const auto entry = id.is_empty() ? base::Result<record::Entry>(tl::unexpected(
                                           base::Problem{"record.missing", "", "", ""}))
                                     : store.find(id);
    if (!entry && entry.error().code != "record.missing")
        return tl::unexpected(entry.error());
    const base::Problem missing{"record.rule", std::string("#/") + field,
                                "What this rests on is not there.",
                                "Write and sign that first, and name it here."};
    if (!entry)
        return tl::unexpected(missing);
    auto noun = record::read_noun(entry->kind, entry->body, "");
    if (!noun)
        return tl::unexpected(unreadable(id));
    auto* one = std::get_if<Noun>(&*noun);
    if (one == nullptr)
        return tl::unexpected(missing);
    return record::Known<Noun>{entry->id, entry->state, std::move(*one)};
}

base::Problems faults_of(store::Store& store, const record::Plan& plan) {
    const auto assessment = find_known<record::Assessment>(store, plan.assessment, "assessment");
    if (!assessment)
        return {assessment.error()};
    return record::plan_faults(plan, *assessment);
}

base::Problems faults_of(store::Store& store, const record::Consent& consent) {
    const auto plan = find_known<record::Plan>(store, consent.plan, "plan");
    if (!plan)
        return {plan.error()};
    return record::consent_faults(consent, *plan);
}

base::Problems faults_of(store::Store& store, const record::Session& session) {
    const auto plan = find_known<record::Plan>(store, session.plan, "plan");
    const auto consent = find_known<record::Consent>(store, session.consent, "consent");
    base::Problems problems;
    if (!plan)
        problems.push_back(plan.error());
    if (!consent)
        problems.push_back(consent.error());
    record::SessionGround ground;
    for (const record::Needle& needle : session.needles) {
        if (needle.stock.is_empty() || ground.stock.contains(needle.stock))
            continue;
        auto lot = find_known<record::Stock>(store, needle.stock, "needles");
        if (lot)
            ground.stock.emplace(needle.stock, *std::move(lot));
        else
            problems.push_back(lot.error());
    }
    if (!problems.empty())
        return problems;
    ground.plan = *plan;
    ground.consent = *consent;
    return record::session_faults(session, ground);
}

constexpr const char* choose_free = "Choose one of the free times: /api/v1/slots has them.";

record::BookingStep booking_step(const Call& call, const CareStep& step) {
    const auto& before = std::get<record::Appointment>(step.before);
    record::BookingStep booking;
    booking.before = before.status ? &before : nullptr;
    booking.after = &std::get<record::Appointment>(step.after);
    booking.now = call.request.at;
    return booking;
}

/// Whether another booking has the time. What is booked the store judges too, and for good; but a
/// wish for a time claims nothing there, so that only this keeps a patient from asking in vain.
base::Problems taken_faults(const Desk& desk, const CareStep& step) {
    const auto& wanted = std::get<record::Appointment>(step.after);
    if (!record::takes_time(wanted) || !wanted.start || !wanted.end)
        return {};
    const auto others =
        bookings_in(desk.store, {wanted.practitioner, {wanted.room}, *wanted.start, *wanted.end});
    if (!others)
        return {others.error()};
    const bool is_taken = std::any_of(others->begin(), others->end(),
                                      [&](const auto& one) { return one.id != step.id; });
    if (is_taken)
        return {{"record.taken", "#/start", "That time is taken.", choose_free}};
    return {};
}

/// A patient's booking beside the clinic's rules, its hours and what others booked.
base::Problems own_booking_faults(const Call& call, const Desk& desk, const CareStep& step) {
    const auto clinic = find_clinic(desk.store);
    const auto agenda = load_agenda(desk.store);
    if (!clinic)
        return {clinic.error()};
    if (!agenda)
        return {agenda.error()};
    if (!*clinic)
        return {{"record.rule", "#/start", "The clinic has no hours to book in yet.",
                 "Call the clinic."}};
    auto problems = record::forbidden_booking(booking_step(call, step), (*clinic)->noun,
                                              agenda->hours, agenda->zone);
    return problems.empty() ? taken_faults(desk, step) : problems;
}

/// A booking of the clinic's own people, or of a program, beside the hours.
base::Problems booking_faults(const Call& call, const Desk& desk, const CareStep& step) {
    const bool is_program = call.caller.role == record::Role::Integrator;
    if (step.to != State::Open || (!step.reason.empty() && !is_program))
        return {};
    const auto agenda = load_agenda(desk.store);
    if (!agenda)
        return {agenda.error()};
    auto problems = record::off_hours(booking_step(call, step), agenda->hours, agenda->zone);
    for (base::Problem& problem : problems)
        problem.hint = is_program ? choose_free
                                  : "Choose one of the free times, which /api/v1/slots has, or "
                                    "give a `reason` why it is booked all the same.";
    return problems;
}

/// An entry of that kind of the patient's own; nothing else is there for them.
template <class Noun>
base::Checked<record::Known<Noun>> find_own(const Call& call, const Desk& desk,
                                            const record::EntryId& id, const char* field) {
    auto found = find_known<Noun>(desk.store, id, field);
    if (!found)
        return tl::unexpected(base::Problems{found.error()});
    if (found->noun.patient != call.caller.person || found->state == State::Mistaken)
        return tl::unexpected(
            base::Problems{{"record.rule", std::string("#/") + field,
                            "What this rests on is not there.", "Name one of your own record."}});
    return *std::move(found);
}

/// An assessment that a patient begins, beside what it belongs to.
base::Problems own_assessment_faults(const Call& call, const Desk& desk, const CareStep& step) {
    using Status = record::Episode::Status;
    const auto& assessment = std::get<record::Assessment>(step.after);
    const auto episode = find_own<record::Episode>(call, desk, assessment.episode, "episode");
    if (!episode)
        return episode.error();
    if (episode->noun.status == Status::Finished || episode->noun.status == Status::Cancelled)
        return {{"record.rule", "#/episode", "This treatment is over.",
                 "Ask the clinic for a new one."}};
    if (!episode->noun.practitioner.is_empty() &&
        episode->noun.practitioner != assessment.practitioner)
        return {{"record.rule", "#/practitioner", "This treatment is somebody else's.",
                 "Name the one who treats you."}};
    if (assessment.checks.is_empty())
        return {};
    const auto session = find_own<record::Session>(call, desk, assessment.checks, "checks");
    if (!session)
        return session.error();
    if (session->state != State::Signed && session->state != State::Superseded)
        return {{"record.rule", "#/checks", "What this rests on is not there.",
                 "Name one of your own record."}};
    return {};
}

/// A patient's own writing: what they may write at all, and beside the record.
base::Problems own_faults(const Call& call, const Desk& desk, const CareStep& step) {
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return {zone.error()};
    auto problems = record::forbidden_to_patient(
        {call.caller.person, zone->local_of(call.request.at).date, desk.workshop.is_asked},
        step.before, step.after);
    if (problems.empty() && std::holds_alternative<record::Appointment>(step.after))
        problems = own_booking_faults(call, desk, step);
    if (problems.empty() && std::holds_alternative<record::Assessment>(step.after))
        problems = own_assessment_faults(call, desk, step);
    return problems;
}

/// Nobody was born, or died, after this day on the clinic's clocks.
base::Problems patient_faults(const Call& call, const Desk& desk, const record::Patient& patient) {
    if (!patient.birth_date && !patient.deceased_on)
        return {};
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return {zone.error()};
    const base::Date today = zone->local_of(call.request.at).date;
    base::Problems problems;
    const auto judge = [&](const std::optional<base::Date>& day, const char* field) {
        if (day && *day > today)
            problems.push_back({"record.rule", std::string("#/") + field,
                                "This day has not come yet.", "Check the year."});
    };
    judge(patient.birth_date, "birthDate");
    judge(patient.deceased_on, "deceasedOn");
    return problems;
}

/// A check asks about a session of the same patient.
base::Problems check_faults(const Desk& desk, const record::Assessment& assessment) {
    if (assessment.checks.is_empty())
        return {};
    const auto session = find_known<record::Session>(desk.store, assessment.checks, "checks");
    if (!session)
        return {session.error()};
    if (session->noun.patient != assessment.patient)
        return {{"record.rule", "#/checks", "This session is another patient's.",
                 "Name one of the same patient."}};
    return {};
}

} // namespace

base::Problems faults_beside(const Call& call, const Desk& desk, const CareStep& step) {
    base::Problems problems;
    if (call.caller.role == record::Role::Patient) {
        problems = own_faults(call, desk, step);
    } else if (std::holds_alternative<record::Appointment>(step.after)) {
        problems = booking_faults(call, desk, step);
    } else if (const auto* patient = std::get_if<record::Patient>(&step.after)) {
        problems = patient_faults(call, desk, *patient);
    } else if (const auto* assessment = std::get_if<record::Assessment>(&step.after)) {
        problems = check_faults(desk, *assessment);
    } else if (const auto* review = std::get_if<record::RuleReview>(&step.after)) {
        if (step.from == State::Open && (step.to == State::Open || step.to == State::Signed))
            problems = review_faults(desk, *review);
    } else if (const auto* addition = std::get_if<record::TrialAddition>(&step.after)) {
        if (step.from == State::Open && (step.to == State::Open || step.to == State::Signed))
            problems = addition_faults(desk, *addition);
    }
    return problems.empty() ? ground_faults(desk.store, step) : problems;
}

base::Problems ground_faults(store::Store& store, const CareStep& step) {
    if (step.to != State::Signed || step.from == State::Signed)
        return {};
    if (const auto* plan = std::get_if<record::Plan>(&step.after))
        return faults_of(store, *plan);
    if (const auto* consent = std::get_if<record::Consent>(&step.after))
        return faults_of(store, *consent);
    if (const auto* session = std::get_if<record::Session>(&step.after))
        return faults_of(store, *session);
    return {};
}

namespace {

/// Whose place an entry takes that is signed: the note it corrects, the plan it replaces.
record::EntryId succeeded_by(const record::Noun& noun) {
    if (const auto* assessment = std::get_if<record::Assessment>(&noun))
        return assessment->amends;
    if (const auto* session = std::get_if<record::Session>(&noun))
        return session->amends;
    if (const auto* plan = std::get_if<record::Plan>(&noun))
        return plan->replaces;
    return {};
}

/// How many needles of each lot a change takes; those of a note that is corrected were taken
/// before.
using Taken = std::map<record::EntryId, std::int64_t>;

void take(Taken& taken, const record::Noun& noun, std::int64_t sign) {
    if (const auto* session = std::get_if<record::Session>(&noun))
        for (const auto& [lot, count] : record::needles_used(*session))
            taken[lot] += sign * count;
}

bool is_written(const store::Change& change, const record::EntryId& id) {
    return std::any_of(change.writes.begin(), change.writes.end(),
                       [&](const store::Write& write) { return write.id == id; });
}

store::Write next_version(const record::Entry& entry, const record::Noun& noun, State state) {
    store::Write write;
    write.kind = entry.kind;
    write.id = entry.id;
    write.follows = entry.version;
    write.state = state;
    write.patient = entry.patient;
    write.body = record::write_noun(noun);
    write.index = record::index_of(noun, state);
    return write;
}

/// What is corrected or replaced by what is signed is superseded with it.
base::Result<void> supersede_earlier(store::Store& store, store::Change& change, Taken& taken) {
    std::vector<store::Write> superseded;
    for (const store::Write& write : change.writes) {
        if (write.state != State::Signed)
            continue;
        const auto noun = record::read_noun(write.kind, write.body, "");
        if (!noun)
            return tl::unexpected(unreadable(write.id));
        take(taken, *noun, 1);
        const record::EntryId earlier = succeeded_by(*noun);
        if (earlier.is_empty())
            continue;
        const auto entry = store.find(earlier);
        if (!entry) // which the store refuses, by the field that names it
            continue;
        if (entry->patient != write.patient)
            return tl::unexpected(base::Problem{"record.rule", "#/amends",
                                                "What this corrects or replaces is another "
                                                "patient's.",
                                                "Name one of the same patient."});
        const auto was = record::read_noun(entry->kind, entry->body, "");
        if (!was)
            return tl::unexpected(unreadable(earlier));
        if (entry->state != State::Signed)
            continue;
        take(taken, *was, -1);
        if (!is_written(change, earlier))
            superseded.push_back(next_version(*entry, *was, State::Superseded));
    }
    std::move(superseded.begin(), superseded.end(), std::back_inserter(change.writes));
    return {};
}

} // namespace

base::Result<void> add_consequences(store::Store& store, store::Change& change) {
    Taken taken;
    if (auto done = supersede_earlier(store, change, taken); !done)
        return done;
    for (const auto& [lot, count] : taken) {
        if (count == 0 || is_written(change, lot))
            continue;
        const auto entry = store.find(lot);
        if (!entry)
            return tl::unexpected(entry.error());
        auto noun = record::read_noun(Kind::Stock, entry->body, "");
        if (!noun)
            return tl::unexpected(unreadable(lot));
        auto& stock = std::get<record::Stock>(*noun);
        stock.count_used = std::max<std::int64_t>(0, stock.count_used.value_or(0) + count);
        change.writes.push_back(next_version(*entry, *noun, entry->state));
    }
    return {};
}

base::Problem placed_taken(base::Problem problem, const std::string& at) {
    if (problem.code == "record.taken") {
        problem.where = "#" + at + "/start";
        problem.hint = choose_free;
    }
    return problem;
}

} // namespace filiform::server
