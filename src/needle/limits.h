// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"

namespace filiform::needle {

/// What it means that a needle driven as far as it goes could touch a structure.
enum class HubRule { Ignore, Warn, Block };

/// How near a needle may come to one kind of structure. Distances surface to surface.
struct KindLimit {
    chart::Kind kind = chart::Kind::Unknown;
    double block_mm = 0; ///< nearer than this is refused
    double warn_mm = 0;  ///< nearer than this is a caution
    HubRule hub = HubRule::Warn;
    bool is_territory = false; ///< entering makes the verdict unknown instead of refused
    chart::SourceId source;
    /// Probabilities of a touch, where this kind bears less than `Limits` allows in general.
    std::optional<double> touch_warn = {};
    std::optional<double> touch_refuse = {};
};

/// More than its kind asks, for every structure whose id begins with `prefix`.
struct StructureLimit {
    std::string prefix;
    KindLimit limit;
};

/// All limits (data/needle/limits.yaml). This room knows no acceptable risk: these are its masters.
/// The rule they feed stands in docs/decisions/0003-limits-and-uncertainty.md.
struct Limits {
    double cone_block_rad = 0; ///< half angle of the hand's error cone in the hard limit
    double cone_warn_rad = 0;
    double block_sd = 0; ///< SDs of place added to the hard limit, up to block_sd_cap_mm
    double block_sd_cap_mm = 0;
    double warn_sd = 0;
    double decides_sd = 0; ///< an inferred structure nearer than this many SD makes a caution
    double overrun_mm = 0; ///< a needle this much too deep must still touch nothing
    /// Bone this near beyond the planned depth counts as lying behind the target.
    double backstop_within_mm = 1e9;
    double backstop_close_behind_mm = 0; ///< bone this near behind the muscle is its far border
    double touch_warn = 0;               ///< a probability of touch above this is a caution,
    double touch_refuse = 1; ///< above this the needle is refused, unless the kind asks for less
    /// What share of people must have another course of a structure for it to be kept clear of like
    /// the usual one, and for a caution where it is not.
    double variant_block_share = 0;
    double variant_warn_share = 0;
    double skin_tolerance_mm = 0;
    double bone_tolerance_mm = 0;
    std::vector<KindLimit> kinds;
    std::vector<StructureLimit> structures;
};

/// How likely a touch of a structure with that limit may be.
struct TouchLimit {
    double warn = 0;   ///< likelier is a caution
    double refuse = 1; ///< likelier is refused
};
[[nodiscard]] inline TouchLimit touch_limit(const Limits& limits, const KindLimit& limit) {
    return {limit.touch_warn.value_or(limits.touch_warn),
            limit.touch_refuse.value_or(limits.touch_refuse)};
}

/// How a structure's limits bind a needle.
enum class Binding {
    Kept,    ///< hard limits refuse, soft ones make a caution
    Warned,  ///< another course, too rare to refuse for: what would be refused is a caution
    Counted, ///< rarer still: part of the probability of a touch, nothing else
};
/// The usual course of a structure is always kept clear of; another one by its share, and from a
/// smaller share on where its kind bears less likely touches only.
[[nodiscard]] Binding binding_of(const Limits& limits, const KindLimit& limit,
                                 const anatomy::Structure& structure);

/// The limit that holds for a structure, or null when it may be touched (muscle, fat, skin, bone).
[[nodiscard]] const KindLimit* limit_for(const Limits& limits, const anatomy::Structure& structure);

/// Problems: data.* of DataDocument, data.range, data.mark; needle.limits (unknown kind, kind
///           twice, warn below block, unknown hub rule).
[[nodiscard]] base::Checked<Limits> read_limits(std::string_view text, std::string name);

} // namespace filiform::needle
