// SPDX-License-Identifier: Apache-2.0
#include "needle/search_ray.h"
#include "needle/shaft.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using geometry::Vec3;

/// What the marks may be off before the exact judge is asked.
constexpr double screening_mm = 0.5;

geometry::Box search_box(const Scene& scene, const std::vector<SkinCell>& cells) {
    geometry::Box box = target_box(scene);
    for (const SkinCell& cell : cells)
        box.add(cell.point);
    return box.grown(3);
}

/// Adds bone contact, which is a depth of the lattice itself. Deeper marks stay: whether the bone
/// is really met there, the exact judge will see.
void add_bone_contact(const SearchField& field, const Ray& ray, std::vector<Mark>& marks) {
    const double at = field.slack.may_meet_bone_at({ray.entry, ray.direction, ray.to_mm});
    if (at < 0)
        return;
    const double inside = -field.scene->target->field.at(ray.entry + ray.direction * at);
    if (inside < -field.scene->rules->limits.skin_tolerance_mm - 2 * screening_mm)
        return;
    const bool is_aim = field.scene->rule->backstop == BackstopNeed::Contact;
    const double counted = is_aim ? field.weighs.enough_inside_mm
                                  : std::clamp(inside, 0.0, field.weighs.enough_inside_mm);
    if (is_aim)
        for (Mark& mark : marks)
            mark.inside_mm = -field.weighs.enough_inside_mm;
    const auto after = std::find_if(marks.begin(), marks.end(),
                                    [&](const Mark& mark) { return mark.depth_mm > at; });
    marks.insert(after, {at, counted, 0});
}

/// How far from a point no ray has a mark; zero or less where that cannot be told.
double free_of_marks_mm(const SearchField& field, const Vec3& p) {
    const geometry::DistanceField& target = field.scene->target->field;
    const geometry::Box sampled = target.lattice().bounds();
    if (!sampled.contains(field.target.low) || !sampled.contains(field.target.high))
        return 0; // beyond its lattice a field may answer less than the distance
    // Interpolation is off by half a voxel's diagonal at most, at either end.
    const double off_mm = geometry::length(target.lattice().spacing) + 0.1;
    const double farthest_mm =
        std::max(screening_mm, field.scene->rules->limits.skin_tolerance_mm + 2 * screening_mm);
    return target.at(p) - farthest_mm - off_mm;
}

struct Span {
    double low;
    double high;
};

/// Narrows the ray to a span along one axis; false when nothing is left.
bool clip(double from, double slope, const Span& span, Ray& ray) {
    if (std::abs(slope) < 1e-12)
        return from >= span.low && from <= span.high;
    const double per_slope = 1 / slope;
    const double a = (span.low - from) * per_slope;
    const double b = (span.high - from) * per_slope;
    ray.from_mm = std::max(ray.from_mm, std::min(a, b));
    ray.to_mm = std::min(ray.to_mm, std::max(a, b));
    return ray.from_mm <= ray.to_mm;
}

} // namespace

SearchField::SearchField(const Scene& on, const std::vector<SkinCell>& cells)
    : scene(&on), weighs(on.rules->planning), slack(on, search_box(on, cells)),
      inside(on.target->field), target(target_box(on).grown(3)) {
    deepest_mm = on.rules->drawer.deepest_mm();
    for (const auto& needle : on.rules->drawer.needles)
        radius_mm = std::min(radius_mm, needle.diameter_mm / 2);
    slope = std::tan(on.rules->limits.cone_block_rad);
}

bool clip_to_target(const SearchField& field, Ray& ray) {
    const geometry::Box& box = field.target;
    const Vec3& from = ray.entry;
    const Vec3& slope = ray.direction;
    ray.from_mm = 0;
    ray.to_mm = field.deepest_mm;
    return clip(from.x, slope.x, {box.low.x, box.high.x}, ray) &&
           clip(from.y, slope.y, {box.low.y, box.high.y}, ray) &&
           clip(from.z, slope.z, {box.low.z, box.high.z}, ray);
}

bool is_direction_forbidden(const Scene& scene, const Vec3& direction) {
    constexpr double rounding = 1e-9;
    const auto& rules = scene.rule->directions;
    return std::any_of(rules.begin(), rules.end(), [&](const DirectionRule& rule) {
        return rule.levels.empty() &&
               geometry::dot(direction, unit_vector(rule.toward, scene.side)) >
                   std::sin(rule.at_most_rad) + rounding;
    });
}

