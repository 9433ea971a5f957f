// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "chart/plan.h"
#include "geometry/mesh.h"

namespace filiform::report {

/// The needles of a plan as 3D Slicer markups (.mrk.json): one line per proposed path, from entry
/// to tip, named "right piriformis 1".
///
/// Units, frame: millimetres, LPS as the format wants: x and y of the body frame change sign.
[[nodiscard]] std::string markups_json(const chart::Plan& plan);

/// One surface as binary STL, mm, body frame (RAS), said in the header as "SPACE=RAS".
[[nodiscard]] std::string stl(const geometry::Mesh& mesh);

} // namespace filiform::report
