// SPDX-License-Identifier: Apache-2.0
#include "needle/search.h"

#include "base/parallel.h"
#include "needle/approach.h"
#include "needle/search_ray.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace filiform::needle {

namespace {

using geometry::Vec3;

constexpr double direction_step = 0.085; // of the tangent: a little below 5 degrees

/// A needle of the lattice before it is judged.
struct Draft {
    Vec3 direction;
    double depth_mm = 0;
    double merit = 0;
    bool is_best_of_ray = false;
    std::size_t order = 0; ///< in which it was made: breaks ties
};

double merit_of(double tilt, const Mark& mark) {
    const double tilt_deg = tilt * 180 / std::numbers::pi;
    return mark.room_mm + 0.5 * mark.inside_mm - 0.03 * tilt_deg - 0.02 * mark.depth_mm;
}

/// Counts of one cell, joined afterwards.
struct Tally {
    std::size_t needles = 0;
    std::size_t unknown = 0;
    std::map<chart::StructureId, std::size_t> blocked;
    void add(const chart::StructureId& by, bool is_unknown) {
        ++blocked[by];
        if (is_unknown)
            ++unknown;
    }
};

void draft_ray(const SearchField& field, const SkinCell& cell, const Ray& ray,
               std::vector<Draft>& drafts, Tally& tally) {
    std::vector<Mark> marks = find_marks(field, ray);
    const bool is_any_allowed = std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
        const Vec3 tip = ray.entry + ray.direction * mark.depth_mm;
        return is_allowed(*field.scene, {ray.entry, cell.normal, ray.direction, tip});
    });
    if (!is_any_allowed)
        return;
    ++tally.needles;
    const int blocker = follow(field, ray, marks);
    if (marks.empty()) {
        if (blocker < 0)
            return;
        const Hazard& hazard = field.scene->hazards[static_cast<std::size_t>(blocker)];
        tally.add(hazard.structure->id, hazard.limit.is_territory);
        return;
    }
    const double tilt = tilt_rad(cell.normal, ray.direction);
    std::size_t best = drafts.size();
    for (const Mark& mark : marks) {
        drafts.push_back(
            {ray.direction, mark.depth_mm, merit_of(tilt, mark), false, drafts.size()});
        if (drafts.back().merit > drafts[best].merit)
            best = drafts.size() - 1;
    }
    drafts[best].is_best_of_ray = true;
}

/// The needle of the lattice that a draft stands for: ending at bone, if that comes first.
chart::NeedlePath lattice_path(const SearchField& field, const SkinCell& cell, const Draft& draft) {
    double depth = draft.depth_mm;
    if (field.scene->rule->stop == chart::StopRule::BoneOrDepth) {
        const auto longest =
            search_path(*field.scene, cell.point, draft.direction, field.deepest_mm);
        const auto bone = first_bone(*field.scene, longest);
        // Contact was read from a coarser field, a little early.
        constexpr double early_mm = 1.5;
        if (bone && bone->at_mm <= std::min(depth + early_mm, field.deepest_mm))
            depth = bone->at_mm;
    }
    auto path = search_path(*field.scene, cell.point, draft.direction, depth);
    path.stop = stop_of(*field.scene, path);
    return path;
}

/// The first acceptable needle, the best of every direction before the others.
std::optional<Candidate> first_acceptable(const SearchField& field, const SkinCell& cell,
                                          std::vector<Draft>& drafts, Tally& tally) {
    const auto is_before = [](const Draft& a, const Draft& b) {
        if (a.is_best_of_ray != b.is_best_of_ray)
            return b.is_best_of_ray;
        return a.merit < b.merit || (a.merit == b.merit && a.order > b.order);
    };
    std::make_heap(drafts.begin(), drafts.end(), is_before);
    for (auto end = drafts.end(); end != drafts.begin(); --end) {
        std::pop_heap(drafts.begin(), end, is_before);
        const Draft& draft = *(end - 1);
        const auto path = lattice_path(field, cell, draft);
        const auto fault = first_fault(*field.scene, path, cell.normal);
        if (!fault)
            return Candidate{path, least_room(*field.scene, path, SlackField::most_mm).slack_mm,
                             draft.merit};
        if (draft.is_best_of_ray)
            tally.add(fault->structure, fault->is_unknown);
    }
    return std::nullopt;
}

CellResult search_cell(const SearchField& field, const SkinCell& cell, Tally& tally) {
    CellResult result{cell, {}, false, {}, false};
    std::vector<Draft> drafts;
    for (const Vec3& direction : search_directions(*field.scene, cell)) {
        Ray ray{cell.point, direction, 0, 0};
        if (!clip_to_target(field, ray) || is_direction_forbidden(*field.scene, direction))
            continue;
        draft_ray(field, cell, ray, drafts, tally);
    }
    result.reaches = tally.needles > 0;
    result.best = first_acceptable(field, cell, drafts, tally);
    if (result.best)
        return result;
    std::size_t most = 0;
    for (const auto& [id, count] : tally.blocked)
        if (count > most && !id.is_empty()) {
            most = count;
            result.blocker = id;
        }
    result.is_only_unknown = !tally.blocked.empty() && [&] {
        std::size_t all = 0;
        for (const auto& [id, count] : tally.blocked)
            all += count;
        return tally.unknown == all;
    }();
    return result;
}

void sum_up(const std::vector<Tally>& tallies, SearchResult& result) {
    Tally all;
    std::size_t blocked = 0;
    for (const Tally& tally : tallies) {
        all.needles += tally.needles;
        all.unknown += tally.unknown;
        for (const auto& [id, count] : tally.blocked) {
            all.blocked[id] += count;
            blocked += count;
        }
    }
    result.needles = all.needles;
    if (blocked == 0)
        return;
    const auto total = static_cast<double>(blocked);
    result.unknown_share = static_cast<double>(all.unknown) / total;
    for (const auto& [id, count] : all.blocked)
        if (!id.is_empty())
            result.blockers.push_back({id, static_cast<double>(count) / total});
    std::stable_sort(result.blockers.begin(), result.blockers.end(),
                     [](const auto& a, const auto& b) { return a.share > b.share; });
}

} // namespace

std::vector<Vec3> search_directions(const Scene& scene, const SkinCell& cell) {
    const SkinFrame frame = skin_frame(cell.normal, scene.side);
    const double most = std::tan(scene.rule->max_tilt_rad);
    const int steps = static_cast<int>(most / direction_step + 1e-9);
    std::vector<Vec3> directions;
    for (int b = -steps; b <= steps; ++b)
        for (int a = -steps; a <= steps; ++a) {
            const double u = a * direction_step;
            const double v = b * direction_step;
            if (std::hypot(u, v) > most + 1e-9)
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
    std::vector<Tally> tallies(cells.size());
    base::parallel_chunks(cells.size(), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            result.cells[i] = search_cell(field, cells[i], tallies[i]);
    });
    sum_up(tallies, result);
    return result;
}

} // namespace filiform::needle
