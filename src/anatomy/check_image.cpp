// SPDX-License-Identifier: Apache-2.0
#include "anatomy/check_image.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "anatomy/import_settings.h"

namespace filiform::anatomy {

using geometry::Image;
using geometry::Size3;
using geometry::Vec3;

namespace {

/// Whether slice n across `axis` holds one value only; that value.
std::optional<float> constant_value(const Image<float>& image, std::size_t axis, int n) {
    const Size3& size = image.size;
    std::array<int, 3> low{0, 0, 0};
    std::array<int, 3> high{size.x, size.y, size.z};
    low[axis] = n;
    high[axis] = n + 1;
    const float first = image.at(low[0], low[1], low[2]);
    for (int k = low[2]; k < high[2]; ++k)
        for (int j = low[1]; j < high[1]; ++j)
            for (int i = low[0]; i < high[0]; ++i)
                if (image.at(i, j, k) != first)
                    return std::nullopt;
    return first;
}

void check_slices(const ScanInput& scan, Findings& findings) {
    const Image<float>& image = scan.scan.image;
    const std::array<int, 3> counts{image.size.x, image.size.y, image.size.z};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const Vec3 along = normalized(image.world_from_voxel.columns[axis]);
        const bool is_head_foot =
            std::abs(along.z) > std::max(std::abs(along.x), std::abs(along.y));
        int empty = 0;
        int first = 0;
        float value = 0;
        for (int n = 0; n < counts[axis]; ++n) {
            const auto constant = constant_value(image, axis, n);
            // Beside the body there may be nothing but air; above and below it there may not.
            if (!constant || (!is_head_foot && *constant <= import_setting("view.air")))
                continue;
            if (empty++ == 0)
                first = n;
            value = *constant;
        }
        if (empty <= import_setting("view.most_constant_slices") * counts[axis])
            continue;
        findings.problems.push_back(
            {"body.image_empty", scan.file,
             std::to_string(empty) + " of " + std::to_string(counts[axis]) +
                 " slices hold the single value " + std::to_string(std::lround(value)) +
                 ", the first of them slice " + std::to_string(first + 1) + ".",
             "Export the whole scan again, or crop image and labels to the part that was "
             "scanned."});
    }
}

/// Image values at labelled voxels, by what the label is; every n-th voxel of a large map.
struct Sampled {
    std::vector<float> bone;
    std::vector<float> muscle;
    std::vector<float> solid; ///< where no air can be
};

Sampled sample_values(const LabelReading& reading, const ImportRequest& request) {
    std::vector<std::map<std::int32_t, chart::Kind>> kinds(request.labels.size());
    for (const LabelledStructure& one : reading.structures)
        for (const std::int32_t value : one.values)
            kinds[one.map].emplace(value, one.kind);
    const Image<float>& image = request.scan->scan.image;
    const geometry::Affine voxel_from_world = inverse(image.world_from_voxel);
    Sampled sampled;
    for (std::size_t n = 0; n < request.labels.size(); ++n) {
        const Image<std::int32_t>& labels = request.labels[n].map.image;
        const geometry::Affine image_from_label = voxel_from_world * labels.world_from_voxel;
        constexpr std::size_t enough = 4'000'000;
        const int step = 1 + static_cast<int>(std::cbrt(labels.size.voxels() / enough));
        for (int k = 0; k < labels.size.z; k += step)
            for (int j = 0; j < labels.size.y; j += step)
                for (int i = 0; i < labels.size.x; i += step) {
                    const auto found = kinds[n].find(labels.at(i, j, k));
                    if (found == kinds[n].end())
                        continue;
                    const Vec3 v =
                        image_from_label * Vec3{static_cast<double>(i), static_cast<double>(j),
                                                static_cast<double>(k)};
                    const auto at = [](double x, int count) {
                        return std::clamp(static_cast<int>(std::lround(x)), 0, count - 1);
                    };
                    const float value = image.at(at(v.x, image.size.x), at(v.y, image.size.y),
                                                 at(v.z, image.size.z));
                    const chart::Kind kind = found->second;
                    if (kind == chart::Kind::Bone)
                        sampled.bone.push_back(value);
                    if (kind == chart::Kind::Muscle)
                        sampled.muscle.push_back(value);
                    if (kind != chart::Kind::Lung && kind != chart::Kind::Bowel)
                        sampled.solid.push_back(value);
                }
    }
    return sampled;
}

float median(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct Mode {
    float value = 0;
    double part = 0;
};

Mode mode(std::vector<float> values) {
    Mode most;
    std::sort(values.begin(), values.end());
    for (auto from = values.begin(); from != values.end();) {
        const auto to = std::upper_bound(from, values.end(), *from);
        const double part = static_cast<double>(to - from) / static_cast<double>(values.size());
        if (part > most.part)
            most = {*from, part};
        from = to;
    }
    return most;
}

void check_values(const ScanInput& scan, Sampled sampled, Findings& findings) {
    if (!sampled.solid.empty()) {
        const Mode most = mode(sampled.solid);
        if (most.part > import_setting("view.most_constant_inside"))
            findings.problems.push_back({"body.image_empty", scan.file,
                                         "The image holds the single value " +
                                             std::to_string(std::lround(most.value)) + " in " +
                                             std::to_string(std::lround(100 * most.part)) +
                                             " % of what the labels cover.",
                                         "Give the scan the labels were made from, whole."});
    }
    if (sampled.bone.empty() || sampled.muscle.empty() || !findings.problems.empty())
        return;
    const double bone = median(sampled.bone);
    const double muscle = median(sampled.muscle);
    if (bone >= import_setting("image.least_bone") &&
        bone >= muscle + import_setting("image.least_bone_over_muscle"))
        return;
    findings.problems.push_back(
        {"body.image_disagrees", scan.file,
         "Where the labels say bone the image has a median of " +
             std::to_string(std::lround(bone)) + " HU, and " + std::to_string(std::lround(muscle)) +
             " HU where they say muscle: this is not the CT the labels were drawn on, or one of "
             "the two is flipped.",
         "Give the CT that was segmented; an MR scan cannot be used as image."});
}

/// The sides of a cut through the skin at height z, on the line that passes through `spine`.
struct Width {
    double low = 0;
    double high = 0;
    bool is_cut = false;
};

Width body_width(const Body& body, const Vec3& spine) {
    const geometry::Box box = body.lattice.bounds();
    const auto walk = [&](double step) {
        double x = spine.x;
        while (x > box.low.x && x < box.high.x && body.skin.at({x, spine.y, spine.z}) < 0)
            x += step;
        return x;
    };
    const double step = body.lattice.spacing.x;
    Width width{walk(-step), walk(step), false};
    width.is_cut = width.low <= box.low.x || width.high >= box.high.x;
    return width;
}

} // namespace

Findings check_image(const LabelReading& reading, const ImportRequest& request) {
    Findings findings;
    check_slices(*request.scan, findings);
    if (findings.problems.empty())
        check_values(*request.scan, sample_values(reading, request), findings);
    return findings;
}

Findings check_skin(const Body& body) {
    Findings findings;
    std::size_t inside = 0;
    std::size_t outside = 0;
    Vec3 spine;
    int vertebrae = 0;
    for (const Structure& one : body.structures) {
        const bool is_solid = one.kind == chart::Kind::Bone || one.kind == chart::Kind::Muscle ||
                              one.kind == chart::Kind::Organ || one.kind == chart::Kind::Kidney;
        if (!is_solid || one.origin != chart::Origin::Segmented)
            continue;
        const geometry::Lattice& lattice = one.field.lattice();
        const double slack = body.lattice.spacing.x + 2 * one.boundary_sd_mm;
        for (int k = 0; k < lattice.size.z; k += 3)
            for (int j = 0; j < lattice.size.y; j += 3)
                for (int i = 0; i < lattice.size.x; i += 3) {
                    if (one.field.steps()[lattice.size.index(i, j, k)] >= 0)
                        continue;
                    ++(body.skin.at(lattice.point(i, j, k)) > slack ? outside : inside);
                }
        if (one.id.text().starts_with("vertebra_l")) {
            spine = spine + (one.field.bounds().low + one.field.bounds().high) / 2;
            ++vertebrae;
        }
    }
    const double part = static_cast<double>(outside) /
                        static_cast<double>(std::max<std::size_t>(inside + outside, 1));
    if (part > import_setting("skin.most_outside"))
        findings.problems.push_back(
            {"body.skin_encloses", "skin",
             std::to_string(std::lround(100 * part)) +
                 " % of the labelled volume lies outside the skin found in the image.",
             "Check that image and labels belong together and that the image is a CT in "
             "Hounsfield units."});
    if (vertebrae == 0 || !findings.problems.empty())
        return findings;
    spine = spine / vertebrae;
    const Width width = body_width(body, spine);
    const double off = std::abs((width.low + width.high) / 2 - spine.x);
    if (!width.is_cut && off > import_setting("skin.most_off_centre") * (width.high - width.low))
        findings.problems.push_back({"body.off_centre", "skin",
                                     "The lumbar spine lies " + std::to_string(std::lround(off)) +
                                         " mm from the middle of a body " +
                                         std::to_string(std::lround(width.high - width.low)) +
                                         " mm wide.",
                                     "Check that image and labels belong together."});
    return findings;
}

} // namespace filiform::anatomy
