// SPDX-License-Identifier: Apache-2.0
#include "anatomy/vertebral_canal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

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

struct Point2 {
    double x = 0;
    double y = 0;
};

/// The canal in one slice: its centre and how far bone is in each direction (mm).
struct Section {
    std::optional<Point2> centre;
    std::array<double, rays> reach{};
};

Vec3 ray_direction(int ray) {
    const double angle = 2 * std::numbers::pi * ray / rays;
    return {std::cos(angle), std::sin(angle), 0};
}

class CanalFinder {
  public:
    explicit CanalFinder(const Body& body)
        : lattice_(body.lattice), bone_(lattice_, 0), cord_(lattice_, 0),
          sections_(static_cast<std::size_t>(lattice_.size.z)) {
        for (const Structure& one : body.structures) {
            const bool is_spine =
                one.id.text().starts_with("vertebra_") || one.id.text() == "sacrum";
            if (is_spine && one.kind == chart::Kind::Bone) {
                add_inside(bone_, one.field);
                spine_.add(one.field.bounds().low);
                spine_.add(one.field.bounds().high);
                if (one.id.text() == "sacrum")
                    sacrum_ = one.field.bounds();
                boundary_sd_mm_ = std::max(boundary_sd_mm_, one.boundary_sd_mm);
            }
            if (one.id.text() == "spinal_cord") {
                add_inside(cord_, one.field);
                spine_.add(one.field.bounds().low);
                spine_.add(one.field.bounds().high);
            }
        }
    }

    std::optional<Structure> run() {
        if (spine_.is_empty())
            return std::nullopt;
        find_centres();
        if (!drop_ends())
            return std::nullopt;
        bridge_centres();
        smooth_centres();
        base::parallel_chunks(sections_.size(), 8, [&](std::size_t from, std::size_t to) {
            for (std::size_t k = from; k < to; ++k)
                cast_rays(static_cast<int>(k));
        });
        bridge_rays();
        return make();
    }

  private:
    [[nodiscard]] Section& section(int k) { return sections_[static_cast<std::size_t>(k)]; }
    [[nodiscard]] bool is_bone(int i, int j, int k) const { return bone_.at(i, j, k) != 0; }

    /// Lattice columns and rows around the spine, one voxel wider.
    struct Window {
        int x0, x1, y0, y1;
    };
    [[nodiscard]] Window window() const {
        const Vec3 low = lattice_.voxel(spine_.low);
        const Vec3 high = lattice_.voxel(spine_.high);
        const auto clip = [](double v, int n) {
            return std::clamp(static_cast<int>(std::lround(v)), 0, n - 1);
        };
        return {clip(low.x - 2, lattice_.size.x), clip(high.x + 2, lattice_.size.x),
                clip(low.y - 2, lattice_.size.y), clip(high.y + 2, lattice_.size.y)};
    }

    /// The centre of the cord label in slice k.
    [[nodiscard]] std::optional<Point2> cord_centre(int k, const Window& w) const {
        Point2 sum;
        int voxels = 0;
        for (int j = w.y0; j <= w.y1; ++j)
            for (int i = w.x0; i <= w.x1; ++i)
                if (cord_.at(i, j, k) != 0) {
                    const Vec3 p = lattice_.point(i, j, k);
                    sum.x += p.x;
                    sum.y += p.y;
                    ++voxels;
                }
        const double area = voxels * lattice_.spacing.x * lattice_.spacing.y;
        if (area < import_setting("canal.least_area"))
            return std::nullopt;
        return Point2{sum.x / voxels, sum.y / voxels};
    }

