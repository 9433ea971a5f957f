// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "anatomy/body.h"
#include "base/result.h"
#include "imaging/image_file.h"

namespace filiform::anatomy {

/// One label map, and the scheme that says what its numbers mean.
struct LabelInput {
    std::string file;   ///< what problems and notes call it
    std::string scheme; ///< a name of label_schemes()
    imaging::LabelMap map;
};

struct ScanInput {
    std::string file;
    imaging::Scan scan; ///< CT in Hounsfield units
};

struct ImportRequest {
    std::string name;
    /// Of two maps with the same structure the one whose scheme has the higher rank is kept (of
    /// equal rank the later one), with a warning. All on one grid.
    std::vector<LabelInput> labels;
    std::optional<ScanInput> scan; ///< on the grid of the labels
    double spacing_mm = 1.5;       ///< of the working grid, 0.5 to 5
    Posture posture = Posture::Supine;
    std::map<std::string, std::string> inputs; ///< file → SHA-256, kept in the body
};

/// Makes a body from a segmentation and, if given, its CT.
///
/// Frame:    the scan's world coordinates, RAS+ mm. The working grid follows the axes of the body;
///           an oblique scan leaves corners that belong to "outside_scan".
/// Makes:    the labelled structures (smoothed through their distance fields, sub-voxel), skin,
///           and from a CT "subcutaneous_fat", "vertebral_canal", "pleural_recess.SIDE",
///           "abdominopelvic_cavity", "metal", "metal_artefact"; the landmarks, and what
///           infer_structures adds.
/// Skin:     from the CT, or from a map of the scheme "totalsegmentator-body".
/// Surface:  boundary_sd_mm is half a voxel of the label grid and the scheme's published overlap
///           turned into a distance by the structure's own volume and surface, in quadrature.
/// Problems: (all that were found) body.scheme_unknown, body.scheme_version, body.scheme_names,
///           body.number_unknown, body.empty, body.spacing, body.shear, body.grids,
///           body.image_disagrees, body.image_empty, body.labels_stop, body.sides_swapped,
///           body.mirrored, body.mirrored_relabelled, body.front_back, body.head_foot,
///           body.level_missing, body.level_repeated, body.level_order, body.level_gap,
///           body.implausible, body.skin_unknown, body.skin_encloses, body.off_centre,
///           body.too_large.
/// Warnings: body.supine, body.levels_proposed, body.transitional, body.metal, body.artefact,
///           body.cut, body.coarse_labels, body.no_label_table, body.same_structure,
///           body.side_unproven, body.no_image, body.image_unitless.
/// Cost:     a few seconds for an abdomen and pelvis at 1.5 mm on two threads.
[[nodiscard]] base::Checked<Body> import_body(const ImportRequest& request);

/// The files of an import.
struct ImportFiles {
    struct Labels {
        std::filesystem::path path;
        std::string scheme;
    };
    std::vector<Labels> labels;
    std::optional<std::filesystem::path> image;
    double spacing_mm = 1.5;
    Posture posture = Posture::Supine;
};

/// Reads the files and makes the body; it is named after the first label file.
/// Problems: those of imaging::load_labels and load_scan, and of import_body.
[[nodiscard]] base::Checked<Body> load_and_import(const ImportFiles& files);

} // namespace filiform::anatomy
