// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "atlas/distribution.h"
#include "geometry/vec3.h"

namespace filiform::atlas {

/// A named point of the figure as it was seen in a scan, in the scan's own axes.
struct SeenPoint {
    std::string id; ///< "psis.right"
    geometry::Vec3 point;
    double sd_mm = 0; ///< per axis
};

/// A number of the figure as it was measured on a scan, in its own unit.
struct SeenNumber {
    std::string id; ///< "hip_breadth"
    double value = 0;
    double sd = 0;
};

/// What a scan says of the person in it.
struct Seen {
    std::vector<SeenPoint> points; ///< those that the figure has not are left out
    std::vector<SeenNumber> numbers;
    Lying lying = Lying::Supine;
};

/// The population given what was seen, for a person of that sex, age, height and weight: each point
/// as it lies after the motion of the whole that fits best.
///
/// Error:  of a point, its own SD and what no parameter carries of it (`rule_sd_mm`).
/// Answer: the distribution, and how probable such a scan is in such a person (the logarithm of its
///         density), by which persons are compared.
/// Precondition: check_person has nothing to say.
/// Cost:   two figures per parameter and round; some 20 ms for 50 points.
struct GivenSeen {
    Distribution distribution;
    double log_likelihood = 0;
};
[[nodiscard]] GivenSeen given_seen(const Person& person, const Seen& seen);

/// Who lies in a scan, when nobody says: sex, height and weight by what was seen, weighed with how
/// common they are (data/atlas/hybrid.yaml), and the population given that and the scan.
///
/// Cost: as ten times given_seen, on all threads.
[[nodiscard]] Distribution person_seen(const Seen& seen);

} // namespace filiform::atlas
