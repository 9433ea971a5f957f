// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "anatomy/import_checks.h"
#include "anatomy/import_settings.h"
#include "anatomy/mask.h"

namespace filiform::anatomy {

using geometry::Vec3;

namespace {

constexpr int cervical = 7;
constexpr int thoracic = 12;

/// "l3" of the n-th vertebra from the top, the first being C1, the last S1.
std::string level_name(int n) {
    if (n < cervical)
        return "c" + std::to_string(n + 1);
    if (n < cervical + thoracic)
        return "t" + std::to_string(n - cervical + 1);
    if (n < cervical + thoracic + 5)
        return "l" + std::to_string(n - cervical - thoracic + 1);
    return "s1";
}
constexpr int level_count = 25;

struct Level {
    int number = 0;
    const LabelledStructure* structure = nullptr;

    [[nodiscard]] std::string id() const { return structure->id.text(); }
    [[nodiscard]] const Vec3& at() const { return structure->centroid; }
};

std::vector<Level> find_levels(std::span<const LabelledStructure> structures) {
    std::vector<Level> found;
    for (int n = 0; n < level_count; ++n)
        if (const auto* one = find_labelled(structures, "vertebra_" + level_name(n)))
            found.push_back({n, one});
    return found;
}

base::Problem problem(const char* code, const std::string& where, const std::string& what,
                      const char* hint) {
    return {code, where, what, hint};
}

std::string mm(double value) {
    return std::to_string(std::lround(value)) + " mm";
}

/// A piece of one label, in voxels.
struct Piece {
    std::size_t voxels = 0;
    Vec3 centre; ///< world
};

/// The two largest pieces of a structure, the larger first.
std::pair<Piece, Piece> largest_pieces(const LabelledStructure& one, const LabelInput& input) {
    const auto& image = input.map.image;
    const IndexBox& box = one.region.box;
    Mask mask;
    mask.lattice.size = {box.high[0] - box.low[0] + 1, box.high[1] - box.low[1] + 1,
                         box.high[2] - box.low[2] + 1};
    const geometry::Size3& size = mask.lattice.size;
    mask.voxels.resize(size.voxels());
    for (int k = 0; k < size.z; ++k)
        for (int j = 0; j < size.y; ++j)
            for (int i = 0; i < size.x; ++i) {
                const auto value = image.at(box.low[0] + i, box.low[1] + j, box.low[2] + k);
                mask.at(i, j, k) =
                    std::find(one.values.begin(), one.values.end(), value) != one.values.end();
            }
    std::pair<Piece, Piece> largest;
    for_each_component(mask, [&](const std::vector<std::size_t>& indices) {
        if (indices.size() <= largest.second.voxels)
            return;
        const auto nx = static_cast<std::size_t>(size.x);
        const auto nxy = nx * static_cast<std::size_t>(size.y);
        Vec3 sum;
        for (const std::size_t n : indices) {
            const std::size_t j = n % nxy / nx;
            const std::size_t k = n / nxy;
            sum = sum +
                  Vec3{static_cast<double>(n % nx), static_cast<double>(j), static_cast<double>(k)};
        }
        const Vec3 first{static_cast<double>(box.low[0]), static_cast<double>(box.low[1]),
                         static_cast<double>(box.low[2])};
        const Piece piece{indices.size(), image.world_from_voxel *
                                              (first + sum / static_cast<double>(indices.size()))};
        if (piece.voxels > largest.first.voxels)
            largest = {piece, largest.first};
        else
            largest.second = piece;
    });
    return largest;
}

void check_pieces(const std::vector<Level>& found, std::span<const LabelInput> maps,
                  Findings& findings) {
    for (const Level& level : found) {
        const auto [first, second] = largest_pieces(*level.structure, maps[level.structure->map]);
        const double part = static_cast<double>(second.voxels) / static_cast<double>(first.voxels);
        const double apart = std::abs(first.centre.z - second.centre.z);
        if (part < import_setting("level.second_piece_part") ||
            apart < import_setting("level.second_piece_apart"))
            continue;
        findings.problems.push_back(problem(
            "body.level_repeated", level.id(),
            "The " + chart::spoken(level.id()) + " is labelled twice: two pieces lie " + mm(apart) +
                " apart in height, the second " + mm(second.centre.z) + " high.",
            "Correct the label, or segment the vertebrae again."));
    }
}

void check_sequence(const std::vector<Level>& found, Findings& findings) {
    for (std::size_t n = 1; n < found.size(); ++n) {
        const Level& above = found[n - 1];
        const Level& below = found[n];
        for (int missing = above.number + 1; missing < below.number; ++missing)
            findings.problems.push_back(
                problem("body.level_missing", "vertebra_" + level_name(missing),
                        "The " + chart::spoken("vertebra_" + level_name(missing)) +
                            " is missing between the " + chart::spoken(above.id()) + " and the " +
                            chart::spoken(below.id()) + ".",
                        "Segment the vertebrae again, or correct the levels by hand."));
        if (below.at().z < above.at().z)
            continue;
        findings.problems.push_back(
            problem("body.level_order", below.id(),
                    "The " + chart::spoken(below.id()) + " lies above the " +
                        chart::spoken(above.id()) + ".",
                    "Correct the levels, or check that the volume is not upside down."));
    }
}

/// Pitches between neighbours that are whole; the sacrum's first piece has another shape.
void check_pitch(const std::vector<Level>& found, Findings& findings) {
    struct Pitch {
        double mm;
        std::size_t lower;
    };
    std::vector<Pitch> pitches;
    for (std::size_t n = 1; n < found.size(); ++n) {
        const bool is_whole =
            !found[n].structure->touches_border() && !found[n - 1].structure->touches_border();
        if (is_whole && found[n].number == found[n - 1].number + 1 &&
            found[n].number < level_count - 1)
            pitches.push_back({distance(found[n].at(), found[n - 1].at()), n});
    }
    if (pitches.size() < 2)
        return;
    std::vector<double> sorted;
    for (const Pitch& pitch : pitches)
        sorted.push_back(pitch.mm);
    std::sort(sorted.begin(), sorted.end());
    const double median = sorted[(sorted.size() - 1) / 2];
    for (const Pitch& pitch : pitches) {
        const Level& lower = found[pitch.lower];
        const Level& upper = found[pitch.lower - 1];
        if (pitch.mm <= median * import_setting("level.most_pitch_ratio") &&
            pitch.mm >= import_setting("level.least_pitch"))
            continue;
        findings.problems.push_back(
            problem("body.level_gap", lower.id(),
                    "The centres of the " + chart::spoken(upper.id()) + " and the " +
                        chart::spoken(lower.id()) + " lie " + mm(pitch.mm) +
                        " apart where their neighbours lie " + mm(median) +
                        " apart: a vertebra between them was skipped or counted twice.",
                    "Count the levels on the scan and correct the labels."));
    }
}

/// The voxel extent of a structure in the world, along its longest side.
double length_mm(const LabelledStructure& one, const LabelInput& input) {
    const auto& m = input.map.image.world_from_voxel.columns;
    const IndexBox& box = one.region.box;
    const Vec3 sides{(box.high[0] - box.low[0] + 1) * length(m[0]),
                     (box.high[1] - box.low[1] + 1) * length(m[1]),
                     (box.high[2] - box.low[2] + 1) * length(m[2])};
    return length(sides);
}

void suspect_transition(std::span<const LabelledStructure> structures,
                        std::span<const LabelInput> maps, Findings& findings) {
    std::string because;
    const auto* t12 = find_labelled(structures, "vertebra_t12");
    if (t12 != nullptr)
        for (const char* id : {"rib_12.right", "rib_12.left"}) {
            const auto* rib = find_labelled(structures, id);
            if (rib == nullptr)
                because = "the " + chart::spoken(id) + " was not found";
            else if (!rib->touches_border() &&
                     length_mm(*rib, maps[rib->map]) < import_setting("level.least_rib_12"))
                because = "the " + chart::spoken(id) + " is only " +
                          mm(length_mm(*rib, maps[rib->map])) + " long";
        }
    if (!because.empty())
        findings.warnings.push_back(
            {"body.transitional", "A transitional vertebra is possible, because " + because +
                                      ": the levels may be off by one."});
}

} // namespace

Findings check_levels(std::span<const LabelledStructure> structures,
                      std::span<const LabelInput> maps) {
    Findings findings;
    const std::vector<Level> found = find_levels(structures);
    check_sequence(found, findings);
    check_pieces(found, maps, findings);
    if (findings.problems.empty())
        check_pitch(found, findings);
    suspect_transition(structures, maps, findings);
    if (!found.empty())
        findings.warnings.push_back({"body.levels_proposed",
                                     "The names of the vertebrae are the segmentation's proposal; "
                                     "count them on the patient "
                                     "before needling beside the spine."});
    return findings;
}

} // namespace filiform::anatomy
