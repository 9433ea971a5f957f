// SPDX-License-Identifier: Apache-2.0
#include "report/panorama.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "base/expects.h"
#include "base/parallel.h"

namespace filiform::report {

using geometry::Box;
using geometry::DistanceField;
using geometry::dot;
using geometry::Vec3;

namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

struct Ray {
    Vec3 start;
    Vec3 direction;
    [[nodiscard]] Vec3 at(double t) const { return start + direction * t; }
};

struct Span {
    double from = 0;
    double to = 0;
};

/// The part of a ray within a box.
std::optional<Span> within(const Ray& ray, const Box& box) {
    Span span{-1e9, 1e9};
    const auto slab = [&](double start, double step, double low, double high) {
        if (std::abs(step) < 1e-12)
            return start >= low && start <= high;
        const double a = (low - start) / step;
        const double b = (high - start) / step;
        span.from = std::max(span.from, std::min(a, b));
        span.to = std::min(span.to, std::max(a, b));
        return true;
    };
    const bool meets = slab(ray.start.x, ray.direction.x, box.low.x, box.high.x) &&
                       slab(ray.start.y, ray.direction.y, box.low.y, box.high.y) &&
                       slab(ray.start.z, ray.direction.z, box.low.z, box.high.z);
    if (!meets || span.from >= span.to)
        return std::nullopt;
    return span;
}

Box common(const Box& a, const Box& b) {
    return {
        {std::max(a.low.x, b.low.x), std::max(a.low.y, b.low.y), std::max(a.low.z, b.low.z)},
        {std::min(a.high.x, b.high.x), std::min(a.high.y, b.high.y), std::min(a.high.z, b.high.z)}};
}

struct Met {
    double at = 0;
    bool is_cut = false; ///< already inside where the ray enters the field
};

/// What is looked for of a field. A hair inside the lattice: on its very border look-ups answer
/// from outside.
Box seen_box(const DistanceField& field) {
    return common(field.lattice().bounds(), field.bounds().grown(1)).grown(-1e-6);
}

/// The first meeting of a ray with a surface, of which nothing lies before `free_to` and nothing
/// matters behind `until`.
std::optional<Met> meet(const DistanceField& field, const Ray& ray, double free_to, double until) {
    const std::optional<Span> span = within(ray, seen_box(field));
    if (!span)
        return std::nullopt;
    const double end = std::min(span->to, until);
    const double least_step = field.lattice().spacing.x / 4;
    double t = std::max(span->from, free_to);
    if (t > end)
        return std::nullopt;
    double before = field.at(ray.at(t));
    if (before <= 0)
        return Met{t, t == span->from};
    while (true) {
        const double step = std::max(before, least_step);
        const double next = t + step;
        if (next > end)
            return std::nullopt;
        const double now = field.at(ray.at(next));
        if (now <= 0)
            return Met{t + step * before / (before - now), false};
        t = next;
        before = now;
    }
}

/// Steepest ascent over `reach_mm`, wide enough to smooth over the steps of a scan's slices.
Vec3 broad_normal(const DistanceField& field, const Vec3& p, double reach_mm) {
    const Vec3 x{reach_mm, 0, 0};
    const Vec3 y{0, reach_mm, 0};
    const Vec3 z{0, 0, reach_mm};
    return geometry::normalized({field.at(p + x) - field.at(p - x),
                                 field.at(p + y) - field.at(p - y),
                                 field.at(p + z) - field.at(p - z)});
}

/// Light from above and the left of the eye, with some from the eye itself.
float lit(const Gaze& gaze, const Vec3& normal) {
    const Vec3 lamp = geometry::normalized(gaze.up * 0.55 - gaze.right * 0.45 - gaze.forward);
    const double lamp_part = std::max(0.0, dot(normal, lamp));
    const double eye_part = std::max(0.0, -dot(normal, gaze.forward));
    return static_cast<float>(0.6 * lamp_part + 0.4 * eye_part);
}

struct Window {
    Gaze gaze;
    Vec3 centre;
    double width_mm = 0;
    double height_mm = 0;
};

/// The box of the body frame as seen.
Window window_around(const Box& box, const Gaze& gaze) {
    const Vec3 half = (box.high - box.low) / 2;
    const auto extent = [&](const Vec3& axis) {
        return 2 *
               (std::abs(axis.x * half.x) + std::abs(axis.y * half.y) + std::abs(axis.z * half.z));
    };
    return {gaze, (box.low + box.high) / 2, extent(gaze.right), extent(gaze.up)};
}

/// An empty panorama of the right size.
Panorama make_canvas(const Window& window, double pixel_mm) {
    Panorama view;
    view.pixel_mm = pixel_mm;
    view.width = std::max(1, static_cast<int>(std::ceil(window.width_mm / pixel_mm)));
    view.height = std::max(1, static_cast<int>(std::ceil(window.height_mm / pixel_mm)));
    view.projection = {
        window.gaze, window.centre, {0, 0, view.width * pixel_mm, view.height * pixel_mm}, 1};
    const auto pixels =
        static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height);
    view.skin_depth.assign(pixels, nothing);
    view.skin_shade.assign(pixels, 0);
    view.bone_depth.assign(pixels, nothing);
    view.bone_shade.assign(pixels, 0);
    view.is_cut.assign(pixels, 0);
    return view;
}

