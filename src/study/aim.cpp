// SPDX-License-Identifier: Apache-2.0
#include "study/aim.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

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

/// The way out of the body that landmarks are marked along; zero for none.
Vec3 marked_along(Marks marks, chart::Side side) {
    switch (marks) {
    case Marks::Nearest:
        return {};
    case Marks::Behind:
        return {0, -1, 0};
    case Marks::Before:
        return {0, 1, 0};
    case Marks::Beside:
        return {side == chart::Side::Left ? -1.0 : 1.0, 0, 0};
    }
    return {};
}

/// Puts the landmarks that an entry names where the arm has them marked on the skin: straight out
/// from each; it stays where it is when no skin is seen there.
void mark_on_skin(anatomy::Body& body, const Arm& arm, const std::string& entry, chart::Side side) {
    const Vec3 out = marked_along(arm.marks, side);
    if (out == Vec3{})
        return;
    constexpr double outside_mm = 400;
    const std::vector<chart::LandmarkId> named = landmarks_in(entry, body.landmarks);
    for (anatomy::Landmark& mark : body.landmarks)
        if (std::find(named.begin(), named.end(), mark.id) != named.end())
            mark.point =
                anatomy::skin_along(body, mark.point + out * outside_mm, -out).value_or(mark.point);
}

base::Result<Vec3> meant_entry(anatomy::Body& body, const Arm& arm, const std::string& entry,
                               chart::Side side) {
    const TrueLandmarks guard(body);
    mark_on_skin(body, arm, entry, side);
    return anatomy::find_entry(body, entry);
}

/// One needler's finger on one body: each landmark is felt once, and wrong by as much whenever it
/// is spoken of again.
class Finger {
  public:
    Finger(anatomy::Body& body, const needle::HandModel& hand, chart::Side side,
           base::RandomStream& random)
        : body_(body), hand_(hand), side_(side), random_(random) {}

    /// Moves the landmarks that `text` names to where they are felt.
    void feel(const std::string& text) {
        for (const chart::LandmarkId& id : landmarks_in(text, body_.landmarks)) {
            if (errors_.count(id.text()) == 0)
                errors_[id.text()] = error_of(id);
            for (anatomy::Landmark& mark : body_.landmarks)
                if (mark.id == id)
                    mark.point = mark.point + errors_[id.text()];
        }
    }

  private:
    [[nodiscard]] Vec3 error_of(const chart::LandmarkId& id) {
        const double slip = random_.uniform();
        const double across = random_.normal();
        const double along = random_.normal();
        const needle::Palpation* palpation = hand_.palpation_of(id);
        if (palpation == nullptr)
            return {};
        const anatomy::Landmark* own = anatomy::find_landmark(body_, id);
        const anatomy::Landmark* meant = nullptr;
        if (slip < palpation->level_too_high)
            meant = level_beside(body_, id.text(), 1);
        else if (slip > 1 - palpation->level_too_low)
            meant = level_beside(body_, id.text(), -1);
        if (meant == nullptr)
            meant = own;
        const bool is_exact = palpation->across_sd_mm == 0 && palpation->along_sd_mm == 0;
        const Vec3 felt =
            is_exact ? meant->point
                     : along_skin(body_, meant->point, side_, palpation->across_sd_mm * across,
                                  palpation->along_sd_mm * along);
        return felt - own->point;
    }

    anatomy::Body& body_;
    const needle::HandModel& hand_;
    chart::Side side_;
    base::RandomStream& random_;
    std::map<std::string, Vec3> errors_; ///< by landmark
};

base::Result<Vec3> felt_entry(anatomy::Body& body, const Arm& arm, const std::string& entry,
                              double measuring_share, chart::Side side, Finger& finger) {
    const TrueLandmarks guard(body);
    mark_on_skin(body, arm, entry, side);
    finger.feel(entry);
    const auto found = anatomy::find_entry(body, entry);
    if (!found || measuring_share == 0)
        return found;
    const auto from = anatomy::find_entry(body, place_in(entry));
    if (!from)
        return found;
    return *found + (*found - *from) * measuring_share;
}

base::Result<Vec3> felt_direction(anatomy::Body& body, const Vec3& entry,
                                  const std::string& direction, Finger& finger) {
    const TrueLandmarks guard(body);
    finger.feel(direction);
    return anatomy::find_direction(body, entry, direction);
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
    const auto meant = meant_entry(body, arm, entry, side);
    if (!meant)
        return tl::unexpected(meant.error());
    const auto meant_way = anatomy::find_direction(body, *meant, direction);
    if (!meant_way)
        return tl::unexpected(meant_way.error());
    aim.meant = {*meant, *meant_way, aim.needle.length_mm};

    Finger finger(body, hand, side, random);
    const auto felt =
        felt_entry(body, arm, entry, hand.measuring_share * draws.measuring, side, finger);
    if (!felt)
        return tl::unexpected(felt.error());
    const Vec3 missed = along_skin(body, *felt, side, hand.entry_sd_mm * draws.entry_across,
                                   hand.entry_sd_mm * draws.entry_along);
    const Vec3 at = anatomy::nearest_skin(body, missed);
    const auto way = felt_direction(body, at, direction, finger);
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
