// SPDX-License-Identifier: Apache-2.0
#include "anatomy/bone_rules.h"

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::anatomy {

using base::DataNode;

namespace {

LandmarkRules::Range read_range(const DataNode& node) {
    const auto items = node.items();
    if (items.size() != 2) {
        node.complain("landmarks.range", "a range has two numbers");
        return {};
    }
    return {items[0].as_number(), items[1].as_number()};
}

void read_search(const DataNode& search, LandmarkRules& rules) {
    search.allow_only({"mark", "cap_mm", "lump_mm", "scan_edge_mm", "spine_half_width_mm",
                       "spinous_reach_mm", "process_reach_mm", "lamina_lateral_mm", "axis_least_mm",
                       "above_hip_mm", "piis_from_psis_mm", "spine_about_hip_mm",
                       "tuberosity_below_hip_mm", "trochanter_lateral_mm", "head_radius_mm",
                       "apex_share", "coccyx_least_mm"});
    rules.extreme = {search.number("cap_mm"), search.number("lump_mm")};
    rules.scan_edge_mm = search.number("scan_edge_mm");
    rules.spine_half_width_mm = search.number("spine_half_width_mm");
    rules.spinous_reach_mm = search.number("spinous_reach_mm");
    rules.process_reach_mm = search.number("process_reach_mm");
    rules.lamina_lateral_mm = search.number("lamina_lateral_mm");
    rules.axis_least_mm = search.number("axis_least_mm");
    rules.above_hip_mm = search.number("above_hip_mm");
    rules.piis_from_psis_mm = read_range(search.child("piis_from_psis_mm"));
    rules.spine_about_hip_mm = read_range(search.child("spine_about_hip_mm"));
    rules.tuberosity_below_hip_mm = search.number("tuberosity_below_hip_mm");
    rules.trochanter_lateral_mm = search.number("trochanter_lateral_mm");
    rules.head_radius_mm = read_range(search.child("head_radius_mm"));
    rules.apex_share = search.number("apex_share");
    rules.coccyx_least_mm = search.number("coccyx_least_mm");
}

LandmarkRules read_rules() {
    const auto text = base::find_data_file("anatomy/landmarks.yaml");
    base::expects(text.has_value(), "data/anatomy/landmarks.yaml is embedded");
    const base::DataDocument document(*text, "data/anatomy/landmarks.yaml");
    const DataNode root = document.root();
    root.allow_only({"unit", "picks", "search", "sacral_level_share", "metal"});
    LandmarkRules rules;
    const DataNode picks = root.child("picks");
    for (const std::string& id : picks.keys()) {
        const DataNode pick = picks.child(id);
        pick.allow_only({"sd_mm", "palpable", "mark", "source"});
        rules.picks[id] = {pick.number("sd_mm"), pick.flag("palpable")};
    }
    read_search(root.child("search"), rules);
    const DataNode levels = root.child("sacral_level_share");
    for (const std::string& id : levels.keys())
        if (id != "mark")
            rules.sacral_level_share[id] = levels.number(id);
    const DataNode metal = root.child("metal");
    metal.allow_only({"mark", "within_mm", "extra_sd_mm"});
    rules.metal_within_mm = metal.number("within_mm");
    rules.metal_extra_sd_mm = metal.number("extra_sd_mm");
    base::expects(document.problems().empty(), "data/anatomy/landmarks.yaml has no problems");
    return rules;
}

} // namespace

const LandmarkRules& landmark_rules() {
    static const LandmarkRules rules = read_rules();
    return rules;
}

} // namespace filiform::anatomy
