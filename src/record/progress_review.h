// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// The review of an episode on one day: what was said at it, and what was made of it. Signed, it
/// stands as it was, whatever is scored later.
struct ProgressReview {
    /// From lax to strict.
    enum class Step { GoOn, Reduce, Change, Stop, Refer, ReferUrgent, EmergencyToday };
    /// How likely something is; other beliefs beforehand would have said from `low` to `high`.
    struct Chance {
        enum class Of { ImportantChange, Worse, Goal };
        std::optional<Of> of;
        Day by; ///< of a goal
        Number probability, low, high;
        friend bool operator==(const Chance&, const Chance&) = default;
    };
    EntryId patient, episode, practitioner;
    Moment on;
    // What was said.
    std::string
        follow;  ///< code of the instrument that is followed; empty: leg pain if there is any
    Number goal; ///< of that instrument
    Day goal_on;
    std::map<std::string, chart::Answer> answers; ///< to what a review asks, yes or no
    // What was made of it, by the server when it is written.
    std::optional<Step> step;
    std::vector<std::string> rules;  ///< ids of the rules that hold, the strictest first
    std::vector<std::string> to_ask; ///< what is not known and could make it stricter
    std::vector<Chance> chances;     ///< none where there is too little to say
    std::vector<std::string> summary;
    std::string inputs;  ///< SHA-256 of the course it was made from
    std::string program; ///< "filiform 0.1.0"
    friend bool operator==(const ProgressReview&, const ProgressReview&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(ProgressReview::Step);
[[nodiscard]] std::span<const std::string_view> words(ProgressReview::Chance::Of);
void describe(Fields& fields, ProgressReview::Chance& chance);
void describe(Fields& fields, ProgressReview& review);

} // namespace filiform::record
