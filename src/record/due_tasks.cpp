// SPDX-License-Identifier: Apache-2.0
#include "record/due_tasks.h"

#include <algorithm>

#include "base/digest.h"
#include "record/choice.h"

namespace filiform::record {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;

/// "due-" and 32 digits made of what it is about: the same on every machine and every time.
EntryId id_for(Task::What what, const EntryId& about, const std::string& detail = "") {
    constexpr std::size_t digits = 32;
    const std::string digest =
        base::sha256(std::string(word_of(what)) + "|" + about.text() + "|" + detail);
    return EntryId("due-" + digest.substr(0, digits));
}

bool counts(State state) {
    return state != State::Mistaken && state != State::Erased && state != State::Withdrawn;
}

bool was_signed(State state) {
    return state == State::Signed || state == State::Superseded;
}

/// Whether somebody was examined and that was signed; a check after a session asks too little.
bool is_visit(const Known<Assessment>& one) {
    return was_signed(one.state) && one.noun.checks.is_empty();
}

/// The first of the notes that this one corrects, one after the other; itself when it corrects
/// none. What was brought up of that one is not brought up again of its corrections.
template <class Note>
EntryId first_of(const std::vector<Known<Note>>& all, const Known<Note>& note) {
    const Known<Note>* first = &note;
    for (std::size_t steps = 0; steps < all.size(); ++steps) {
        const auto before = std::find_if(
            all.begin(), all.end(), [&](const auto& one) { return one.id == first->noun.amends; });
        if (before == all.end())
            break;
        first = &*before;
    }
    return first->noun.amends.is_empty() ? first->id : first->noun.amends;
}

bool is_urgent(const Assessment& assessment) {
    return assessment.screening && assessment.screening->decision >= ScreeningDecision::ReferUrgent;
}

/// Clear only when everything was asked: a rule that cannot be told keeps it open.
bool is_all_clear(const Assessment& assessment) {
    const auto& screening = assessment.screening;
    return screening && screening->decision <= ScreeningDecision::Caution &&
           screening->decision.has_value() && screening->to_ask.empty() &&
           std::all_of(screening->rules.begin(), screening->rules.end(),
                       [](const auto& rule) { return rule.is_known.value_or(false); });
}

/// What a check found, in words.
std::string result_of(const Assessment& assessment) {
    std::string words = "Everything was answered, and nothing has to be looked at.";
    for (const ScreeningResult::Rule& rule : assessment.screening->rules)
        words +=
            (&rule == &assessment.screening->rules.front() ? " To be noted: " : ", ") + rule.id;
    return words + (assessment.screening->rules.empty() ? "" : ".");
}

bool has_needles(const Session& session) {
    return std::any_of(session.needles.begin(), session.needles.end(),
                       [](const Needle& needle) { return needle.time_in.has_value(); });
}

/// Walks through a patient's care and collects.
class Finder {
  public:
    Finder(const Care& care, base::Instant now, const base::Zone& zone)
        : care_(care), now_(now), zone_(zone) {}

    [[nodiscard]] std::vector<DueTask> find() {
        for (const auto& one : care_.events)
            if (counts(one.state))
                report(one);
        if (care_.deceased_on)
            return std::move(due_);
        for (const auto& one : care_.sessions)
            if (one.state == State::Signed && has_needles(one.noun))
                check_after(one);
        for (const auto& one : care_.plans)
            if (was_signed(one.state))
                reassess(one);
        for (const auto& one : care_.episodes)
            if (counts(one.state) && one.noun.status == Episode::Status::Active)
                review(one);
        for (const auto& one : care_.assessments)
            if (counts(one.state) && !is_patients_draft(one))
                ask(one);
        for (const auto& one : care_.assessments)
            if (is_patients_draft(one) && is_urgent(one.noun))
                tell(one);
        for (const auto& one : care_.events)
            if (counts(one.state))
                follow(one);
        return std::move(due_);
    }

  private:
    struct Wanted {
        Task::What what = Task::What::Other;
        EntryId about;
        EntryId id_of;      ///< what its id is made of
        std::string detail; ///< that tells several of one kind apart
        base::Instant due{};
        Task::Priority priority = Task::Priority::Routine;
        EntryId patient, assigned_to;
    };
    /// Answers the task, to be finished by whoever adds it.
    Task& add(const Wanted& wanted) {
        Task task;
        task.what = wanted.what;
        task.about = wanted.about;
        task.due = wanted.due;
        task.priority = wanted.priority;
        task.status = Task::Status::Waiting;
        task.patient = wanted.patient;
        task.assigned_to = wanted.assigned_to;
        due_.push_back({id_for(wanted.what, wanted.id_of, wanted.detail), std::move(task)});
        return due_.back().task;
    }

    /// When a day begins on the clinic's clocks.
    [[nodiscard]] base::Instant midnight(base::Date day) const { return zone_.instant_of(day, 0); }
    [[nodiscard]] static base::Date day_after(base::Date day) { return sys_days(day) + days(1); }

