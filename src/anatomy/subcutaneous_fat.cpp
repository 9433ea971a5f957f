// SPDX-License-Identifier: Apache-2.0
#include "anatomy/subcutaneous_fat.h"

#include "anatomy/import_settings.h"
#include "anatomy/mask.h"

namespace filiform::anatomy {

namespace {

/// Labels that lie under the fascia, whatever their values look like.
bool is_deep(const Structure& one) {
    return one.kind != chart::Kind::Unknown && one.kind != chart::Kind::Skin &&
           one.kind != chart::Kind::Fat && one.kind != chart::Kind::Artefact;
}

} // namespace

std::optional<Structure> find_subcutaneous_fat(const Body& body) {
    const chart::StructureId id("subcutaneous_fat");
    if (!body.ct || find_structure(body, id) != nullptr)
        return std::nullopt;
    const double low = import_setting("fat.low");
    const double high = import_setting("fat.high");
    constexpr double steps = geometry::DistanceField::steps_per_mm;
    const double skin_mm = import_setting("fat.skin");
    const auto skin = body.skin.steps();

    // Lean tissue deeper than the skin, strands taken off.
    Mask lean(body.lattice, 0);
    for (std::size_t n = 0; n < lean.voxels.size(); ++n) {
        const double hu = body.ct->voxels[n];
        lean.voxels[n] = skin[n] < -skin_mm * steps && (hu < low || hu > high) ? 1 : 0;
    }
    lean = opened(lean, import_setting("fat.strand"));
    for (const Structure& one : body.structures)
        if (is_deep(one))
            add_inside(lean, one.field);
    const Mask deep =
        filled_in_slices(closed_coarsely(largest_component(lean), import_setting("fat.closing")));
    Mask fat(body.lattice, 0);
    for (std::size_t n = 0; n < fat.voxels.size(); ++n)
        fat.voxels[n] = skin[n] < 0 && deep.voxels[n] == 0 ? 1 : 0;
    fat = largest_component(fat);
    if (is_empty(fat))
        return std::nullopt;
    Structure made;
    made.id = id;
    made.kind = chart::Kind::Fat;
    made.role = chart::Role::Envelope;
    made.origin = chart::Origin::Measured;
    made.boundary_sd_mm = import_setting("fat.boundary_sd");
    made.note = "From the skin's surface to the muscles' fascia, from the image values; the skin "
                "itself is part of it.";
    made.field = field_of(fat, import_setting("grid.margin"));
    return made;
}

} // namespace filiform::anatomy
