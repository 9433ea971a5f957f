// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "atlas/figure.h"
#include "atlas/solid.h"
#include "geometry/lattice.h"

namespace filiform::atlas {

/// Which courses of what has several are drawn.
enum class CoursesDrawn {
    Own, ///< the figure's own: one body that a person may have
    All, ///< besides it, as further structures, every other that the person may have (courses.h)
};

/// What of a body is wanted, and how fine.
struct BodyOrder {
    double spacing_mm = 1.5;
    /// Only this part of the figure's body is made; all of it without.
    std::optional<geometry::Box> window;
    /// Only these structures, by full id ("piriformis.right"), are made; all without. Skin and
    /// landmarks always are.
    std::optional<std::vector<std::string>> structures;
    CoursesDrawn courses = CoursesDrawn::Own;
};

/// A structure's field with its id, before it becomes part of a body.
struct SolidField {
    std::string id; ///< with its side
    const Solid* solid = nullptr;
    geometry::DistanceField field;
};

/// Samples solids on the lattice of whole multiples of the spacing.
///
/// Thin cords:  a hazard's tube is at least 0.9 spacings thick to each side, so that no nerve is
///              lost between lattice points (1.35 mm at 1.5 mm).
/// Symmetry:    left fields are right ones mirrored, value for value.
/// Window:      values within 24 mm of a structure are those of the whole body; beyond, a lower
///              bound of the clearance.
/// Determinism: the same for every thread count.
[[nodiscard]] std::vector<SolidField> sample_solids(std::span<const Solid> solids,
                                                    const BodyOrder& order);

/// Height at which the body ends above: over the eleventh thoracic vertebra.
[[nodiscard]] double top_mm(const Figure& figure);

/// The figure's body: origin Reference, lying as its person does, landmarks with the spread that
/// the figure's rules leave.
///
/// Problems: none; a spacing that is not positive is a broken contract.
[[nodiscard]] anatomy::Body make_reference_body(const Figure& figure, const BodyOrder& order = {});

} // namespace filiform::atlas
