// SPDX-License-Identifier: Apache-2.0
#include "study/drawn.h"

#include <algorithm>

#include "atlas/shape_plan.h"
#include "atlas/spread_rules.h"
#include "base/spelling.h"

namespace filiform::study {

namespace {

constexpr std::string_view of_kind = "kind.";

std::vector<const atlas::Solid*> solids_of(std::string_view name) {
    std::vector<const atlas::Solid*> found;
    const bool is_kind = name.starts_with(of_kind);
    const auto kind =
        is_kind ? chart::kind_of(name.substr(of_kind.size())) : std::optional<chart::Kind>();
    for (const atlas::SolidDraft& draft : atlas::shape_plan().solids) {
        const atlas::Solid& solid = draft.solid;
        if (solid.is_helper || solid.id == "skin")
            continue;
        if (is_kind ? kind == solid.kind
                    : name == solid.id || name == chart::without_side(solid.id))
            found.push_back(&solid);
    }
    return found;
}

} // namespace

Drawing drawing_of(std::string_view name) {
    if (!solids_of(name).empty())
        return Drawing::Drawn;
    if (name.starts_with(of_kind))
        return chart::kind_of(name.substr(of_kind.size())) ? Drawing::NotYet : Drawing::Unknown;
    for (const atlas::SpreadRule& rule : atlas::spread_rules().rows)
        if (std::find(rule.ids.begin(), rule.ids.end(), name) != rule.ids.end())
            return Drawing::NotYet;
    return Drawing::Unknown;
}

std::string nearest_structure(std::string_view name) {
    std::vector<std::string> names;
    for (const atlas::SolidDraft& draft : atlas::shape_plan().solids)
        if (!draft.solid.is_helper)
            names.push_back(draft.solid.id);
    for (const atlas::SpreadRule& rule : atlas::spread_rules().rows)
        names.insert(names.end(), rule.ids.begin(), rule.ids.end());
    return base::nearest_name(names, name);
}

std::vector<std::string> structures_of(std::string_view name, chart::Side side) {
    std::vector<std::string> ids;
    for (const atlas::Solid* solid : solids_of(name)) {
        if (solid->sides != atlas::Sides::Both) {
            const chart::Side own = chart::side_of(solid->id);
            if (own == chart::Side::None || side == chart::Side::None || own == side)
                ids.push_back(solid->id);
            continue;
        }
        if (side != chart::Side::Left)
            ids.push_back(solid->id + ".right");
        if (side != chart::Side::Right)
            ids.push_back(solid->id + ".left");
    }
    return ids;
}

std::vector<std::string> bones() {
    return structures_of("kind.bone", chart::Side::None);
}

} // namespace filiform::study
