// SPDX-License-Identifier: Apache-2.0
#include "report/drawing.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "base/expects.h"

namespace filiform::report {

namespace {

/// A quarter of a circle from `start` (radians, clockwise on paper), end included.
void add_quarter(Line& line, const Spot& centre, double radius, double start) {
    constexpr int steps = 6;
    for (int i = 0; i <= steps; ++i) {
        const double angle = start + i * std::numbers::pi / 2 / steps;
        line.spots.push_back(centre + Spot{std::cos(angle), std::sin(angle)} * radius);
    }
}

Outline moved(Outline outline, const Spot& by) {
    for (Line& line : outline)
        for (Spot& spot : line.spots)
            spot = spot + by;
    return outline;
}

Area moved(Area area, const Spot& by) {
    return {area.x + by.x, area.y + by.y, area.width, area.height};
}

struct Mover {
    Spot by;
    Mark operator()(const FillMark& m) const { return FillMark{moved(m.outline, by), m.colour}; }
    Mark operator()(const HatchMark& m) const {
        return HatchMark{moved(m.outline, by), m.hatch, m.colour, m.spacing_mm, m.width_mm};
    }
    Mark operator()(const StrokeMark& m) const {
        return StrokeMark{moved(m.outline, by), m.stroke};
    }
    Mark operator()(TextMark m) const {
        m.box = moved(m.box, by);
        return m;
    }
    Mark operator()(const PictureMark& m) const {
        return PictureMark{moved(m.area, by), m.picture};
    }
    Mark operator()(const ClipBegin& m) const { return ClipBegin{moved(m.outline, by)}; }
    Mark operator()(const ClipEnd& m) const { return m; }
};

} // namespace

bool overlap(const Area& a, const Area& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

Outline rectangle(const Area& area, double corner_mm) {
    const double r = std::min({corner_mm, area.width / 2, area.height / 2});
    Line line{{}, true};
    if (r <= 0) {
        line.spots = {{area.x, area.y},
                      {area.right(), area.y},
                      {area.right(), area.bottom()},
                      {area.x, area.bottom()}};
        return {line};
    }
    using std::numbers::pi;
    add_quarter(line, {area.right() - r, area.bottom() - r}, r, 0);
    add_quarter(line, {area.x + r, area.bottom() - r}, r, pi / 2);
    add_quarter(line, {area.x + r, area.y + r}, r, pi);
    add_quarter(line, {area.right() - r, area.y + r}, r, 3 * pi / 2);
    return {line};
}

Outline circle(const Spot& centre, double radius_mm) {
    constexpr int corners = 48;
    Line line{{}, true};
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        line.spots.push_back(centre + Spot{std::cos(angle), std::sin(angle)} * radius_mm);
    }
    return {line};
}

Outline segment(const Spot& a, const Spot& b) {
    return {Line{{a, b}, false}};
}

void Drawing::fill(Outline outline, const Colour& colour) {
    marks.emplace_back(FillMark{std::move(outline), colour});
}

void Drawing::hatch(Outline outline, Hatch hatch, const Colour& colour, double spacing_mm) {
    if (hatch == Hatch::None)
        return;
    base::expects(spacing_mm > 0, "the lines of a hatch lie apart");
    marks.emplace_back(HatchMark{std::move(outline), hatch, colour, spacing_mm});
}

void Drawing::stroke(Outline outline, const Stroke& stroke) {
    marks.emplace_back(StrokeMark{std::move(outline), stroke});
}

void Drawing::picture(const Area& area, Picture picture) {
    marks.emplace_back(PictureMark{area, std::move(picture)});
}

void Drawing::clip(Outline outline) {
    marks.emplace_back(ClipBegin{std::move(outline)});
}

void Drawing::unclip() {
    marks.emplace_back(ClipEnd{});
}

void Drawing::place(const Drawing& other, const Spot& corner) {
    for (const Mark& mark : other.marks)
        marks.push_back(std::visit(Mover{corner}, mark));
}

} // namespace filiform::report
