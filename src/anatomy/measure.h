// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// What a paper says about one distance.
struct Published {
    double mean = 0;
    double sd = 0;          ///< between people; 0 when the paper gives none
    std::string population; ///< how many, of which sex: "13 men, cadaver CT"
    std::string mark;       ///< seen, calc, recalled, proposal: how far the number may be trusted
    chart::SourceId source;
};

/// One virtual caliper laid on a body.
struct Measurement {
    std::string id;              ///< "psis_to_greater_trochanter.right"
    std::string what;            ///< in words
    std::string unit;            ///< "mm" or "cm2"
    std::optional<double> value; ///< absent: `why_not` says why
    std::string why_not;
    std::optional<chart::Origin> origin; ///< of the least certain thing measured between
    std::vector<Published> published;    ///< may be empty
    /// How many published SD the value lies from the first published mean; absent without both.
    std::optional<double> in_sd;
    /// Farther from every published mean that has an SD than the file's `beyond_sd` of them: an
    /// unusual body, or a landmark in the wrong place.
    bool is_beyond_published = false;
};

/// Lays every caliper of data/anatomy/calipers.yaml on the body, in the file's order, right before
/// left.
///
/// Depth:   of a structure at a place: from the skin straight behind the place, straight forward.
/// Cost:    a few milliseconds.
[[nodiscard]] std::vector<Measurement> measure_body(const Body& body);

} // namespace filiform::anatomy
