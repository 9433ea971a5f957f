// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace filiform::report {

/// Everything a figure or page consists of, as a list of marks in millimetres on paper.
///
/// Frame: x to the right, y down, origin at the upper left corner. A drawing is a plain value: it
/// can be placed in another one, looked through by a test, and rendered (render.h) to PDF or PNG.
/// Marks are painted in the order they were added.

struct Spot {
    double x = 0;
    double y = 0;
    friend bool operator==(const Spot&, const Spot&) = default;
};
inline Spot operator+(const Spot& a, const Spot& b) {
    return {a.x + b.x, a.y + b.y};
}
inline Spot operator-(const Spot& a, const Spot& b) {
    return {a.x - b.x, a.y - b.y};
}
inline Spot operator*(const Spot& a, double s) {
    return {a.x * s, a.y * s};
}

/// A rectangle on paper, mm.
struct Area {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] Spot centre() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] bool contains(const Spot& p) const {
        return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom();
    }
    [[nodiscard]] Area grown(double mm) const {
        return {x - mm, y - mm, width + 2 * mm, height + 2 * mm};
    }
    friend bool operator==(const Area&, const Area&) = default;
};
/// Whether two rectangles share more than an edge.
[[nodiscard]] bool overlap(const Area& a, const Area& b);

/// sRGB and opacity, 0..1.
struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
    double opacity = 1;
    friend bool operator==(const Colour&, const Colour&) = default;
};
[[nodiscard]] inline Colour with_opacity(Colour colour, double opacity) {
    colour.opacity = opacity;
    return colour;
}

enum class Dash { Solid, Dashed, Dotted, DashDot };

struct Stroke {
    Colour colour;
    double width_mm = 0.2;
    Dash dash = Dash::Solid;
};

/// How an area is told from its neighbours without colour.
enum class Hatch { None, Rising, Falling, Crossed, Level, Upright, Grid, Dots };

/// One line through `spots`, closed back to the first when `is_closed`.
struct Line {
    std::vector<Spot> spots;
    bool is_closed = false;
};
/// Lines that are one area together: holes are lines inside (even–odd rule).
using Outline = std::vector<Line>;

[[nodiscard]] Outline rectangle(const Area& area, double corner_mm = 0);
[[nodiscard]] Outline circle(const Spot& centre, double radius_mm);
[[nodiscard]] Outline segment(const Spot& a, const Spot& b);

enum class Weight { Regular, Bold };
enum class Align { Left, Centre, Right };

struct TextStyle {
    double size_pt = 8;
    Colour colour;
    Weight weight = Weight::Regular;
    bool is_italic = false;
    bool is_condensed = false;
};

/// Grey or coloured picture elements, row by row from the top, four bytes each: red, green, blue,
/// opacity (not premultiplied).
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

struct FillMark {
    Outline outline;
    Colour colour;
};
struct HatchMark {
    Outline outline;
    Hatch hatch = Hatch::None;
    Colour colour;
    double spacing_mm = 1.2;
    double width_mm = 0.12;
};
struct StrokeMark {
    Outline outline;
    Stroke stroke;
};
struct TextMark {
    Area box; ///< what the ink may cover, as measured
    std::string text;
    TextStyle style;
    Align align = Align::Left;
    bool is_wrapped = false; ///< broken into lines of the box's width
    double halo_mm = 0;      ///< rim that lifts it off a picture
    Colour halo{1, 1, 1, 0.85};
};
struct PictureMark {
    Area area;
    Picture picture;
};
/// Until the matching ClipEnd nothing outside the outline is painted.
struct ClipBegin {
    Outline outline;
};
struct ClipEnd {};

using Mark =
    std::variant<FillMark, HatchMark, StrokeMark, TextMark, PictureMark, ClipBegin, ClipEnd>;

struct Drawing {
    double width_mm = 0;
    double height_mm = 0;
    std::vector<Mark> marks;

    void fill(Outline outline, const Colour& colour);
    void hatch(Outline outline, Hatch hatch, const Colour& colour, double spacing_mm = 1.2);
    void stroke(Outline outline, const Stroke& stroke);
    void picture(const Area& area, Picture picture);
    void clip(Outline outline);
    void unclip();
    /// Puts another drawing on this one, its corner at `corner`.
    void place(const Drawing& other, const Spot& corner);
};

} // namespace filiform::report
