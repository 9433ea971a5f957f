// SPDX-License-Identifier: Apache-2.0
#include "needle/scene.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using anatomy::Missing;
using anatomy::Structure;

Hazard make_hazard(const Limits& limits, const Structure& structure, const KindLimit& limit) {
    Hazard hazard;
    hazard.structure = &structure;
    hazard.limit = limit;
    hazard.sd_mm = std::hypot(structure.position_sd_mm, structure.boundary_sd_mm);
    hazard.block_need_mm =
        limit.block_mm + std::min(limits.block_sd * hazard.sd_mm, limits.block_sd_cap_mm);
    hazard.warn_need_mm = limit.warn_mm + limits.warn_sd * hazard.sd_mm;
    hazard.is_guessed =
        structure.origin == chart::Origin::Inferred || structure.origin == chart::Origin::Reference;
    hazard.name = anatomy::name_of(structure);
    hazard.share = structure.share;
    hazard.binding = binding_of(limits, limit, structure);
    return hazard;
}

std::vector<Level> find_levels(const anatomy::Body& body) {
    constexpr std::string_view prefix = "vertebra_";
    std::vector<Level> levels;
    for (const Structure& structure : body.structures) {
        if (!structure.id.text().starts_with(prefix) || structure.field.is_empty())
            continue;
        const geometry::Box& box = structure.field.bounds();
        levels.push_back({structure.id.text().substr(prefix.size()), box.low.z, box.high.z});
    }
    std::sort(levels.begin(), levels.end(),
              [](const Level& a, const Level& b) { return a.middle_mm() > b.middle_mm(); });
    return levels;
}

const Missing* find_missing(const anatomy::Body& body, const chart::StructureId& id) {
    const auto found = std::find_if(body.missing.begin(), body.missing.end(),
                                    [&](const Missing& m) { return m.id == id; });
    return found == body.missing.end() ? nullptr : &*found;
}

/// Whether the body has data of the hazard, or its scan ends before it. What is drawn and said to
/// be missing all the same is kept clear of, but is not data.
bool is_known(const anatomy::Body& body, const std::string& id) {
    const Missing* missing = find_missing(body, chart::StructureId(id));
    if (missing != nullptr)
        return missing->why == Missing::Why::OutsideScan;
    const Structure* structure = anatomy::find_structure(body, chart::StructureId(id));
    return structure != nullptr && !structure->field.is_empty();
}

void note_unknowns(Scene& scene) {
    for (const std::string& pattern : scene.rule->requires_known) {
        std::string rest = filled(pattern, scene.side, scene.request.level);
        const std::string first = rest.substr(0, rest.find('|'));
        bool is_any_known = false;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('|'), rest.size());
            is_any_known = is_any_known || is_known(*scene.body, rest.substr(0, end));
            rest.erase(0, std::min(end + 1, rest.size()));
        }
        if (is_any_known)
            continue;
        const Missing* missing = find_missing(*scene.body, chart::StructureId(first));
        scene.unknowns.push_back(
            {"needle.missing_hazard", chart::StructureId(first),
             "This body has no data of the " + chart::spoken(first) +
                 (missing != nullptr && !missing->what.empty() ? " (" + missing->what + ")" : "") +
                 "; it is not counted as clearance."});
    }
}

chart::NoPath refusal(std::string code, std::string because, std::string would_help) {
    return {std::move(code), std::move(because), std::move(would_help), {}};
}

chart::NoPath target_missing(const anatomy::Body& body, const chart::StructureId& id) {
    const Missing* missing = find_missing(body, id);
    if (missing != nullptr && missing->why == Missing::Why::OutsideScan)
        return refusal("target_out_of_scan",
                       "The " + chart::spoken(id.text()) + " lies outside the scan.",
                       "A scan that covers it.");
    const std::string why =
        missing != nullptr && !missing->what.empty() ? ": " + missing->what : ".";
    return refusal("target_missing", "This body has no " + chart::spoken(id.text()) + why,
                   "A scan and a segmentation that contain it, or its landmarks.");
}

/// Narrows the tips to the vertebra asked for.
bool set_level(Scene& scene) {
    const std::string& level = scene.request.level;
    if (level.empty())
        return true;
    for (const Level& known : scene.levels) {
        if (known.name != level)
            continue;
        scene.lowest_tip_mm = known.low_mm;
        scene.highest_tip_mm = known.high_mm;
        return true;
    }
    return false;
}

} // namespace

Scene make_scene(const anatomy::Body& body, const Rules& rules) {
    Scene scene;
    scene.body = &body;
    scene.rules = &rules;
    scene.levels = find_levels(body);
    for (const Structure& structure : body.structures) {
        if (structure.field.is_empty())
            continue;
        if (structure.kind == chart::Kind::Bone)
            scene.bones.push_back(&structure);
        if (const KindLimit* limit = limit_for(rules.limits, structure))
            scene.hazards.push_back(make_hazard(rules.limits, structure, *limit));
    }
    return scene;
}

tl::expected<Scene, chart::NoPath> make_scene(const anatomy::Body& body, const Rules& rules,
                                              const chart::TargetRequest& request) {
    Scene scene = make_scene(body, rules);
    scene.request = request;
    scene.side = chart::side_of(request.structure.text());
    scene.rule = find_rule(rules.targets, request.structure);
    if (scene.rule == nullptr)
        return tl::unexpected(refusal("target_missing",
                                      "No needling rule is known for the " +
                                          chart::spoken(request.structure.text()) + ".",
                                      "Add the muscle to data/needle/targets.yaml."));
    scene.target = anatomy::find_structure(body, request.structure);
    if (scene.target == nullptr || scene.target->field.is_empty())
        return tl::unexpected(target_missing(body, request.structure));
    if (!set_level(scene))
        return tl::unexpected(refusal("target_missing",
                                      "This body has no vertebra '" + request.level + "'.",
                                      "Ask for a level that the scan shows."));
    const auto is_target = [&](const Hazard& h) { return h.structure == scene.target; };
    scene.hazards.erase(std::remove_if(scene.hazards.begin(), scene.hazards.end(), is_target),
                        scene.hazards.end());
    note_unknowns(scene);
    return scene;
}

std::string level_at(const Scene& scene, double z_mm) {
    const auto nearest = std::min_element(
        scene.levels.begin(), scene.levels.end(), [&](const Level& a, const Level& b) {
            return std::abs(a.middle_mm() - z_mm) < std::abs(b.middle_mm() - z_mm);
        });
    return nearest == scene.levels.end() ? "" : nearest->name;
}

} // namespace filiform::needle
