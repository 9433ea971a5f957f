// SPDX-License-Identifier: Apache-2.0
#include "anatomy/abdominal_cavity.h"

#include <cmath>

#include "anatomy/import_settings.h"
#include "anatomy/mask.h"

namespace filiform::anatomy {

namespace {

bool is_viscus(const Structure& one) {
    switch (one.kind) {
    case chart::Kind::Bowel:
    case chart::Kind::Organ:
    case chart::Kind::Kidney:
    case chart::Kind::Vessel:
        return one.origin == chart::Origin::Segmented;
    case chart::Kind::Skin:
    case chart::Kind::Fat:
    case chart::Kind::Muscle:
    case chart::Kind::Bone:
    case chart::Kind::Nerve:
    case chart::Kind::Canal:
    case chart::Kind::Lung:
    case chart::Kind::Pleura:
    case chart::Kind::Cavity:
    case chart::Kind::Metal:
    case chart::Kind::Artefact:
    case chart::Kind::Unknown:
        return false;
    }
    return false;
}

/// Fat between the organs: seen in the image, it may fill wider gaps than the closing does.
void add_deep_fat(Mask& cavity, const Mask& viscera, const geometry::Volume<std::int16_t>& ct) {
    const Mask hull = closed_coarsely(viscera, import_setting("cavity.fat_closing"));
    const double low = import_setting("fat.low");
    const double high = import_setting("fat.high");
    Mask fat(cavity.lattice, 0);
    for (std::size_t n = 0; n < fat.voxels.size(); ++n)
        fat.voxels[n] = hull.voxels[n] != 0 && ct.voxels[n] >= low && ct.voxels[n] <= high ? 1 : 0;
    fat = opened_coarsely(fat, import_setting("cavity.opening"));
    for (std::size_t n = 0; n < fat.voxels.size(); ++n)
        if (fat.voxels[n] != 0)
            cavity.voxels[n] = 1;
    cavity = closed_coarsely(cavity, 2 * import_setting("cavity.opening"));
}

} // namespace

std::optional<Structure> find_abdominal_cavity(const Body& body) {
    const chart::StructureId id("abdominopelvic_cavity");
    if (find_structure(body, id) != nullptr)
        return std::nullopt;
    Mask viscera(body.lattice, 0);
    Mask wall(body.lattice, 0);
    for (const Structure& one : body.structures) {
        if (is_viscus(one))
            add_inside(viscera, one.field);
        if (one.kind == chart::Kind::Bone || one.kind == chart::Kind::Muscle ||
            one.kind == chart::Kind::Lung || one.kind == chart::Kind::Canal)
            add_inside(wall, one.field);
    }
    if (is_empty(viscera))
        return std::nullopt;
    Mask cavity = closed_coarsely(viscera, import_setting("cavity.closing"));
    if (body.ct)
        add_deep_fat(cavity, viscera, *body.ct);
    const auto depth = static_cast<std::int16_t>(-import_setting("cavity.least_depth") *
                                                 geometry::DistanceField::steps_per_mm);
    const auto skin = body.skin.steps(); // on the whole lattice
    for (std::size_t n = 0; n < cavity.voxels.size(); ++n)
        if (wall.voxels[n] != 0 || (skin.size() == cavity.voxels.size() && skin[n] > depth))
            cavity.voxels[n] = 0;
    cavity = largest_component(opened_coarsely(cavity, import_setting("cavity.opening")));
    Structure made;
    made.id = id;
    made.kind = chart::Kind::Cavity;
    made.role = chart::Role::Hazard;
    made.origin = chart::Origin::Inferred;
    made.position_sd_mm = import_setting("cavity.position_sd");
    made.boundary_sd_mm = 0;
    made.note = "The space between the labelled organs, gaps up to " +
                std::to_string(std::lround(2 * import_setting("cavity.closing"))) +
                " mm closed, without bone and muscle.";
    made.field = field_of(cavity, import_setting("grid.margin"));
    if (made.field.is_empty())
        return std::nullopt;
    return made;
}

} // namespace filiform::anatomy
