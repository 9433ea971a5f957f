// SPDX-License-Identifier: Apache-2.0
#include "needle/risk.h"

#include "base/expects.h"
#include "base/parallel.h"
#include "geometry/clearance.h"
#include "needle/approach.h"
#include "needle/layers.h"
#include "needle/shaft.h"
#include "needle/skin_cells.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace filiform::needle {

namespace {

using geometry::Segment;
using geometry::Vec3;

/// Skin around an entry: where a shifted entry lands and how the skin faces there.
struct Landing {
    Vec3 point;
    Vec3 normal;
};

Landing land(const anatomy::Body& body, const Vec3& near) {
    // Differences over a palm, as anatomy::skin_normal.
    constexpr double palm_mm = 20;
    const geometry::DistanceField& skin = body.skin;
    const auto slope = [&](const Vec3& step) {
        return (skin.at(near + step) - skin.at(near - step)) / (2 * palm_mm);
    };
    const Vec3 raw{slope({palm_mm, 0, 0}), slope({0, palm_mm, 0}), slope({0, 0, palm_mm})};
    const Vec3 normal = geometry::normalized(raw);
    Vec3 point = near;
    for (int i = 0; i < 3; ++i)
        point = point - normal * skin.at(point);
    return {point, normal};
}

/// `v` turned the shortest way that takes `from` to `to` (unit, not opposite).
Vec3 turned(const Vec3& v, const Vec3& from, const Vec3& to) {
    const Vec3 axis = geometry::cross(from, to);
    const double cosine = geometry::dot(from, to);
    return v + geometry::cross(axis, v) +
           geometry::cross(axis, geometry::cross(axis, v)) / (1 + std::max(cosine, -0.9));
}

/// What all samples of one needle share.
class Sampler {
  public:
    Sampler(const Scene& scene, const chart::NeedlePath& path, const Finding& finding)
        : scene_(&scene), path_(&path), finding_(&finding), start_(land(*scene.body, path.entry)),
          side_(skin_frame(-path.direction, scene.side)) {
        const HandModel& hand = scene.rules->hand;
        const SkinFrame frame = skin_frame(start_.normal, scene.side);
        along_ = frame.along;
        across_ = frame.across;
        const Segment shaft = inserted_shaft(scene, path);
        const double bending = hand.bending_sd_rad(shaft.length_mm, path.needle.diameter_mm);
        angle_sd_ = hand.angle_sd_rad;
        bend_sd_ = bending;
        planned_mm_ = shaft.length_mm;
        if (path.stop == chart::StopRule::BoneOrDepth) {
            planned_mm_ += hand.bone_search_mm;
            find_bones();
        }
        for (const chart::Layer& layer : make_layers(scene, shaft))
            if (layer.kind == chart::Kind::Fat)
                fat_mm_ += layer.to_mm - layer.from_mm;
    }

    /// `is_on_bone` (when asked for): whether bone ended it.
    [[nodiscard]] Segment needle(const HandDraw& draw, bool* is_on_bone = nullptr) const {
        const HandModel& hand = scene_->rules->hand;
        const double u =
            hand.entry_sd_mm * draw.entry_across + finding_->across_sd_mm * draw.find_across;
        const double v = hand.entry_sd_mm * draw.entry_along +
                         finding_->along_sd_mm * draw.find_along + slip_mm(draw.slip);
        Vec3 entry = path_->entry;
        Vec3 direction = path_->direction;
        if (u != 0 || v != 0) {
            const Landing landing = land(*scene_->body, path_->entry + across_ * u + along_ * v);
            entry = landing.point;
            direction = turned(direction, start_.normal, landing.normal);
        }
        const double a = angle_sd_ * draw.angle_u + bend_sd_ * draw.bend_u;
        const double b = angle_sd_ * draw.angle_v + bend_sd_ * draw.bend_v;
        direction = geometry::normalized(direction + side_.across * std::tan(a) +
                                         side_.along * std::tan(b));
        const double squeeze = hand.compression_least +
                               (hand.compression_most - hand.compression_least) * draw.squeeze;
        const double depth = planned_mm_ + hand.depth_sd_mm * draw.depth + squeeze * fat_mm_;
        Segment needle{entry, direction, std::clamp(depth, 0.0, path_->needle.length_mm)};
        const double free_mm = needle.length_mm;
        if (path_->stop == chart::StopRule::BoneOrDepth)
            stop_at_bone(needle, draw.bone);
        if (is_on_bone != nullptr)
            *is_on_bone = needle.length_mm < free_mm;
        return needle;
    }

