// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// A structure given by its signed distance function (mm, negative inside).
struct AnalyticStructure {
    chart::StructureId id;
    chart::Kind kind = chart::Kind::Muscle;
    chart::Role role = chart::Role::Target;
    std::function<double(const geometry::Vec3&)> distance_mm;
    double position_sd_mm = 0;
    double boundary_sd_mm = 0;
};

/// A body whose every distance is known in closed form: the phantom, and the fixtures of tests.
struct AnalyticBody {
    std::string name;
    geometry::Lattice lattice; ///< isotropic; also the limit of the scan
    std::function<double(const geometry::Vec3&)> skin_mm;
    std::vector<AnalyticStructure> structures;
    std::vector<Landmark> landmarks;
};

/// Samples the description on its lattice. Adds "outside_scan": the body beyond the lattice.
[[nodiscard]] Body make_body(const AnalyticBody& description);

/// The field of everything outside `scanned`: negative outside the box, the distance to its nearest
/// face inside. Drawn 24 mm beyond the box: no needle leaves the scan without crossing that rim.
[[nodiscard]] geometry::DistanceField outside_of(const geometry::Box& scanned);

} // namespace filiform::anatomy
