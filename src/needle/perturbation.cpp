// SPDX-License-Identifier: Apache-2.0
#include "needle/perturbation.h"

#include "base/parallel.h"
#include "base/random.h"

#include <algorithm>

namespace filiform::needle {

namespace {

constexpr std::size_t grain = 512;

HandDraw draw_hand(base::RandomStream random) {
    const auto normal = [&] { return static_cast<float>(random.normal()); };
    HandDraw draw;
    draw.entry_across = normal();
    draw.entry_along = normal();
    draw.find_across = normal();
    draw.find_along = normal();
    draw.angle_u = normal();
    draw.angle_v = normal();
    draw.bend_u = normal();
    draw.bend_v = normal();
    draw.depth = normal();
    draw.slip = static_cast<float>(random.uniform());
    draw.squeeze = static_cast<float>(random.uniform());
    draw.bone = static_cast<float>(random.uniform());
    return draw;
}

StructureDraw draw_structure(base::RandomStream random) {
    const auto normal = [&] { return static_cast<float>(random.normal()); };
    StructureDraw draw;
    draw.x = normal();
    draw.y = normal();
    draw.z = normal();
    draw.boundary = normal();
    constexpr double rounding = 1e-6; // of a float, and some
    draw.no_farther_than =
        static_cast<float>(geometry::length({draw.x, draw.y, draw.z}) * (1 + rounding));
    return draw;
}

} // namespace

PerturbationTable::PerturbationTable(std::uint64_t seed, std::size_t samples,
                                     const anatomy::Body& body, const Limits& limits)
    : hand_(samples) {
    base::parallel_chunks(samples, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            hand_[i] = draw_hand(base::RandomStream(seed, i));
    });
    for (const anatomy::Structure& structure : body.structures) {
        const KindLimit* limit = limit_for(limits, structure);
        const bool is_hazard = limit != nullptr && !limit->is_territory;
        const bool is_certain = structure.position_sd_mm == 0 && structure.boundary_sd_mm == 0;
        if (is_certain || (!is_hazard && structure.kind != chart::Kind::Muscle))
            continue;
        const std::string& name = anatomy::name_of(structure).text();
        for (const std::string& id : {name, chart::mirrored(name)}) {
            Draws& of = structures_[chart::StructureId(id)];
            std::vector<StructureDraw>& draws = of.samples;
            if (!draws.empty())
                continue;
            draws.resize(samples);
            const std::uint64_t own = base::seed_for(seed, id);
            base::parallel_chunks(samples, grain, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i)
                    draws[i] = draw_structure(base::RandomStream(own, i));
            });
            for (const StructureDraw& draw : draws) {
                of.farthest = std::max(of.farthest, geometry::length({draw.x, draw.y, draw.z}));
                of.thickest = std::max(of.thickest, static_cast<double>(draw.boundary));
            }
            farthest_.farthest = std::max(farthest_.farthest, of.farthest);
            farthest_.thickest = std::max(farthest_.thickest, of.thickest);
        }
    }
}

PerturbationTable::Places PerturbationTable::places(const chart::StructureId& id,
                                                    chart::Side side) const {
    const bool is_left = side == chart::Side::Left;
    const auto found =
        structures_.find(is_left ? chart::StructureId(chart::mirrored(id.text())) : id);
    if (found == structures_.end())
        return {};
    const Draws& of = found->second;
    return {of.samples, is_left ? -1.0 : 1.0, of.farthest, of.thickest};
}

} // namespace filiform::needle
