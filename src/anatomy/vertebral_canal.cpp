// SPDX-License-Identifier: Apache-2.0
#include "anatomy/vertebral_canal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "anatomy/canal_line.h"
#include "anatomy/import_settings.h"
#include "anatomy/mask.h"
#include "base/parallel.h"
#include "geometry/shapes.h"

namespace filiform::anatomy {

using geometry::Lattice;
using geometry::Vec3;

namespace {

constexpr int rays = 72; // five degrees
constexpr double open_ray = std::numeric_limits<double>::infinity();

/// How far bone is from the canal's centre in each direction, in one slice (mm).
using Reach = std::array<double, rays>;

Vec3 ray_direction(int ray) {
    const double angle = 2 * std::numbers::pi * ray / rays;
    return {std::cos(angle), std::sin(angle), 0};
}

class CanalFinder {
  public:
    explicit CanalFinder(const Body& body)
        : lattice_(body.lattice), spine_{Mask(lattice_, 0), Mask(lattice_, 0), {}},
          reaches_(static_cast<std::size_t>(lattice_.size.z)) {
        for (const Structure& one : body.structures) {
            const bool is_spine =
                one.id.text().starts_with("vertebra_") || one.id.text() == "sacrum";
            if (is_spine && one.kind == chart::Kind::Bone) {
                add_inside(spine_.bone, one.field);
                spine_.box.add(one.field.bounds().low);
                spine_.box.add(one.field.bounds().high);
                if (one.id.text() == "sacrum")
                    sacrum_ = one.field.bounds();
                boundary_sd_mm_ = std::max(boundary_sd_mm_, one.boundary_sd_mm);
            }
            if (one.id.text() == "spinal_cord") {
                add_inside(spine_.cord, one.field);
                spine_.box.add(one.field.bounds().low);
                spine_.box.add(one.field.bounds().high);
            }
        }
    }

    std::optional<Structure> run() {
        if (spine_.box.is_empty())
            return std::nullopt;
        auto line = find_canal_line(spine_);
        if (!line)
            return std::nullopt;
        line_ = std::move(*line);
        base::parallel_chunks(reaches_.size(), 8, [&](std::size_t from, std::size_t to) {
            for (std::size_t k = from; k < to; ++k)
                cast_rays(static_cast<int>(k));
        });
        bridge_rays();
        return make();
    }

  private:
    [[nodiscard]] Reach& reach_in(int k) { return reaches_[static_cast<std::size_t>(k)]; }
    [[nodiscard]] bool is_bone(int i, int j, int k) const { return spine_.bone.at(i, j, k) != 0; }

    [[nodiscard]] bool is_bone_at(const Vec3& p) const {
        const Vec3 v = lattice_.voxel(p);
        const auto i = static_cast<int>(std::lround(v.x));
        const auto j = static_cast<int>(std::lround(v.y));
        const auto k = static_cast<int>(std::lround(v.z));
        const auto& size = lattice_.size;
        return i >= 0 && j >= 0 && k >= 0 && i < size.x && j < size.y && k < size.z &&
               is_bone(i, j, k);
    }

    void cast_rays(int k) {
        if (k < line_.low || k > line_.high)
            return;
        const Vec3 centre{line_.at(k).x, line_.at(k).y, lattice_.point(0, 0, k).z};
        const double step = lattice_.spacing.x / 3;
        for (int ray = 0; ray < rays; ++ray) {
            double& reach = reach_in(k)[static_cast<std::size_t>(ray)];
            reach = open_ray;
            for (double at = 0; at <= import_setting("canal.most_reach"); at += step) {
                const Vec3 p = centre + ray_direction(ray) * at;
                if (!is_bone_at(p))
                    continue;
                reach = at;
                break;
            }
        }
    }

    /// Rays that met no bone get their length from the slices above and below, then from their
    /// neighbours in the slice.
    void bridge_rays() {
        const std::vector<Reach> cast = reaches_;
        const int far =
            static_cast<int>(std::lround(import_setting("canal.bridge") / lattice_.spacing.z));
        for (int k = line_.low; k <= line_.high; ++k)
            for (int ray = 0; ray < rays; ++ray) {
                const auto n = static_cast<std::size_t>(ray);
                if (reach_in(k)[n] != open_ray)
                    continue;
                double sum = 0;
                double weights = 0;
                for (const int way : {-1, 1})
                    for (int step = 1; step <= far; ++step) {
                        const int at = k + way * step;
                        if (at < line_.low || at > line_.high)
                            break;
                        const double reach = cast[static_cast<std::size_t>(at)][n];
                        if (reach == open_ray)
                            continue;
                        sum += reach / step;
                        weights += 1.0 / step;
                        break;
                    }
                if (weights > 0)
                    reach_in(k)[n] = sum / weights;
            }
        for (int k = line_.low; k <= line_.high; ++k)
            close_round(reach_in(k));
    }

    static void close_round(Reach& here) {
        const Reach before = here;
        const auto at = [&](int ray) {
            return before[static_cast<std::size_t>((ray % rays + rays) % rays)];
        };
        for (int ray = 0; ray < rays; ++ray) {
            if (at(ray) != open_ray)
                continue;
            double sum = 0;
            double weights = 0;
            for (const int way : {-1, 1})
                for (int step = 1; step < rays / 2; ++step) {
                    if (at(ray + way * step) == open_ray)
                        continue;
                    sum += at(ray + way * step) / step;
                    weights += 1.0 / step;
                    break;
                }
            here[static_cast<std::size_t>(ray)] = weights > 0 ? sum / weights : 0;
        }
    }

