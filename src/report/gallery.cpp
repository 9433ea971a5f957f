// SPDX-License-Identifier: Apache-2.0
#include "report/gallery.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "anatomy/landmark_expression.h"
#include "report/body_gallery.h"
#include "report/figure_parts.h"
#include "report/labels.h"
#include "report/slice_picture.h"
#include "report/surfaces.h"

namespace filiform::report {

using anatomy::Body;
using anatomy::Structure;
using chart::Kind;
using geometry::Box;
using geometry::Vec3;

namespace {

constexpr double width_mm = 186;
constexpr double pixels_per_paper_mm = 6;
constexpr double surface_mm = 2; ///< triangles smaller than this are not seen at that scale

/// Neighbouring muscles in colours far apart; everything else in that of its kind.
class Colours {
  public:
    explicit Colours(const Body& body) {
        for (const Structure& structure : body.structures)
            if (structure.kind == Kind::Muscle)
                muscles_.insert(chart::without_side(structure.id.text()));
    }
    [[nodiscard]] Colour of(const Structure& structure) const {
        if (structure.kind != Kind::Muscle)
            return palette().kinds.at(structure.kind).fill;
        constexpr double golden = 0.6180339887498949; // turns that stay far apart
        const auto place = std::distance(muscles_.begin(),
                                         muscles_.find(chart::without_side(structure.id.text())));
        const double turn = 2 * std::numbers::pi * golden * static_cast<double>(place);
        const Colour muscle = palette().kinds.at(Kind::Muscle).fill;
        return {std::clamp(muscle.red + 0.10 * std::cos(turn), 0.0, 1.0),
                std::clamp(muscle.green + 0.14 * std::cos(turn + 2.1), 0.0, 1.0),
                std::clamp(muscle.blue + 0.14 * std::cos(turn + 4.2), 0.0, 1.0)};
    }

