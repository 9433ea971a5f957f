// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "base/zone.h"
#include "record/known.h"

namespace filiform::record {

/// What is known of one patient's care, in any order. What is mistaken or erased may be among it
/// and is passed over.
struct Care {
    std::vector<Known<Episode>> episodes;
    std::vector<Known<Assessment>> assessments;
    std::vector<Known<Plan>> plans;
    std::vector<Known<Session>> sessions;
    std::vector<Known<AdverseEvent>> events;
    /// Of the assessments those whose last version the patient wrote.
    std::set<EntryId> by_patient;
    Day deceased_on; ///< of the patient
};

/// A task that comes up by itself, under the id that it always has: creating it a second time fails
/// as record.exists, so that nothing is asked twice, whoever is asked first.
struct DueTask {
    EntryId id;
    Task task;
};

/// The tasks that a patient's care brings up by now. Those that were brought up before are among
/// them: the caller leaves out the ids that are there already.
///
/// CheckAfterSession: of every signed session in which a needle went in, due 48 hours after it;
///                    unless the patient was needled or assessed again since, and asked then, or
///                    that time passed more than 30 days ago (an old record that was loaded). An
///                    assessment that checks the session, 36 hours after it at the soonest, and
///                    answers everything with nothing that somebody has to look at ends it; one
///                    that says what must be seen today makes it urgent. What is between, a strong
///                    soreness, leaves it as it was.
/// Reassess:          when the signed sessions of a plan reach `reviewAfter`, twice it, …, and no
///                    assessment was signed for a day since; due when the next session would be.
///                    Of an episode that is over: never.
/// OverdueReview:     of an active episode whose `reviewDue` has passed without an assessment on or
///                    after it.
/// EmergencyQuestion: of a signed assessment, or a draft of a day before, that leaves a question
///                    open which could mean an emergency, until a later assessment answers it; due
///                    at once, urgent.
///                    A draft that is still the patient's own brings none: nobody has seen them.
/// UrgentAnswer:      of a draft that the patient wrote by themselves, in which the screening finds
///                    an emergency (urgent, due at once) or what refers urgently (soon, due by the
///                    end of that day). What the clinic wrote, it has seen.
/// ReportEvent:       of an adverse event that has to be reported and was not; due when it was
///                    noticed, urgent.
/// FollowEvent:       of an adverse event that is not over: after a day, if it is mild a week.
///
/// What a patient has filled in before a visit is no task of its own: it waits where the visit is
/// prepared, and a list of every form would hide what presses.
///
/// Of a patient who has died only ReportEvent comes up: nobody is to call and ask.
/// Days are the zone's, the clinic's own. The ids depend on neither the zone nor `now`. Source: the
/// 48 hours are the dossier's cadence; the 30 days, the 36 hours, and the day and the week of
/// FollowEvent, are a proposal.
[[nodiscard]] std::vector<DueTask> due_tasks(const Care& care, base::Instant now,
                                             const base::Zone& zone);

/// Whoever asked for a time that is now another's has to be offered another one: a task for each
/// wish that lies in the time of a booking that was agreed to, with the same practitioner or in the
/// same room. Nothing while the booking is itself only a wish, or no longer takes time. Two
/// patients may ask for one time in the same moment, since a wish claims nothing.
///
/// `others`: bookings that may lie there, the booking itself among them or not.
/// Ids:      one for each wish and the time that it asked for.
[[nodiscard]] std::vector<DueTask> outrun_wishes(const Known<Appointment>& booked,
                                                 const std::vector<Known<Appointment>>& others,
                                                 base::Instant now);

/// What becomes of a task that was brought up before, now that it comes up as `due`: it is ended,
/// or presses more. Nothing when it stays as it is: so does every one that somebody has taken up.
[[nodiscard]] std::optional<Task> moved_on(const Task& before, const Task& due);

} // namespace filiform::record
