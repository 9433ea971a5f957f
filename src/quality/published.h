// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "quality/comparison.h"
#include "record/adverse_event.h"

namespace filiform::quality {

/// Which of our adverse events are meant: some types, or all of at least a grade.
struct Selection {
    std::uint32_t types = 0; ///< bits of AdverseEvent::Type; 0: every type
    record::AdverseEvent::Grade least = record::AdverseEvent::Grade::MildOrNone;
    [[nodiscard]] bool holds(record::AdverseEvent::Type type,
                             record::AdverseEvent::Grade grade) const {
        return grade >= least && (types == 0 || (types >> static_cast<unsigned>(type) & 1U) != 0);
    }
};

/// A rate that somebody published, with what was counted there and where that differs from ours.
struct PublishedRate {
    enum class Per { Treatment, Patient };
    std::string id;
    std::string what;
    Selection selection;
    Per per = Per::Treatment;
    std::optional<Count> count; ///< nothing where only the share was seen
    double share = 0;
    Interval interval; ///< as published, or the exact one of the count
    bool is_derived = false;
    bool is_charted = false;
    std::string definition, population, differs;
    std::string source, mark;
};

struct PublishedRates {
    std::vector<PublishedRate> rates;
    double fainting_first = 0; ///< shares of treatments
    double fainting_later = 0;
};

/// Problems: those of DataDocument; data.value for a count, a share, a type or a word that cannot
/// be.
[[nodiscard]] base::Checked<PublishedRates> read_published_rates(std::string_view yaml,
                                                                 const std::string& name);
/// Those that the program carries: data/quality/published_rates.yaml.
[[nodiscard]] base::Checked<PublishedRates> carried_published_rates();

/// The clinic's count against it, by whichever test fits what was published.
[[nodiscard]] Comparison compare(Count clinic, const PublishedRate& published);

} // namespace filiform::quality
