// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "geometry/vec3.h"

namespace filiform::needle {

/// What needles are compared by. Never added up: a proposal is better in one and worse in another,
/// and the clinician sees which.
enum class Merit { Clearance, Touch, Reach, Length, Tilt, Bite, Backstop };
inline constexpr std::array all_merits{Merit::Touch, Merit::Reach,  Merit::Clearance,
                                       Merit::Tilt,  Merit::Length, Merit::Backstop,
                                       Merit::Bite};

/// A needle's standing, each entry better when larger.
struct Standing {
    std::array<double, 7> of{}; ///< by Merit
    [[nodiscard]] double operator[](Merit merit) const {
        return of[static_cast<std::size_t>(merit)];
    }
    [[nodiscard]] double& operator[](Merit merit) { return of[static_cast<std::size_t>(merit)]; }
};

/// What makes a difference worth the name, by Merit: smaller ones count as equal.
[[nodiscard]] double notable_difference(Merit merit);

/// Whether `a` is at least as good as `b` in all and notably better in one.
[[nodiscard]] bool dominates(const Standing& a, const Standing& b);

/// A needle to choose from.
struct Option {
    geometry::Vec3 entry;
    geometry::Vec3 direction;
    int verdict = 0; ///< lower is better
    Standing standing;
};

/// Whether two needles are the same proposal to a person: entries within 12 mm and directions
/// within 12 degrees.
[[nodiscard]] bool is_alike(const Option& a, const Option& b);

struct Choice {
    std::size_t index = 0;
    Merit because = Merit::Touch; ///< the merit it was chosen for
};

/// Up to `most` genuinely different needles: first the one least likely to touch anything, then for
/// each other merit its best among those not dominated and unlike those already chosen. Needles
/// with a better verdict go first; ties go to the earlier. A needle less than half as likely to end
/// in the muscle as the likeliest is no alternative and is left out.
[[nodiscard]] std::vector<Choice> choose(std::span<const Option> options, std::size_t most);

/// "least likely to touch anything", as said of a proposal.
[[nodiscard]] std::string_view praise(Merit merit);

} // namespace filiform::needle
