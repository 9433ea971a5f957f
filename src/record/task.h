// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "record/parts.h"

namespace filiform::record {

/// Something that has to be done until a certain time. due_tasks.h says which come by themselves.
struct Task {
    enum class What {
        CheckAfterSession, ///< ask how it went, 48 hours after needling
        Reassess,          ///< the planned sessions before a review are done
        OverdueReview,
        EmergencyQuestion, ///< an assessment left one unanswered
        UrgentAnswer,      ///< a patient answered, by themselves, what must be seen today
        ReportEvent,       ///< an adverse event has to be reported
        FollowEvent,       ///< an adverse event is not over
        OfferAnotherTime,  ///< the time that a patient asked for was given to somebody else
        FillInForm,        ///< the patient is to fill in an instrument
        Call,
        Write,
        Other
    };
    enum class Status { Waiting, InProgress, Done, Cancelled };
    enum class Priority { Routine, Soon, Urgent };
    EntryId patient;
    std::optional<What> what;
    std::string text;
    EntryId about;      ///< what brought it up
    EntryId instrument; ///< that is to be filled in
    Moment due;
    std::optional<Priority> priority;
    std::optional<Status> status;
    EntryId assigned_to;
    EntryId done_by;
    Moment done_at;
    std::string result;
    friend bool operator==(const Task&, const Task&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Task::What);
[[nodiscard]] std::span<const std::string_view> words(Task::Status);
[[nodiscard]] std::span<const std::string_view> words(Task::Priority);
void describe(Fields& fields, Task& task);

} // namespace filiform::record