    /// Centres of the holes that the bone of slice k encloses, of a canal's size.
    [[nodiscard]] std::vector<Point2> holes(int k, const Window& w) const {
        const int nx = w.x1 - w.x0 + 1;
        const int ny = w.y1 - w.y0 + 1;
        Mask closed_bone;
        closed_bone.lattice = {{nx, ny, 1}, lattice_.point(w.x0, w.y0, k), lattice_.spacing};
        closed_bone.voxels.resize(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
        for (int j = 0; j < ny; ++j)
            for (int i = 0; i < nx; ++i)
                closed_bone.at(i, j, 0) = is_bone(w.x0 + i, w.y0 + j, k) ? 1 : 0;
        const Mask sealed = grown(closed_bone, import_setting("canal.seal"));
        Mask hole = filled_from_sides(sealed);
        for (std::size_t n = 0; n < hole.voxels.size(); ++n)
            hole.voxels[n] = hole.voxels[n] != 0 && sealed.voxels[n] == 0 ? 1 : 0;
        std::vector<Point2> found;
        for_each_component(hole, [&](const std::vector<std::size_t>& voxels) {
            const double area =
                static_cast<double>(voxels.size()) * lattice_.spacing.x * lattice_.spacing.y;
            if (area > import_setting("canal.most_area"))
                return;
            Point2 sum;
            for (const std::size_t n : voxels) {
                const std::size_t i = n % static_cast<std::size_t>(nx);
                const std::size_t j = n / static_cast<std::size_t>(nx);
                sum.x += closed_bone.lattice.origin.x + static_cast<double>(i) * lattice_.spacing.x;
                sum.y += closed_bone.lattice.origin.y + static_cast<double>(j) * lattice_.spacing.y;
            }
            const auto count = static_cast<double>(voxels.size());
            found.push_back({sum.x / count, sum.y / count});
        });
        return found;
    }

    /// From the head down, so that each slice may ask the one above where to look.
    void find_centres() {
        const Window w = window();
        std::optional<Point2> last;
        int last_k = 0;
        for (int k = lattice_.size.z - 1; k >= 0; --k) {
            std::optional<Point2> centre = cord_centre(k, w);
            if (!centre)
                centre = nearest_hole(k, w, last, last_k);
            if (!centre)
                continue;
            section(k).centre = centre;
            last = centre;
            last_k = k;
        }
    }

    [[nodiscard]] std::optional<Point2>
    nearest_hole(int k, const Window& w, const std::optional<Point2>& last, int last_k) const {
        std::optional<Point2> best;
        double best_off = open_ray;
        const double down = (last_k - k) * lattice_.spacing.z;
        const double midline = (spine_.low.x + spine_.high.x) / 2;
        for (const Point2& hole : holes(k, w)) {
            const double side = std::abs(hole.x - (last ? last->x : midline));
            const double depth = last ? std::abs(hole.y - last->y) : 0;
            // However long the labels leave no hole: a foramen beside the canal is not the canal.
            if (side > import_setting("canal.most_aside"))
                continue;
            // The sacral canal runs back by up to twice as much as down.
            if (last && depth > import_setting("canal.most_aside") + 2 * down)
                continue;
            if (side + depth >= best_off)
                continue;
            best_off = side + depth;
            best = hole;
        }
        return best;
    }

    /// Keeps the slices between the first and the last centre; whether there are any.
    bool drop_ends() {
        const auto has = [](const Section& s) { return s.centre.has_value(); };
        const auto first = std::find_if(sections_.begin(), sections_.end(), has);
        if (first == sections_.end())
            return false;
        const auto last = std::find_if(sections_.rbegin(), sections_.rend(), has);
        low_ = static_cast<int>(first - sections_.begin());
        high_ = static_cast<int>(sections_.rend() - last) - 1;
        return true;
    }

    void bridge_centres() {
        for (int k = low_; k <= high_; ++k) {
            if (section(k).centre)
                continue;
            int above = k;
            while (!section(above).centre)
                ++above;
            const Point2 a = *section(k - 1).centre;
            const Point2 b = *section(above).centre;
            const double part = 1.0 / (above - k + 1);
            section(k).centre = Point2{a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
        }
    }

    void smooth_centres() {
        const int reach = std::max(1, static_cast<int>(std::lround(3 / lattice_.spacing.z)));
        const std::vector<Section> before = sections_;
        for (int k = low_; k <= high_; ++k) {
            const int span = std::min({reach, k - low_, high_ - k});
            Point2 sum;
            for (int n = k - span; n <= k + span; ++n) {
                sum.x += before[static_cast<std::size_t>(n)].centre->x;
                sum.y += before[static_cast<std::size_t>(n)].centre->y;
            }
            section(k).centre = Point2{sum.x / (2 * span + 1), sum.y / (2 * span + 1)};
        }
    }

    [[nodiscard]] bool mask_at(const Mask& mask, const Vec3& p) const {
        const Vec3 v = lattice_.voxel(p);
        const auto i = static_cast<int>(std::lround(v.x));
        const auto j = static_cast<int>(std::lround(v.y));
        const auto k = static_cast<int>(std::lround(v.z));
        const auto& size = lattice_.size;
        return i >= 0 && j >= 0 && k >= 0 && i < size.x && j < size.y && k < size.z &&
               mask.at(i, j, k) != 0;
    }

    void cast_rays(int k) {
        Section& here = section(k);
        if (k < low_ || k > high_)
            return;
        const Vec3 centre{here.centre->x, here.centre->y, lattice_.point(0, 0, k).z};
        const double step = lattice_.spacing.x / 3;
        for (int ray = 0; ray < rays; ++ray) {
            double& reach = here.reach[static_cast<std::size_t>(ray)];
            reach = open_ray;
            for (double at = 0; at <= import_setting("canal.most_reach"); at += step) {
                const Vec3 p = centre + ray_direction(ray) * at;
                if (!mask_at(bone_, p))
                    continue;
                reach = at;
                break;
            }
        }
    }

    /// Rays that met no bone get their length from the slices above and below, then from their
    /// neighbours in the slice.
    void bridge_rays() {
        const std::vector<Section> cast = sections_;
        const int far =
            static_cast<int>(std::lround(import_setting("canal.bridge") / lattice_.spacing.z));
        for (int k = low_; k <= high_; ++k)
            for (int ray = 0; ray < rays; ++ray) {
                const auto n = static_cast<std::size_t>(ray);
                if (section(k).reach[n] != open_ray)
                    continue;
                double sum = 0;
                double weights = 0;
                for (const int way : {-1, 1})
                    for (int step = 1; step <= far; ++step) {
                        const int at = k + way * step;
                        if (at < low_ || at > high_)
                            break;
                        const double reach = cast[static_cast<std::size_t>(at)].reach[n];
                        if (reach == open_ray)
                            continue;
                        sum += reach / step;
                        weights += 1.0 / step;
                        break;
                    }
                if (weights > 0)
                    section(k).reach[n] = sum / weights;
            }
        for (int k = low_; k <= high_; ++k)
            close_round(section(k));
    }

    static void close_round(Section& here) {
        const std::array<double, rays> before = here.reach;
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
            here.reach[static_cast<std::size_t>(ray)] = weights > 0 ? sum / weights : 0;
        }
    }

    [[nodiscard]] static double reach_towards(const Section& here, double dx, double dy) {
        const double turn = std::atan2(dy, dx) / (2 * std::numbers::pi) * rays;
        const double at = turn < 0 ? turn + rays : turn;
        const int low = static_cast<int>(at) % rays;
        const double part = at - std::floor(at);
        return here.reach[static_cast<std::size_t>(low)] * (1 - part) +
               here.reach[static_cast<std::size_t>((low + 1) % rays)] * part;
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
        const Point2 last = *sections_[static_cast<std::size_t>(low_)].centre;
        const auto back = sacrum_back(last.x, low_);
        if (!back || low_ == 0 || sacrum_.is_empty())
            return;
        const double depth = std::max(last.y - *back, import_setting("canal.sacral_radius"));
        const double radius = import_setting("canal.sacral_radius");
        Vec3 before{last.x, last.y, lattice_.point(0, 0, low_).z};
        const double end =
            sacrum_.high.z - import_setting("canal.sacral") * (sacrum_.high.z - sacrum_.low.z);
        for (int k = low_ - 1; k >= 0 && before.z > end; --k) {
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
            const Point2& c = *sections_[static_cast<std::size_t>(k)].centre;
            return Vec3{c.x, c.y, lattice_.point(0, 0, k).z};
        };
        for (int k = low_; k < high_; ++k)
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
        for (int k = low_; k <= high_; ++k) {
            const Section& here = sections_[static_cast<std::size_t>(k)];
            const Window w = window();
            for (int j = w.y0; j <= w.y1; ++j)
                for (int i = w.x0; i <= w.x1; ++i) {
                    const Vec3 p = lattice_.point(i, j, k);
                    const double dx = p.x - here.centre->x;
                    const double dy = p.y - here.centre->y;
                    const double away = std::hypot(dx, dy);
                    if (away > most || is_bone(i, j, k))
                        continue;
                    if (away <= reach_towards(here, dx, dy))
                        canal.at(i, j, k) = 1;
                }
        }
        for (std::size_t n = 0; n < canal.voxels.size(); ++n)
            if (cord_.voxels[n] != 0)
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
    Mask bone_;
    Mask cord_;
    std::vector<Section> sections_;
    geometry::Box spine_;
    geometry::Box sacrum_;
    double boundary_sd_mm_ = 0;
    int low_ = 0;
    int high_ = -1;
};

} // namespace

std::optional<Structure> find_vertebral_canal(const Body& body) {
    return CanalFinder(body).run();
}

} // namespace filiform::anatomy