  private:
    [[nodiscard]] double slip_mm(float uniform) const {
        const Finding& f = *finding_;
        if (uniform < f.level_too_high)
            return uniform < f.two_too_high ? 2 * f.level_mm : f.level_mm;
        if (uniform > 1 - f.level_too_low)
            return uniform > 1 - f.two_too_low ? -2 * f.level_mm : -f.level_mm;
        return 0;
    }

    /// A bone and how far a needle may stray from the planned one before it might meet it.
    struct Bone {
        const geometry::DistanceField* field;
        double free_mm;
        double share; ///< of people who have it as drawn
    };

    void find_bones() {
        // Bones that no sample could meet: an entry is rarely off by more than this.
        constexpr double farthest_mm = 120;
        constexpr double tolerance_mm = 0.5;
        const Segment planned{path_->entry, path_->direction, path_->needle.length_mm};
        const double half = planned.length_mm / 2;
        for (const anatomy::Structure* bone : scene_->bones) {
            const geometry::DistanceField& field = bone->field;
            const double at_middle = field.at(planned.point(half));
            if (at_middle >= farthest_mm + half)
                continue;
            const double least = least_slack(field, planned, 0, tolerance_mm).mm - tolerance_mm;
            // A second allowance for interpolation, which the least was found by.
            const double free_mm = field.surely_free_mm(least + field.surely_free_mm(0));
            bones_.push_back({&field, free_mm, bone->share});
        }
    }

    /// `there`: a bone is there where this is below its share.
    void stop_at_bone(Segment& needle, double there) const {
        const double strays =
            geometry::distance(needle.start, path_->entry) +
            needle.length_mm * geometry::distance(needle.direction, path_->direction);
        for (const Bone& bone : bones_) {
            if (strays < bone.free_mm || there >= bone.share)
                continue;
            const double half = needle.length_mm / 2;
            if (bone.field->at(needle.point(half)) > sampled_lipschitz * half)
                continue;
            const double at = geometry::first_below(*bone.field, needle, 0);
            if (at >= 0)
                needle.length_mm = at;
        }
    }

    const Scene* scene_;
    const chart::NeedlePath* path_;
    const Finding* finding_;
    Landing start_;
    SkinFrame side_;
    Vec3 across_;
    Vec3 along_;
    double angle_sd_ = 0;
    double bend_sd_ = 0;
    double planned_mm_ = 0;
    double fat_mm_ = 0;
    std::vector<Bone> bones_;
};

/// All needles of one path, and how far each strays from the plan.
struct Samples {
    std::vector<Segment> needles;
    std::vector<std::uint8_t> on_bone; ///< whether bone ended needle i
    std::vector<double> strays_mm;     ///< no point of needle i is farther from the planned line
    double longest_mm = 0;
    double farthest_mm = 0; ///< the largest of strays_mm
};

Samples draw_all(const Sampler& sampler, const chart::NeedlePath& path,
                 const PerturbationTable& table, std::size_t count) {
    Samples samples;
    samples.needles.resize(count);
    samples.on_bone.resize(count);
    samples.strays_mm.resize(count);
    base::parallel_chunks(count, 512, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            bool is_on_bone = false;
            const Segment needle = sampler.needle(table.hand()[i], &is_on_bone);
            samples.needles[i] = needle;
            samples.on_bone[i] = is_on_bone ? 1 : 0;
            samples.strays_mm[i] =
                geometry::distance(needle.start, path.entry) +
                needle.length_mm * geometry::distance(needle.direction, path.direction);
        }
    });
    for (const Segment& needle : samples.needles)
        samples.longest_mm = std::max(samples.longest_mm, needle.length_mm);
    for (const double strays : samples.strays_mm)
        samples.farthest_mm = std::max(samples.farthest_mm, strays);
    return samples;
}

/// Columns for the kernel that counts touches.
struct Columns {
    std::vector<float> x, y, z, dx, dy, dz, length, clearance;
    std::vector<std::uint32_t> sample;
    std::vector<std::uint8_t> below; ///< what the kernel answers

