// SPDX-License-Identifier: Apache-2.0
#include "atlas/scan_pulls.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace filiform::atlas {

using anatomy::Body;
using anatomy::Structure;
using geometry::Box;
using geometry::DistanceField;
using geometry::Vec3;

namespace {

const DistanceField* field_of(const Body& body, const std::string& id) {
    const Structure* found = anatomy::find_structure(body, chart::StructureId(id));
    return found != nullptr && !found->field.is_empty() ? &found->field : nullptr;
}

/// The bone that a landmark lies on: the nearest one.
std::string bone_of(const Body& scan, const Vec3& p) {
    std::string nearest;
    double least = 1e300;
    for (const Structure& one : scan.structures) {
        if (one.kind != chart::Kind::Bone || one.field.is_empty())
            continue;
        const double mm = std::abs(one.field.at(p));
        if (mm < least) {
            least = mm;
            nearest = one.id.text();
        }
    }
    return nearest;
}

bool holds(const std::vector<std::string>& all, const std::string& id) {
    return std::find(all.begin(), all.end(), id) != all.end();
}

bool is_of_figure(const std::string& id) {
    const std::vector<PointInfo>& infos = point_infos();
    const std::string stem = chart::without_side(id);
    return std::any_of(infos.begin(), infos.end(),
                       [&](const PointInfo& info) { return info.id == stem; });
}

/// From side to side and front to back of the skin on the level of `z`, where the scan holds it
/// whole.
struct Breadths {
    double x_mm = 0;
    double y_mm = 0;
};
std::optional<Breadths> breadths_at(const Body& scan, double z) {
    const geometry::Lattice& lattice = scan.skin.lattice();
    const int k = static_cast<int>(std::lround(lattice.voxel({0, 0, z}).z));
    if (k < 0 || k >= lattice.size.z)
        return std::nullopt;
    Box box;
    const auto steps = scan.skin.steps();
    for (int j = 0; j < lattice.size.y; ++j)
        for (int i = 0; i < lattice.size.x; ++i)
            if (steps[lattice.size.index(i, j, k)] < 0)
                box.add(lattice.point(i, j, k));
    const Box whole = lattice.bounds();
    const double step = lattice.spacing.x;
    if (box.is_empty() || box.low.x < whole.low.x + step || box.high.x > whole.high.x - step ||
        box.low.y < whole.low.y + step || box.high.y > whole.high.y - step)
        return std::nullopt;
    return Breadths{box.high.x - box.low.x, box.high.y - box.low.y};
}

std::optional<double> height_of(const Body& scan, const std::string& stem) {
    double sum = 0;
    int count = 0;
    for (const char* side : {".right", ".left"})
        if (const auto* found = anatomy::find_landmark(scan, chart::LandmarkId(stem + side))) {
            sum += found->point.z;
            ++count;
        }
    if (count == 0)
        return std::nullopt;
    return sum / count;
}

/// Points of a surface, about `apart_mm` from each other, evenly about the middle of its field.
std::vector<Vec3> points_on(const DistanceField& field, double apart_mm) {
    const Box box = field.lattice().bounds();
    const Vec3 middle = geometry::lerp(box.low, box.high, 0.5);
    const auto reach = [&](double low, double high) {
        return static_cast<int>(std::floor((high - low) / 2 / apart_mm));
    };
    const std::array<int, 3> n{reach(box.low.x, box.high.x), reach(box.low.y, box.high.y),
                               reach(box.low.z, box.high.z)};
    std::vector<Vec3> points;
    for (int k = -n[2]; k <= n[2]; ++k)
        for (int j = -n[1]; j <= n[1]; ++j)
            for (int i = -n[0]; i <= n[0]; ++i) {
                Vec3 p = middle + Vec3{apart_mm * i, apart_mm * j, apart_mm * k};
                if (std::abs(field.at(p)) > 0.6 * apart_mm)
                    continue;
                for (int step = 0; step < 3; ++step)
                    p = p - field.gradient(p) * field.at(p);
                constexpr double on_mm = 0.5;
                if (std::abs(field.at(p)) < on_mm && box.contains(p))
                    points.push_back(p);
            }
    return points;
}

/// The nearest place of a surface that faces the same way.
std::optional<Vec3> nearest_on(const DistanceField& field, const Vec3& from, const Vec3& facing,
                               double farthest_mm) {
    Vec3 p = from;
    for (int step = 0; step < 3; ++step)
        p = p - field.gradient(p) * field.at(p);
    constexpr double on_mm = 0.5;
    constexpr double alike = 0.6; // cosine of some 53 degrees
    if (std::abs(field.at(p)) > on_mm || geometry::distance(p, from) > farthest_mm ||
        geometry::dot(field.gradient(p), facing) < alike)
        return std::nullopt;
    return p;
}

/// Where the fat under the skin ends, going straight in from the skin's side or back out: the place
/// nearest to `p` on the line along `outwards`.
std::optional<Vec3> fascia_along(const DistanceField& fat, const Vec3& p, const Vec3& outwards,
                                 double farthest_mm) {
    constexpr double step_mm = 0.75;
    std::optional<double> best;
    double before = fat.at(p - outwards * farthest_mm);
    for (double t = -farthest_mm + step_mm; t <= farthest_mm; t += step_mm) {
        const double here = fat.at(p + outwards * t);
        if (before > 0 && here <= 0) {
            const double at = t - step_mm * here / (here - before);
            if (!best || std::abs(at) < std::abs(*best))
                best = at;
        }
        before = here;
    }
    if (!best)
        return std::nullopt;
    return p + outwards * *best;
}

class SurfacePuller {
  public:
    SurfacePuller(const Body& scan, const Body& reference, const Map& map)
        : scan_(scan), reference_(reference), map_(map),
          artefact_(field_of(scan, "metal_artefact")), outside_(field_of(scan, "outside_scan")) {}

