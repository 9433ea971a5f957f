// SPDX-License-Identifier: Apache-2.0
#include "server/record_writes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "record/instrument_score.h"
#include "record/noun.h"
#include "server/care_steps.h"
#include "server/clinic_rules.h"
#include "server/episode_care.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Action;
using record::State;

/// Problems of a noun's reader say "name#/pointer"; the reader of the answer sent something around
/// the noun.
base::Problems placed(base::Problems problems, const std::string& at) {
    for (base::Problem& problem : problems) {
        const std::size_t hash = problem.where.find('#');
        problem.where =
            "#" + at + (hash == std::string::npos ? "" : problem.where.substr(hash + 1));
    }
    return problems;
}

/// What the step takes by the table of rights.
Action action_of(const Wanted& wanted, State after) {
    if (after == State::Signed || after == State::Superseded || after == State::Mistaken) {
        if (wanted.state)
            return Action::Sign;
    }
    return wanted.follows == 0 ? Action::Create : Action::Change;
}

base::Problem one(std::string code, std::string where, std::string what, std::string hint) {
    return {std::move(code), std::move(where), std::move(what), std::move(hint)};
}

/// Whose an entry will be.
record::EntryId patient_of_write(record::Kind kind, const record::EntryId& id,
                                 const record::Noun& noun) {
    return kind == record::Kind::Patient ? id : record::patient_of(noun);
}

/// A patient cancels at this moment, by the server's clock: theirs may be wrong.
void stamp_cancellation(const Call& call, const record::Noun& before, record::Noun& after) {
    auto* booking = std::get_if<record::Appointment>(&after);
    constexpr auto cancelled = record::Appointment::Status::Cancelled;
    if (booking == nullptr || booking->status != cancelled ||
        std::get<record::Appointment>(before).status == cancelled)
        return;
    booking->cancelled_at = call.request.at;
}

/// An outcome without a score has the one that its answers give: no page computes it.
void complete_score(const Desk& desk, record::Noun& after) {
    auto* outcome = std::get_if<record::Outcome>(&after);
    if (outcome == nullptr || outcome->score)
        return;
    const auto entry =
        find_of_kind(desk.store, record::Kind::Instrument, outcome->instrument.text());
    if (!entry)
        return; // which is refused further on
    const auto noun = record::read_noun(entry->kind, entry->body, "");
    if (noun &&
        record::answer_faults(std::get<record::Instrument>(*noun), outcome->answers).empty())
        outcome->score = record::score_of(std::get<record::Instrument>(*noun), outcome->answers);
}

/// What was decided on a patient's answers is not theirs to say: of an assessment it stays as it
/// was.
void keep_what_was_decided(const record::Noun& before, record::Noun& after) {
    auto* assessment = std::get_if<record::Assessment>(&after);
    if (assessment == nullptr)
        return;
    assessment->screening = std::get<record::Assessment>(before).screening;
    assessment->causes = std::get<record::Assessment>(before).causes;
}

struct Before {
    record::Entry entry; ///< version 0 when there is none yet
    record::Noun noun;
};

base::Checked<Before> find_before(const Call& call, const Desk& desk, const Wanted& wanted) {
    Before before{{}, record::empty_noun(wanted.kind)};
    before.entry.kind = wanted.kind;
    if (wanted.follows == 0)
        return before;
    auto entry = find_of_kind(desk.store, wanted.kind, wanted.id.text());
    if (!entry)
        return tl::unexpected(base::Problems{entry.error()});
    // A patient who may not see their draft any more is told that the clinic has it.
    const Action asked = call.caller.role == record::Role::Patient ? Action::Change : Action::See;
    if (auto seen = permit(call.caller, {wanted.kind, Action::See, false}, *entry); !seen) {
        const auto may = permit(call.caller, {wanted.kind, asked, false}, *entry);
        return tl::unexpected(base::Problems{may ? seen.error() : may.error()});
    }
    if (entry->version != wanted.follows)
        return tl::unexpected(
            base::Problems{one("record.conflict", "If-Match",
                               "Somebody wrote version " + std::to_string(entry->version) +
                                   " of this after version " + std::to_string(wanted.follows) + ".",
                               "Read it again and bring your change to it.")});
    auto noun = record::read_noun(entry->kind, entry->body, "");
    if (!noun)
        return tl::unexpected(
            base::Problems{one("store.failed", "", "A stored entry cannot be read.", "")});
    before.entry = *std::move(entry);
    before.noun = *std::move(noun);
    return before;
}

