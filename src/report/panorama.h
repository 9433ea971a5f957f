// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "anatomy/body.h"
#include "report/projection.h"

namespace filiform::report {

/// A body seen square-on from one side, one entry per picture element, row by row from the top.
///
/// Depths are mm along the gaze from `projection.centre`; not a number where nothing is met.
/// Shades are 0 (turned away from the light) to 1.
struct Panorama {
    Projection projection; ///< area: the picture in body mm, scale 1
    int width = 0;
    int height = 0;
    double pixel_mm = 0;
    std::vector<float> skin_depth;
    std::vector<float> skin_shade;
    std::vector<float> bone_depth;
    std::vector<float> bone_shade;
    /// The scan ends here: what is seen is a cut, not skin.
    std::vector<std::uint8_t> is_cut;

    [[nodiscard]] std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
               static_cast<std::size_t>(column);
    }
};

inline constexpr double panorama_pixel_mm = 1.2;

/// Walks down the distance fields of skin and bones along parallel rays.
///
/// Source: Hart, "Sphere tracing", 1996. Differs: stops at a quarter voxel, then takes one secant
///         step, since sampled distances are not quite distances; squares of picture elements
///         walk together as far as all of them are surely free.
/// Cost:   about 10 look-ups per picture element and surface met; all threads.
[[nodiscard]] Panorama look_at(const anatomy::Body& body, Viewpoint viewpoint,
                               double pixel_mm = panorama_pixel_mm);
/// The same without bones and shades: only where the skin is and where the scan ends.
[[nodiscard]] Panorama look_for_skin(const anatomy::Body& body, Viewpoint viewpoint,
                                     double pixel_mm = panorama_pixel_mm);
/// The same of the part alone that a projection shows; `pixel_mm` on its paper.
[[nodiscard]] Panorama look_close(const anatomy::Body& body, const Projection& onto,
                                  double pixel_mm = 0.3);

/// How strongly the bones show through the skin.
enum class BoneShow { Faint, Plain };

/// The part of a panorama that a projection of the same gaze shows, greys only; `area` is what it
/// covers on the projection's paper, to whole picture elements.
struct ShadedPicture {
    Picture picture;
    Area area;
};
[[nodiscard]] ShadedPicture shade(const Panorama& panorama, const Projection& onto, BoneShow bones);

/// Depth of the skin seen at a point of the body, by the nearest picture element; not a number
/// where none is seen.
[[nodiscard]] double skin_depth_at(const Panorama& panorama, const geometry::Vec3& p);

} // namespace filiform::report
