// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/analysis.h"

namespace filiform::evidence {

/// What is ordered, in the words of docs/evidence.md; empty: as usual.
struct OrderWords {
    std::string measure;            ///< else what the table's columns are made for
    std::string model;              ///< else reml
    std::string adjust;             ///< else hartung-knapp of random effects
    std::string prediction;         ///< else t-k-2
    std::vector<std::string> where; ///< "outcome=ODI"
    std::vector<std::string> together;
    std::vector<std::string> moderators;
    std::string by;
    std::string cumulative_by;
    bool is_spread_pooled = false;
    bool is_variance_unbiased = false;
    double level = 0.95; ///< 0.5 to 0.999999
};

/// The words there are for a member, in letters of the lower case; none for a member without.
[[nodiscard]] std::vector<std::string> words_for(std::string_view member);

/// What is wrong with the words whatever the table, each with the member's name ("model") in
/// `where`. Problems: evidence.word, evidence.where (not COLUMN=VALUE), evidence.level.
[[nodiscard]] base::Problems order_faults(const OrderWords& words);

/// The order as a table takes it.
/// Problems: order_faults; evidence.measure (what to pool is not plain from the columns).
[[nodiscard]] base::Checked<AnalysisOrder> read_order(const OrderWords& words,
                                                      const TrialTable& table);

} // namespace filiform::evidence
