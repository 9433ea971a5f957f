// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "anatomy/body.h"
#include "atlas/figure.h"
#include "atlas/solid.h"

namespace filiform::atlas {

/// One of the courses that a structure has in different people.
struct Course {
    std::string solid;   ///< what has it: "sciatic_nerve"
    std::string id;      ///< the further structure: "sciatic_nerve_type_b"; the solid's for its own
    std::string variant; ///< "sciatic_type"
    std::string kind;    ///< "b"
    std::string words;   ///< how it runs: "a part of it passes through the piriformis"
    std::string side;    ///< ".left" where only that side has it; "" for both
    double share = 0;    ///< of people like this one, with the kinds that are counted as this
    [[nodiscard]] bool is_own() const { return id == solid; }
};

/// The courses that are possible for a person, wherever that is not known of them, the traits' own
/// first; none of a share of zero. By data/atlas/population.yaml.
[[nodiscard]] std::vector<Course> courses_of(const Traits& traits);

/// Adds to `solids`, which were drawn for `figure`, those of the other courses. Each is drawn as it
/// would be in a figure of that kind; its neighbours are not drawn again.
void add_courses(const std::vector<Course>& courses, const Figure& figure,
                 std::vector<Solid>& solids);

/// Writes shares, names and kinds into the structures drawn for those solids, and leaves out those
/// of a side that has no such course.
void mark_courses(const std::vector<Course>& courses, anatomy::Body& body);

} // namespace filiform::atlas