    void pull_bone(const std::string& id, const SurfacePull& how) {
        const DistanceField* seen = field_of(scan_, id);
        const DistanceField* drawn = field_of(reference_, id);
        if (seen != nullptr && drawn != nullptr)
            pull(*seen, *drawn, how);
    }

    void pull_skin(const SurfacePull& how) { pull(scan_.skin, reference_.skin, how); }

    void pull_fascia(const SurfacePull& how) {
        const DistanceField* seen = field_of(scan_, "subcutaneous_fat");
        const DistanceField* drawn = field_of(reference_, "subcutaneous_fat");
        if (seen == nullptr || drawn == nullptr)
            return;
        for (const Vec3& skin : points_on(scan_.skin, how.apart_mm)) {
            const Vec3 out = scan_.skin.gradient(skin);
            constexpr double deepest_mm = 80;
            const auto from = fascia_along(*seen, skin - out * deepest_mm, out, deepest_mm);
            if (!from || !is_sound(*from))
                continue;
            const Vec3 there = map_(*from);
            const Vec3 outwards = reference_.skin.gradient(there);
            if (const auto to = fascia_along(*drawn, there, outwards, how.farthest_mm))
                pulls_.push_back({*from, *to, how.sd_mm});
        }
    }

    std::vector<Pull> take() { return std::move(pulls_); }

  private:
    /// Not where the scan ends or metal spoils it.
    [[nodiscard]] bool is_sound(const Vec3& p) const {
        constexpr double border_mm = 6;
        return scan_.lattice.bounds().grown(-border_mm).contains(p) &&
               (outside_ == nullptr || outside_->at(p) > border_mm) &&
               (artefact_ == nullptr || artefact_->at(p) > 0);
    }

    void pull(const DistanceField& seen, const DistanceField& drawn, const SurfacePull& how) {
        for (const Vec3& from : points_on(seen, how.apart_mm)) {
            if (!is_sound(from))
                continue;
            // How a normal turns under the map does not matter here: bodies lie alike.
            const auto to = nearest_on(drawn, map_(from), seen.gradient(from), how.farthest_mm);
            if (to)
                pulls_.push_back({from, *to, how.sd_mm});
        }
    }

    const Body& scan_;
    const Body& reference_;
    const Map& map_;
    const DistanceField* artefact_;
    const DistanceField* outside_;
    std::vector<Pull> pulls_;
};

} // namespace

Seen see(const Body& scan, const std::vector<std::string>& without_bones) {
    Seen seen;
    seen.lying = scan.posture == anatomy::Posture::Prone       ? Lying::Prone
                 : scan.posture == anatomy::Posture::SideLying ? Lying::SideLying
                                                               : Lying::Supine;
    for (const anatomy::Landmark& landmark : scan.landmarks)
        if (is_of_figure(landmark.id.text()) &&
            (without_bones.empty() || !holds(without_bones, bone_of(scan, landmark.point))))
            seen.points.push_back({landmark.id.text(), landmark.point, landmark.sd_mm});
    const double sd = hybrid_plan().breadth_sd_mm;
    if (const auto z = height_of(scan, "greater_trochanter"))
        if (const auto breadths = breadths_at(scan, *z))
            seen.numbers.push_back({"hip_breadth", breadths->x_mm, sd});
    if (const auto z = height_of(scan, "iliac_crest_top"))
        if (const auto breadths = breadths_at(scan, *z)) {
            seen.numbers.push_back({"waist_breadth", breadths->x_mm, sd});
            seen.numbers.push_back({"waist_depth", breadths->y_mm, sd});
        }
    return seen;
}

std::vector<Pull> landmark_pulls(const Seen& seen, const Figure& figure) {
    const double alike = hybrid_plan().same_point_sd_mm;
    std::vector<Pull> pulls;
    for (const SeenPoint& point : seen.points)
        if (const auto drawn = figure.find_point(point.id))
            pulls.push_back({point.point, *drawn, std::hypot(point.sd_mm, alike)});
    return pulls;
}

std::vector<Pull> surface_pulls(const Body& scan, const Body& reference, const Map& map,
                                const std::vector<std::string>& without_bones) {
    const HybridPlan& plan = hybrid_plan();
    SurfacePuller puller(scan, reference, map);
    for (const std::string& id : plan.bone_ids)
        if (!holds(without_bones, id))
            puller.pull_bone(id, plan.bones);
    puller.pull_skin(plan.skin);
    puller.pull_fascia(plan.fascia);
    return puller.take();
}

} // namespace filiform::atlas