Ray ray_at(const Panorama& view, int column, int row) {
    const Spot spot{(column + 0.5) * view.pixel_mm, (row + 0.5) * view.pixel_mm};
    return {view.projection.point(spot), view.projection.gaze.forward};
}

/// Columns or rows of the panorama that a box may cover.
struct Reach {
    int left, right, top, bottom;
};
Reach reach_of(const Panorama& view, const Box& box) {
    Reach reach{view.width, -1, view.height, -1};
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 p{(corner & 1) != 0 ? box.high.x : box.low.x,
                     (corner & 2) != 0 ? box.high.y : box.low.y,
                     (corner & 4) != 0 ? box.high.z : box.low.z};
        const Spot spot = view.projection.spot(p) * (1 / view.pixel_mm);
        reach.left = std::min(reach.left, static_cast<int>(std::floor(spot.x)));
        reach.right = std::max(reach.right, static_cast<int>(std::ceil(spot.x)));
        reach.top = std::min(reach.top, static_cast<int>(std::floor(spot.y)));
        reach.bottom = std::max(reach.bottom, static_cast<int>(std::ceil(spot.y)));
    }
    return {std::clamp(reach.left, 0, view.width), std::clamp(reach.right, 0, view.width),
            std::clamp(reach.top, 0, view.height), std::clamp(reach.bottom, 0, view.height)};
}

/// How far along the gaze a whole tile sees nothing of a field; nothing when it never does.
///
/// Method: "cone marching": a ball around the middle ray that is surely free, and wider than the
///         tile, lets every ray of the tile pass at once.
std::optional<double> free_ahead(const Panorama& view, const DistanceField& field,
                                 const Reach& tile) {
    const Spot middle{(tile.left + tile.right) / 2.0 * view.pixel_mm,
                      (tile.top + tile.bottom) / 2.0 * view.pixel_mm};
    const Ray ray{view.projection.point(middle), view.projection.gaze.forward};
    const double radius =
        std::hypot(tile.right - tile.left, tile.bottom - tile.top) / 2 * view.pixel_mm;
    const std::optional<Span> span = within(ray, seen_box(field).grown(radius));
    if (!span)
        return std::nullopt;
    double t = span->from;
    while (t <= span->to) {
        const double free = field.surely_free_mm(field.at(ray.at(t)));
        if (free <= radius)
            return t;
        const double step = std::sqrt(free * free - radius * radius);
        if (step < field.lattice().spacing.x / 4)
            return t;
        t += step;
    }
    return std::nullopt;
}

/// Calls `see(i, ray)` for each picture element of a tile.
template <class See>
void for_each_ray(const Panorama& view, const Reach& tile, const See& see) {
    for (int row = tile.top; row < tile.bottom; ++row)
        for (int column = tile.left; column < tile.right; ++column)
            see(view.index(column, row), ray_at(view, column, row));
}

enum class Seen { All, SkinDepth };

void see_skin(Panorama& view, const DistanceField& skin, const Reach& tile, Seen seen) {
    const std::optional<double> free_to = free_ahead(view, skin, tile);
    if (!free_to)
        return;
    for_each_ray(view, tile, [&](std::size_t i, const Ray& ray) {
        const std::optional<Met> met = meet(skin, ray, *free_to, endless);
        if (!met)
            return;
        view.skin_depth[i] = static_cast<float>(met->at);
        view.is_cut[i] = met->is_cut ? 1 : 0;
        if (seen == Seen::SkinDepth)
            return;
        view.skin_shade[i] =
            met->is_cut ? 1.0F
                        : lit(view.projection.gaze,
                              broad_normal(skin, ray.at(met->at), 2 * skin.lattice().spacing.x));
    });
}

void see_bone(Panorama& view, const DistanceField& bone, const Reach& tile) {
    const std::optional<double> free_to = free_ahead(view, bone, tile);
    if (!free_to)
        return;
    for_each_ray(view, tile, [&](std::size_t i, const Ray& ray) {
        const double known = view.bone_depth[i];
        const std::optional<Met> met =
            meet(bone, ray, *free_to, std::isnan(known) ? endless : known);
        if (!met || known <= met->at)
            return;
        view.bone_depth[i] = static_cast<float>(met->at);
        view.bone_shade[i] =
            met->is_cut ? 1.0F
                        : lit(view.projection.gaze,
                              broad_normal(bone, ray.at(met->at), bone.lattice().spacing.x));
    });
}

