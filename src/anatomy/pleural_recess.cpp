// SPDX-License-Identifier: Apache-2.0
#include "anatomy/pleural_recess.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "anatomy/import_settings.h"
#include "anatomy/mask.h"
#include "base/parallel.h"

namespace filiform::anatomy {

using geometry::Box;
using geometry::Lattice;
using geometry::Vec3;

namespace {

constexpr int bins = 60; // three degrees each, from the midline of the back round to the front

/// One rib, seen from the axis of the trunk: where it runs at each angle.
struct RibCurve {
    struct At {
        double inner_mm = 1e9; ///< least distance from the axis
        double z_sum = 0;
        int voxels = 0;
        [[nodiscard]] double z() const { return z_sum / voxels; }
    };
    int number = 0;
    std::array<At, bins> at{};
};

struct Anchor {
    double angle = 0;
    double z = 0;
};

class RecessFinder {
  public:
    RecessFinder(const Body& body, const char* side, double sign)
        : body_(body), side_(side), sign_(sign) {}

    /// The reason when it cannot be made.
    std::optional<std::string> prepare() {
        t12_ = find("vertebra_t12");
        if (t12_ == nullptr)
            return "the T12 vertebra is not labelled";
        const Box spine = t12_->field.bounds();
        axis_x_ = (spine.low.x + spine.high.x) / 2;
        // Half-way between the back and the front of the trunk, so that each direction meets the
        // rib cage once.
        const Box skin = body_.skin.bounds();
        axis_y_ = (skin.low.y + skin.high.y) / 2;
        for (int number = 5; number <= 12; ++number)
            if (const Structure* rib = find_sided("rib_" + std::to_string(number)))
                ribs_.push_back(trace(number, rib->field));
        if (ribs_.empty())
            return "no rib of that side is labelled";
        find_floor();
        return std::nullopt;
    }

    [[nodiscard]] Structure make() const {
        const Lattice& lattice = body_.lattice;
        Mask recess(lattice, 0);
        const double inward = import_setting("recess.thickness");
        const double height = import_setting("recess.height");
        const double below_lung = import_setting("recess.below_lung");
        const auto fill = [&](int k) {
            for (int j = 0; j < lattice.size.y; ++j)
                for (int i = 0; i < lattice.size.x; ++i) {
                    const Vec3 p = lattice.point(i, j, k);
                    if ((p.x - axis_x_) * sign_ <= 0)
                        continue;
                    const double angle = angle_of(p);
                    const double floor = floor_at(angle, below_lung);
                    if (p.z < floor || p.z > floor + height)
                        continue;
                    const double wall = wall_at(angle, p.z);
                    const double r = std::hypot(p.x - axis_x_, p.y - axis_y_);
                    if (wall > 0 && r <= wall && r >= wall - inward)
                        recess.at(i, j, k) = 1;
                }
        };
        base::parallel_chunks(static_cast<std::size_t>(lattice.size.z), 4,
                              [&](std::size_t from, std::size_t to) {
                                  for (std::size_t k = from; k < to; ++k)
                                      fill(static_cast<int>(k));
                              });
        for (const Structure& one : body_.structures) {
            const bool is_wall = one.kind == chart::Kind::Bone || one.kind == chart::Kind::Muscle ||
                                 one.kind == chart::Kind::Canal;
            if (!is_wall)
                continue;
            remove_inside(recess, one.field);
        }
        Structure made = begin();
        made.origin = chart::Origin::Inferred;
        made.position_sd_mm = import_setting("recess.position_sd");
        made.note =
            "Inferred: along the inside of the ribs from the lung's edge down to T12 beside "
            "the spine, rib 12 behind, rib 10 at the side. Breathing moves it.";
        for (const char* key : {"BDC", "IR20", "LUN93"})
            made.sources.emplace_back(key);
        made.field = field_of(recess, import_setting("grid.margin"));
        return made;
    }

    [[nodiscard]] Structure begin() const {
        Structure made;
        made.id = chart::StructureId(std::string("pleural_recess.") + side_);
        made.kind = chart::Kind::Pleura;
        made.role = chart::Role::Hazard;
        return made;
    }

