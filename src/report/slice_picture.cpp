// SPDX-License-Identifier: Apache-2.0
#include "report/slice_picture.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "report/figure_parts.h"

namespace filiform::report {

using anatomy::Structure;
using chart::Kind;
using geometry::Vec3;

namespace {

/// Trilinear; a point outside the volume takes the value of its nearest edge.
double hounsfield_at(const geometry::Volume<std::int16_t>& ct, const Vec3& p) {
    const geometry::Size3& size = ct.lattice.size;
    const Vec3 v = ct.lattice.voxel(p);
    const auto split = [](double value, int count) {
        const double held = std::clamp(value, 0.0, static_cast<double>(count - 1));
        const int low = std::min(static_cast<int>(held), std::max(count - 2, 0));
        return std::pair{low, held - low};
    };
    const auto [i, a] = split(v.x, size.x);
    const auto [j, b] = split(v.y, size.y);
    const auto [k, c] = split(v.z, size.z);
    double sum = 0;
    for (int corner = 0; corner < 8; ++corner) {
        const int di = corner & 1;
        const int dj = (corner >> 1) & 1;
        const int dk = corner >> 2;
        const double weight = (di != 0 ? a : 1 - a) * (dj != 0 ? b : 1 - b) * (dk != 0 ? c : 1 - c);
        if (weight > 0)
            sum += weight * ct.at(std::min(i + di, size.x - 1), std::min(j + dj, size.y - 1),
                                  std::min(k + dk, size.z - 1));
    }
    return sum;
}

/// The CT within the skin as a grey picture; clear outside.
Picture ct_picture(const anatomy::Body& body, const Projection& projection, double pixels_per_mm) {
    const Area& area = projection.area;
    Picture picture{static_cast<int>(std::lround(area.width * pixels_per_mm)),
                    static_cast<int>(std::lround(area.height * pixels_per_mm)),
                    {}};
    const auto width = static_cast<std::size_t>(picture.width);
    picture.rgba.assign(4 * width * static_cast<std::size_t>(picture.height), 255);
    const geometry::Box seen = body.ct->lattice.bounds();
    base::parallel_chunks(
        static_cast<std::size_t>(picture.height), 8, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row)
                for (std::size_t column = 0; column < width; ++column) {
                    const Spot spot{area.x + (static_cast<double>(column) + 0.5) / pixels_per_mm,
                                    area.y + (static_cast<double>(row) + 0.5) / pixels_per_mm};
                    const Vec3 p = projection.point(spot);
                    std::uint8_t* pixel = &picture.rgba[4 * (row * width + column)];
                    // A rim of one mm keeps the skin line from showing paper beneath it.
                    const bool is_body = seen.contains(p) && body.skin.at(p) < 1;
                    const std::uint8_t grey = is_body ? grey_of(hounsfield_at(*body.ct, p)) : 255;
                    pixel[0] = pixel[1] = pixel[2] = grey;
                }
        });
    return picture;
}

double tint_of(Kind kind, bool has_ct) {
    switch (kind) {
    case Kind::Skin:
    case Kind::Fat:
    case Kind::Artefact:
    case Kind::Cavity:
        return has_ct ? 0.0 : 0.5;
    case Kind::Muscle:
        return has_ct ? 0.12 : 0.6;
    case Kind::Bone:
        return has_ct ? 0.10 : 1.0;
    case Kind::Unknown:
        return 0.7;
    case Kind::Nerve:
    case Kind::Vessel:
        return 0.6;
    default:
        return has_ct ? 0.22 : 0.7;
    }
}

bool is_inferred(const Structure& structure) {
    return structure.origin == chart::Origin::Inferred ||
           structure.origin == chart::Origin::Reference;
}

void draw_structure(Drawing& drawing, const Structure& structure, const Outline& outline,
                    bool is_target, bool has_ct) {
    const Swatch& swatch = is_target ? palette().target : palette().kinds.at(structure.kind);
    const double tint = is_target ? (has_ct ? 0.38 : 0.75) : tint_of(structure.kind, has_ct);
    if (tint > 0)
        drawing.fill(outline, with_opacity(swatch.fill, tint));
    drawing.hatch(outline, swatch.hatch, with_opacity(swatch.line, 0.55), 1.4);
    const bool is_seen = !is_inferred(structure);
    const bool is_bone = structure.kind == Kind::Bone;
    const double width = is_target ? 0.45 : is_bone ? 0.3 : 0.2;
    const Dash dash = structure.kind == Kind::Artefact ? Dash::DashDot
                      : is_seen                        ? Dash::Solid
                                                       : Dash::Dashed;
    if (has_ct)
        drawing.stroke(outline, {{1, 1, 1, 0.55}, width + 0.3});
    drawing.stroke(outline, {swatch.line, is_seen ? width : std::max(width, 0.28), dash});
}

