// SPDX-License-Identifier: Apache-2.0
#include "needle/notes.h"

#include "needle/course_words.h"

#include <cstdio>
#include <map>

namespace filiform::needle {

namespace {

/// "prone", "on the side": after "lying".
std::string lying(std::string_view position) {
    return position == "side_lying" ? "on the side" : std::string(position);
}

/// What a body that lies otherwise than its muscle is needled means; empty where it does not. Of a
/// scan its own warning speaks.
std::string posture_note(const Scene& scene) {
    const anatomy::Body& body = *scene.body;
    const std::string_view lies = anatomy::text(body.posture);
    if (body.origin != chart::Origin::Reference || body.posture == anatomy::Posture::Unknown ||
        lies == scene.rule->position)
        return "";
    return "The body was made for lying " + lying(lies) + ", and this muscle is needled lying " +
           lying(scene.rule->position) + ": depths may differ. Make the body in that posture.";
}

/// What was inferred of the muscle and of the usual courses near the paths, with its SD.
std::map<chart::StructureId, double> inferred_near(const Scene& scene,
                                                   const std::vector<chart::PlannedPath>& paths) {
    std::map<chart::StructureId, double> inferred;
    if (scene.target->origin == chart::Origin::Inferred)
        inferred[scene.target->id] = scene.target->position_sd_mm;
    const double near_mm = scene.rules->planning.inferred_near_mm;
    for (const chart::PlannedPath& path : paths)
        for (const chart::Clearance& c : path.clearances)
            if (c.origin == chart::Origin::Inferred && c.variant_of.is_empty() &&
                c.min_mm < near_mm)
                inferred[c.structure] = c.position_sd_mm;
    return inferred;
}

} // namespace

std::vector<std::string> make_notes(const Scene& scene,
                                    const std::vector<chart::PlannedPath>& paths) {
    std::vector<std::string> notes = scene.rule->notes;
    for (const NoteWithout& one : scene.rule->notes_without) {
        const chart::StructureId id(filled(one.structure, scene.side, scene.request.level));
        if (anatomy::find_structure(*scene.body, id) == nullptr)
            notes.push_back(one.note);
    }
    if (std::string note = posture_note(scene); !note.empty())
        notes.push_back(std::move(note));
    for (std::string& note : course_notes(scene, paths))
        notes.push_back(std::move(note));
    for (const auto& [id, sd] : inferred_near(scene, paths)) {
        char text[240];
        std::snprintf(text, sizeof text,
                      "The %s is inferred from landmarks (SD %.0f mm), not seen in this body.",
                      chart::spoken(id.text()).c_str(), sd);
        notes.emplace_back(text);
    }
    return notes;
}

} // namespace filiform::needle
