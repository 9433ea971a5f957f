// SPDX-License-Identifier: Apache-2.0
#include "needle/course_words.h"

#include "anatomy/courses.h"

#include <algorithm>
#include <set>

namespace filiform::needle {

namespace {

using chart::StructureId;

/// "sciatic_type.right": what a clinician states of the structure of that name.
std::string stated_as(const anatomy::Structure& structure) {
    const std::string& name = anatomy::name_of(structure).text();
    return anatomy::variant_id(structure) + name.substr(chart::without_side(name).size());
}

/// "type b" of "sciatic_type=b", "under" of a kind that is a word.
std::string kind_words(const anatomy::Structure& structure) {
    const std::string kind = anatomy::kind_of(structure);
    return kind.size() == 1 ? "type " + chart::spoken(kind) : kind;
}

/// Of `name`: "In 13 of 100 people the right sciatic nerve takes another course (…)".
std::string note_of(const Scene& scene, const StructureId& name) {
    double all = 0;
    std::string list;
    std::string stated;
    for (const Hazard& hazard : scene.hazards) {
        if (hazard.name != name || hazard.structure->variant_of.is_empty())
            continue;
        all += hazard.share;
        const std::string& how = hazard.structure->note;
        list += (list.empty() ? "" : "; ") + chart::of_hundred(hazard.share) + " " +
                kind_words(*hazard.structure) +
                (how.empty() ? "" : ", " + how.substr(0, how.find_first_of(";.")));
        stated = stated_as(*hazard.structure);
    }
    return "In " + in_hundred(all) + " the " + chart::spoken(name.text()) +
           " takes another course (" + list +
           "), counted by its share. If MRI or ultrasound shows the course, plan again with it "
           "stated (" +
           stated + ").";
}

bool is_near(const chart::PlannedPath& path, const StructureId& name, double near_mm) {
    const bool counts = std::any_of(path.risks.begin(), path.risks.end(), [&](const auto& risk) {
        constexpr double hardly_ever = 0.0005;
        return risk.structure == name && risk.from_variants >= hardly_ever;
    });
    return counts ||
           std::any_of(path.clearances.begin(), path.clearances.end(),
                       [&](const auto& c) { return c.variant_of == name && c.min_mm < near_mm; });
}

} // namespace

std::string in_hundred(double share) {
    return chart::of_hundred(share) + " of 100 people";
}

std::vector<std::string> course_notes(const Scene& scene,
                                      const std::vector<chart::PlannedPath>& paths) {
    std::set<StructureId> names;
    for (const Hazard& hazard : scene.hazards)
        if (!hazard.structure->variant_of.is_empty())
            names.insert(hazard.name);
    std::vector<std::string> notes;
    const double near_mm = scene.rules->planning.inferred_near_mm;
    for (const StructureId& name : names)
        if (std::any_of(paths.begin(), paths.end(),
                        [&](const auto& path) { return is_near(path, name, near_mm); }))
            notes.push_back(note_of(scene, name));
    return notes;
}

std::string course_help(const Scene& scene, const StructureId& id) {
    const auto found =
        std::find_if(scene.hazards.begin(), scene.hazards.end(),
                     [&](const Hazard& hazard) { return hazard.structure->id == id; });
    if (found == scene.hazards.end() || found->structure->variant_of.is_empty())
        return "";
    return "To have the course of the " + chart::spoken(found->name.text()) +
           " looked for with MRI or ultrasound, and stated (" + stated_as(*found->structure) +
           "): only " + in_hundred(found->share) + " have the one that stands in the way.";
}

} // namespace filiform::needle