/// Whether its uncertain place is drawn: of what a needle must miss, or must meet.
bool has_band(const Structure& structure, const chart::StructureId& target) {
    const bool matters =
        structure.id == target || structure.kind == Kind::Nerve || structure.kind == Kind::Vessel;
    return matters && is_inferred(structure) && structure.position_sd_mm > 0;
}

/// Draws the band; answers a spot in it when the plane meets the band.
std::optional<Spot> draw_band(Drawing& drawing, const Structure& structure,
                              const Projection& projection, bool is_target) {
    constexpr double step_mm = 0.7;
    PaperGrid grid = section_grid(structure.field, projection, step_mm, structure.position_sd_mm);
    if (grid.columns == 0)
        return std::nullopt;
    for (float& value : grid.values)
        value -= static_cast<float>(structure.position_sd_mm);
    const Outline outline = contour(grid);
    if (outline.empty())
        return std::nullopt;
    const Swatch& swatch = is_target ? palette().target : palette().kinds.at(structure.kind);
    drawing.fill(outline, with_opacity(swatch.fill, 0.12));
    drawing.stroke(outline, {{1, 1, 1, 0.75}, 0.55});
    drawing.stroke(outline, {swatch.line, 0.28, Dash::Dotted});
    const std::optional<Inside> inside = well_inside(grid, projection.scale, projection.area);
    return inside ? std::optional(inside->spot) : std::nullopt;
}

/// Slivers at the border of a picture go without a name, unless they are what a needle must miss.
bool wants_name(const Structure& structure, const Inside& inside) {
    constexpr double sliver_mm = 0.9;
    constexpr double hair_mm = 0.15;
    switch (structure.kind) {
    case Kind::Skin:
    case Kind::Fat:
    case Kind::Cavity:
    case Kind::Unknown:
        return false;
    case Kind::Nerve:
    case Kind::Vessel:
    case Kind::Canal:
    case Kind::Pleura:
    case Kind::Metal:
        return inside.margin_mm > hair_mm;
    default:
        return inside.margin_mm > sliver_mm;
    }
}

} // namespace

int layer_of(const Structure& structure, const chart::StructureId& target) {
    if (structure.id == target)
        return 5;
    switch (structure.kind) {
    case Kind::Skin:
    case Kind::Fat:
    case Kind::Cavity:
        return 0;
    case Kind::Muscle:
        return 1;
    case Kind::Lung:
    case Kind::Pleura:
    case Kind::Kidney:
    case Kind::Bowel:
    case Kind::Organ:
        return 2;
    case Kind::Bone:
    case Kind::Canal:
        return 3;
    case Kind::Nerve:
    case Kind::Vessel:
    case Kind::Metal:
        return 6;
    case Kind::Artefact:
    case Kind::Unknown:
        return 7;
    }
    return 0;
}

std::uint8_t grey_of(double hounsfield) {
    constexpr double low = -200;
    constexpr double high = 280;
    const double t = std::clamp((hounsfield - low) / (high - low), 0.0, 1.0);
    constexpr double darkest = 0.42;
    return static_cast<std::uint8_t>(std::lround(255 * (darkest + (1 - darkest) * t)));
}

std::vector<SlicedStructure> draw_slice_picture(Drawing& drawing, const anatomy::Body& body,
                                                const chart::StructureId& target,
                                                const Projection& projection) {
    const bool has_ct = body.ct.has_value();
    drawing.clip(rectangle(projection.area));
    const Outline skin = section(body.skin, projection);
    if (has_ct) {
        constexpr double pixels_per_mm = 5;
        drawing.picture(projection.area, ct_picture(body, projection, pixels_per_mm));
    } else {
        drawing.fill(skin, palette().kinds.at(Kind::Fat).fill);
    }
    std::vector<const Structure*> order;
    for (const Structure& structure : body.structures)
        order.push_back(&structure);
    std::stable_sort(order.begin(), order.end(), [&](const Structure* a, const Structure* b) {
        return layer_of(*a, target) < layer_of(*b, target);
    });
    std::vector<SlicedStructure> sliced;
    for (const Structure* structure : order) {
        if (structure->kind == Kind::Skin)
            continue;
        std::optional<Spot> in_band;
        if (has_band(*structure, target))
            in_band = draw_band(drawing, *structure, projection, structure->id == target);
        const PaperGrid grid = section_grid(structure->field, projection, 0.4);
        const Outline outline = grid.columns == 0 ? Outline{} : contour(grid);
        if (outline.empty()) {
            if (in_band)
                sliced.push_back({structure, *in_band, true, true});
            continue;
        }
        const std::optional<Inside> inside = well_inside(grid, projection.scale, projection.area);
        draw_structure(drawing, *structure, outline, structure->id == target, has_ct);
        if (inside)
            sliced.push_back({structure, inside->spot, wants_name(*structure, *inside), false});
    }
    if (has_ct)
        drawing.stroke(skin, {{1, 1, 1, 0.9}, 1.0});
    drawing.stroke(skin, {palette().kinds.at(Kind::Skin).line, 0.5});
    drawing.unclip();
    return sliced;
}

} // namespace filiform::report
