// SPDX-License-Identifier: Apache-2.0
#include "atlas/hybrid.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include "anatomy/courses.h"
#include "atlas/courses.h"
#include "atlas/figure.h"
#include "atlas/hybrid_plan.h"
#include "atlas/level_distance.h"
#include "atlas/reference_body.h"
#include "atlas/scan_pulls.h"
#include "atlas/seen_person.h"
#include "atlas/spread.h"
#include "base/parallel.h"
#include "geometry/lattice_part.h"

namespace filiform::atlas {

using anatomy::Body;
using anatomy::Structure;
using geometry::Box;
using geometry::DistanceField;
using geometry::Lattice;
using geometry::Vec3;

namespace {

constexpr double grid_step_mm = 12;     ///< over which the warp is straight to a tenth of a mm
constexpr double reference_step_mm = 2; ///< of the reference body's own lattice

/// The part of the reference body that comes to lie in the scan.
Box window_of(const Body& scan, const SoftWarp& warp, std::span<const Pull> pulls) {
    constexpr double spare_mm = 25;
    Box window;
    for (const Pull& pull : pulls)
        window.add(pull.to);
    const Box box = scan.lattice.bounds();
    for (const double x : {box.low.x, box.high.x})
        for (const double y : {box.low.y, box.high.y})
            for (const double z : {box.low.z, box.high.z})
                window.add(warp({x, y, z}));
    return window.grown(spare_mm);
}

std::vector<std::string> drawn_ids(const HybridOrder& order, const Traits& traits) {
    std::vector<std::string> ids = order.structures;
    for (const Course& course : courses_of(traits))
        for (const char* side : {".right", ".left"})
            if (std::find(order.structures.begin(), order.structures.end(), course.solid + side) !=
                order.structures.end())
                ids.push_back(course.id + side);
    if (order.by == PulledBy::Surfaces) {
        const std::vector<std::string>& bones = hybrid_plan().bone_ids;
        ids.insert(ids.end(), bones.begin(), bones.end());
        ids.emplace_back("subcutaneous_fat");
    }
    return ids;
}

constexpr std::string_view pulled_words = "structure pulled into place by";

/// After how a course runs, which other words are taken from up to the semicolon.
std::string provenance(const std::string& course, int landmarks, int points) {
    return (course.empty() ? "Reference " : course + "; reference ") + std::string(pulled_words) +
           " " + std::to_string(landmarks) + " landmarks" +
           (points > 0 ? " and " + std::to_string(points) + " points of bone, skin and fascia"
                       : std::string()) +
           "; not seen in this scan.";
}

} // namespace

bool is_pulled(const Structure& structure) {
    return structure.note.find(pulled_words) != std::string::npos;
}

base::Result<ReferenceInScan> ReferenceInScan::make(const Body& scan, const HybridOrder& order) {
    const Seen seen = see(scan, order.without_bones);
    ReferenceInScan made;
    made.landmarks_ = static_cast<int>(seen.points.size());
    const HybridPlan& plan = hybrid_plan();
    if (made.landmarks_ < plan.fewest_landmarks)
        return tl::unexpected(
            base::Problem{"hybrid.landmarks", "body",
                          "Only " + std::to_string(made.landmarks_) +
                              " landmarks were found, too few to pull a reference body into place.",
                          "Label the pelvis and the lumbar vertebrae."});
    made.person_ = person_seen(seen);
    const Traits traits = mean_traits(made.person_);
    const Figure figure(traits);
    const std::vector<Pull> pulls = landmark_pulls(seen, figure);
    Suppleness suppleness = plan.suppleness;
    if (order.by == PulledBy::AffineLandmarks)
        suppleness.stray_mm = 0;
    made.warp_.emplace(pulls, suppleness);
    BodyOrder wanted;
    wanted.spacing_mm = reference_step_mm;
    wanted.window = window_of(scan, *made.warp_, pulls);
    wanted.structures = drawn_ids(order, traits);
    wanted.courses = CoursesDrawn::All;
    made.reference_ = make_reference_body(figure, wanted);
    mark_spread(made.reference_, Spread(made.person_));
    if (order.by == PulledBy::Surfaces)
        made.pull_surfaces(scan, order, pulls);
    made.lattice_ = scan.lattice;
    made.grid_ = WarpGrid(scan.lattice.bounds(), grid_step_mm,
                          [&](const Vec3& p) { return (*made.warp_)(p); });
    return made;
}

void ReferenceInScan::pull_surfaces(const Body& scan, const HybridOrder& order,
                                    const std::vector<Pull>& landmarks) {
    // As surfaces come to lie upon each other, other places of them are nearest.
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        const SoftWarp& warp = *warp_;
        const std::vector<Pull> more = surface_pulls(
            scan, reference_, [&](const Vec3& p) { return warp(p); }, order.without_bones);
        std::vector<Pull> all = landmarks;
        all.insert(all.end(), more.begin(), more.end());
        surface_points_ = static_cast<int>(more.size());
        warp_.emplace(all, hybrid_plan().suppleness);
    }
}

