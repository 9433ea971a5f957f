// SPDX-License-Identifier: Apache-2.0
#include "needle/search.h"

#include "base/parallel.h"
#include "geometry/clearance.h"
#include "needle/approach.h"
#include "needle/slack_field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace filiform::needle {

namespace {

using geometry::Segment;
using geometry::Vec3;

constexpr double depth_step_mm = 3;
constexpr double direction_step = 0.085; // of the tangent: a little below 5 degrees
/// What the lattice's marks may be off before the exact judge is asked.
constexpr double screening_mm = 0.5;
constexpr double sampled_lipschitz = 1.05;

/// One direction from one cell, as far as it is worth following.
struct Ray {
    Vec3 direction;
    double tilt = 0;
    double from_mm = 0; ///< into the target's box
    double to_mm = 0;   ///< out of it, or as deep as the drawer goes
};

/// A needle of the lattice before it is judged.
struct Draft {
    Vec3 direction;
    double depth_mm = 0;
    double merit = 0;
    bool is_best_of_ray = false;
    std::size_t order = 0; ///< in which it was made: breaks ties
};

/// What is shared by all cells of one search.
struct Field {
    const Scene* scene;
    const SlackField* slack;
    geometry::Box target;
    double deepest_mm = 0;
    double radius_mm = 0; ///< of the thinnest needle
    double slope = 0;
};

/// Stretch of a ray inside a box; false when it misses.
bool clip(const geometry::Box& box, const Vec3& start, Ray& ray) {
    const std::array<std::array<double, 4>, 3> axes{
        {{start.x, ray.direction.x, box.low.x, box.high.x},
         {start.y, ray.direction.y, box.low.y, box.high.y},
         {start.z, ray.direction.z, box.low.z, box.high.z}}};
    for (const auto& [from, slope, low, high] : axes) {
        if (std::abs(slope) < 1e-12) {
            if (from < low || from > high)
                return false;
            continue;
        }
        const double a = (low - from) / slope;
        const double b = (high - from) / slope;
        ray.from_mm = std::max(ray.from_mm, std::min(a, b));
        ray.to_mm = std::min(ray.to_mm, std::max(a, b));
    }
    return ray.from_mm <= ray.to_mm;
}

/// A depth of the lattice at which the tip may count as inside the target.
struct Mark {
    double depth_mm = 0;
    double inside_mm = 0; ///< how deep the tip lies in the target, up to `enough_depth_mm`
    double room_mm = 0;   ///< to the nearest limit on the way, up to `enough_room_mm`
};

constexpr double enough_room_mm = 10;
constexpr double enough_depth_mm = 6;

std::vector<Mark> marks_in_target(const Field& field, const Vec3& entry, const Ray& ray) {
    const geometry::DistanceField& target = field.scene->target->field;
    const double bite = field.scene->rule->min_bite_mm - 2 * screening_mm;
    std::vector<Mark> marks;
    double first_inside = -1;
    double at = ray.from_mm;
    // Every mark below `sure_to` is inside by what was read before it.
    double sure_to = -1;
    double read_at = 0;
    double read = 0;
    while (at <= ray.to_mm) {
        if (at > sure_to) {
            read = target.at(entry + ray.direction * at);
            read_at = at;
            if (read > screening_mm) {
                at += std::max(read / sampled_lipschitz, 0.2);
                continue;
            }
            if (first_inside < 0)
                first_inside = at;
            sure_to = at + std::max(0.0, -read - enough_depth_mm) / sampled_lipschitz;
        }
        const double mark = std::ceil((at - 1e-9) / depth_step_mm) * depth_step_mm;
        if (mark > ray.to_mm)
            break;
        if (mark > sure_to && mark > read_at) {
            at = mark;
            continue;
        }
        if (mark - first_inside >= bite)
            marks.push_back(
                {mark, std::clamp(mark == read_at ? -read : enough_depth_mm, 0.0, enough_depth_mm),
                 0});
        at = mark + depth_step_mm / 2;
    }
    return marks;
}

/// Fills in the room on the way to each mark; drops the marks beyond a limit that is crossed.
/// Returns the hazard that bars the way, or -1.
int follow(const Field& field, const Vec3& entry, const Ray& ray, std::vector<Mark>& marks) {
    constexpr double shortest_step_mm = 1.5;
    const double sure_mm = SlackField::most_below_spacings * field.slack->spacing_mm();
    double least = enough_room_mm;
    double at = 0;
    for (std::size_t i = 0; i < marks.size();) {
        const Vec3 p = entry + ray.direction * at;
        const double needed = field.slope * at + field.radius_mm;
        double room = field.slack->at(p) - needed;
        if (room < 0 && room >= -sure_mm)
            room = field.slack->exact_at(p) - needed;
        if (room < 0) {
            marks.resize(i);
            return field.slack->decides(p);
        }
        least = std::min(least, room);
        // No nearer than `least` before `ahead`: the field cannot fall faster than one walks.
        const double ahead =
            at + std::max((room - least) / (sampled_lipschitz + field.slope), shortest_step_mm);
        for (; i < marks.size() && marks[i].depth_mm <= ahead; ++i)
            marks[i].room_mm = least;
        at = ahead;
    }
    return -1;
}

double merit_of(const Ray& ray, const Mark& mark) {
    const double tilt_deg = ray.tilt * 180 / std::numbers::pi;
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

/// Bone contact ends a ray that is to stop at bone, and is a depth of the lattice itself.
void stop_at_bone(const Field& field, const Vec3& entry, const Ray& ray, std::vector<Mark>& marks) {
    if (field.scene->rule->stop != chart::StopRule::BoneOrDepth)
        return;
    const auto bone =
        first_bone(*field.scene, search_path(*field.scene, entry, ray.direction, field.deepest_mm));
    if (!bone || bone->at_mm > field.deepest_mm)
        return;
    while (!marks.empty() && marks.back().depth_mm >= bone->at_mm)
        marks.pop_back();
    const double inside = -field.scene->target->field.at(entry + ray.direction * bone->at_mm);
    if (inside >= -field.scene->rules->limits.skin_tolerance_mm - screening_mm)
        marks.push_back({bone->at_mm, std::clamp(inside, 0.0, enough_depth_mm), 0});
}

void draft_ray(const Field& field, const SkinCell& cell, const Ray& ray, std::vector<Draft>& drafts,
               Tally& tally) {
    std::vector<Mark> marks = marks_in_target(field, cell.point, ray);
    stop_at_bone(field, cell.point, ray, marks);
    const bool is_any_allowed = std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
        const Vec3 tip = cell.point + ray.direction * mark.depth_mm;
        return is_allowed(*field.scene, {cell.point, cell.normal, ray.direction, tip});
    });
    if (!is_any_allowed)
        return;
    ++tally.needles;
    const int blocker = follow(field, cell.point, ray, marks);
    if (marks.empty() && blocker >= 0) {
        const Hazard& hazard = field.scene->hazards[static_cast<std::size_t>(blocker)];
        tally.add(hazard.structure->id, hazard.limit.is_territory);
    }
    const std::size_t first = drafts.size();
    std::size_t best = first;
    for (const Mark& mark : marks) {
        drafts.push_back({ray.direction, mark.depth_mm, merit_of(ray, mark), false, 0});
        if (drafts.back().merit > drafts[best].merit)
            best = drafts.size() - 1;
    }
    if (drafts.size() > first)
        drafts[best].is_best_of_ray = true;
}