    [[nodiscard]] bool is_patients_draft(const Known<Assessment>& one) const {
        return one.state == State::Open && care_.by_patient.contains(one.id);
    }

    void check_after(const Known<Session>& session) {
        constexpr auto later = hours(48);
        constexpr auto too_late = days(30);
        const Moment end = session.noun.ended ? session.noun.ended : session.noun.began;
        if (!end || *end + later + too_late < now_ || was_seen_after(*end))
            return;
        Task& task = add({Task::What::CheckAfterSession, session.id,
                          first_of(care_.sessions, session), "", *end + later, Task::Priority::Soon,
                          session.noun.patient, session.noun.practitioner});
        const std::vector<const Known<Assessment>*> checks = checks_of(session);
        const auto urgent = std::find_if(checks.begin(), checks.end(),
                                         [](const auto* one) { return is_urgent(one->noun); });
        constexpr auto soonest = hours(36); // what comes late must have had time to come
        const auto clear = std::find_if(checks.begin(), checks.end(), [&](const auto* one) {
            return is_all_clear(one->noun) && said_at(one->noun) >= *end + soonest;
        });
        if (urgent != checks.end()) {
            task.priority = Task::Priority::Urgent;
            task.due = std::min(*end + later, said_at((*urgent)->noun));
        } else if (clear != checks.end()) {
            const Assessment& check = (*clear)->noun;
            task.status = Task::Status::Done;
            task.done_at = said_at(check);
            task.done_by =
                care_.by_patient.contains((*clear)->id) ? check.patient : check.practitioner;
            task.result = result_of(check);
        }
    }

    /// The assessments that check a session, or one that it corrects or that corrects it.
    [[nodiscard]] std::vector<const Known<Assessment>*>
    checks_of(const Known<Session>& session) const {
        const EntryId first = first_of(care_.sessions, session);
        std::vector<const Known<Assessment>*> checks;
        for (const auto& one : care_.assessments) {
            const auto checked =
                std::find_if(care_.sessions.begin(), care_.sessions.end(),
                             [&](const auto& each) { return each.id == one.noun.checks; });
            if (counts(one.state) && checked != care_.sessions.end() &&
                first_of(care_.sessions, *checked) == first)
                checks.push_back(&one);
        }
        return checks;
    }

    /// When the answers of an assessment were weighed.
    [[nodiscard]] base::Instant said_at(const Assessment& assessment) const {
        return assessment.screening && assessment.screening->at ? *assessment.screening->at
               : assessment.on                                  ? midnight(*assessment.on)
                                                                : now_;
    }

    void tell(const Known<Assessment>& assessment) {
        const Assessment& noun = assessment.noun;
        const bool is_emergency = noun.screening->decision == ScreeningDecision::EmergencyToday;
        const base::Instant said = said_at(noun);
        add({Task::What::UrgentAnswer, assessment.id, assessment.id,
             std::string(word_of(*noun.screening->decision)),
             is_emergency ? said : midnight(day_after(zone_.local_of(said).date)),
             is_emergency ? Task::Priority::Urgent : Task::Priority::Soon, noun.patient,
             noun.practitioner});
    }

    /// Whether a signed visit was later than a session's end.
    [[nodiscard]] bool was_seen_after(base::Instant end) const {
        const base::Date day = zone_.local_of(end).date;
        return std::any_of(care_.sessions.begin(), care_.sessions.end(),
                           [&](const auto& one) {
                               return was_signed(one.state) && one.noun.began &&
                                      *one.noun.began > end;
                           }) ||
               std::any_of(care_.assessments.begin(), care_.assessments.end(),
                           [&](const auto& one) {
                               return is_visit(one) && one.noun.on && *one.noun.on > day;
                           });
    }

    [[nodiscard]] bool is_over(const EntryId& episode) const {
        return std::any_of(care_.episodes.begin(), care_.episodes.end(), [&](const auto& one) {
            return one.id == episode && (one.noun.status == Episode::Status::Finished ||
                                         one.noun.status == Episode::Status::Cancelled);
        });
    }

    /// Whether an assessment of the episode was signed for that day or a later one.
    [[nodiscard]] bool was_assessed(const EntryId& episode, base::Date since) const {
        return std::any_of(care_.assessments.begin(), care_.assessments.end(),
                           [&](const auto& one) {
                               return is_visit(one) && one.noun.episode == episode && one.noun.on &&
                                      *one.noun.on >= since;
                           });
    }

    void reassess(const Known<Plan>& plan) {
        if (!plan.noun.dose || !plan.noun.dose->review_after || is_over(plan.noun.episode))
            return;
        std::vector<base::Instant> ends;
        for (const auto& one : care_.sessions)
            if (one.state == State::Signed && one.noun.plan == plan.id && one.noun.ended)
                ends.push_back(*one.noun.ended);
        std::sort(ends.begin(), ends.end());
        const auto every = static_cast<std::size_t>(*plan.noun.dose->review_after);
        const std::size_t reached = ends.size() / every * every;
        if (reached == 0)
            return;
        const base::Instant last = ends[reached - 1];
        if (was_assessed(plan.noun.episode, zone_.local_of(last).date))
            return;
        const auto pause = days(plan.noun.dose->interval_days.value_or(0));
        add({Task::What::Reassess, plan.id, plan.id, std::to_string(reached), last + pause,
             Task::Priority::Soon, plan.noun.patient, plan.noun.practitioner});
    }

