// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "geometry/mesh.h"
#include "report/drawing.h"
#include "report/projection.h"

namespace filiform::report {

/// A surface and the colour it is painted in.
struct PaintedSurface {
    const geometry::Mesh* mesh = nullptr; ///< with normals
    Colour colour;
};

/// What a picture of surfaces covers: the box's silhouette, seen without perspective.
struct GalleryView {
    Gaze gaze;
    geometry::Box box;
    double pixels_per_mm = 2;
};

/// The surfaces, opaque, lit from above the eye; creases and outlines are drawn darker so that
/// parts of one colour are told apart. Transparent where nothing is.
[[nodiscard]] Picture paint_surfaces(std::span<const PaintedSurface> surfaces,
                                     const GalleryView& view);

/// A field and the colour its inside is painted in.
struct PaintedField {
    const geometry::DistanceField* field = nullptr;
    Colour colour;
};

/// The plane through the middle of the view's box, square to the gaze: later fields cover earlier
/// ones, each with a dark outline.
[[nodiscard]] Picture paint_section(std::span<const PaintedField> fields, const GalleryView& view);

} // namespace filiform::report
