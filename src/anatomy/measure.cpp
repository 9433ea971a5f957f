// SPDX-License-Identifier: Apache-2.0
#include "anatomy/measure.h"

#include <algorithm>
#include <cmath>

#include "anatomy/bone_extreme.h"
#include "anatomy/landmark_expression.h"
#include "anatomy/skin_walk.h"
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "geometry/clearance.h"

namespace filiform::anatomy {

using base::DataNode;
using geometry::Vec3;

namespace {

/// A caliper as written, with SIDE still in its names.
struct Caliper {
    std::string id;
    std::string kind;
    std::string from;
    std::string to;
    std::string at;
    std::string structure;
    std::string what;
    std::vector<Published> published;
};

struct Calipers {
    std::vector<Caliper> all;
    double beyond_sd = 0;
};

Calipers read_calipers() {
    const auto text = base::find_data_file("anatomy/calipers.yaml");
    base::expects(text.has_value(), "data/anatomy/calipers.yaml is embedded");
    const base::DataDocument document(*text, "data/anatomy/calipers.yaml");
    Calipers calipers;
    calipers.beyond_sd = document.root().number("beyond_sd");
    for (const DataNode& node : document.root().child("calipers").items()) {
        node.allow_only({"id", "kind", "from", "to", "at", "structure", "what", "published"});
        Caliper caliper{node.text("id"),          node.text("kind"),
                        node.text_or("from", ""), node.text_or("to", ""),
                        node.text_or("at", ""),   node.text_or("structure", ""),
                        node.text("what"),        {}};
        for (const DataNode& row : node.child("published").items()) {
            row.allow_only({"mean", "sd", "who", "mark", "source"});
            caliper.published.push_back({row.number("mean"), row.number("sd"), row.text("who"),
                                         row.text("mark"), chart::SourceId(row.text("source"))});
        }
        calipers.all.push_back(std::move(caliper));
    }
    base::expects(document.problems().empty(), "data/anatomy/calipers.yaml has no problems");
    return calipers;
}

std::string on_side(std::string text, const std::string& side) {
    const std::string wild = "SIDE";
    for (std::size_t at = text.find(wild); at != std::string::npos; at = text.find(wild))
        text.replace(at, wild.size(), side);
    return text;
}

/// One caliper of one side being laid on one body.
class Laying {
  public:
    Laying(const Body& body, Measurement& measurement) : body_(body), measurement_(measurement) {}

    void lay(const Caliper& caliper) {
        const std::string& kind = caliper.kind;
        if (kind == "distance" || kind == "lateral" || kind == "level") {
            lay_landmarks(caliper);
        } else if (kind == "area") {
            lay_area(caliper);
        } else if (kind == "thickness") {
            lay_thickness(caliper);
        } else if (kind == "depth" || kind == "bone") {
            lay_line(caliper, place(caliper.at));
        } else if (kind == "depth_at_height") {
            lay_line(caliper, middle_at_height(caliper));
        } else {
            base::expects(false, "a caliper's kind is known");
        }
    }

  private:
    const Landmark* landmark(const std::string& id) {
        const Landmark* found = find_landmark(body_, chart::LandmarkId(id));
        if (found == nullptr) {
            measurement_.why_not = "the body has no " + chart::spoken(id);
            return nullptr;
        }
        note(found->origin);
        return found;
    }
    const Structure* structure(const std::string& id) {
        const Structure* found = find_structure(body_, chart::StructureId(id));
        if (found == nullptr) {
            measurement_.why_not = "the body has no " + chart::spoken(id);
            return nullptr;
        }
        note(found->origin);
        return found;
    }
    std::optional<Vec3> place(const std::string& expression) {
        const auto point = find_point(body_, expression);
        if (point)
            return *point;
        measurement_.why_not = point.error().what;
        return std::nullopt;
    }
    /// The origin of a measurement is its least certain part's.
    void note(chart::Origin origin) {
        if (!measurement_.origin || origin > *measurement_.origin)
            measurement_.origin = origin;
    }

    void lay_landmarks(const Caliper& caliper) {
        const Landmark* from = landmark(caliper.from);
        if (from == nullptr)
            return;
        if (caliper.kind == "lateral") {
            measurement_.value = std::abs(from->point.x - midline_x(body_));
            return;
        }
        const Landmark* to = landmark(caliper.to);
        if (to == nullptr)
            return;
        measurement_.value = caliper.kind == "level" ? from->point.z - to->point.z
                                                     : geometry::distance(from->point, to->point);
    }

    /// The middle of what the plane through a place and across the body cuts out of a structure.
    struct Section {
        std::size_t voxels = 0;
        Vec3 middle;
    };
    std::optional<Section> section_at_height(const Caliper& caliper) {
        const auto at = place(caliper.at);
        const Structure* whole = structure(caliper.structure);
        if (!at || whole == nullptr)
            return std::nullopt;
        const geometry::Lattice& lattice = whole->field.lattice();
        const double z = std::round(lattice.voxel(*at).z) * lattice.spacing.z + lattice.origin.z;
        Section section;
        for_each_inside(whole->field, 0, [&](const Vec3& p, double) {
            if (std::abs(p.z - z) >= lattice.spacing.z / 2)
                return;
            ++section.voxels;
            section.middle = section.middle + p;
        });
        if (section.voxels == 0) {
            measurement_.why_not =
                "the " + chart::spoken(caliper.structure) + " does not reach that height";
            return std::nullopt;
        }
        section.middle = section.middle * (1.0 / static_cast<double>(section.voxels));
        return section;
    }
    std::optional<Vec3> middle_at_height(const Caliper& caliper) {
        const auto section = section_at_height(caliper);
        return section ? std::optional(section->middle) : std::nullopt;
    }

