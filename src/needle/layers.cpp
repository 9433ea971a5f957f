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

/// What holds a stretch of the shaft, and how deep it surely goes on to.
struct Held {
    const Structure* by = nullptr;
    double to_mm = 0;
};

/// How deep a structure that is `inside_mm` away from its border at `at_mm` surely still holds the
/// shaft. Beyond its lattice none does.
double surely_held_to(const geometry::DistanceField& field, const geometry::Segment& shaft,
                      double at_mm, double inside_mm) {
    const double to_mm = at_mm + std::max(0.0, field.surely_free_mm(inside_mm));
    return field.lattice().bounds().contains(shaft.point(to_mm)) ? to_mm : at_mm;
}

/// The first structure that holds the point so deep; those still far are not asked.
Held first_holding(const std::vector<const Structure*>& near, const geometry::Segment& shaft,
                   double at_mm, std::vector<double>& free_to) {
    const geometry::Vec3 p = shaft.point(at_mm);
    Held held{nullptr, 1e300};
    for (std::size_t i = 0; i < near.size(); ++i) {
        if (at_mm >= free_to[i]) {
            const geometry::DistanceField& field = near[i]->field;
            const double away = field.at(p);
            if (away <= 0)
                return {near[i], std::min(held.to_mm, surely_held_to(field, shaft, at_mm, -away))};
            free_to[i] = at_mm + field.surely_free_mm(away);
        }
        held.to_mm = std::min(held.to_mm, free_to[i]);
    }
    return held;
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
    Held held;
    const Structure* held_by = nullptr;
    std::vector<double> free_to(near.size(), 0.0); // up to here each is known not to be met
    for (int i = 0; i < steps; ++i) {
        const double from = skin_mm + (shaft.length_mm - skin_mm) * i / steps;
        const double to = skin_mm + (shaft.length_mm - skin_mm) * (i + 1) / steps;
        const double middle = (from + to) / 2;
        if (middle >= held.to_mm)
            held = first_holding(near, shaft, middle, free_to);
        if (!runs.empty() && held_by == held.by) {
            runs.back().to_mm = to;
            continue;
        }
        held_by = held.by;
        runs.push_back(layer_of(held.by));
        runs.back().from_mm = from;
        runs.back().to_mm = to;
    }
    for (chart::Layer& run : runs)
        append(layers, std::move(run));
    return layers;
}

} // namespace filiform::needle