    void clear() {
        for (std::vector<float>* column : {&x, &y, &z, &dx, &dy, &dz, &length, &clearance})
            column->clear();
        sample.clear();
    }
    void add(const Segment& needle, const Vec3& shift, double clear, std::uint32_t index) {
        const auto put = [](std::vector<float>& column, double value) {
            column.push_back(static_cast<float>(value));
        };
        put(x, needle.start.x - shift.x);
        put(y, needle.start.y - shift.y);
        put(z, needle.start.z - shift.z);
        put(dx, needle.direction.x);
        put(dy, needle.direction.y);
        put(dz, needle.direction.z);
        put(length, needle.length_mm);
        put(clearance, clear);
        sample.push_back(index);
    }
};

Vec3 shift_of(const PerturbationTable::Places& places, std::size_t sample, double sd_mm) {
    const StructureDraw& draw = places.draws[sample];
    return Vec3{places.x_sign * draw.x, draw.y, draw.z} * sd_mm;
}

/// Marks the samples in which the hazard is touched, leaves the others' marks; returns how many
/// are. `columns`: room to work in, used again for the next hazard.
std::size_t touch(const Hazard& hazard, double nominal_mm, double radius_mm, const Samples& samples,
                  const PerturbationTable::Places& places, Columns& columns,
                  std::vector<std::uint8_t>& touched) {
    const anatomy::Structure& structure = *hazard.structure;
    columns.clear();
    for (std::size_t i = 0; i < samples.needles.size(); ++i) {
        double clear = radius_mm;
        double strays = samples.strays_mm[i];
        if (!places.draws.empty()) {
            clear += structure.boundary_sd_mm * places.draws[i].boundary;
            strays += structure.position_sd_mm * places.draws[i].no_farther_than;
        }
        // The planned line keeps nominal_mm; a needle that strays less than that cannot touch.
        if (nominal_mm - sampled_lipschitz * strays > clear)
            continue;
        const Vec3 shift =
            places.draws.empty() ? Vec3{} : shift_of(places, i, structure.position_sd_mm);
        columns.add(samples.needles[i], shift, clear, static_cast<std::uint32_t>(i));
    }
    std::vector<std::uint8_t>& below = columns.below;
    below.assign(columns.sample.size(), 0);
    const std::size_t hits =
        geometry::count_below(structure.field,
                              {columns.x, columns.y, columns.z, columns.dx, columns.dy, columns.dz,
                               columns.length, columns.clearance},
                              below);
    for (std::size_t i = 0; i < below.size(); ++i)
        touched[columns.sample[i]] |= below[i];
    return hits;
}

chart::Estimate reach_of(const Scene& scene, const Samples& samples,
                         const PerturbationTable& table) {
    if (scene.target == nullptr)
        return {0, 0, 0};
    const anatomy::Structure& target = *scene.target;
    const auto places = table.places(target.id, scene.side);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < samples.needles.size(); ++i) {
        Vec3 shift;
        double grown = 0;
        if (!places.draws.empty()) {
            shift = shift_of(places, i, target.position_sd_mm);
            grown = target.boundary_sd_mm * places.draws[i].boundary;
        }
        const Segment& needle = samples.needles[i];
        if (samples.on_bone[i] != 0) {
            // A muscle that lies on bone is not off it for being a little elsewhere.
            shift = shift - needle.direction * geometry::dot(shift, needle.direction);
            grown = std::max(grown, 0.0) + scene.rules->limits.skin_tolerance_mm;
        }
        if (target.field.at(needle.end() - shift) <= grown)
            ++hits;
    }
    return proportion(static_cast<double>(hits), samples.needles.size());
}

/// The samples of one path against one hazard after another.
class Touches {
  public:
    Touches(const Scene& scene, const chart::NeedlePath& path, const Finding& finding,
            const PerturbationTable& table, std::size_t count)
        : table_(&table), side_(scene.side), radius_mm_(path.needle.diameter_mm / 2),
          samples_(draw_all(Sampler(scene, path, finding), path, table, count)),
          planned_{path.entry, path.direction, samples_.longest_mm}, touched_(count) {}

