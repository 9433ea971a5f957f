// SPDX-License-Identifier: Apache-2.0
#include "needle/layers.h"

#include "needle/shaft.h"

#include <algorithm>
#include <cmath>

namespace filiform::needle {

namespace {

using anatomy::Structure;

/// Whether a structure of that kind may name a layer, and before which others. Zero: never.
int rank(const Scene& scene, const Structure& structure) {
    switch (structure.kind) {
    case chart::Kind::Nerve:
    case chart::Kind::Vessel:
    case chart::Kind::Canal:
    case chart::Kind::Lung:
    case chart::Kind::Pleura:
    case chart::Kind::Kidney:
    case chart::Kind::Bowel:
    case chart::Kind::Organ:
    case chart::Kind::Metal:
    case chart::Kind::Unknown:
        return 7;
    case chart::Kind::Bone:
        return 6;
    case chart::Kind::Muscle:
        return &structure == scene.target ? 5 : 4;
    case chart::Kind::Cavity:
        return 3;
    case chart::Kind::Fat:
        return 2;
    // Skin is drawn by its thickness; the spoilt zone around metal lies over whatever is there.
    case chart::Kind::Skin:
    case chart::Kind::Artefact:
        return 0;
    }
    return 0;
}

bool comes_before(const Scene& scene, const Structure& a, const Structure& b) {
    const int rank_a = rank(scene, a);
    const int rank_b = rank(scene, b);
    if (rank_a != rank_b)
        return rank_a > rank_b;
    const bool guessed_a = a.origin == chart::Origin::Inferred;
    const bool guessed_b = b.origin == chart::Origin::Inferred;
    if (guessed_a != guessed_b)
        return guessed_b;
    return a.id < b.id;
}

std::vector<const Structure*> near_structures(const Scene& scene, const geometry::Segment& shaft) {
    std::vector<const Structure*> near;
    const geometry::Vec3 middle = shaft.point(shaft.length_mm / 2);
    for (const Structure& structure : scene.body->structures) {
        // What lies on the way is said of the usual courses; of the others, how near they are.
        if (structure.field.is_empty() || !structure.variant_of.is_empty() ||
            rank(scene, structure) == 0)
            continue;
        if (least_by_box(structure.field, shaft) > 1)
            continue;
        if (structure.field.at(middle) <= shaft.length_mm / 2 * 1.1 + 1)
            near.push_back(&structure);
    }
    std::sort(near.begin(), near.end(),
              [&](const Structure* a, const Structure* b) { return comes_before(scene, *a, *b); });
    return near;
}

chart::Layer layer_of(const Structure* structure) {
    chart::Layer layer;
    if (structure == nullptr) {
        layer.name = "soft tissue, not segmented";
        return layer;
    }
    layer.structure = structure->id;
    layer.kind = structure->kind;
    layer.origin = structure->origin;
    layer.name = structure->kind == chart::Kind::Fat ? "subcutaneous fat"
                                                     : chart::spoken(structure->id.text());
    return layer;
}

void append(std::vector<chart::Layer>& layers, chart::Layer layer) {
    constexpr double sliver_mm = 0.5;
    if (layer.to_mm <= layer.from_mm)
        return;
    const bool is_same = !layers.empty() && layers.back().structure == layer.structure &&
                         layers.back().name == layer.name;
    const bool is_sliver = !layers.empty() && layer.to_mm - layer.from_mm < sliver_mm;
    if (is_same || is_sliver) {
        layers.back().to_mm = layer.to_mm;
    } else {
        layers.push_back(std::move(layer));
    }
}

/// The first structure that holds the point so deep; those still far are not asked.
const Structure* first_holding(const std::vector<const Structure*>& near,
                               const geometry::Segment& shaft, double at_mm,
                               std::vector<double>& free_to) {
    const geometry::Vec3 p = shaft.point(at_mm);
    for (std::size_t i = 0; i < near.size(); ++i) {
        if (at_mm < free_to[i])
            continue;
        const double away = near[i]->field.at(p);
        if (away <= 0)
            return near[i];
        free_to[i] = at_mm + near[i]->field.surely_free_mm(away);
    }
    return nullptr;
}

} // namespace

std::vector<chart::Layer> make_layers(const Scene& scene, const geometry::Segment& shaft) {
    constexpr double step_mm = 0.25;
    const double skin_mm = std::min(scene.rules->hand.skin_thickness_mm, shaft.length_mm);
    std::vector<chart::Layer> layers;
    chart::Layer skin;
    skin.kind = chart::Kind::Skin;
    skin.to_mm = skin_mm;
    skin.name = "skin";
    append(layers, skin);
    const auto near = near_structures(scene, shaft);
    const int steps = static_cast<int>(std::ceil((shaft.length_mm - skin_mm) / step_mm));
    std::vector<chart::Layer> runs;
    const Structure* held_by = nullptr;
    std::vector<double> free_to(near.size(), 0.0); // up to here each is known not to be met
    for (int i = 0; i < steps; ++i) {
        const double from = skin_mm + (shaft.length_mm - skin_mm) * i / steps;
        const double to = skin_mm + (shaft.length_mm - skin_mm) * (i + 1) / steps;
        const Structure* holds = first_holding(near, shaft, (from + to) / 2, free_to);
        if (!runs.empty() && held_by == holds) {
            runs.back().to_mm = to;
            continue;
        }
        held_by = holds;
        runs.push_back(layer_of(holds));
        runs.back().from_mm = from;
        runs.back().to_mm = to;
    }
    for (chart::Layer& run : runs)
        append(layers, std::move(run));
    return layers;
}

} // namespace filiform::needle
