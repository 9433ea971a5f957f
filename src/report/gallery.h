// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "report/drawing.h"

namespace filiform::report {

/// One layer of a body peeled from the outside in.
struct GalleryLayer {
    std::string title;
    std::vector<std::string> without; ///< structures without their side, this layer and those above
};

/// A transverse section at the height of a point.
struct GallerySection {
    std::string name; ///< of its file
    std::string title;
    std::string at; ///< a place of landmark_expression.h
};

/// What a gallery shows (data/report/gallery.yaml).
struct GalleryPlan {
    std::vector<GalleryLayer> layers; ///< `without` already holds that of the layers before
    std::vector<GallerySection> sections;
    /// A group → one of its parts, all without their side: the group is not drawn of a body that
    /// has its parts.
    std::map<std::string, std::string> part_of_group;
};

/// Problems: data.* of the document.
[[nodiscard]] base::Checked<GalleryPlan> read_gallery_plan(std::string_view text, std::string name);

/// The plan the program carries.
[[nodiscard]] const GalleryPlan& gallery_plan();

/// A picture of a gallery and the name of its file, without an ending.
struct GalleryPicture {
    std::string name;
    Drawing drawing;
};

/// The muscles from the front, behind, the right side and obliquely; the layers peeled, from
/// behind; and the sections, with the name of everything they meet. For a person who wants to see
/// whether a body is right.
///
/// Paired structures are named on one side only, by turns, so that both columns are used.
/// A section whose landmarks this body lacks, or that lies outside it, is left out.
[[nodiscard]] std::vector<GalleryPicture> draw_gallery(const anatomy::Body& body,
                                                       const GalleryPlan& plan);

} // namespace filiform::report
