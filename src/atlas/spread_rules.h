// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::atlas {

/// From what a structure's position gets its spread: one row of data/atlas/spread.yaml.
struct SpreadRule {
    /// Names of numbers; `y` is empty where a depth says how deep the structure lies.
    struct Place {
        std::string x;
        std::string y;
        std::string z;
    };
    std::vector<std::string> ids; ///< structures without their sides
    std::vector<Place> places;    ///< none: rule_sd_mm alone
    std::string seen_from;        ///< a point; empty: the body frame
    std::string depth;            ///< a number; may be empty
    double rule_sd_mm = 0;
};

struct SpreadRules {
    std::vector<SpreadRule> rows;
    SpreadRule other;
    std::vector<chart::SourceId> sources;
};

/// Problems: those of base::DataDocument; spread.unknown (a point or number that points.yaml does
///           not define), spread.place (neither points nor x, z and depth), spread.repeated,
///           spread.mark.
[[nodiscard]] base::Checked<SpreadRules> read_spread_rules(std::string_view text, std::string name);

/// The rules of data/atlas/spread.yaml.
[[nodiscard]] const SpreadRules& spread_rules();

/// The rule of a structure, id without its side; `other` when no row names it.
[[nodiscard]] const SpreadRule& spread_rule(const std::string& id);

} // namespace filiform::atlas
