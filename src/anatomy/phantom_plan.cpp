// SPDX-License-Identifier: Apache-2.0
#include "anatomy/phantom_plan.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::anatomy {

using base::DataNode;
using geometry::Box;
using geometry::Vec3;

namespace {

/// Remembers where the shapes are, so that far ones need not be measured.
void enclose(Union& shapes) {
    for (const Shape& shape : shapes.shapes) {
        shapes.boxes.push_back(box_around(shape));
        const Box grown = shapes.boxes.back().grown(shapes.grow_mm + shapes.blend_mm);
        shapes.box.add(grown.low);
        shapes.box.add(grown.high);
    }
}

Vec3 read_point(const DataNode& node) {
    const std::vector<DataNode> items = node.items();
    if (items.size() != 3) {
        node.complain("phantom.point", "a point has three numbers");
        return {};
    }
    return {items[0].as_number(), items[1].as_number(), items[2].as_number()};
}

std::optional<Shape> read_shape(const DataNode& node) {
    if (node.has("rod")) {
        const DataNode rod = node.child("rod");
        rod.allow_only({"from", "to", "radius_mm"});
        const double radius = rod.number("radius_mm");
        return Cone{read_point(rod.child("from")), read_point(rod.child("to")), radius, radius};
    }
    if (node.has("cone")) {
        const DataNode cone = node.child("cone");
        cone.allow_only({"from", "to", "radius_from_mm", "radius_to_mm"});
        return Cone{read_point(cone.child("from")), read_point(cone.child("to")),
                    cone.number("radius_from_mm"), cone.number("radius_to_mm")};
    }
    if (node.has("box")) {
        const DataNode box = node.child("box");
        box.allow_only({"centre", "half", "rounding_mm"});
        return RoundedBox{read_point(box.child("centre")), read_point(box.child("half")),
                          box.number("rounding_mm")};
    }
    if (node.has("plate")) {
        const DataNode plate = node.child("plate");
        plate.allow_only({"corners", "half_thickness_mm"});
        const std::vector<DataNode> corners = plate.child("corners").items();
        if (corners.size() == 3) {
            return Plate{read_point(corners[0]), read_point(corners[1]), read_point(corners[2]),
                         plate.number("half_thickness_mm")};
        }
        plate.complain("phantom.plate", "a plate has three corners");
        return std::nullopt;
    }
    node.complain("phantom.shape", "a shape is a rod, a cone, a box or a plate");
    return std::nullopt;
}

Vec3 raised(const Vec3& p, double by_mm) {
    return p + Vec3{0, 0, by_mm};
}

Shape raised(Shape shape, double by_mm) {
    if (auto* cone = std::get_if<Cone>(&shape)) {
        cone->a = raised(cone->a, by_mm);
        cone->b = raised(cone->b, by_mm);
    } else if (auto* box = std::get_if<RoundedBox>(&shape)) {
        box->centre = raised(box->centre, by_mm);
    } else if (auto* plate = std::get_if<Plate>(&shape)) {
        plate->a = raised(plate->a, by_mm);
        plate->b = raised(plate->b, by_mm);
        plate->c = raised(plate->c, by_mm);
    }
    return shape;
}

Union read_union(const DataNode& node, const Union* skin) {
    Union shapes;
    shapes.blend_mm = node.number_or("blend_mm", 0);
    for (const DataNode& item : node.child("shapes").items()) {
        if (item.has("like")) {
            if (item.text("like") == "skin" && skin != nullptr)
                shapes = *skin;
            shapes.grow_mm = item.number("grow_mm");
        } else if (const auto shape = read_shape(item)) {
            shapes.shapes.push_back(*shape);
        }
    }
    shapes.boxes.clear();
    enclose(shapes);
    return shapes;
}

Draft read_draft(const DataNode& node, const Union& skin) {
    node.allow_only({"id", "draft", "kind", "role", "side", "blend_mm", "cut", "within",
                     "position_sd_mm", "shapes"});
    Draft draft;
    draft.id = node.text("id");
    draft.kind = chart::kind_of(node.text("kind")).value_or(chart::Kind::Unknown);
    draft.role = chart::role_of(node.text_or("role", "target")).value_or(chart::Role::Target);
    draft.sides = node.text("side") == "both" ? Sides::Both : Sides::Middle;
    draft.shapes = read_union(node, &skin);
    draft.cut = node.texts_or_none("cut");
    draft.within = node.text_or("within", "");
    draft.position_sd_mm = node.number_or("position_sd_mm", 0);
    draft.is_helper = node.flag_or("draft", false);
    return draft;
}

void add_landmark(const DataNode& node, const std::string& stem, double up_mm, double sd_mm,
                  std::vector<Landmark>& landmarks) {
    Landmark landmark;
    landmark.point = raised(read_point(node.child("point")), up_mm);
    landmark.sd_mm = sd_mm;
    landmark.origin = chart::Origin::Phantom;
    landmark.is_palpable = node.flag_or("palpable", true);
    if (node.text("side") == "middle") {
        landmark.id = chart::LandmarkId(stem);
        landmarks.push_back(landmark);
        return;
    }
    landmark.id = chart::LandmarkId(stem + ".right");
    landmarks.push_back(landmark);
    landmark.id = chart::LandmarkId(stem + ".left");
    landmark.point.x = -landmark.point.x;
    landmarks.push_back(landmark);
}

void read_vertebrae(const DataNode& root, PhantomPlan& plan) {
    std::vector<Shape> template_shapes;
    for (const DataNode& item : root.child("vertebra").items())
        if (const auto shape = read_shape(item))
            template_shapes.push_back(*shape);
    const DataNode levels = root.child("vertebrae");
    const double sd_mm = root.number("landmark_sd_mm");
    for (const std::string& id : levels.keys()) {
        const double up_mm = levels.number(id);
        Draft draft;
        draft.id = id;
        draft.kind = chart::Kind::Bone;
        draft.role = chart::Role::Bone;
        draft.sides = Sides::Middle;
        draft.cut = {"vertebral_canal"};
        for (const Shape& shape : template_shapes)
            draft.shapes.shapes.push_back(raised(shape, up_mm));
        enclose(draft.shapes);
        plan.drafts.push_back(std::move(draft));
        const std::string level = id.substr(id.rfind('_'));
        for (const DataNode& item : root.child("vertebra_landmarks").items())
            add_landmark(item, item.text("id") + level, up_mm, sd_mm, plan.landmarks);
    }
}

} // namespace

