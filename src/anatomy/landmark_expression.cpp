// SPDX-License-Identifier: Apache-2.0
#include "anatomy/landmark_expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "anatomy/expression_text.h"
#include "anatomy/landmark_names.h"
#include "anatomy/skin_walk.h"
#include "geometry/clearance.h"

namespace filiform::anatomy {

using base::Result;
using chart::Side;
using geometry::Vec3;

namespace {

/// A place, and the side its landmark carries.
struct Place {
    Vec3 point;
    Side side = Side::None;
};

Result<Place> read_place(const Body& body, ExpressionText& text, int depth);

/// A number as a person would type it.
std::string shown(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

Result<Place> read_coordinates(ExpressionText& text) {
    std::array<double, 3> xyz{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (i > 0 && !text.take(','))
            return text.fail("expression.syntax", "a comma was expected, not " + text.here() + ".",
                             "A point is written x,y,z in mm.");
        const auto value = text.number();
        if (!value)
            return text.fail("expression.number", "a number was expected, not " + text.here() + ".",
                             "A point is written x,y,z in mm.");
        xyz[i] = *value;
    }
    return Place{{xyz[0], xyz[1], xyz[2]}, Side::None};
}

Result<Place> read_between(const Body& body, ExpressionText& text, int depth) {
    constexpr const char* form = "Write between(PLACE, PLACE, 0.5).";
    const auto comma = [&]() -> Result<bool> {
        if (text.take(','))
            return true;
        return text.fail("expression.syntax", "a comma was expected, not " + text.here() + ".",
                         form);
    };
    if (!text.take('('))
        return text.fail("expression.syntax",
                         "an opening bracket was expected, not " + text.here() + ".", form);
    const auto a = read_place(body, text, depth + 1);
    if (!a)
        return a;
    if (const auto ok = comma(); !ok)
        return tl::unexpected(ok.error());
    const auto b = read_place(body, text, depth + 1);
    if (!b)
        return b;
    if (const auto ok = comma(); !ok)
        return tl::unexpected(ok.error());
    const ExpressionText before_share = text;
    const auto share = text.number();
    if (!share)
        return text.fail("expression.number", "a share was expected, not " + text.here() + ".",
                         form);
    if (*share < 0 || *share > 1)
        return before_share.fail("expression.number",
                                 "the share is " + shown(*share) + ", beyond the two places.",
                                 "Write a share from 0, the first place, to 1, the second.");
    if (!text.take(')'))
        return text.fail("expression.syntax",
                         "a closing bracket was expected, not " + text.here() + ".", form);
    return Place{geometry::lerp(a->point, b->point, *share),
                 a->side == b->side ? a->side : Side::None};
}

Result<Place> read_place(const Body& body, ExpressionText& text, int depth) {
    constexpr int deepest = 8;
    if (depth > deepest)
        return text.fail("expression.too_deep", "places are nested more than eight deep.",
                         "Write the point as x,y,z instead.");
    if (text.is_at_number())
        return read_coordinates(text);
    const ExpressionText before = text;
    const std::string word = text.word();
    if (word.empty())
        return text.fail("expression.syntax",
                         "a landmark or a point was expected, not " + text.here() + ".",
                         "Write one like psis.right, or x,y,z in mm.");
    if (word == "between")
        return read_between(body, text, depth);
    if (const Landmark* landmark = find_landmark(body, chart::LandmarkId(word)))
        return Place{landmark->point, chart::side_of(word)};
    if (is_landmark_name(word))
        return before.fail("expression.landmark_missing",
                           "this body has no " + chart::spoken(word) +
                               ": it is outside the scan or was not found.",
                           "Use another landmark.");
    return before.fail("expression.unknown_landmark",
                       "there is no landmark called \"" + shortened(word) + "\".",
                       landmark_name_hint(body, word));
}

Result<bool> check_length(std::string_view text) {
    if (text.size() <= longest_expression)
        return true;
    return ExpressionText({}).fail("expression.too_long",
                                   "the expression has " + std::to_string(text.size()) +
                                       " characters, more than " +
                                       std::to_string(longest_expression) + ".",
                                   "Shorten it.");
}

/// The direction a word such as "lateral" means on a side; right and left need none.
Result<Vec3> axis_of(const std::string& word, Side side, const ExpressionText& at) {
    struct Axis {
        std::string_view name;
        Vec3 direction;
    };
    static constexpr std::array<Axis, 6> plain{{{"right", {1, 0, 0}},
                                                {"left", {-1, 0, 0}},
                                                {"anterior", {0, 1, 0}},
                                                {"posterior", {0, -1, 0}},
                                                {"cranial", {0, 0, 1}},
                                                {"caudal", {0, 0, -1}}}};
    for (const Axis& axis : plain)
        if (axis.name == word)
            return axis.direction;
    if (word != "lateral" && word != "medial")
        return at.fail("expression.syntax", "a direction was expected, not " + at.here() + ".",
                       "Directions are lateral, medial, left, right, cranial, caudal, anterior and "
                       "posterior.");
    if (side == Side::None)
        return at.fail("expression.side",
                       "\"" + word + "\" needs a side, and the place named has none.",
                       "Write right=20mm or left=20mm.");
    const double sign = (side == Side::Right ? 1 : -1) * (word == "lateral" ? 1 : -1);
    return Vec3{sign, 0, 0};
}

/// What one move adds to the sum of all.
using Move = std::function<Result<Vec3>(const Vec3& axis, double amount, const ExpressionText& at)>;

/// The sum of all moves to the end of the text, each `DIRECTION=AMOUNT`; `example` is an amount.
Result<Vec3> read_moves(ExpressionText& text, Side side, const std::string& example,
                        Result<double> (*read_amount)(ExpressionText&), const Move& move) {
    Vec3 sum;
    while (!text.is_at_end()) {
        const ExpressionText before = text;
        const std::string word = text.word();
        const auto axis = axis_of(word, side, before);
        if (!axis)
            return axis;
        if (!text.take('='))
            return text.fail("expression.syntax",
                             "an equals sign was expected, not " + text.here() + ".",
                             "Write " + word + "=" + example + ".");
        const auto amount = read_amount(text);
        if (!amount)
            return tl::unexpected(amount.error());
        const auto added = move(*axis, *amount, before);
        if (!added)
            return added;
        sum = sum + *added;
    }
    return sum;
}

Result<Vec3> read_offsets(ExpressionText& text, Side side) {
    return read_moves(
        text, side, "20mm", read_length_mm,
        [](const Vec3& axis, double length_mm, const ExpressionText& at) -> Result<Vec3> {
            constexpr double longest_mm = 500;
            if (std::abs(length_mm) > longest_mm)
                return at.fail("expression.number",
                               "an offset of " + shown(length_mm) + " mm was given, more than " +
                                   shown(longest_mm) + " mm.",
                               "Lengths are in mm or cm; start from a nearer landmark.");
            return axis * length_mm;
        });
}

/// How far the direction against the unit vector `outward` is tilted, as tangents along the skin.
Result<Vec3> read_tilts(ExpressionText& text, Side side, const Vec3& outward) {
    std::vector<Vec3> said;
    return read_moves(
        text, side, "15deg", read_angle_rad,
        [&](const Vec3& axis, double angle_rad, const ExpressionText& at) -> Result<Vec3> {
            const Vec3 towards = angle_rad < 0 ? -axis : axis;
            if (std::find(said.begin(), said.end(), -towards) != said.end())
                return at.fail("expression.direction",
                               "the needle would lean to two opposite sides, the second being " +
                                   at.here() + ".",
                               "Leave out one of the two.");
            said.push_back(towards);
            constexpr double steepest_rad = 1.5; // 86 degrees
            constexpr double least_along = 0.1;
            const Vec3 along = axis - outward * geometry::dot(axis, outward);
            if (std::abs(angle_rad) > steepest_rad || geometry::length(along) < least_along)
                return at.fail("expression.direction",
                               "the needle cannot be tilted so far that way at this skin.",
                               "Tilt by less than 86 degrees, along the skin.");
            return geometry::normalized(along) * std::tan(angle_rad);
        });
}

/// A direction written as a place to point at, after the word `towards`.
Result<Vec3> read_towards(const Body& body, const Vec3& entry, ExpressionText& text) {
    constexpr const char* form = "Write towards(PLACE), as towards(asis.right).";
    if (!text.take('('))
        return text.fail("expression.syntax",
                         "an opening bracket was expected, not " + text.here() + ".", form);
    const auto place = read_place(body, text, 0);
    if (!place)
        return tl::unexpected(place.error());
    if (!text.take(')') || !text.is_at_end())
        return text.fail("expression.syntax",
                         "one closing bracket was expected at the end, not " + text.here() + ".",
                         form);
    constexpr double least_mm = 1;
    if (geometry::distance(place->point, entry) < least_mm)
        return text.fail("expression.direction", "the needle enters where it should point to.",
                         "Name a place inside the body.");
    return geometry::normalized(place->point - entry);
}

/// A direction written as three numbers.
Result<Vec3> read_numeric_direction(ExpressionText& text) {
    const auto given = read_coordinates(text);
    if (!given)
        return tl::unexpected(given.error());
    if (!text.is_at_end())
        return text.fail("expression.syntax",
                         "nothing more was expected, but there is " + text.here() + ".",
                         "A direction is three numbers.");
    if (given->point == Vec3{})
        return text.fail("expression.direction", "the direction 0,0,0 points nowhere.",
                         "Give a direction into the body.");
    return geometry::normalized(given->point);
}

} // namespace

Result<Vec3> find_point(const Body& body, std::string_view text) {
    if (const auto ok = check_length(text); !ok)
        return tl::unexpected(ok.error());
    ExpressionText in(text);
    const auto place = read_place(body, in, 0);
    if (!place)
        return tl::unexpected(place.error());
    if (!in.is_at_end())
        return in.fail("expression.syntax",
                       "nothing more was expected, but there is " + in.here() + ".",
                       "Offsets are for skin points only.");
    return place->point;
}

Result<Vec3> find_entry(const Body& body, std::string_view text) {
    if (const auto ok = check_length(text); !ok)
        return tl::unexpected(ok.error());
    ExpressionText in(text);
    const auto place = read_place(body, in, 0);
    if (!place)
        return tl::unexpected(place.error());
    const auto offset = read_offsets(in, place->side);
    if (!offset)
        return offset;
    const Vec3 start = nearest_skin(body, place->point);
    constexpr double on_skin_mm = 1;
    if (std::abs(body.skin.at(start)) > on_skin_mm || !body.skin.lattice().bounds().contains(start))
        return in.fail("expression.off_skin", "there is no skin within 200 mm of that place.",
                       "Name a place inside the scanned body.");
    const std::string offsets = "the offsets, " +
                                std::to_string(std::lround(geometry::length(*offset))) +
                                " mm in all, lead";
    const Walk walk = walk_on_skin(body, start, *offset);
    switch (walk.how) {
    case WalkEnd::Arrived:
        break;
    case WalkEnd::LeftSkin:
        return in.fail("expression.off_skin", offsets + " past the end of the scanned skin.",
                       "Lengths are in mm or cm; shorten them or start from another landmark.");
    case WalkEnd::AcrossSkin:
        return in.fail("expression.not_along_skin",
                       offsets + " out of or into the skin there, not along it.",
                       "Lengths are in mm or cm; on the flank use posterior or anterior instead of "
                       "lateral or medial.");
    }
    return walk.end;
}

Result<Vec3> find_direction(const Body& body, const Vec3& entry, std::string_view text) {
    if (const auto ok = check_length(text); !ok)
        return tl::unexpected(ok.error());
    ExpressionText in(text);
    if (in.is_at_number())
        return read_numeric_direction(in);
    const Vec3 outward = skin_normal(body, entry);
    if (outward == Vec3{})
        return in.fail("expression.direction", "there is no skin at the entry.",
                       "Choose an entry on the skin.");
    const Side side = entry.x >= midline_x(body) ? Side::Right : Side::Left;
    const ExpressionText start = in;
    if (in.is_at_end())
        return in.fail("expression.syntax", "a direction was expected, not nothing.",
                       "Write perpendicular, tilts like medial=15deg, or towards(PLACE).");
    const std::string word = in.word();
    if (word == "towards")
        return read_towards(body, entry, in);
    if (word != "perpendicular")
        in = start;
    const auto tilt = read_tilts(in, side, outward);
    if (!tilt)
        return tilt;
    return geometry::normalized(*tilt - outward);
}

} // namespace filiform::anatomy
