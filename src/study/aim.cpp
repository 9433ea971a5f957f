// SPDX-License-Identifier: Apache-2.0
#include "study/aim.h"

#include <array>
#include <cmath>

#include "anatomy/skin_walk.h"
#include "needle/skin_cells.h"
#include "study/sided_text.h"

namespace filiform::study {

namespace {

using geometry::Vec3;

/// Every random number of one needler but those for landmarks, drawn first and in this order.
struct Draws {
    double entry_across, entry_along, measuring;
    double angle_across, angle_along, bend_across, bend_along;
    double depth, choice, squeeze, reach;

    explicit Draws(base::RandomStream& random)
        : entry_across(random.normal()), entry_along(random.normal()), measuring(random.normal()),
          angle_across(random.normal()), angle_along(random.normal()), bend_across(random.normal()),
          bend_along(random.normal()), depth(random.normal()), choice(random.normal()),
          squeeze(random.uniform()), reach(random.normal()) {}
};

/// The same point of the vertebra `up` levels higher, when there is one.
const anatomy::Landmark* level_beside(const anatomy::Body& body, const std::string& id, int up) {
    static constexpr std::array<std::string_view, 9> levels{"t11", "t12", "l1", "l2", "l3",
                                                            "l4",  "l5",  "s1", "s2"};
    const std::size_t at = id.rfind('_');
    if (at == std::string::npos)
        return nullptr;
    const std::string level = id.substr(at + 1, id.find('.', at) - at - 1);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const std::size_t other = i - static_cast<std::size_t>(up);
        if (levels[i] == level && other < levels.size())
            return anatomy::find_landmark(
                body, chart::LandmarkId(id.substr(0, at + 1) + std::string(levels[other]) +
                                        id.substr(at + 1 + level.size())));
    }
    return nullptr;
}

/// `point` moved along the skin over it.
Vec3 along_skin(const anatomy::Body& body, const Vec3& point, chart::Side side, double across,
                double along) {
    const Vec3 normal = anatomy::skin_normal(body, anatomy::nearest_skin(body, point));
    if (geometry::length(normal) == 0)
        return point;
    const needle::SkinFrame frame = needle::skin_frame(normal, side);
    return point + frame.across * across + frame.along * along;
}

/// Puts the landmarks back where they are.
class TrueLandmarks {
  public:
    explicit TrueLandmarks(anatomy::Body& body) : body_(body), landmarks_(body.landmarks) {}
    ~TrueLandmarks() { body_.landmarks = std::move(landmarks_); }
    TrueLandmarks(const TrueLandmarks&) = delete;
    TrueLandmarks& operator=(const TrueLandmarks&) = delete;
    [[nodiscard]] const std::vector<anatomy::Landmark>& landmarks() const { return landmarks_; }

  private:
    anatomy::Body& body_;
    std::vector<anatomy::Landmark> landmarks_;
};

void feel(anatomy::Body& body, const chart::LandmarkId& id, const needle::HandModel& hand,
          chart::Side side, base::RandomStream& random) {
    const double slip = random.uniform();
    const double across = random.normal();
    const double along = random.normal();
    const needle::Palpation* palpation = hand.palpation_of(id);
    if (palpation == nullptr)
        return;
    const anatomy::Landmark* meant = nullptr;
    if (slip < palpation->level_too_high)
        meant = level_beside(body, id.text(), 1);
    else if (slip > 1 - palpation->level_too_low)
        meant = level_beside(body, id.text(), -1);
    if (meant == nullptr)
        meant = anatomy::find_landmark(body, id);
    const Vec3 felt = palpation->sd_mm > 0
                          ? along_skin(body, meant->point, side, palpation->sd_mm * across,
                                       palpation->sd_mm * along)
                          : meant->point;
    for (anatomy::Landmark& mark : body.landmarks)
        if (mark.id == id)
            mark.point = felt;
}

base::Result<Vec3> felt_entry(anatomy::Body& body, const std::string& entry,
                              const needle::HandModel& hand, chart::Side side, double measuring,
                              base::RandomStream& random) {
    const TrueLandmarks guard(body);
    for (const chart::LandmarkId& id : landmarks_in(entry, guard.landmarks()))
        feel(body, id, hand, side, random);
    const auto found = anatomy::find_entry(body, entry);
    if (!found || hand.measuring_share == 0)
        return found;
    const auto from = anatomy::find_entry(body, place_in(entry));
    if (!from)
        return found;
    return *found + (*found - *from) * (hand.measuring_share * measuring);
}

chart::NeedleProduct chosen(const Arm& arm, std::span<const double> numbers, double draw) {
    if (!arm.reach_mm)
        return arm.needles.front();
    const double needed = arm.reach_mm->value(numbers) + arm.reach_sd_mm * draw;
    for (const chart::NeedleProduct& needle : arm.needles)
        if (needle.length_mm >= needed)
            return needle;
    return arm.needles.back();
}

} // namespace

base::Result<Aim> take_aim(anatomy::Body& body, const Arm& arm, const needle::HandModel& hand,
                           std::span<const double> numbers, chart::Side side,
                           base::RandomStream random) {
    const Draws draws(random);
    const std::string entry = for_side(arm.entry, side, body.landmarks);
    const std::string direction = for_side(arm.direction, side, body.landmarks);
    Aim aim;
    aim.needle = chosen(arm, numbers, draws.reach);
    const auto meant = anatomy::find_entry(body, entry);
    if (!meant)
        return tl::unexpected(meant.error());
    const auto meant_way = anatomy::find_direction(body, *meant, direction);
    if (!meant_way)
        return tl::unexpected(meant_way.error());
    aim.meant = {*meant, *meant_way, aim.needle.length_mm};

    const auto felt = felt_entry(body, entry, hand, side, draws.measuring, random);
    if (!felt)
        return tl::unexpected(felt.error());
    const Vec3 missed = along_skin(body, *felt, side, hand.entry_sd_mm * draws.entry_across,
                                   hand.entry_sd_mm * draws.entry_along);
    const Vec3 at = anatomy::nearest_skin(body, missed);
    const auto way = anatomy::find_direction(body, at, direction);
    if (!way)
        return tl::unexpected(way.error());
    const double bend = hand.bending_sd_rad(aim.needle.length_mm, aim.needle.diameter_mm);
    const needle::SkinFrame frame = needle::skin_frame(-*way, side);
    const Vec3 off =
        frame.across * std::tan(hand.angle_sd_rad * draws.angle_across + bend * draws.bend_across) +
        frame.along * std::tan(hand.angle_sd_rad * draws.angle_along + bend * draws.bend_along);
    aim.driven = {at, geometry::normalized(*way + off), aim.needle.length_mm};
    aim.depth_error_mm = hand.depth_sd_mm * draws.depth;
    aim.depth_choice_mm = arm.depth_sd_mm * draws.choice;
    aim.squeeze =
        hand.compression_least + (hand.compression_most - hand.compression_least) * draws.squeeze;
    return aim;
}

} // namespace filiform::study
