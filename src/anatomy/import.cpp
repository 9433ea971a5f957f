// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "anatomy/import_settings.h"
#include "anatomy/label_field.h"
#include "anatomy/scan_grid.h"
#include "anatomy/skin.h"

namespace filiform::anatomy {

namespace {

/// Spread of a drawn surface about the true one, per point, from the overlap of the two.
///
/// Two surfaces of area A around the volume V that differ by a normal spread s enclose 2 V (1 - D)
/// between them, which is also A times the mean distance, s times the root of 2/π.
double segmentation_sd_mm(const LabelledStructure& structure) {
    const double between = 2 * structure.volume_mm3 * (1 - structure.dice);
    return between / structure.surface_mm2 / std::sqrt(2 / std::numbers::pi);
}

double half_voxel_mm(const geometry::Affine& world_from_voxel) {
    return std::cbrt(std::abs(geometry::determinant(world_from_voxel))) / 2;
}

Structure make_structure(const LabelledStructure& labelled, const LabelInput& input,
                         const geometry::Lattice& lattice) {
    Structure made;
    made.id = labelled.id;
    made.kind = labelled.kind;
    made.role = labelled.role;
    made.origin = chart::Origin::Segmented;
    made.boundary_sd_mm =
        std::hypot(half_voxel_mm(input.map.image.world_from_voxel), segmentation_sd_mm(labelled));
    made.sources = labelled.scheme->sources;
    made.field = make_label_field(input.map.image, labelled, lattice);
    return made;
}

} // namespace

base::Checked<Body> import_body(const ImportRequest& request) {
    if (base::Problems problems = check_grids(request); !problems.empty())
        return tl::unexpected(std::move(problems));
    const auto reading = read_structures(request.labels);
    if (!reading)
        return tl::unexpected(reading.error());

    Body body;
    body.name = request.name;
    body.origin = chart::Origin::Segmented;
    body.posture = request.posture;
    body.inputs = request.inputs;
    body.warnings = reading->warnings;
    const ScanGrid grid = grid_of(request.labels.front().map.image);
    body.lattice = working_lattice(grid, request.spacing_mm);
    for (const LabelledStructure& one : reading->structures)
        body.structures.push_back(make_structure(one, request.labels[one.map], body.lattice));
    Structure unknown;
    unknown.id = chart::StructureId("outside_scan");
    unknown.kind = chart::Kind::Unknown;
    unknown.role = chart::Role::Hazard;
    unknown.origin = chart::Origin::Measured;
    unknown.field = outside_of(grid);
    body.structures.push_back(std::move(unknown));
    if (!request.scan)
        return tl::unexpected(base::Problems{
            {"body.skin_unknown", "--image",
             "Without an image and without a label of the body nobody knows where the skin is.",
             "Give the CT with --image, or a map of the scheme totalsegmentator-body."}});
    body.ct = sample_scan(request.scan->scan.image, body.lattice);
    Mask labelled(body.lattice, 0);
    for (const Structure& one : body.structures)
        if (one.kind != chart::Kind::Unknown)
            add_inside(labelled, one.field);
    body.skin = find_skin(*body.ct, labelled);
    finish(body);
    return body;
}

base::Checked<Body> load_and_import(const ImportFiles& files) {
    ImportRequest request;
    base::Problems problems;
    const auto note_digest = [&](const std::filesystem::path& path) {
        if (const auto digest = imaging::digest_of(path))
            request.inputs[path.filename().string()] = *digest;
    };
    for (const ImportFiles::Labels& labels : files.labels) {
        auto map = imaging::load_labels(labels.path);
        if (!map) {
            problems.push_back(map.error());
            continue;
        }
        note_digest(labels.path);
        request.labels.push_back({labels.path.string(), labels.scheme, std::move(*map)});
    }
    if (files.image) {
        if (auto scan = imaging::load_scan(*files.image)) {
            note_digest(*files.image);
            request.scan = ScanInput{files.image->string(), std::move(*scan)};
        } else {
            problems.push_back(scan.error());
        }
    }
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    if (!files.labels.empty())
        request.name = files.labels.front().path.filename().string();
    request.spacing_mm = files.spacing_mm;
    request.posture = files.posture;
    return import_body(request);
}

} // namespace filiform::anatomy
