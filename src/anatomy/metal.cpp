// SPDX-License-Identifier: Apache-2.0
#include "anatomy/metal.h"

#include <algorithm>
#include <cmath>

#include "anatomy/import_settings.h"
#include "anatomy/mask.h"

namespace filiform::anatomy {

using geometry::Size3;
using geometry::Vec3;

namespace {

/// Pieces that are large enough, bright all over and too bright for bone somewhere.
Mask bright_pieces(const Body& body) {
    const double surely = import_setting("metal.least");
    const double perhaps = import_setting("metal.around");
    Mask bright(body.lattice, 0);
    for (std::size_t n = 0; n < bright.voxels.size(); ++n)
        bright.voxels[n] = body.ct->voxels[n] >= perhaps ? 1 : 0;
    Mask metal(body.lattice, 0);
    const double voxel_mm3 = std::pow(body.lattice.spacing.x, 3);
    for_each_component(bright, [&](const std::vector<std::size_t>& piece) {
        const bool is_large =
            static_cast<double>(piece.size()) * voxel_mm3 >= import_setting("metal.least_volume");
        const bool is_metal = std::any_of(piece.begin(), piece.end(), [&](std::size_t n) {
            return body.ct->voxels[n] >= surely;
        });
        if (!is_large || !is_metal)
            return;
        for (const std::size_t n : piece)
            metal.voxels[n] = 1;
    });
    return metal;
}

/// For every voxel of a slice that holds metal, whether it is at most `reach` away from it in that
/// slice or the nearest ones.
Mask reachable(const Mask& metal, double reach) {
    const Size3& size = metal.lattice.size;
    Mask reached(metal.lattice, 0);
    const int beyond = std::max(1, static_cast<int>(std::lround(3 / metal.lattice.spacing.z)));
    for (int k = 0; k < size.z; ++k) {
        Mask slice;
        slice.lattice = metal.lattice;
        slice.lattice.size.z = 1;
        slice.voxels.resize(slice.lattice.size.voxels());
        for (int dk = -beyond; dk <= beyond; ++dk) {
            const int from = k + dk;
            if (from < 0 || from >= size.z)
                continue;
            for (std::size_t n = 0; n < slice.voxels.size(); ++n)
                slice.voxels[n] |= metal.voxels[size.index(0, 0, from) + n];
        }
        if (is_empty(slice))
            continue;
        const Mask wide = grown(slice, reach);
        std::copy(wide.voxels.begin(), wide.voxels.end(),
                  reached.voxels.begin() + static_cast<std::ptrdiff_t>(size.index(0, 0, k)));
    }
    return reached;
}

Mask spoilt_zone(const Body& body, const Mask& metal) {
    const Mask reach = reachable(metal, import_setting("metal.reach"));
    const Mask near = grown(metal, import_setting("metal.near"));
    Mask bone(body.lattice, 0);
    Mask gas(body.lattice, 0);
    for (const Structure& one : body.structures) {
        if (one.kind == chart::Kind::Bone)
            add_inside(bone, one.field);
        if (one.kind == chart::Kind::Bowel || one.kind == chart::Kind::Lung)
            add_inside(gas, one.field);
    }
    // A label is narrower than the bone it names; a rim of two voxels may be bone too.
    bone = grown(bone, 2 * body.lattice.spacing.x);
    const double dark = import_setting("metal.dark");
    const double bright = import_setting("metal.bright");
    const auto skin = body.skin.steps();
    constexpr double rim_mm = 4; // partial volume with the air around the body is no streak
    Mask streak(body.lattice, 0);
    for (std::size_t n = 0; n < streak.voxels.size(); ++n) {
        const bool is_inside = skin[n] < -rim_mm * geometry::DistanceField::steps_per_mm;
        const double hu = body.ct->voxels[n];
        const bool is_odd =
            (hu < dark && gas.voxels[n] == 0) || (hu > bright && bone.voxels[n] == 0);
        streak.voxels[n] = is_inside && reach.voxels[n] != 0 && is_odd ? 1 : 0;
    }
    for (std::size_t n = 0; n < streak.voxels.size(); ++n)
        streak.voxels[n] = static_cast<std::uint8_t>(streak.voxels[n] | near.voxels[n]);
    Mask zone = closed(streak, import_setting("metal.closing"));
    for (std::size_t n = 0; n < zone.voxels.size(); ++n)
        if (skin[n] > 0)
            zone.voxels[n] = 0;
    return zone;
}

std::string sides_of(const Body& body, const geometry::DistanceField& field) {
    // Against the middle of the skin, which is where the body's own middle is.
    const double middle = (body.skin.bounds().low.x + body.skin.bounds().high.x) / 2;
    constexpr double clearly_mm = 15;
    const bool is_right = field.bounds().high.x > middle + clearly_mm;
    const bool is_left = field.bounds().low.x < middle - clearly_mm;
    if (is_right && is_left)
        return "on both sides";
    return is_right ? "on the right" : is_left ? "on the left" : "in the middle";
}

std::string spoilt_names(const Body& body, const Mask& zone) {
    std::string names;
    for (const Structure& one : body.structures) {
        const bool is_seen = one.kind == chart::Kind::Muscle || one.kind == chart::Kind::Bone ||
                             one.kind == chart::Kind::Vessel;
        if (!is_seen || one.origin != chart::Origin::Segmented)
            continue;
        const std::size_t inside = count_inside(zone, one.field);
        const double ml = static_cast<double>(inside) * std::pow(body.lattice.spacing.x, 3) / 1000;
        if (ml > 1)
            names += (names.empty() ? "" : ", ") + chart::spoken(one.id.text());
    }
    return names;
}

Structure make(const char* id, chart::Kind kind, const Mask& mask) {
    Structure made;
    made.id = chart::StructureId(id);
    made.kind = kind;
    made.role = chart::Role::Hazard;
    made.origin = chart::Origin::Measured;
    made.field = field_of(mask, import_setting("grid.margin"));
    return made;
}

} // namespace

Metal find_metal(const Body& body) {
    Metal found;
    if (!body.ct)
        return found;
    const Structure* labelled = find_structure(body, chart::StructureId("metal"));
    Mask metal = bright_pieces(body);
    if (labelled != nullptr)
        add_inside(metal, labelled->field);
    if (is_empty(metal))
        return found;
    const Mask zone = spoilt_zone(body, metal);
    Structure made = make("metal", chart::Kind::Metal, metal);
    made.boundary_sd_mm = import_setting("metal.boundary_sd");
    made.note = "An implant, by its brightness.";
    const std::string side = sides_of(body, made.field);
    found.warnings.push_back({"body.metal", "There is metal " + side +
                                                "; a needle must not touch "
                                                "it, and infection there is grave."});
    if (labelled == nullptr)
        found.structures.push_back(std::move(made));
    Structure spoilt = make("metal_artefact", chart::Kind::Artefact, zone);
    spoilt.boundary_sd_mm = import_setting("metal.artefact_sd");
    spoilt.note = "Where metal spoils the image; nothing drawn here is to be trusted.";
    const std::string names = spoilt_names(body, zone);
    found.warnings.push_back(
        {"body.artefact", "Streaks from the metal " + side + " spoil the image" +
                              (names.empty() ? "" : " of " + names) +
                              "; what is drawn there is a guess of the segmentation."});
    found.structures.push_back(std::move(spoilt));
    return found;
}

} // namespace filiform::anatomy