/// The patient of an entry, of the same change or as they stand. One who is not there is nobody
/// known; the store refuses the reference.
base::Result<record::Patient> patient_of_care(const Desk& desk, const record::EntryId& id,
                                              std::span<const store::Write> beside) {
    std::string body;
    for (const store::Write& write : beside)
        if (write.id == id && write.kind == record::Kind::Patient)
            body = write.body;
    if (body.empty() && record::is_entry_id(id.text())) {
        const auto entry = desk.store.find(id);
        if (!entry && entry.error().code != "record.missing")
            return tl::unexpected(entry.error());
        if (entry && entry->kind == record::Kind::Patient)
            body = entry->body;
    }
    if (body.empty())
        return record::Patient();
    auto noun = record::read_noun(record::Kind::Patient, body, "");
    if (!noun)
        return tl::unexpected(one("store.failed", "", "A stored entry cannot be read.", ""));
    return std::get<record::Patient>(*std::move(noun));
}

/// A screening that is written again: what the same rules made of the same answers was decided
/// then, not now.
record::ScreeningResult as_it_was(record::ScreeningResult now,
                                  std::optional<record::ScreeningResult> was) {
    if (!was)
        return now;
    const record::Moment then = std::exchange(was->at, now.at);
    if (*was == now)
        now.at = then;
    return now;
}

/// Of whom an assessment is, with the clinic's own rules.
base::Checked<Examined> examined_beside(const Desk& desk, const record::Assessment& assessment,
                                        std::span<const store::Write> beside) {
    auto patient = patient_of_care(desk, assessment.patient, beside);
    if (!patient)
        return tl::unexpected(base::Problems{patient.error()});
    auto stricter = stricter_rules(desk.store);
    if (!stricter)
        return tl::unexpected(base::Problems{stricter.error()});
    return Examined{assessment, *std::move(patient), *std::move(stricter)};
}

base::Checked<bool> conclude(const Call& call, const Desk& desk, const record::Assessment& before,
                             record::Assessment& assessment, std::span<const store::Write> beside) {
    if (!desk.workshop.conclude)
        return false;
    const auto who = examined_beside(desk, assessment, beside);
    if (!who)
        return tl::unexpected(who.error());
    auto concluded = desk.workshop.conclude(*who, call.request.at);
    if (!concluded)
        return tl::unexpected(std::move(concluded.error()));
    assessment.screening = as_it_was(std::move(concluded->screening), before.screening);
    assessment.causes = std::move(concluded->causes);
    return true;
}

/// The entry of that kind as its noun; nothing where there is none, which the store refuses.
template <class Noun>
std::optional<Noun> noun_there(const Desk& desk, record::Kind kind, const record::EntryId& id) {
    const auto entry = find_of_kind(desk.store, kind, id.text());
    if (!entry)
        return std::nullopt;
    auto noun = record::read_noun(kind, entry->body, "");
    return noun ? std::optional(std::get<Noun>(*std::move(noun))) : std::nullopt;
}