    [[nodiscard]] const Samples& samples() const { return samples_; }
    /// The planned line as deep as any sample goes.
    [[nodiscard]] const Segment& planned() const { return planned_; }
    [[nodiscard]] chart::Estimate any() const {
        const auto hits = std::count(touched_.begin(), touched_.end(), std::uint8_t{1});
        auto all = static_cast<double>(hits);
        std::vector<double> spares(courses_.empty() ? 0 : touched_.size(), 1.0);
        for (const auto& [name, shares] : courses_)
            for (std::size_t i = 0; i < spares.size(); ++i)
                spares[i] *= 1 - std::min(1.0, shares[i]);
        for (std::size_t i = 0; i < spares.size(); ++i)
            if (touched_[i] == 0)
                all += 1 - spares[i];
        return proportion(all, touched_.size());
    }

    /// Whether any sample could touch the hazard, from one look at it, or none.
    [[nodiscard]] bool is_near(const Hazard& hazard) const {
        const geometry::DistanceField& field = hazard.structure->field;
        return least_by_box(field, planned_) <= touched_within_mm(hazard, table_->farthest()) &&
               least_by_middle(field, planned_) <= touched_within_mm(hazard);
    }
    /// No sample touches a hazard from which the planned line keeps more.
    [[nodiscard]] double touched_within_mm(const Hazard& hazard) const {
        return touched_within_mm(hazard, table_->places(hazard.name, side_));
    }
    /// In how many samples the hazard is touched, from which the planned line keeps `nominal_mm`;
    /// each counts as much as people who have that course of it.
    double count(const Hazard& hazard, double nominal_mm) {
        const auto places = table_->places(hazard.name, side_);
        if (nominal_mm > touched_within_mm(hazard, places))
            return 0;
        if (hazard.share == 1)
            return static_cast<double>(
                touch(hazard, nominal_mm, radius_mm_, samples_, places, columns_, touched_));
        std::vector<std::uint8_t> by_this(touched_.size());
        const std::size_t hits =
            touch(hazard, nominal_mm, radius_mm_, samples_, places, columns_, by_this);
        std::vector<double>& shares = courses_[hazard.name];
        shares.resize(touched_.size());
        for (std::size_t i = 0; i < shares.size(); ++i)
            if (by_this[i] != 0)
                shares[i] += hazard.share;
        return hazard.share * static_cast<double>(hits);
    }

  private:
    [[nodiscard]] double touched_within_mm(const Hazard& hazard,
                                           const PerturbationTable::Places& places) const {
        const anatomy::Structure& structure = *hazard.structure;
        const double strays = samples_.farthest_mm + structure.position_sd_mm * places.farthest;
        const double clear = radius_mm_ + structure.boundary_sd_mm * places.thickest;
        return clear + sampled_lipschitz * strays;
    }

    const PerturbationTable* table_;
    chart::Side side_;
    double radius_mm_;
    Samples samples_;
    Segment planned_;
    Columns columns_;
    std::vector<std::uint8_t> touched_; ///< something that everybody has there
    /// Of what has several courses: the share of people in whom sample i touches it. A body has one
    /// of the courses, and which is independent of the courses of other structures.
    std::map<chart::StructureId, std::vector<double>> courses_;
};

/// The touches of one structure, all its courses together.
struct Sum {
    double hits = 0; ///< weighed by share
    double from_variants = 0;
};

/// The worst verdict that the touches of any one structure make.
chart::Verdict worst_of(const Scene& scene, const std::map<chart::StructureId, Sum>& sums,
                        std::size_t count) {
    auto worst = chart::Verdict::Safe;
    for (const Hazard& hazard : scene.hazards)
        if (const auto sum = sums.find(hazard.name); sum != sums.end())
            worst =
                std::max(worst, verdict_of_touch(scene, hazard,
                                                 sum->second.hits / static_cast<double>(count)));
    return worst;
}

} // namespace

void set_slips(Finding& finding, const Palpation& palpation, const anatomy::Miscount& miscount) {
    const double high = palpation.level_too_high;
    const double low = palpation.level_too_low;
    finding.level_too_high = high;
    finding.level_too_low = low;
    finding.two_too_high = 0;
    finding.two_too_low = 0;
    // Only what is counted can be miscounted.
    if (high + low == 0)
        return;
    const double right = 1 - miscount.sum();
    const double kept = 1 - high - low;
    finding.two_too_high = high * miscount.one_too_high;
    finding.two_too_low = low * miscount.one_too_low;
    finding.level_too_high = high * right + kept * miscount.one_too_high + finding.two_too_high;
    finding.level_too_low = low * right + kept * miscount.one_too_low + finding.two_too_low;
}