double distance_to(const Vec3& p, const Union& shapes) {
    double best = distance_to(p, shapes.shapes.front());
    for (std::size_t i = 1; i < shapes.shapes.size(); ++i) {
        if (geometry::distance_to_box(p, shapes.boxes[i]) > best + shapes.blend_mm)
            continue;
        const double next = distance_to(p, shapes.shapes[i]);
        const double apart = std::abs(best - next);
        best = std::min(best, next);
        // A polynomial blend: pulls the surface out where two shapes are about equally near.
        if (apart < shapes.blend_mm) {
            const double h = shapes.blend_mm - apart;
            best -= h * h / (4 * shapes.blend_mm);
        }
    }
    return best - shapes.grow_mm;
}

std::vector<const Draft*> find_drafts(const PhantomPlan& plan,
                                      const std::vector<std::string>& names) {
    std::vector<const Draft*> found;
    for (const std::string& name : names) {
        const std::size_t before = found.size();
        for (const Draft& draft : plan.drafts)
            if (draft.id == name || (name == "bones" && draft.kind == chart::Kind::Bone))
                found.push_back(&draft);
        base::expects(found.size() > before, "a phantom's structure is limited by one that exists");
    }
    return found;
}

PhantomPlan read_phantom_plan() {
    const auto text = base::find_data_file("anatomy/phantom.yaml");
    base::expects(text.has_value(), "data/anatomy/phantom.yaml is embedded");
    const base::DataDocument document(*text, "data/anatomy/phantom.yaml");
    const DataNode root = document.root();
    PhantomPlan plan;
    const DataNode frame = root.child("frame");
    const double half_width = frame.number("half_width");
    plan.frame = {{-half_width, frame.number("back"), frame.number("bottom")},
                  {half_width, frame.number("front"), frame.number("top")}};
    plan.skin = read_union(root.child("skin"), nullptr);
    read_vertebrae(root, plan);
    for (const DataNode& node : root.child("structures").items())
        plan.drafts.push_back(read_draft(node, plan.skin));
    for (const DataNode& node : root.child("landmarks").items())
        add_landmark(node, node.text("id"), 0, root.number("landmark_sd_mm"), plan.landmarks);
    base::expects(document.problems().empty(), "data/anatomy/phantom.yaml has no problems");
    return plan;
}

} // namespace filiform::anatomy