double ReferenceInScan::doubt_mm(const DistanceField& field, bool& is_too_far) const {
    const HybridPlan& plan = hybrid_plan();
    constexpr double apart_mm = 12;
    const Lattice& lattice = field.lattice();
    const int stride = std::max(1, static_cast<int>(std::lround(apart_mm / lattice.spacing.x)));
    std::vector<Vec3> points;
    const auto steps = field.steps();
    const double near = apart_mm / 2 * DistanceField::steps_per_mm;
    for (int k = 0; k < lattice.size.z; k += stride)
        for (int j = 0; j < lattice.size.y; j += stride)
            for (int i = 0; i < lattice.size.x; i += stride)
                if (std::abs(static_cast<double>(steps[lattice.size.index(i, j, k)])) < near)
                    points.push_back(lattice.point(i, j, k));
    if (points.empty())
        points.push_back(geometry::lerp(field.bounds().low, field.bounds().high, 0.5));
    double squares = 0;
    std::size_t doubtful = 0;
    for (const Vec3& p : points) {
        const double sd = warp_->sd_mm(p);
        squares += sd * sd;
        doubtful += sd > plan.most_sd_mm ? 1 : 0;
    }
    const auto count = static_cast<double>(points.size());
    is_too_far = static_cast<double>(doubtful) > plan.most_doubtful * count;
    return std::sqrt(squares / count);
}

std::vector<float> ReferenceInScan::level_of(const DistanceField& drawn, const Box& core,
                                             const Lattice& part, double band_mm,
                                             const std::vector<const DistanceField*>& clips) const {
    const auto level_at = [&](const Vec3& p) {
        if (geometry::distance_to_box(p, core) > 0)
            return band_mm;
        double mm = drawn.at(grid_.at(p));
        if (std::abs(mm) < 2 * band_mm)
            mm /= grid_.stretch(p);
        if (mm < band_mm)
            for (const DistanceField* clip : clips)
                if (geometry::distance_to_box(p, clip->bounds()) <= band_mm)
                    mm = std::max(mm, -clip->at(p));
        return std::clamp(mm, -band_mm, band_mm);
    };
    std::vector<float> level(part.size.voxels());
    base::parallel_chunks(static_cast<std::size_t>(part.size.z), 4,
                          [&](std::size_t from, std::size_t to) {
                              for (int k = static_cast<int>(from); k < static_cast<int>(to); ++k)
                                  for (int j = 0; j < part.size.y; ++j)
                                      for (int i = 0; i < part.size.x; ++i)
                                          level[part.size.index(i, j, k)] =
                                              static_cast<float>(level_at(part.point(i, j, k)));
                          });
    return level;
}

ReferenceInScan::Answer
ReferenceInScan::structure(const Structure& of_reference,
                           const std::vector<const DistanceField*>& clips) const {
    const DistanceField& drawn = of_reference.field;
    const Box core = drawn.is_empty() ? Box{} : grid_.carried_into(drawn.bounds());
    if (core.is_empty())
        return {};
    const double margin_mm = of_reference.role == chart::Role::Hazard ? 30 : 12;
    const Lattice part = geometry::part_around(lattice_, core.grown(margin_mm)).lattice;
    constexpr double band_mm = 6;
    const std::vector<float> level = level_of(drawn, core, part, band_mm, clips);
    Structure made;
    made.field = DistanceField(part, level_distance(part, level, band_mm));
    if (made.field.is_empty())
        return {};
    Answer answer;
    const double doubt = doubt_mm(made.field, answer.is_too_far);
    if (answer.is_too_far)
        return answer;
    made.id = of_reference.id;
    made.kind = of_reference.kind;
    made.role = of_reference.role;
    made.origin = chart::Origin::Inferred;
    made.position_sd_mm = std::hypot(doubt, of_reference.position_sd_mm);
    made.note = provenance(of_reference.note, landmarks_, surface_points_);
    made.sources = of_reference.sources;
    made.share = of_reference.share;
    made.variant_of = of_reference.variant_of;
    made.variant = of_reference.variant;
    answer.structure = std::move(made);
    return answer;
}

} // namespace filiform::atlas
