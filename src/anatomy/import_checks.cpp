// SPDX-License-Identifier: Apache-2.0
#include "anatomy/import_checks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "anatomy/import_settings.h"

namespace filiform::anatomy {

void append(Findings& all, Findings more) {
    std::move(more.problems.begin(), more.problems.end(), std::back_inserter(all.problems));
    std::move(more.warnings.begin(), more.warnings.end(), std::back_inserter(all.warnings));
}

namespace {

/// Labelled voxels per slice along each axis of the map.
std::array<std::vector<std::size_t>, 3> count_slices(const geometry::Image<std::int32_t>& image) {
    const geometry::Size3& size = image.size;
    std::array<std::vector<std::size_t>, 3> counts{
        std::vector<std::size_t>(static_cast<std::size_t>(size.x)),
        std::vector<std::size_t>(static_cast<std::size_t>(size.y)),
        std::vector<std::size_t>(static_cast<std::size_t>(size.z))};
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i) {
                if (image.at(i, j, k) == 0)
                    continue;
                ++counts[0][static_cast<std::size_t>(i)];
                ++counts[1][static_cast<std::size_t>(j)];
                ++counts[2][static_cast<std::size_t>(k)];
            }
    return counts;
}

/// The axis of the world that an axis of the map follows, in words.
const char* direction(const geometry::Vec3& column) {
    const double x = std::abs(column.x);
    const double y = std::abs(column.y);
    const double z = std::abs(column.z);
    if (z >= x && z >= y)
        return "head to foot";
    return y >= x ? "front to back" : "side to side";
}

Findings check_anatomy(std::span<const LabelledStructure> structures,
                       std::span<const LabelInput> maps) {
    Findings findings = check_orientation(structures);
    append(findings, check_volumes(structures));
    // Turned upside down, every level is out of order; one sentence is enough.
    if (findings.problems.empty())
        append(findings, check_levels(structures, maps));
    return findings;
}

/// Whether everything lies and measures as it can: what a wrong scheme never gives. Whether every
/// vertebra is there says nothing about the scheme.
bool is_plausible(std::span<const LabelledStructure> structures) {
    return check_orientation(structures).problems.empty() &&
           check_volumes(structures).problems.empty();
}

/// A map that makes no sense by its own scheme, and another by which its numbers do.
struct BetterScheme {
    const LabelInput* map = nullptr;
    const LabelScheme* scheme = nullptr;
};

BetterScheme find_better_scheme(std::span<const LabelInput> maps) {
    for (const LabelInput& map : maps) {
        if (!map.map.names.empty())
            continue; // a table in the file is believed
        if (is_plausible(read_numbers(map.map, **find_scheme(map.scheme)).structures))
            continue;
        for (const LabelScheme& other : label_schemes()) {
            if (other.name == map.scheme)
                continue;
            const NumberReading reading = read_numbers(map.map, other);
            // A scheme of three classes fits anything it can be read by.
            constexpr std::size_t enough_to_tell = 8;
            if (reading.unknown_numbers.empty() && reading.structures.size() >= enough_to_tell &&
                is_plausible(reading.structures))
                return {&map, &other};
        }
    }
    return {};
}

} // namespace

Findings check_volumes(std::span<const LabelledStructure> structures) {
    Findings findings;
    for (const PlausibleVolume& plausible : plausible_volumes()) {
        const auto* found = find_labelled(structures, plausible.id.text());
        if (found == nullptr)
            continue;
        constexpr double mm3_per_ml = 1000;
        const double ml = found->volume_mm3 / mm3_per_ml;
        const bool is_too_small = ml < plausible.low_ml && !found->touches_border();
        if (!is_too_small && ml <= plausible.high_ml)
            continue;
        findings.problems.push_back(
            {"body.implausible", plausible.id.text(),
             "The " + chart::spoken(plausible.id.text()) + " has " +
                 std::to_string(std::lround(ml)) + " ml, where " +
                 std::to_string(std::lround(plausible.low_ml)) + " to " +
                 std::to_string(std::lround(plausible.high_ml)) + " ml are possible.",
             "Check the scheme's name, the voxel size and the label itself."});
    }
    return findings;
}

Findings check_extent(const LabelInput& input) {
    Findings findings;
    const auto counts = count_slices(input.map.image);
    const double jump = import_setting("view.label_jump");
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto& slices = counts[axis];
        const double most = static_cast<double>(*std::max_element(slices.begin(), slices.end()));
        for (std::size_t n = 1; n < slices.size(); ++n) {
            const std::size_t few = std::min(slices[n], slices[n - 1]);
            const std::size_t many = std::max(slices[n], slices[n - 1]);
            if (few != 0 || static_cast<double>(many) < jump * most)
                continue;
            findings.problems.push_back(
                {"body.labels_stop", input.file,
                 std::string("The labels stop in a cut at slice ") + std::to_string(n) + " of " +
                     std::to_string(slices.size()) + ", going " +
                     direction(input.map.image.world_from_voxel.columns[axis]) + ": " +
                     std::to_string(many) +
                     " labelled voxels on one side of it, none on "
                     "the other.",
                 "Segment the whole scan, or crop image and labels to the same part."});
            break;
        }
    }
    return findings;
}

Findings check_labels(const LabelReading& reading, std::span<const LabelInput> maps) {
    Findings findings = check_anatomy(reading.structures, maps);
    if (!findings.problems.empty())
        if (const BetterScheme better = find_better_scheme(maps); better.scheme != nullptr) {
            const base::Problem first = findings.problems.front();
            findings.problems = {
                {"body.scheme_version", better.map->file,
                 "Read as \"" + better.map->scheme + "\" the labels make no sense (" + first.what +
                     ") while they do as \"" + better.scheme->name + "\".",
                 "Check which version made them; if it was that one, import with --scheme " +
                     better.scheme->name + "."}};
            return findings;
        }
    // A map of a few muscles may well end anywhere; a map of the whole trunk may not.
    for (const LabelInput& input : maps)
        if (const auto scheme = find_scheme(input.scheme); scheme && (*scheme)->rank <= 1)
            append(findings, check_extent(input));
    return findings;
}

} // namespace filiform::anatomy