  private:
    [[nodiscard]] const Structure* find(const std::string& id) const {
        return find_structure(body_, chart::StructureId(id));
    }
    [[nodiscard]] const Structure* find_sided(const std::string& stem) const {
        return find(stem + "." + side_);
    }

    /// From 0 (straight behind) to π (straight in front).
    [[nodiscard]] double angle_of(const Vec3& p) const {
        return std::atan2(std::abs(p.x - axis_x_), axis_y_ - p.y);
    }
    [[nodiscard]] static int bin_of(double angle) {
        return std::clamp(static_cast<int>(angle / std::numbers::pi * bins), 0, bins - 1);
    }

    [[nodiscard]] RibCurve trace(int number, const geometry::DistanceField& field) const {
        RibCurve curve;
        curve.number = number;
        const Lattice& part = field.lattice();
        for (int k = 0; k < part.size.z; ++k)
            for (int j = 0; j < part.size.y; ++j)
                for (int i = 0; i < part.size.x; ++i) {
                    if (field.steps()[part.size.index(i, j, k)] >= 0)
                        continue;
                    const Vec3 p = part.point(i, j, k);
                    auto& at = curve.at[static_cast<std::size_t>(bin_of(angle_of(p)))];
                    at.inner_mm = std::min(at.inner_mm, std::hypot(p.x - axis_x_, p.y - axis_y_));
                    at.z_sum += p.z;
                    ++at.voxels;
                }
        return curve;
    }

    [[nodiscard]] std::optional<double> rib_height(int number, double angle) const {
        for (const RibCurve& rib : ribs_) {
            if (rib.number != number)
                continue;
            const int wanted = bin_of(angle);
            for (int off = 0; off <= 3; ++off)
                for (const int bin : {wanted - off, wanted + off})
                    if (bin >= 0 && bin < bins && rib.at[static_cast<std::size_t>(bin)].voxels > 0)
                        return rib.at[static_cast<std::size_t>(bin)].z();
        }
        return std::nullopt;
    }

    void find_floor() {
        const Box spine = t12_->field.bounds();
        const double beside_mm = import_setting("recess.beside_spine");
        const Vec3 beside{axis_x_ + sign_ * beside_mm, spine.low.y, spine.low.z};
        anchors_.push_back({angle_of(beside), t12_->field.bounds().low.z});
        if (const Structure* back = find_sided("autochthon")) {
            const Box edge = back->field.bounds();
            const double x = sign_ > 0 ? edge.high.x : edge.low.x;
            const double angle = angle_of({x, (edge.low.y + edge.high.y) / 2, 0});
            // A rib too short to reach the edge: the floor runs on level.
            anchors_.push_back({angle, rib_height(12, angle).value_or(anchors_.front().z)});
        }
        const double side = std::numbers::pi / 2;
        if (const auto z = rib_height(10, side))
            anchors_.push_back({side, *z});
        const double front = import_setting("recess.mid_clavicular") / 180 * std::numbers::pi;
        if (const auto z = rib_height(8, front))
            anchors_.push_back({front, *z});
        const double below_rib = import_setting("recess.below_rib");
        for (Anchor& anchor : anchors_)
            anchor.z -= below_rib;
        std::sort(anchors_.begin(), anchors_.end(),
                  [](const Anchor& a, const Anchor& b) { return a.angle < b.angle; });
        find_lung_edge();
    }

    /// The lowest lung at each angle.
    void find_lung_edge() {
        lung_edge_.fill(1e9);
        const Structure* lung = find_sided("lung");
        if (lung == nullptr)
            return;
        const Lattice& part = lung->field.lattice();
        for (int k = 0; k < part.size.z; ++k)
            for (int j = 0; j < part.size.y; ++j)
                for (int i = 0; i < part.size.x; ++i) {
                    if (lung->field.steps()[part.size.index(i, j, k)] >= 0)
                        continue;
                    const Vec3 p = part.point(i, j, k);
                    double& edge = lung_edge_[static_cast<std::size_t>(bin_of(angle_of(p)))];
                    edge = std::min(edge, p.z);
                }
    }

