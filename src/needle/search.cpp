// SPDX-License-Identifier: Apache-2.0
#include "needle/search.h"

#include "base/parallel.h"
#include "needle/approach.h"
#include "needle/search_cell.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace filiform::needle {

namespace {

using geometry::Vec3;

constexpr double direction_step = 0.085; // of the tangent: a little below 5 degrees

Blockage sum_of(const std::vector<Tally>& tallies) {
    Blockage sum;
    std::map<chart::StructureId, std::size_t> blocked;
    std::size_t all = 0;
    std::size_t unknown = 0;
    for (const Tally& tally : tallies) {
        sum.needles += tally.needles;
        unknown += tally.unknown;
        for (const auto& [id, count] : tally.blocked) {
            blocked[id] += count;
            all += count;
        }
    }
    if (all == 0)
        return sum;
    const auto total = static_cast<double>(all);
    sum.unknown_share = static_cast<double>(unknown) / total;
    for (const auto& [id, count] : blocked)
        if (!id.is_empty())
            sum.blockers.push_back({id, static_cast<double>(count) / total});
    std::stable_sort(sum.blockers.begin(), sum.blockers.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
    return sum;
}

} // namespace

std::vector<Vec3> search_directions(const Scene& scene, const SkinCell& cell) {
    const SkinFrame frame = skin_frame(cell.normal, scene.side);
    const double most = std::tan(scene.rule->max_tilt_rad);
    const double farthest = most + 1e-9;
    const int steps = static_cast<int>(most / direction_step + 1e-9);
    std::vector<Vec3> directions;
    directions.reserve(static_cast<std::size_t>(2 * steps + 1) * (2 * steps + 1));
    for (int b = -steps; b <= steps; ++b)
        for (int a = -steps; a <= steps; ++a) {
            const double u = a * direction_step;
            const double v = b * direction_step;
            if (u * u + v * v > farthest * farthest)
                continue;
            directions.push_back(
                geometry::normalized(frame.across * u + frame.along * v - cell.normal));
        }
    return directions;
}

std::vector<double> search_depths(const Scene& scene, const Vec3& entry, const Vec3& direction) {
    const double deepest = scene.rules->drawer.deepest_mm();
    std::vector<double> depths;
    double end = deepest;
    std::optional<chart::Backstop> bone;
    if (scene.rule->stop == chart::StopRule::BoneOrDepth)
        bone = first_bone(scene, search_path(scene, entry, direction, deepest));
    if (bone && bone->at_mm <= deepest)
        end = bone->at_mm;
    for (int i = 1; i * depth_step_mm <= end; ++i)
        depths.push_back(i * depth_step_mm);
    if (bone && bone->at_mm <= deepest && (depths.empty() || depths.back() != end))
        depths.push_back(end);
    return depths;
}

chart::NeedlePath search_path(const Scene& scene, const Vec3& entry, const Vec3& direction,
                              double depth_mm) {
    chart::NeedlePath path;
    path.entry = entry;
    path.direction = direction;
    path.depth_mm = depth_mm;
    path.stop = scene.rule->stop;
    const auto* needle = scene.rules->drawer.shortest_for(depth_mm);
    path.needle = needle != nullptr ? *needle : scene.rules->drawer.needles.back();
    return path;
}

SearchResult find_candidates(const Scene& scene) {
    SearchResult result;
    const std::vector<SkinCell> cells = find_skin_cells(scene);
    if (cells.empty())
        return result;
    const SearchField field(scene, cells);
    result.cells.resize(cells.size());
    result.tallies.resize(cells.size());
    base::parallel_chunks(cells.size(), 16, [&](std::size_t begin, std::size_t end) {
        CellSearch search(field);
        for (std::size_t i = begin; i < end; ++i)
            result.cells[i] = search.find_best(cells[i], result.tallies[i]);
    });
    return result;
}

Blockage find_blockage(const Scene& scene, const SearchResult& found) {
    std::vector<Tally> tallies = found.tallies;
    const auto is_complete = [](const Tally& tally) { return tally.is_complete; };
    if (!std::all_of(tallies.begin(), tallies.end(), is_complete)) {
        std::vector<SkinCell> cells;
        for (const CellResult& cell : found.cells)
            cells.push_back(cell.cell);
        const SearchField field(scene, cells);
        base::parallel_chunks(cells.size(), 16, [&](std::size_t begin, std::size_t end) {
            CellSearch search(field);
            for (std::size_t i = begin; i < end; ++i)
                if (!tallies[i].is_complete)
                    (void)search.try_all(cells[i], tallies[i]);
        });
    }
    return sum_of(tallies);
}

} // namespace filiform::needle
