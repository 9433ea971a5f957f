// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import_notes.h"

#include <algorithm>
#include <cmath>

#include "anatomy/import_settings.h"
#include "anatomy/spoken_groups.h"

namespace filiform::anatomy {

namespace {

std::string spacing_text(double mm) {
    const long tenths = std::lround(mm * 10);
    return std::to_string(tenths / 10) +
           (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : "") + " mm";
}

/// Whether what the structure lies beside is whole in the scan.
bool is_in_scan(const WantedStructure& wanted, const LabelReading& reading) {
    return std::all_of(wanted.beside.begin(), wanted.beside.end(), [&](const auto& id) {
        const auto* beside = find_labelled(reading.structures, id.text());
        // A hip cut below is still whole beside the sacrum: only a sliver says "not scanned".
        return beside != nullptr;
    });
}

} // namespace

std::vector<chart::Warning> find_doubts(const LabelReading& reading, const ImportRequest& request) {
    std::vector<chart::Warning> doubts;
    if (request.posture == Posture::Supine)
        doubts.push_back({"body.supine",
                          "The scan was taken lying on the back; needles go in lying on the front "
                          "or side, where soft tissue is deeper or shallower than measured here."});
    std::vector<NamedKind> cut;
    for (const LabelledStructure& one : reading.structures)
        if (one.touches_border())
            cut.push_back({one.id, one.kind});
    if (!cut.empty())
        doubts.push_back({"body.cut", "The edge of the scan cuts " + spoken_groups(cut) +
                                          "; beyond it nothing is known of them."});
    for (const LabelInput& input : request.labels) {
        const auto& m = input.map.image.world_from_voxel.columns;
        const double coarsest = std::max({length(m[0]), length(m[1]), length(m[2])});
        if (coarsest > import_setting("grid.coarse"))
            doubts.push_back({"body.coarse_labels",
                              "The labels of " + input.file + " are drawn on a grid of " +
                                  spacing_text(coarsest) +
                                  ": borders are ragged and small structures may be missing."});
    }
    if (!request.scan)
        doubts.push_back({"body.no_image", "Without an image, subcutaneous fat, metal and the "
                                           "spoilt zone around it are unknown."});
    else if (!request.scan->scan.is_hounsfield)
        doubts.push_back({"body.image_unitless",
                          "The image file cannot say its unit; its values were taken as Hounsfield "
                          "units because bone, muscle and air have theirs."});
    if (request.scan && request.scan->scan.is_lossy)
        doubts.push_back({"body.image_lossy",
                          "The pixel values of the image were compressed with loss: borders drawn "
                          "from them may have moved."});
    return doubts;
}

std::vector<Missing> find_missing(const Body& body, const LabelReading& reading,
                                  const ImportRequest& request) {
    std::vector<Missing> missing = body.missing;
    for (const WantedStructure& wanted : wanted_structures()) {
        if (find_structure(body, wanted.id) != nullptr)
            continue;
        const bool is_noted = std::any_of(missing.begin(), missing.end(),
                                          [&](const Missing& m) { return m.id == wanted.id; });
        if (is_noted)
            continue;
        const std::string name = "The " + chart::spoken(wanted.id.text());
        const bool in_scheme =
            std::any_of(request.labels.begin(), request.labels.end(), [&](const LabelInput& input) {
                const auto scheme = find_scheme(input.scheme);
                return scheme && has_structure(**scheme, wanted.id);
            });
        if (!is_in_scan(wanted, reading))
            missing.push_back({wanted.id, Missing::Why::OutsideScan,
                               name + " lies where this scan does not reach."});
        else if (!in_scheme)
            missing.push_back({wanted.id, Missing::Why::NotInScheme,
                               name + " has no class in the label scheme."});
        else
            missing.push_back({wanted.id, Missing::Why::NotFound,
                               name + " has a class in the label scheme but no voxel carries it."});
    }
    std::sort(missing.begin(), missing.end(),
              [](const Missing& a, const Missing& b) { return a.id < b.id; });
    return missing;
}

} // namespace filiform::anatomy