    [[nodiscard]] static double reach_towards(const Reach& here, double dx, double dy) {
        const double turn = std::atan2(dy, dx) / (2 * std::numbers::pi) * rays;
        const double at = turn < 0 ? turn + rays : turn;
        const int low = static_cast<int>(at) % rays;
        const double part = at - std::floor(at);
        return here[static_cast<std::size_t>(low)] * (1 - part) +
               here[static_cast<std::size_t>((low + 1) % rays)] * part;
    }

    /// The back of the sacrum at the canal's side position in slice k.
    [[nodiscard]] std::optional<double> sacrum_back(double x, int k) const {
        const Vec3 v = lattice_.voxel({x, 0, 0});
        const int column = std::clamp(static_cast<int>(std::lround(v.x)), 0, lattice_.size.x - 1);
        for (int j = 0; j < lattice_.size.y; ++j)
            if (is_bone(column, j, k))
                return lattice_.point(column, j, k).y;
        return std::nullopt;
    }

    /// Below the last hole the labels fill the sacral canal with bone: the column goes on at the
    /// same depth under the sacrum's back, within the bone.
    void add_sacral_end(Mask& canal) const {
        const SlicePoint last = line_.at(line_.low);
        const auto back = sacrum_back(last.x, line_.low);
        if (!back || line_.low == 0 || sacrum_.is_empty())
            return;
        const double depth = std::max(last.y - *back, import_setting("canal.sacral_radius"));
        const double radius = import_setting("canal.sacral_radius");
        Vec3 before{last.x, last.y, lattice_.point(0, 0, line_.low).z};
        const double end =
            sacrum_.high.z - import_setting("canal.sacral") * (sacrum_.high.z - sacrum_.low.z);
        for (int k = line_.low - 1; k >= 0 && before.z > end; --k) {
            const auto y = sacrum_back(last.x, k);
            if (!y)
                break;
            // The back of the sacrum is rough with crests; the canal under it is not.
            const Vec3 at{last.x,
                          before.y + std::clamp(*y + depth - before.y, -2 * lattice_.spacing.z,
                                                2 * lattice_.spacing.z),
                          lattice_.point(0, 0, k).z};
            add_capsule(canal, {before, at, radius});
            before = at;
        }
    }

    /// The column is solid: where labels fill the sacral canal with bone, or it runs so slanted
    /// that neighbouring slices hardly overlap, its centre line still has the least radius.
    void join_slices(Mask& canal) const {
        const auto at = [&](int k) {
            return Vec3{line_.at(k).x, line_.at(k).y, lattice_.point(0, 0, k).z};
        };
        for (int k = line_.low; k < line_.high; ++k)
            add_capsule(canal, {at(k), at(k + 1), import_setting("canal.sacral_radius")});
    }

    void add_capsule(Mask& mask, const geometry::Capsule& capsule) const {
        geometry::Box box;
        box.add(capsule.a);
        box.add(capsule.b);
        const Vec3 low = lattice_.voxel(box.grown(capsule.radius_mm).low);
        const Vec3 high = lattice_.voxel(box.grown(capsule.radius_mm).high);
        const auto clip = [](double v, int n) {
            return std::clamp(static_cast<int>(std::lround(v)), 0, n - 1);
        };
        const geometry::Size3& size = lattice_.size;
        for (int k = clip(low.z, size.z); k <= clip(high.z, size.z); ++k)
            for (int j = clip(low.y, size.y); j <= clip(high.y, size.y); ++j)
                for (int i = clip(low.x, size.x); i <= clip(high.x, size.x); ++i)
                    if (distance_to_capsule(lattice_.point(i, j, k), capsule) <= 0)
                        mask.at(i, j, k) = 1;
    }

    [[nodiscard]] Structure make() const {
        Mask canal(lattice_, 0);
        const double most = import_setting("canal.most_reach");
        for (int k = line_.low; k <= line_.high; ++k) {
            const Reach& here = reaches_[static_cast<std::size_t>(k)];
            const SpineWindow w = window_of(spine_);
            for (int j = w.y0; j <= w.y1; ++j)
                for (int i = w.x0; i <= w.x1; ++i) {
                    const Vec3 p = lattice_.point(i, j, k);
                    const double dx = p.x - line_.at(k).x;
                    const double dy = p.y - line_.at(k).y;
                    const double away = std::hypot(dx, dy);
                    if (away > most || is_bone(i, j, k))
                        continue;
                    if (away <= reach_towards(here, dx, dy))
                        canal.at(i, j, k) = 1;
                }
        }
        for (std::size_t n = 0; n < canal.voxels.size(); ++n)
            if (spine_.cord.voxels[n] != 0)
                canal.voxels[n] = 1;
        join_slices(canal);
        add_sacral_end(canal);
        canal = largest_component(canal);
        Structure made;
        made.id = chart::StructureId("vertebral_canal");
        made.kind = chart::Kind::Canal;
        made.role = chart::Role::Hazard;
        made.origin = chart::Origin::Measured;
        made.boundary_sd_mm = boundary_sd_mm_;
        made.note = "The space the vertebrae and the sacrum enclose, windows between the laminae "
                    "included; from the labels.";
        made.field = field_of(canal, import_setting("grid.margin"));
        return made;
    }

    const Lattice& lattice_;
    SpineMasks spine_;
    std::vector<Reach> reaches_;
    CanalLine line_;
    geometry::Box sacrum_;
    double boundary_sd_mm_ = 0;
};

} // namespace

std::optional<Structure> find_vertebral_canal(const Body& body) {
    return CanalFinder(body).run();
}

} // namespace filiform::anatomy