    [[nodiscard]] double floor_at(double angle, double below_lung) const {
        double z = anchors_.front().z;
        for (std::size_t n = 0; n < anchors_.size(); ++n) {
            if (angle < anchors_[n].angle) {
                if (n == 0)
                    break;
                const Anchor& a = anchors_[n - 1];
                const Anchor& b = anchors_[n];
                z = a.z + (b.z - a.z) * (angle - a.angle) / (b.angle - a.angle);
                break;
            }
            z = anchors_[n].z;
        }
        const double lung = lung_edge_[static_cast<std::size_t>(bin_of(angle))];
        return std::min(z, lung - below_lung);
    }

    /// How far the inside of the rib cage lies from the axis; between ribs and below the last one
    /// it goes on. Zero where no rib is near.
    [[nodiscard]] double wall_at(double angle, double z) const {
        const int wanted = bin_of(angle);
        double above_z = 1e9;
        double below_z = -1e9;
        double above = 0;
        double below = 0;
        for (const RibCurve& rib : ribs_)
            for (const int bin : {wanted, wanted - 1, wanted + 1}) {
                if (bin < 0 || bin >= bins)
                    continue;
                const auto& at = rib.at[static_cast<std::size_t>(bin)];
                if (at.voxels == 0)
                    continue;
                if (at.z() >= z && at.z() < above_z) {
                    above_z = at.z();
                    above = at.inner_mm;
                }
                if (at.z() < z && at.z() > below_z) {
                    below_z = at.z();
                    below = at.inner_mm;
                }
                break;
            }
        if (above == 0 || below == 0)
            return std::max(above, below);
        return below + (above - below) * (z - below_z) / (above_z - below_z);
    }

    const Body& body_;
    const char* side_;
    double sign_;
    const Structure* t12_ = nullptr;
    double axis_x_ = 0;
    double axis_y_ = 0;
    std::vector<RibCurve> ribs_;
    std::vector<Anchor> anchors_;
    std::array<double, bins> lung_edge_{};
};

/// The labelled thoracic cavity of one side, without the lung.
std::optional<Structure> cut_cavity(const Body& body, const Structure& cavity,
                                    const RecessFinder& finder, double sign) {
    Mask recess(body.lattice, 0);
    add_inside(recess, cavity.field);
    Mask lungs(body.lattice, 0);
    for (const Structure& one : body.structures)
        if (one.kind == chart::Kind::Lung)
            add_inside(lungs, one.field);
    const double middle = (cavity.field.bounds().low.x + cavity.field.bounds().high.x) / 2;
    const Lattice& lattice = body.lattice;
    for (int k = 0; k < lattice.size.z; ++k)
        for (int j = 0; j < lattice.size.y; ++j)
            for (int i = 0; i < lattice.size.x; ++i)
                if ((lattice.point(i, j, k).x - middle) * sign <= 0 || lungs.at(i, j, k) != 0)
                    recess.at(i, j, k) = 0;
    Structure made = finder.begin();
    made.origin = chart::Origin::Segmented;
    made.boundary_sd_mm = cavity.boundary_sd_mm;
    made.sources = cavity.sources;
    made.note = "The labelled thoracic cavity of this side without the lung.";
    made.field = field_of(recess, import_setting("grid.margin"));
    if (made.field.is_empty())
        return std::nullopt;
    return made;
}

} // namespace

PleuralRecess find_pleural_recess(const Body& body) {
    PleuralRecess found;
    const Structure* cavity = find_structure(body, chart::StructureId("thoracic_cavity"));
    for (const auto& [side, sign] : {std::pair{"left", -1.0}, std::pair{"right", 1.0}}) {
        RecessFinder finder(body, side, sign);
        if (cavity != nullptr) {
            if (auto made = cut_cavity(body, *cavity, finder, sign))
                found.structures.push_back(std::move(*made));
            continue;
        }
        const auto why_not = finder.prepare();
        Structure made = why_not ? finder.begin() : finder.make();
        if (!made.field.is_empty()) {
            found.structures.push_back(std::move(made));
            continue;
        }
        const std::string reason = why_not.value_or("no rib reaches down to where it lies");
        const bool is_unseen = find_structure(body, chart::StructureId("vertebra_l1")) == nullptr;
        found.missing.push_back(
            {made.id, is_unseen ? Missing::Why::OutsideScan : Missing::Why::NotFitted,
             "The " + chart::spoken(made.id.text()) + " could not be placed: " + reason + "."});
    }
    return found;
}

} // namespace filiform::anatomy