base::Checked<bool> conclude(const Call& call, const Desk& desk, const record::Session& before,
                             record::Session& session, std::span<const store::Write> beside) {
    // A screening that rests on no answer of today is what no answer makes of it, whatever it says.
    if (!desk.workshop.conclude_visit || (session.answers.empty() && !session.screening))
        return false;
    const auto plan = noun_there<record::Plan>(desk, record::Kind::Plan, session.plan);
    const auto ground =
        plan ? noun_there<record::Assessment>(desk, record::Kind::Assessment, plan->assessment)
             : std::nullopt;
    if (!ground || ground->patient != session.patient) {
        session.screening.reset(); // there is nothing it could rest on
        return true;
    }
    auto who = examined_beside(desk, *ground, beside);
    if (!who)
        return tl::unexpected(who.error());
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return tl::unexpected(base::Problems{zone.error()});
    who->assessment.on = zone->local_of(call.request.at).date;
    auto screening = desk.workshop.conclude_visit(*who, session.answers, call.request.at);
    if (!screening)
        return tl::unexpected(std::move(screening.error()));
    session.screening = as_it_was(*std::move(screening), before.screening);
    return true;
}

/// Where a review's problems stand in the noun.
base::Problems at_review(base::Problems problems) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> renamed{
        {{"#/goal/value", "#/goal"}, {"#/goal/on", "#/goalOn"}, {"#/findings/", "#/answers/"}}};
    for (base::Problem& problem : problems)
        for (const auto& [of_review, of_noun] : renamed)
            if (problem.where.starts_with(of_review))
                problem.where.replace(0, of_review.size(), of_noun);
    return problems;
}

base::Checked<bool> conclude(const Call& call, const Desk& desk, record::ProgressReview& review) {
    if (!desk.workshop.conclude_review)
        return false;
    const auto episode = noun_there<record::Episode>(desk, record::Kind::Episode, review.episode);
    if (!episode || episode->patient != review.patient)
        return tl::unexpected(base::Problems{one(
            "record.rule", "#/episode", "This is no episode of this patient that is kept already.",
            "Name one of this patient's episodes.")});
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return tl::unexpected(base::Problems{zone.error()});
    ReviewWanted wanted{.zone = *zone, .now = call.request.at, .episode = review.episode};
    if (review.on) // of a review that is written down later, what was known then
        wanted.now = std::min(wanted.now, *review.on);
    wanted.follow = review.follow;
    wanted.goal = review.goal;
    if (review.goal_on)
        wanted.goal_on = base::text(*review.goal_on);
    for (const auto& [finding, answer] : review.answers)
        if (const bool* is_so = std::get_if<bool>(&answer))
            wanted.findings[finding] = *is_so;
        else
            return tl::unexpected(
                base::Problems{one("record.rule", "#/answers/" + finding,
                                   "This is neither yes nor no.", "Send true or false.")});
    if (auto fetched = fetch_care(desk.store, review.patient, wanted); !fetched)
        return tl::unexpected(base::Problems{fetched.error()});
    auto made = desk.workshop.conclude_review(wanted);
    if (!made)
        return tl::unexpected(at_review(std::move(made.error())));
    made->patient = review.patient;
    made->episode = review.episode;
    made->practitioner = review.practitioner;
    made->on = review.on;
    made->follow = review.follow;
    made->goal = review.goal;
    made->goal_on = review.goal_on;
    review = *std::move(made);
    return true;
}

/// Puts what follows from the answers of an assessment, a session or a review into it; whether it
/// did.
base::Checked<bool> fill_in_conclusion(const Call& call, const Desk& desk, const Before& before,
                                       State to, record::Noun& noun,
                                       std::span<const store::Write> beside) {
    if (before.entry.state != State::Open || (to != State::Open && to != State::Signed))
        return false;
    if (auto* const assessment = std::get_if<record::Assessment>(&noun))
        return conclude(call, desk, std::get<record::Assessment>(before.noun), *assessment, beside);
    if (auto* const review = std::get_if<record::ProgressReview>(&noun))
        return conclude(call, desk, *review);
    if (auto* const session = std::get_if<record::Session>(&noun))
        return conclude(call, desk, std::get<record::Session>(before.noun), *session, beside);
    return false;
}

} // namespace

store::Act act_of(const Call& call, std::string action, std::string reason) {
    return {call.caller.account, std::move(action), std::move(reason), call.request.from,
            call.request.at};
}

std::string tag_of(const record::Entry& entry) {
    return '"' + std::to_string(entry.version) + '"';
}

