// SPDX-License-Identifier: Apache-2.0
#include "atlas/figure.h"

#include <algorithm>
#include <unordered_map>

#include "atlas/figure_plan.h"
#include "base/expects.h"

namespace filiform::atlas {

using geometry::Vec3;

namespace {

using Places = std::unordered_map<std::string, std::size_t>;

Places places_of(const std::vector<std::string>& names) {
    Places places;
    for (std::size_t i = 0; i < names.size(); ++i)
        places[names[i]] = i;
    return places;
}

std::vector<std::string> point_ids() {
    std::vector<std::string> ids;
    for (const PointInfo& info : figure_plan().points)
        ids.push_back(info.id);
    return ids;
}

std::optional<std::size_t> place_in(const Places& places, std::string_view name) {
    const auto found = places.find(std::string(name));
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

std::vector<double> trait_numbers(const Traits& traits) {
    std::vector<double> numbers = covariates_of(traits.person);
    numbers.insert(numbers.end(), traits.values.begin(), traits.values.end());
    for (const Variant& variant : population().variants)
        for (const std::string& kind : variant.kinds)
            numbers.push_back(traits.variants.at(variant.id) == kind ? 1 : 0);
    return numbers;
}

Vec3 value(const Formulas& at, const std::vector<double>& numbers) {
    return {at[0].value(numbers), at[1].value(numbers), at[2].value(numbers)};
}

Frame tilted(const Frame& frame, double degrees) {
    const double radians = degrees * std::acos(-1.0) / 180;
    const double c = std::cos(radians);
    const double s = std::sin(radians);
    return {frame.origin, frame.right, frame.front * c - frame.up * s,
            frame.front * s + frame.up * c};
}

Frame turned(const Frame& frame, double degrees) {
    const double radians = degrees * std::acos(-1.0) / 180;
    const double c = std::cos(radians);
    const double s = std::sin(radians);
    return {frame.origin, frame.right * c - frame.front * s, frame.front * c + frame.right * s,
            frame.up};
}

/// Works the steps of a plan out, one after the other.
struct Working {
    std::vector<double>& numbers;
    std::vector<Vec3>& points;
    std::vector<Frame>& frames;

    [[nodiscard]] Frame frame_at(std::size_t index) const {
        return index == body_axes ? Frame{} : frames[index];
    }
    void operator()(const NumberStep& step) { numbers.push_back(step.is.value(numbers)); }
    void operator()(const FrameStep& step) {
        Frame frame = frame_at(step.in);
        const Vec3 at = value(step.at, numbers);
        frame.origin = step.is_at_point ? at : frame.world(at);
        frames.push_back(
            turned(tilted(frame, step.tilt_deg.value(numbers)), step.turn_deg.value(numbers)));
    }
    void operator()(const PointStep& step) {
        Vec3 point;
        switch (step.how) {
        case PointStep::How::At:
            point = frame_at(step.in).world(value(step.at, numbers));
            break;
        case PointStep::How::Between:
            point =
                geometry::lerp(points[step.first], points[step.second], step.at[0].value(numbers));
            break;
        case PointStep::How::From: {
            Frame axes = frame_at(step.in);
            axes.origin = points[step.first];
            point = axes.world(value(step.at, numbers));
            break;
        }
        }
        points.push_back(point);
        numbers.insert(numbers.end(), {point.x, point.y, point.z});
    }
};

} // namespace

Figure::Figure(const Traits& traits) : traits_(traits), numbers_(trait_numbers(traits)) {
    Working working{numbers_, points_, frames_};
    for (const auto& step : figure_plan().steps)
        std::visit(working, step);
}

std::optional<double> Figure::find_number(std::string_view id) const {
    static const Places places = places_of(figure_plan().names);
    const auto place = place_in(places, id);
    return place ? std::optional(numbers_[*place]) : std::nullopt;
}

double Figure::number(std::string_view id) const {
    const auto found = find_number(id);
    base::expects(found.has_value(), "a figure's number has a name it knows");
    return *found;
}

std::optional<Vec3> Figure::find_point(std::string_view id) const {
    static const Places places = places_of(point_ids());
    const chart::Side side = chart::side_of(id);
    const std::string stem = chart::without_side(id);
    const auto place = place_in(places, stem);
    if (!place || (side != chart::Side::None && !figure_plan().points[*place].has_sides))
        return std::nullopt;
    Vec3 point = points_[*place];
    if (side == chart::Side::Left)
        point.x = -point.x;
    return point;
}

Vec3 Figure::point(std::string_view id) const {
    const auto found = find_point(id);
    base::expects(found.has_value(), "a figure's point has a name it knows");
    return *found;
}

const Frame& Figure::frame(std::string_view id) const {
    static const Places places = places_of(figure_plan().frames);
    const auto place = place_in(places, id);
    base::expects(place.has_value(), "a figure's frame has a name it knows");
    return frames_[*place];
}

const std::vector<std::string>& number_names() {
    return figure_plan().names;
}

const std::vector<PointInfo>& point_infos() {
    return figure_plan().points;
}

std::optional<std::string> number_in_words(std::string_view id) {
    for (const auto& step : figure_plan().steps)
        if (const auto* number = std::get_if<NumberStep>(&step); number && number->id == id)
            return number->what;
    return std::nullopt;
}

} // namespace filiform::atlas
