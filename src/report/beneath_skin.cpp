// SPDX-License-Identifier: Apache-2.0
#include "report/beneath_skin.h"

#include <algorithm>

#include "report/palette.h"
#include "report/plain_words.h"
#include "report/silhouette.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

/// A line as it lies under the skin: rimmed in white, dashed where nobody saw it.
void draw_hidden_outline(Drawing& drawing, const anatomy::Structure& structure,
                         const Outline& outline, const Swatch& swatch) {
    const bool is_guessed = !origin_note(structure.origin).empty();
    drawing.fill(outline, {1, 1, 1, 0.16});
    drawing.stroke(outline, {{1, 1, 1, 0.85}, 0.75});
    drawing.stroke(outline, {swatch.line, 0.3, is_guessed ? Dash::Dashed : Dash::Solid});
}

/// The label of an outline stands at its spot nearest to the right-hand column.
Spot rightmost(const Outline& outline) {
    Spot best{-1e9, 0};
    for (const Line& line : outline)
        for (const Spot& spot : line.spots)
            if (spot.x > best.x)
                best = spot;
    return best;
}

std::vector<chart::StructureId> hidden_hazards(const FigureInput& input) {
    if (input.path == nullptr)
        return input.blockers;
    std::vector<chart::StructureId> ids;
    const auto& near = input.path->clearances;
    constexpr double far_mm = 60;
    for (std::size_t i = 0; i < std::min(near_hazards, near.size()); ++i)
        if (near[i].min_mm < far_mm &&
            (near[i].kind == chart::Kind::Nerve || near[i].kind == chart::Kind::Vessel))
            ids.push_back(near[i].structure);
    return ids;
}

} // namespace

Beneath draw_beneath(Drawing& drawing, const FigureInput& input, const Projection& projection) {
    Beneath beneath;
    const auto add = [&](const chart::StructureId& id, const Swatch* swatch, double importance) {
        const anatomy::Structure* structure = anatomy::find_structure(*input.body, id);
        if (structure == nullptr)
            return false;
        const Outline outline = silhouette(structure->field, projection);
        if (outline.empty())
            return false;
        draw_hidden_outline(drawing, *structure, outline,
                            swatch != nullptr ? *swatch : palette().kinds.at(structure->kind));
        beneath.labels.push_back({rightmost(outline), short_name(id, input.target.text()),
                                  origin_note(structure->origin), importance});
        beneath.ids.push_back(id);
        return true;
    };
    add(input.target, &palette().target, 2.5);
    constexpr int most = 3;
    int drawn = 0;
    for (const chart::StructureId& id : hidden_hazards(input))
        if (drawn < most && id != input.target && add(id, nullptr, 1.5))
            ++drawn;
    return beneath;
}

} // namespace filiform::report
