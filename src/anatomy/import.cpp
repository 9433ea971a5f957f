// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

#include "anatomy/abdominal_cavity.h"
#include "anatomy/bone_landmarks.h"
#include "anatomy/courses.h"
#include "anatomy/check_image.h"
#include "anatomy/import_notes.h"
#include "anatomy/import_settings.h"
#include "anatomy/inferred.h"
#include "anatomy/label_field.h"
#include "anatomy/metal.h"
#include "anatomy/pleural_recess.h"
#include "anatomy/scan_grid.h"
#include "anatomy/skin.h"
#include "anatomy/subcutaneous_fat.h"
#include "anatomy/unseen_tissue.h"
#include "anatomy/vertebral_canal.h"
#include "base/parallel.h"
#include "geometry/resample.h"

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

void add_warnings(Body& body, std::vector<chart::Warning> more) {
    std::move(more.begin(), more.end(), std::back_inserter(body.warnings));
}

/// The same request with all images along the axes of the world, so that a scan stored in another
/// order gives the same body to the last bit.
ImportRequest in_world_order(const ImportRequest& request) {
    ImportRequest ordered = request;
    for (LabelInput& input : ordered.labels)
        input.map.image = geometry::in_world_order(input.map.image);
    if (ordered.scan)
        ordered.scan->scan.image = geometry::in_world_order(ordered.scan->scan.image);
    return ordered;
}

/// The label that stands for the whole body, of the scheme "totalsegmentator-body".
constexpr std::string_view body_label = "body";

bool can_have_skin(const LabelReading& reading, const ImportRequest& request) {
    return request.scan || find_labelled(reading.structures, body_label) != nullptr;
}

Body begin_body(const ImportRequest& request) {
    Body body;
    body.name = request.name;
    body.origin = chart::Origin::Segmented;
    body.posture = request.posture;
    body.inputs = request.inputs;
    const ScanGrid grid = grid_of(request.labels.front().map.image);
    body.lattice = working_lattice(grid, request.spacing_mm);
    Structure unknown;
    unknown.id = chart::StructureId("outside_scan");
    unknown.kind = chart::Kind::Unknown;
    unknown.role = chart::Role::Hazard;
    unknown.origin = chart::Origin::Measured;
    unknown.note = "The body beyond the scan, where nobody looked.";
    unknown.field = outside_of(grid);
    body.structures.push_back(std::move(unknown));
    return body;
}

void add_labels(Body& body, const LabelReading& reading, const ImportRequest& request) {
    const auto& labelled = reading.structures;
    std::vector<Structure> made(labelled.size());
    base::parallel_chunks(labelled.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            made[n] = make_structure(labelled[n], request.labels[labelled[n].map], body.lattice);
    });
    std::move(made.begin(), made.end(), std::back_inserter(body.structures));
    finish(body);
}

/// The skin comes from the image if there is one; the label of the body only stands in for it.
void add_skin(Body& body, const ImportRequest& request) {
    const chart::StructureId id{std::string(body_label)};
    if (request.scan) {
        body.ct = sample_scan(request.scan->scan.image, body.lattice);
        Mask labelled(body.lattice, 0);
        for (const Structure& one : body.structures)
            if (one.kind != chart::Kind::Unknown && one.id != id)
                add_inside(labelled, one.field);
        body.skin = find_skin(*body.ct, labelled);
    } else {
        body.skin = find_structure(body, id)->field;
    }
    std::erase_if(body.structures, [&](const Structure& one) { return one.id == id; });
}

void add_if(Body& body, std::optional<Structure> made) {
    if (made)
        body.structures.push_back(std::move(*made));
}

void add_image_structures(Body& body) {
    add_if(body, find_vertebral_canal(body));
    finish(body);
    PleuralRecess recess = find_pleural_recess(body);
    std::move(recess.structures.begin(), recess.structures.end(),
              std::back_inserter(body.structures));
    std::move(recess.missing.begin(), recess.missing.end(), std::back_inserter(body.missing));
    finish(body);
    add_if(body, find_abdominal_cavity(body));
    add_if(body, find_subcutaneous_fat(body));
    Metal metal = find_metal(body);
    std::move(metal.structures.begin(), metal.structures.end(),
              std::back_inserter(body.structures));
    add_warnings(body, std::move(metal.warnings));
    finish(body);
}

/// Landmarks from the bones, and what is fitted to them.
void add_landmarks(Body& body) {
    Landmarks landmarks = find_landmarks(body);
    body.landmarks = std::move(landmarks.found);
    add_warnings(body, std::move(landmarks.warnings));
    finish(body);
    Inferred inferred = infer_structures(body);
    std::move(inferred.structures.begin(), inferred.structures.end(),
              std::back_inserter(body.structures));
    std::move(inferred.missing.begin(), inferred.missing.end(), std::back_inserter(body.missing));
    add_warnings(body, std::move(inferred.warnings));
    finish(body);
    tell_courses(body);
}

/// Landmarks need to know where the scan ends; a needle only where the body goes on beyond it.
void keep_unseen_tissue_only(Body& body) {
    const chart::StructureId id("outside_scan");
    const auto unknown = std::find_if(body.structures.begin(), body.structures.end(),
                                      [&](const Structure& one) { return one.id == id; });
    unknown->field = unseen_tissue(unknown->field, body.skin);
    if (unknown->field.is_empty())
        body.structures.erase(unknown);
}

} // namespace

base::Checked<Body> import_body(const ImportRequest& as_stored) {
    if (base::Problems problems = check_grids(as_stored); !problems.empty())
        return tl::unexpected(std::move(problems));
    const ImportRequest request = in_world_order(as_stored);
    auto reading = read_structures(request.labels);
    if (!reading)
        return tl::unexpected(std::move(reading.error()));
    Findings findings = check_labels(*reading, request.labels);
    if (findings.problems.empty() && request.scan)
        append(findings, check_image(*reading, request));
    if (findings.problems.empty() && !can_have_skin(*reading, request))
        findings.problems.push_back(
            {"body.skin_unknown", "--image",
             "Without an image and without a label of the body nobody knows where the skin is.",
             "Give the CT with --image, or a map of the scheme totalsegmentator-body."});
    if (!findings.problems.empty())
        return tl::unexpected(std::move(findings.problems));

    Body body = begin_body(request);
    body.warnings = reading->warnings;
    add_warnings(body, std::move(findings.warnings));
    add_warnings(body, find_doubts(*reading, request));
    add_labels(body, *reading, request);
    add_skin(body, request);
    finish(body);
    if (Findings of_skin = check_skin(body); !of_skin.problems.empty())
        return tl::unexpected(std::move(of_skin.problems));
    add_image_structures(body);
    add_landmarks(body);
    keep_unseen_tissue_only(body);
    body.missing = find_missing(body, *reading, request);
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
        request.labels.push_back({labels.path.filename().string(), labels.scheme, std::move(*map)});
    }
    if (files.image) {
        if (auto scan = imaging::load_scan(*files.image)) {
            note_digest(*files.image);
            request.scan = ScanInput{files.image->filename().string(), std::move(*scan)};
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