/// The first acceptable needle, the best of every direction before the others.
std::optional<Candidate> first_acceptable(const Field& field, const SkinCell& cell,
                                          std::vector<Draft>& drafts, Tally& tally) {
    const auto is_before = [](const Draft& a, const Draft& b) {
        if (a.is_best_of_ray != b.is_best_of_ray)
            return b.is_best_of_ray;
        return a.merit < b.merit || (a.merit == b.merit && a.order > b.order);
    };
    for (std::size_t i = 0; i < drafts.size(); ++i)
        drafts[i].order = i;
    std::make_heap(drafts.begin(), drafts.end(), is_before);
    for (auto end = drafts.end(); end != drafts.begin(); --end) {
        std::pop_heap(drafts.begin(), end, is_before);
        const Draft& draft = *(end - 1);
        const auto path = search_path(*field.scene, cell.point, draft.direction, draft.depth_mm);
        const auto fault = first_fault(*field.scene, path, cell.normal);
        if (!fault)
            return Candidate{path, least_room(*field.scene, path, SlackField::most_mm).slack_mm,
                             draft.merit};
        if (draft.is_best_of_ray)
            tally.add(fault->structure, fault->is_unknown);
    }
    return std::nullopt;
}

CellResult search_cell(const Field& field, const SkinCell& cell, Tally& tally) {
    CellResult result{cell, {}, false, {}, false};
    std::vector<Draft> drafts;
    for (const Vec3& direction : search_directions(*field.scene, cell)) {
        Ray ray{direction, tilt_rad(cell.normal, direction), 0, field.deepest_mm};
        if (clip(field.target, cell.point, ray))
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
    geometry::Box box = target_box(scene);
    for (const SkinCell& cell : cells)
        box.add(cell.point);
    const SlackField slack(scene, box.grown(2));
    Field field{&scene, &slack, target_box(scene).grown(screening_mm), 0, 1e9, 0};
    field.deepest_mm = scene.rules->drawer.deepest_mm();
    for (const auto& needle : scene.rules->drawer.needles)
        field.radius_mm = std::min(field.radius_mm, needle.diameter_mm / 2);
    field.slope = std::tan(scene.rules->limits.cone_block_rad);
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