  private:
    std::set<std::string> muscles_;
};

/// A group that other structures of this body are the parts of.
bool is_drawn_by_its_parts(const Body& body, const GalleryPlan& plan, const Structure& structure) {
    const auto group = plan.part_of_group.find(chart::without_side(structure.id.text()));
    return group != plan.part_of_group.end() &&
           std::any_of(body.structures.begin(), body.structures.end(), [&](const Structure& one) {
               return chart::without_side(one.id.text()) == group->second;
           });
}

/// Only the usual course of what lies elsewhere in some people.
bool is_shown(const Body& body, const GalleryPlan& plan, const Structure& structure) {
    return structure.variant_of.is_empty() && structure.kind != Kind::Unknown &&
           structure.kind != Kind::Artefact && structure.kind != Kind::Skin &&
           !structure.field.is_empty() && !is_drawn_by_its_parts(body, plan, structure);
}

struct Part {
    std::string stem;
    geometry::Mesh mesh;
    Colour colour;
};

std::vector<Part> make_parts(const Body& body, const GalleryPlan& plan, const Colours& colours) {
    std::vector<Part> parts;
    parts.push_back(
        {"skin", coarse_surface(body.skin, surface_mm), palette().kinds.at(Kind::Skin).fill});
    for (const Structure& structure : body.structures)
        if (is_shown(body, plan, structure) && structure.kind != Kind::Fat)
            parts.push_back({chart::without_side(structure.id.text()),
                             coarse_surface(structure.field, surface_mm), colours.of(structure)});
    return parts;
}

struct ViewWanted {
    std::string title;
    Gaze gaze;
    std::vector<std::string> without;
};

Drawing draw_view(const std::vector<Part>& parts, const Box& box, const ViewWanted& wanted,
                  double width, double scale) {
    std::vector<PaintedSurface> surfaces;
    for (const Part& part : parts)
        if (std::find(wanted.without.begin(), wanted.without.end(), part.stem) ==
            wanted.without.end())
            surfaces.push_back({&part.mesh, part.colour});
    Picture picture = paint_surfaces(surfaces, {wanted.gaze, box, pixels_per_paper_mm * scale});
    const double picture_width = picture.width / pixels_per_paper_mm;
    const double picture_height = picture.height / pixels_per_paper_mm;
    Drawing drawing{width, 0, {}};
    const double top = add_caption(drawing, wanted.title, "");
    drawing.picture({(width - picture_width) / 2, top, picture_width, picture_height},
                    std::move(picture));
    drawing.height_mm = top + picture_height;
    return drawing;
}

/// Views beside each other at one scale.
Drawing draw_row(const std::vector<Part>& parts, const Box& box,
                 const std::vector<ViewWanted>& views) {
    const double width = width_mm / static_cast<double>(views.size());
    const Vec3 size = box.high - box.low;
    const double scale = (width - 2) / std::hypot(size.x, size.y);
    Drawing row{width_mm, 0, {}};
    for (std::size_t i = 0; i < views.size(); ++i) {
        const Drawing view = draw_view(parts, box, views[i], width, scale);
        row.place(view, {static_cast<double>(i) * width, 0});
        row.height_mm = std::max(row.height_mm, view.height_mm);
    }
    return row;
}

Gaze oblique_gaze() {
    const Vec3 forward = geometry::normalized(Vec3{-0.7, 0.7, 0});
    const Vec3 head{0, 0, 1};
    return {cross(forward, head), head, forward};
}

std::vector<const Structure*> met_by_plane(const Body& body, const GalleryPlan& plan, double z) {
    std::vector<const Structure*> met;
    for (const Structure& structure : body.structures)
        if (is_shown(body, plan, structure) && structure.field.bounds().low.z <= z &&
            structure.field.bounds().high.z >= z)
            met.push_back(&structure);
    const chart::StructureId nothing; // no target
    std::stable_sort(met.begin(), met.end(), [&](const Structure* a, const Structure* b) {
        return layer_of(*a, nothing) < layer_of(*b, nothing);
    });
    return met;
}

/// The point deepest inside a structure in the plane, and how deep; positive where it misses it.
std::pair<Vec3, double> deepest(const Structure& structure, double z) {
    constexpr double step_mm = 1;
    const Box& box = structure.field.bounds();
    std::pair<Vec3, double> best{{}, 1};
    for (double y = box.low.y; y <= box.high.y; y += step_mm)
        for (double x = box.low.x; x <= box.high.x; x += step_mm)
            if (const double mm = structure.field.at({x, y, z}); mm < best.second)
                best = {{x, y, z}, mm};
    return best;
}

/// The part of the plane that the skin encloses, a slice so thin that its middle is the plane.
Box skin_box(const Body& body, double z) {
    Box box{{1e9, 1e9, z}, {-1e9, -1e9, z}};
    constexpr double step_mm = 2;
    const Box& all = body.skin.bounds();
    for (double y = all.low.y; y <= all.high.y; y += step_mm)
        for (double x = all.low.x; x <= all.high.x; x += step_mm)
            if (body.skin.at({x, y, z}) < 0) {
                box.low = {std::min(box.low.x, x), std::min(box.low.y, y), z};
                box.high = {std::max(box.high.x, x), std::max(box.high.y, y), z};
            }
    return {box.low - Vec3{step_mm, step_mm, 0}, box.high + Vec3{step_mm, step_mm, 0}};
}

struct Names {
    std::vector<Label> left;
    std::vector<Label> right;
};

/// Paired structures are named where there is more room.
Names name_what_is_met(const std::vector<const Structure*>& met, double z,
                       const Projection& projection) {
    Names names;
    std::map<std::string, std::vector<std::pair<Vec3, double>>> places;
    for (const Structure* structure : met)
        if (const auto place = deepest(*structure, z); place.second < 0)
            places[chart::without_side(structure->id.text())].push_back(place);
    for (const auto& [stem, found] : places) {
        const bool goes_left = names.left.size() <= names.right.size();
        const auto [point, mm] =
            *std::max_element(found.begin(), found.end(), [&](const auto& a, const auto& b) {
                const double outward = goes_left ? 1 : -1; // the patient's right is on the left
                return outward * a.first.x < outward * b.first.x;
            });
        const bool is_left = found.size() > 1 ? goes_left : point.x >= 0;
        (is_left ? names.left : names.right)
            .push_back({projection.spot(point), chart::spoken(stem), "", -mm});
    }
    return names;
}

Drawing draw_section(const Body& body, const GalleryPlan& plan, const Colours& colours,
                     const std::string& title, double z) {
    constexpr double column_mm = 32;
    constexpr double least_height_mm = 60; // for the names
    constexpr double scale_bar_mm = 7;
    const Box box = skin_box(body, z);
    const Vec3 size = box.high - box.low;
    const double room = width_mm - 2 * column_mm - 4;
    const double scale = std::min(room / size.x, 110 / size.y);
    Drawing drawing{width_mm, 0, {}};
    const double top = add_caption(drawing, title, "seen from the feet");
    const Area area{(width_mm - size.x * scale) / 2, top, size.x * scale, size.y * scale};
    const double height = std::max(area.height, least_height_mm);
    drawing.height_mm = top + height + scale_bar_mm;
    const Gaze from_feet{{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    const Projection projection{from_feet, (box.low + box.high) / 2, area, scale};

    const std::vector<const Structure*> met = met_by_plane(body, plan, z);
    std::vector<PaintedField> fields{{&body.skin, palette().kinds.at(Kind::Skin).fill}};
    for (const Structure* structure : met)
        fields.push_back({&structure->field, colours.of(*structure)});
    drawing.picture(area, paint_section(fields, {from_feet, box, pixels_per_paper_mm * scale}));
    const Names names = name_what_is_met(met, z, projection);
    const Area left{0, top, column_mm, height};
    const Area right{width_mm - column_mm, top, column_mm, height};
    draw_labels(drawing, place_labels(names.left, {left, {}}));
    draw_labels(drawing, place_labels(names.right, {{}, right}));
    Projection below = projection;
    below.area = {0, top, width_mm, height + scale_bar_mm};
    std::vector<Area> taken;
    add_scale_bar(drawing, below, taken);
    return drawing;
}

} // namespace

std::vector<GalleryPicture> draw_gallery(const Body& body, const GalleryPlan& plan) {
    const Colours colours(body);
    const std::vector<Part> parts = make_parts(body, plan, colours);
    const Box& box = body.skin.bounds();
    const std::vector<std::string> no_skin{"skin"};
    std::vector<GalleryPicture> pictures;
    pictures.push_back({"views", draw_row(parts, box,
                                          {{"Front", gaze_from(Viewpoint::Front), no_skin},
                                           {"Back", gaze_from(Viewpoint::Behind), no_skin},
                                           {"Right side", gaze_from(Viewpoint::Right), no_skin},
                                           {"Oblique", oblique_gaze(), no_skin}})});
    std::vector<ViewWanted> layers;
    for (const GalleryLayer& layer : plan.layers)
        layers.push_back({layer.title, gaze_from(Viewpoint::Behind), layer.without});
    if (!layers.empty())
        pictures.push_back({"layers", draw_row(parts, box, layers)});
    for (const GallerySection& section : plan.sections) {
        const auto point = anatomy::find_point(body, section.at);
        if (point && point->z > body.skin.bounds().low.z && point->z < body.skin.bounds().high.z)
            pictures.push_back(
                {section.name, draw_section(body, plan, colours, section.title, point->z)});
    }
    return pictures;
}

} // namespace filiform::report