    void lay_line(const Caliper& caliper, const std::optional<Vec3>& at) {
        if (!at)
            return;
        // From behind, as a needle comes: the skin straight behind the place.
        constexpr double behind_mm = 250;
        constexpr double reach_mm = 200;
        const auto skin = skin_along(body_, *at - Vec3{0, behind_mm, 0}, {0, 1, 0});
        if (!skin || skin->y > at->y) {
            measurement_.why_not = "there is no skin behind it in the scan";
            return;
        }
        const geometry::Segment line{*skin, {0, 1, 0}, reach_mm};
        if (caliper.kind == "bone") {
            lay_bone(line);
            return;
        }
        const Structure* met = structure(caliper.structure);
        if (met == nullptr)
            return;
        const double from = geometry::first_below(met->field, line, 0);
        if (from < 0) {
            measurement_.why_not =
                "the " + chart::spoken(caliper.structure) + " does not lie under that place";
            return;
        }
        measurement_.value = from;
    }

    /// Twice the depth of the deepest point near the place: across the structure, however it lies.
    void lay_thickness(const Caliper& caliper) {
        const auto at = place(caliper.at);
        const Structure* whole = structure(caliper.structure);
        if (!at || whole == nullptr)
            return;
        constexpr double near_mm = 20;
        double deepest = 0;
        for_each_inside(whole->field, 0, [&](const Vec3& p, double depth) {
            if (geometry::distance(p, *at) < near_mm)
                deepest = std::min(deepest, depth);
        });
        if (deepest < 0)
            measurement_.value = -2 * deepest;
        else
            measurement_.why_not =
                "the " + chart::spoken(caliper.structure) + " does not lie near that place";
    }

    void lay_bone(const geometry::Segment& line) {
        for (const Structure& bone : body_.structures) {
            if (bone.kind != chart::Kind::Bone)
                continue;
            const double at = geometry::first_below(bone.field, line, 0);
            if (at < 0 || (measurement_.value && at >= *measurement_.value))
                continue;
            measurement_.value = at;
            measurement_.origin = bone.origin;
        }
        if (!measurement_.value)
            measurement_.why_not = "no bone lies under that place";
    }

    void lay_area(const Caliper& caliper) {
        const auto section = section_at_height(caliper);
        if (!section)
            return;
        const Vec3 spacing = structure(caliper.structure)->field.lattice().spacing;
        constexpr double mm2_per_cm2 = 100;
        measurement_.value =
            static_cast<double>(section->voxels) * spacing.x * spacing.y / mm2_per_cm2;
    }

    const Body& body_;
    Measurement& measurement_;
};

/// Whether the value lies far from all means that have a spread, and there is one.
bool is_beyond(double value, const std::vector<Published>& published, double beyond_sd) {
    bool has_spread = false;
    for (const Published& one : published) {
        if (one.sd <= 0)
            continue;
        has_spread = true;
        if (std::abs(value - one.mean) <= beyond_sd * one.sd)
            return false;
    }
    return has_spread;
}

Measurement lay_on_side(const Body& body, const Caliper& caliper, const std::string& side,
                        double beyond_sd) {
    Caliper here = caliper;
    for (std::string* text : {&here.id, &here.from, &here.to, &here.at, &here.structure})
        *text = on_side(*text, side);
    Measurement measurement;
    measurement.id = here.id;
    measurement.what = side.empty() ? here.what : side + ": " + here.what;
    measurement.unit = here.kind == "area" ? "cm2" : "mm";
    measurement.published = here.published;
    Laying(body, measurement).lay(here);
    if (measurement.value && !here.published.empty() && here.published.front().sd > 0)
        measurement.in_sd =
            (*measurement.value - here.published.front().mean) / here.published.front().sd;
    if (!measurement.value)
        measurement.origin.reset();
    if (measurement.value)
        measurement.is_beyond_published = is_beyond(*measurement.value, here.published, beyond_sd);
    return measurement;
}

} // namespace

std::vector<Measurement> measure_body(const Body& body) {
    static const Calipers calipers = read_calipers();
    std::vector<Measurement> measurements;
    for (const Caliper& caliper : calipers.all) {
        if (caliper.id.find("SIDE") == std::string::npos) {
            measurements.push_back(lay_on_side(body, caliper, "", calipers.beyond_sd));
            continue;
        }
        for (const char* side : {"right", "left"})
            measurements.push_back(lay_on_side(body, caliper, side, calipers.beyond_sd));
    }
    return measurements;
}

} // namespace filiform::anatomy