std::optional<Mark> glance(const SearchField& field, const Ray& ray) {
    const Scene& scene = *field.scene;
    const bool may_end_on_bone = scene.rule->stop == chart::StopRule::BoneOrDepth;
    // Bone may be met between two depths of the lattice, so its way is looked at twice as finely.
    const double step = may_end_on_bone ? depth_step_mm / 2 : depth_step_mm;
    const double between = may_end_on_bone ? sampled_lipschitz * step / 2 : 0;
    const double nearest_mm =
        may_end_on_bone ? scene.rules->limits.skin_tolerance_mm + 2 * screening_mm : screening_mm;
    const bool is_aim = scene.rule->backstop == BackstopNeed::Contact;
    // A level narrows the target, not the bone that is met on the way there.
    const double from = may_end_on_bone && !scene.request.level.empty() ? 0 : ray.from_mm;
    const double first = std::floor(from / step) * step;
    InsideBound::Walk walk(field.inside, ray.entry + ray.direction * first, ray.direction * step);
    const Rates& rates = field.weighs.rates;
    bool may_mark = false;
    Mark best;
    double most = -1e300;
    const auto offer = [&](double depth_mm, double inside_mm) {
        const double worth =
            rates.room_per_inside_mm * inside_mm - rates.room_per_depth_mm * depth_mm;
        if (worth > most) {
            most = worth;
            best = {depth_mm, inside_mm, 0};
        }
    };
    for (double at = first; at < ray.to_mm + step; at += step) {
        const double inside = walk.next() + between;
        may_mark = may_mark || inside >= -screening_mm;
        if (inside < -nearest_mm) {
            // Distance shrinks no faster than one walks.
            const int places =
                static_cast<int>((-nearest_mm - inside) / (sampled_lipschitz * step));
            walk.skip(places);
            at += places * step;
            continue;
        }
        offer(may_end_on_bone ? std::max(at - step / 2, 0.0) : at,
              is_aim ? field.weighs.enough_inside_mm
                     : std::clamp(inside, 0.0, field.weighs.enough_inside_mm));
        if (may_mark && (is_aim || inside >= field.weighs.enough_inside_mm))
            break; // what lies deeper is worth less
    }
    return may_mark ? std::optional(best) : std::nullopt;
}

void find_marks(const SearchField& field, const Ray& ray, std::vector<Mark>& marks) {
    marks.clear();
    const geometry::DistanceField& target = field.scene->target->field;
    const double bite = field.scene->rule->min_bite_mm - 2 * screening_mm;
    double first_inside = -1;
    double sure_to = -1; // marks up to here are deep inside by what was read before them
    double at = ray.from_mm;
    while (at <= ray.to_mm) {
        const double mark = std::ceil((at - 1e-9) / depth_step_mm) * depth_step_mm;
        if (first_inside >= 0 && mark <= std::min(sure_to, ray.to_mm)) {
            if (mark - first_inside >= bite)
                marks.push_back({mark, field.weighs.enough_inside_mm, 0});
            at = mark + depth_step_mm;
            continue;
        }
        const double read = target.at(ray.entry + ray.direction * at);
        if (read > screening_mm) {
            at += std::max(read / sampled_lipschitz, 0.2);
            continue;
        }
        if (first_inside < 0)
            first_inside = at;
        sure_to = at + std::max(0.0, -read - field.weighs.enough_inside_mm) / sampled_lipschitz;
        if (mark > at + 1e-9) {
            at = mark;
            continue;
        }
        if (at - first_inside >= bite)
            marks.push_back({at, std::clamp(-read, 0.0, field.weighs.enough_inside_mm), 0});
        at += depth_step_mm / 2;
    }
    if (first_inside >= 0 && field.scene->rule->stop == chart::StopRule::BoneOrDepth)
        add_bone_contact(field, ray, marks);
}

double least_mark_depth_mm(const SearchField& field, const Vec3& entry) {
    return std::max(0.0, free_of_marks_mm(field, entry));
}

bool may_reach(const SearchField& field, const SkinCell& cell) {
    constexpr double shortest_step_mm = 0.5;
    const double widens = std::tan(field.scene->rule->max_tilt_rad) + 1e-9; // of the cone, per mm
    const double slant = 1 + widens * widens;
    for (double at = 0; at <= field.deepest_mm;) {
        const Vec3 p = cell.point - cell.normal * at;
        const double free =
            std::max(free_of_marks_mm(field, p), geometry::distance_to_box(p, field.target));
        // The ball of that radius holds the cone as far as its rim leaves the ball.
        const double inside = free * free * slant - at * at * widens * widens;
        const double next = inside > 0 ? (at + std::sqrt(inside)) / slant : 0;
        if (free <= at * widens || next < at + shortest_step_mm)
            return true;
        at = next;
    }
    return false;
}

double room_at(const SearchField& field, const Vec3& p, double depth_mm) {
    const double needed = field.slope * depth_mm + field.radius_mm;
    const double room = field.slack.at(p) - needed;
    if (room < 0 && room >= -field.slack.most_below_mm())
        return field.slack.exact_at(p) - needed;
    return room;
}

int follow(const SearchField& field, const Ray& ray, std::vector<Mark>& marks) {
    constexpr double shortest_step_mm = 1.5;
    double least = field.weighs.enough_room_mm;
    double at = 0;
    for (std::size_t i = 0; i < marks.size();) {
        const Vec3 p = ray.entry + ray.direction * at;
        const double room = room_at(field, p, at);
        if (room < 0) {
            marks.resize(i);
            return field.slack.decides(p);
        }
        least = std::min(least, room);
        // No nearer than `least` before `ahead`: room cannot shrink faster than one walks.
        const double ahead =
            at + std::max((room - least) / (sampled_lipschitz + field.slope), shortest_step_mm);
        for (; i < marks.size() && marks[i].depth_mm <= ahead; ++i)
            marks[i].room_mm = least;
        at = ahead;
    }
    return -1;
}

} // namespace filiform::needle