chart::Estimate proportion(double hits, std::size_t trials) {
    if (trials == 0)
        return {0, 0, 1};
    constexpr double z = 1.959963984540054; // 97.5 % of a standard normal
    const auto n = static_cast<double>(trials);
    const double p = std::min(1.0, hits / n);
    const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {p, hits == 0 ? 0 : std::max(0.0, centre - half),
            hits >= n ? 1 : std::min(1.0, centre + half)};
}

Segment sampled_needle(const Scene& scene, const chart::NeedlePath& path, const Finding& finding,
                       const PerturbationTable& table, std::size_t sample) {
    return Sampler(scene, path, finding).needle(table.hand()[sample]);
}

RiskEstimate estimate_risk(const Scene& scene, const chart::NeedlePath& path,
                           const Finding& finding, const PerturbationTable& table,
                           std::size_t count, double listed_within_mm) {
    base::expects(count <= table.samples(), "no more samples than the table has");
    Touches touches(scene, path, finding, table, count);
    RiskEstimate estimate;
    std::map<chart::StructureId, Sum> sums;
    for (const Hazard& hazard : scene.hazards) {
        const geometry::DistanceField& field = hazard.structure->field;
        const bool is_listed = !is_farther(field, touches.planned(), listed_within_mm);
        if (hazard.limit.is_territory || !(is_listed || touches.is_near(hazard)))
            continue;
        // What is neither listed nor touched need not be told apart.
        constexpr double tolerance_mm = 0.05;
        const double no_use = std::max(touches.touched_within_mm(hazard), listed_within_mm) + 1;
        const double nominal = least_up_to(field, touches.planned(), tolerance_mm, no_use);
        const double hits = touches.count(hazard, nominal);
        if (hits == 0 && nominal > listed_within_mm)
            continue;
        Sum& sum = sums[hazard.name];
        sum.hits += hits;
        if (!hazard.structure->variant_of.is_empty())
            sum.from_variants += hits;
    }
    estimate.verdict = worst_of(scene, sums, count);
    for (const auto& [name, sum] : sums)
        estimate.touches.push_back(
            {name, proportion(sum.hits, count), sum.from_variants / static_cast<double>(count)});
    std::stable_sort(estimate.touches.begin(), estimate.touches.end(),
                     [](const chart::Risk& a, const chart::Risk& b) {
                         return a.touch.probability > b.touch.probability;
                     });
    estimate.any_touch = touches.any();
    estimate.reach = reach_of(scene, touches.samples(), table);
    return estimate;
}

chart::Verdict verdict_of_touch(const Scene& scene, const Hazard& hazard, double probability) {
    const TouchLimit limit = touch_limit(scene.rules->limits, hazard.limit);
    if (probability > limit.refuse)
        return chart::Verdict::Refused;
    return probability > limit.warn ? chart::Verdict::Caution : chart::Verdict::Safe;
}

TouchOutlook estimate_any_touch(const Scene& scene, const chart::NeedlePath& path,
                                const Finding& finding, const PerturbationTable& table,
                                std::size_t count) {
    base::expects(count <= table.samples(), "no more samples than the table has");
    Touches touches(scene, path, finding, table, count);
    TouchOutlook outlook;
    std::map<chart::StructureId, Sum> sums;
    for (const Hazard& hazard : scene.hazards) {
        if (hazard.limit.is_territory || !touches.is_near(hazard))
            continue;
        // Only a lower bound is needed: a needle too many is asked about, none too few.
        constexpr double coarse_mm = 1;
        const double nominal = least_up_to(hazard.structure->field, touches.planned(), coarse_mm,
                                           touches.touched_within_mm(hazard) + 2 * coarse_mm) -
                               coarse_mm;
        const double hits = touches.count(hazard, nominal);
        if (hits > 0)
            sums[hazard.name].hits += hits;
    }
    outlook.verdict = worst_of(scene, sums, count);
    outlook.any = touches.any();
    return outlook;
}

} // namespace filiform::needle