bool is_kept_type(std::string_view type) {
    return type == "application/pdf" || type == "image/png" || type == "image/jpeg" ||
           type == "application/json" || type == "model/gltf-binary" || type == "text/plain" ||
           type == "application/gzip";
}

base::Result<std::int64_t> version_asked(const Request& request) {
    const auto header = request.header("if-match");
    std::string_view text = header.value_or("");
    if (text.starts_with("W/"))
        text.remove_prefix(2);
    std::int64_t version = 0;
    const bool is_quoted = text.size() >= 3 && text.front() == '"' && text.back() == '"';
    if (is_quoted) {
        const char* end = text.data() + text.size() - 1;
        const auto read = std::from_chars(text.data() + 1, end, version);
        if (read.ec == std::errc() && read.ptr == end && version > 0)
            return version;
    }
    return tl::unexpected(one("request.if_match", "If-Match",
                              header ? "This is no version of an entry."
                                     : "It is not said which version this follows.",
                              "Send the ETag of the entry as you read it."));
}

base::Checked<store::Write> judged_write(const Call& call, const Desk& desk, const Wanted& wanted,
                                         std::span<const store::Write> beside) {
    if (!wanted.id.is_empty() && !record::is_entry_id(wanted.id.text()))
        return tl::unexpected(
            base::Problems{one("record.value", "#/id", "This cannot be the id of an entry.",
                               "Take 1 to 64 letters, digits, - or ., or leave it out.")});
    auto before = find_before(call, desk, wanted);
    if (!before)
        return tl::unexpected(before.error());
    auto noun = base::Checked<record::Noun>(before->noun);
    if (wanted.body)
        noun = record::read_noun(wanted.kind, *wanted.body, "");
    if (!noun)
        return tl::unexpected(placed(std::move(noun.error()), wanted.at));
    if (call.caller.role == record::Role::Patient) {
        keep_what_was_decided(before->noun, *noun);
        stamp_cancellation(call, before->noun, *noun);
    }
    if (wanted.body)
        complete_score(desk, *noun);
    store::Write write;
    write.kind = wanted.kind;
    write.id = wanted.id.is_empty() ? store::new_id(call.request.at) : wanted.id;
    write.follows = wanted.follows;
    write.state = wanted.state.value_or(before->entry.state);
    write.patient = patient_of_write(wanted.kind, write.id, *noun);
    // Both what was and what will be must be the caller's to write.
    record::Entry after = before->entry;
    after.id = write.id;
    after.patient = write.patient;
    const Wish wish{wanted.kind, action_of(wanted, write.state), false};
    RestrictedPatients restricted(desk.store, call.request, call.caller);
    for (const record::Entry* entry : {&std::as_const(before->entry), &std::as_const(after)}) {
        if (entry == &before->entry && wanted.follows == 0)
            continue;
        if (auto permitted = permit(call.caller, wish, *entry); !permitted)
            return tl::unexpected(base::Problems{permitted.error()});
        if (auto permitted = restricted.permit(entry->patient); !permitted)
            return tl::unexpected(base::Problems{permitted.error()});
    }
    const auto filled = fill_in_conclusion(call, desk, *before, write.state, *noun, beside);
    if (!filled)
        return tl::unexpected(placed(filled.error(), wanted.at));
    base::Problems wrong = record::contradictions(*noun);
    const base::Problems step =
        record::forbidden_step(before->noun, before->entry.state, *noun, write.state);
    wrong.insert(wrong.end(), step.begin(), step.end());
    if (wrong.empty())
        wrong = faults_beside(
            call, desk,
            {before->noun, before->entry.state, *noun, write.state, write.id, wanted.reason});
    if (!wrong.empty())
        return tl::unexpected(placed(std::move(wrong), wanted.at));
    write.body = wanted.body || *filled ? record::write_noun(*noun) : std::move(before->entry.body);
    write.index = record::index_of(*noun, write.state);
    return write;
}

} // namespace filiform::server