Reach common(const Reach& a, const Reach& b) {
    return {std::max(a.left, b.left), std::min(a.right, b.right), std::max(a.top, b.top),
            std::min(a.bottom, b.bottom)};
}

Panorama look_through(const anatomy::Body& body, const Window& window, double pixel_mm, Seen seen) {
    base::expects(pixel_mm > 0, "picture elements have a size");
    Panorama view = make_canvas(window, pixel_mm);
    std::vector<const DistanceField*> bones;
    std::vector<Reach> reaches;
    for (const anatomy::Structure& structure : body.structures) {
        if (seen == Seen::SkinDepth || structure.kind != chart::Kind::Bone ||
            structure.field.is_empty())
            continue;
        bones.push_back(&structure.field);
        reaches.push_back(reach_of(view, structure.field.bounds()));
    }
    constexpr int tile_size = 8;
    base::parallel_chunks(static_cast<std::size_t>(view.height), tile_size,
                          [&](std::size_t begin, std::size_t end) {
                              for (int left = 0; left < view.width; left += tile_size) {
                                  const Reach tile{left, std::min(left + tile_size, view.width),
                                                   static_cast<int>(begin), static_cast<int>(end)};
                                  if (!body.skin.is_empty())
                                      see_skin(view, body.skin, tile, seen);
                                  for (std::size_t i = 0; i < bones.size(); ++i)
                                      if (const Reach part = common(tile, reaches[i]);
                                          part.left < part.right && part.top < part.bottom)
                                          see_bone(view, *bones[i], part);
                              }
                          });
    return view;
}

} // namespace

Panorama look_at(const anatomy::Body& body, Viewpoint viewpoint, double pixel_mm) {
    return look_through(body, window_around(body.lattice.bounds(), gaze_from(viewpoint)), pixel_mm,
                        Seen::All);
}

Panorama look_for_skin(const anatomy::Body& body, Viewpoint viewpoint, double pixel_mm) {
    return look_through(body, window_around(body.lattice.bounds(), gaze_from(viewpoint)), pixel_mm,
                        Seen::SkinDepth);
}

Panorama look_close(const anatomy::Body& body, const Projection& onto, double pixel_mm) {
    const Window window{onto.gaze, onto.centre, onto.area.width / onto.scale,
                        onto.area.height / onto.scale};
    return look_through(body, window, pixel_mm / onto.scale, Seen::All);
}

ShadedPicture shade(const Panorama& panorama, const Projection& onto, BoneShow bones) {
    const double skin_left = bones == BoneShow::Faint ? 0.58 : 0.35;
    const auto paper_pixel = panorama.pixel_mm * onto.scale;
    const Spot corner = onto.spot(panorama.projection.point({0, 0}));
    const auto first = [&](double edge, double start) {
        return static_cast<int>(std::floor((edge - start) / paper_pixel));
    };
    const int left = std::clamp(first(onto.area.x, corner.x), 0, panorama.width);
    const int top = std::clamp(first(onto.area.y, corner.y), 0, panorama.height);
    const int right = std::clamp(first(onto.area.right(), corner.x) + 1, left, panorama.width);
    const int bottom = std::clamp(first(onto.area.bottom(), corner.y) + 1, top, panorama.height);
    ShadedPicture result;
    result.picture = {right - left, bottom - top, {}};
    result.area = {corner.x + left * paper_pixel, corner.y + top * paper_pixel,
                   (right - left) * paper_pixel, (bottom - top) * paper_pixel};
    result.picture.rgba.reserve(4 * static_cast<std::size_t>(right - left) *
                                static_cast<std::size_t>(bottom - top));
    for (int row = top; row < bottom; ++row)
        for (int column = left; column < right; ++column) {
            const std::size_t i = panorama.index(column, row);
            double grey = 1;
            double opacity = 0;
            if (!std::isnan(panorama.skin_depth[i])) {
                grey = 0.36 + 0.56 * panorama.skin_shade[i];
                opacity = 1;
            }
            if (!std::isnan(panorama.bone_depth[i])) {
                const double bone = 0.30 + 0.70 * panorama.bone_shade[i];
                grey = opacity > 0 ? skin_left * grey + (1 - skin_left) * bone : bone;
                opacity = 1;
            }
            const auto level = static_cast<std::uint8_t>(std::lround(255 * std::min(grey, 1.0)));
            result.picture.rgba.insert(
                result.picture.rgba.end(),
                {level, level, level, static_cast<std::uint8_t>(opacity > 0 ? 255 : 0)});
        }
    return result;
}

double skin_depth_at(const Panorama& panorama, const Vec3& p) {
    const Spot spot = panorama.projection.spot(p) * (1 / panorama.pixel_mm);
    const int column = static_cast<int>(std::floor(spot.x));
    const int row = static_cast<int>(std::floor(spot.y));
    if (column < 0 || row < 0 || column >= panorama.width || row >= panorama.height)
        return nothing;
    return panorama.skin_depth[panorama.index(column, row)];
}

} // namespace filiform::report
