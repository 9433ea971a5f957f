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

/// When needles are different enough to be shown side by side (data/needle/planning.yaml,
/// `alternatives`).
struct Differences {
    Standing notable;     ///< smaller ones count as equal; probabilities as shares, SD, mm, rad
    double alike_mm = 0;  ///< entries nearer than this
    double alike_rad = 0; ///< and directions: one proposal to a person
    double least_of_likeliest = 0; ///< a needle that ends in the muscle less often than this share
                                   ///< of the likeliest is no alternative
};

/// Whether `a` is at least as good as `b` in all and notably better in one.
[[nodiscard]] bool dominates(const Standing& a, const Standing& b, const Differences& differences);

/// A needle to choose from.
struct Option {
    geometry::Vec3 entry;
    geometry::Vec3 direction;
    int verdict = 0; ///< lower is better
    Standing standing;
};

/// Whether two needles are the same proposal to a person.
[[nodiscard]] bool is_alike(const Option& a, const Option& b, const Differences& differences);

struct Choice {
    std::size_t index = 0;
    Merit because = Merit::Touch; ///< the merit it was chosen for
};

/// Up to `most` genuinely different needles: first the one least likely to touch anything, then for
/// each other merit its best among those not dominated and unlike those already chosen. Needles
/// with a better verdict go first; ties go to the earlier. A needle that seldom ends in the muscle
/// is no alternative and is left out.
[[nodiscard]] std::vector<Choice> choose(std::span<const Option> options, std::size_t most,
                                         const Differences& differences);

/// "least likely to touch anything", as said of a proposal.
[[nodiscard]] std::string_view praise(Merit merit);

} // namespace filiform::needle
