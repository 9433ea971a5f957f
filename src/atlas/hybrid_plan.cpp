// SPDX-License-Identifier: Apache-2.0
#include "atlas/hybrid_plan.h"

#include "atlas/known_sources.h"
#include "atlas/wording.h"
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::atlas {

using base::DataNode;

namespace {

double read_value(const DataNode& parent, std::string_view key) {
    const DataNode node = parent.child(key);
    node.allow_only({"value", "mark", "source", "why"});
    check_mark(node, "hybrid.mark");
    return node.number("value");
}

Usual read_usual(const DataNode& parent, std::string_view key) {
    const DataNode node = parent.child(key);
    node.allow_only({"mean", "sd", "mark", "source", "why"});
    check_mark(node, "hybrid.mark");
    return {node.number("mean"), node.number("sd")};
}

SurfacePull read_surface(const DataNode& parent, std::string_view key) {
    const DataNode node = parent.child(key);
    node.allow_only({"apart_mm", "sd_mm", "farthest_mm", "mark", "source", "why"});
    check_mark(node, "hybrid.mark");
    return {node.number("apart_mm"), node.number("sd_mm"), node.number("farthest_mm")};
}

} // namespace

base::Checked<HybridPlan> read_hybrid_plan(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const DataNode root = document.root();
    root.allow_only({"person", "warp", "surfaces", "pulled", "lean_hu", "held_out"});
    HybridPlan plan;
    const DataNode person = root.child("person");
    person.allow_only({"height_men_cm", "height_women_cm", "bmi", "breadth_sd_mm"});
    plan.height_men = read_usual(person, "height_men_cm");
    plan.height_women = read_usual(person, "height_women_cm");
    plan.bmi = read_usual(person, "bmi");
    plan.breadth_sd_mm = read_value(person, "breadth_sd_mm");
    const DataNode warp = root.child("warp");
    warp.allow_only({"same_point_sd_mm", "stray_mm", "reach_mm", "fewest_landmarks", "most_sd_mm",
                     "most_doubtful"});
    plan.same_point_sd_mm = read_value(warp, "same_point_sd_mm");
    plan.suppleness = {read_value(warp, "stray_mm"), read_value(warp, "reach_mm")};
    plan.fewest_landmarks = static_cast<int>(read_value(warp, "fewest_landmarks"));
    plan.most_sd_mm = read_value(warp, "most_sd_mm");
    plan.most_doubtful = read_value(warp, "most_doubtful");
    const DataNode surfaces = root.child("surfaces");
    surfaces.allow_only({"bones", "skin", "fascia", "of"});
    plan.bones = read_surface(surfaces, "bones");
    plan.skin = read_surface(surfaces, "skin");
    plan.fascia = read_surface(surfaces, "fascia");
    plan.bone_ids = surfaces.texts("of");
    for (const DataNode& node : root.child("pulled").items()) {
        node.allow_only({"id"});
        plan.pulled.push_back(node.text("id"));
    }
    const DataNode lean = root.child("lean_hu");
    lean.allow_only({"low", "high", "mark", "why"});
    check_mark(lean, "hybrid.mark");
    plan.lean_low_hu = lean.number("low");
    plan.lean_high_hu = lean.number("high");
    for (const DataNode& node : root.child("held_out").items()) {
        node.allow_only({"label", "as"});
        plan.held_out.push_back({node.text("label"), node.texts("as")});
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return plan;
}

const HybridPlan& hybrid_plan() {
    static const HybridPlan plan = [] {
        const auto text = base::find_data_file("atlas/hybrid.yaml");
        base::expects(text.has_value(), "data/atlas/hybrid.yaml is embedded");
        auto read = read_hybrid_plan(*text, "data/atlas/hybrid.yaml");
        base::expects(read.has_value(),
                      read.has_value() ? "" : base::sentence(read.error().front()).c_str());
        return std::move(*read);
    }();
    return plan;
}

} // namespace filiform::atlas
