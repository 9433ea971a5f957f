// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
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
///                    that time passed more than 30 days ago (an old record that was loaded).
/// Reassess:          when the signed sessions of a plan reach `reviewAfter`, twice it, …, and no
///                    assessment was signed for a day since; due when the next session would be.
///                    Of an episode that is over: never.
/// OverdueReview:     of an active episode whose `reviewDue` has passed without an assessment on or
///                    after it.
/// EmergencyQuestion: of a signed assessment, or a draft of a day before, that leaves a question
///                    open which could mean an emergency, until a later assessment answers it; due
///                    at once, urgent.
/// ReportEvent:       of an adverse event that has to be reported and was not; due when it was
///                    noticed, urgent.
/// FollowEvent:       of an adverse event that is not over: after a day, if it is mild a week.
///
/// Of a patient who has died only ReportEvent comes up: nobody is to call and ask.
/// Days are the zone's, the clinic's own. The ids depend on neither the zone nor `now`. Source: the
/// 48 hours are the dossier's cadence; the 30 days, and the day and the week of FollowEvent, are a
/// proposal.
[[nodiscard]] std::vector<DueTask> due_tasks(const Care& care, base::Instant now,
                                             const base::Zone& zone);

} // namespace filiform::record