    void review(const Known<Episode>& episode) {
        const Day day = episode.noun.review_due;
        if (!day)
            return;
        const base::Instant passed = midnight(day_after(*day));
        if (now_ >= passed && !was_assessed(episode.id, *day))
            add({Task::What::OverdueReview, episode.id, episode.id, base::text(*day), passed,
                 Task::Priority::Soon, episode.noun.patient, episode.noun.practitioner});
    }

    void ask(const Known<Assessment>& assessment) {
        const Assessment& noun = assessment.noun;
        if (!noun.screening || noun.screening->unanswered_emergency.empty() || !noun.on)
            return;
        const bool is_left =
            assessment.state != State::Open || midnight(day_after(*noun.on)) <= now_;
        const bool is_answered =
            std::any_of(care_.assessments.begin(), care_.assessments.end(), [&](const auto& later) {
                return is_visit(later) && later.id != assessment.id &&
                       later.noun.episode == noun.episode && later.noun.on >= noun.on &&
                       later.noun.screening && later.noun.screening->unanswered_emergency.empty();
            });
        if (is_left && !is_answered)
            add({Task::What::EmergencyQuestion, assessment.id,
                 first_of(care_.assessments, assessment), "",
                 noun.screening->at.value_or(midnight(*noun.on)), Task::Priority::Urgent,
                 noun.patient, noun.practitioner});
    }

    static base::Instant noticed(const AdverseEvent& event) {
        return event.noticed.value_or(*event.began);
    }

    void report(const Known<AdverseEvent>& event) {
        const AdverseEvent& noun = event.noun;
        if (noun.began && noun.must_be_reported.value_or(false) && noun.reports.empty())
            add({Task::What::ReportEvent, event.id, event.id, "", noticed(noun),
                 Task::Priority::Urgent, noun.patient, noun.practitioner});
    }

    void follow(const Known<AdverseEvent>& event) {
        const AdverseEvent& noun = event.noun;
        if (!noun.began)
            return;
        const bool is_mild = noun.grade == AdverseEvent::Grade::MildOrNone;
        if (noun.outcome == AdverseEvent::Outcome::Ongoing ||
            noun.outcome == AdverseEvent::Outcome::Resolving)
            add({Task::What::FollowEvent, event.id, event.id, "",
                 noticed(noun) + days(is_mild ? 7 : 1),
                 is_mild ? Task::Priority::Routine : Task::Priority::Urgent, noun.patient,
                 noun.practitioner});
    }

    const Care& care_;
    base::Instant now_;
    const base::Zone& zone_;
    std::vector<DueTask> due_;
};

} // namespace

std::vector<DueTask> outrun_wishes(const Known<Appointment>& booked,
                                   const std::vector<Known<Appointment>>& others,
                                   base::Instant now) {
    using Status = Appointment::Status;
    const Appointment& taken = booked.noun;
    const bool has_it = booked.state == State::Open &&
                        (taken.status == Status::Booked || taken.status == Status::Arrived);
    if (!has_it || !taken.start || !taken.end || *taken.end <= now)
        return {};
    std::vector<DueTask> due;
    for (const Known<Appointment>& other : others) {
        const Appointment& wish = other.noun;
        const bool is_rival =
            (!wish.practitioner.is_empty() && wish.practitioner == taken.practitioner) ||
            (!wish.room.is_empty() && wish.room == taken.room);
        if (other.id == booked.id || other.state != State::Open ||
            wish.status != Status::Proposed || !is_rival || !wish.start || !wish.end ||
            *wish.start >= *taken.end || *wish.end <= *taken.start)
            continue;
        Task task;
        task.what = Task::What::OfferAnotherTime;
        task.about = other.id;
        task.due = std::min(now + hours(24), *wish.start);
        task.priority = Task::Priority::Soon;
        task.status = Task::Status::Waiting;
        task.patient = wish.patient;
        task.assigned_to = wish.practitioner;
        due.push_back({id_for(*task.what, other.id, base::text(*wish.start)), std::move(task)});
    }
    return due;
}

std::optional<Task> moved_on(const Task& before, const Task& due) {
    if (before.status != Task::Status::Waiting)
        return std::nullopt;
    Task after = before;
    if (due.status == Task::Status::Done) {
        after.status = due.status;
        after.done_at = due.done_at;
        after.done_by = due.done_by;
        after.result = due.result;
        return after;
    }
    if (due.priority != Task::Priority::Urgent || before.priority == Task::Priority::Urgent)
        return std::nullopt;
    after.priority = due.priority;
    if (due.due && before.due)
        after.due = std::min(*before.due, *due.due);
    return after;
}

std::vector<DueTask> due_tasks(const Care& care, base::Instant now, const base::Zone& zone) {
    return Finder(care, now, zone).find();
}

} // namespace filiform::record
