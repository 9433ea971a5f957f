// SPDX-License-Identifier: Apache-2.0
#include "report/scene_glb.h"

#include <map>
#include <string>

#include "base/file.h"
#include "base/parallel.h"
#include "report/glb_writer.h"
#include "report/needle_marks.h"
#include "report/palette.h"
#include "report/surfaces.h"
#include "report/wording.h"

namespace filiform::report {

using chart::Kind;

namespace {

/// Muscles are seen through, so that what lies beneath them shows; bones and hazards are not.
double opacity_of(Kind kind) {
    switch (kind) {
    case Kind::Muscle:
        return 0.45;
    case Kind::Lung:
    case Kind::Pleura:
    case Kind::Bowel:
    case Kind::Organ:
    case Kind::Kidney:
        return 0.6;
    case Kind::Artefact:
        return 0.2;
    default:
        return 1;
    }
}

bool is_hazard(Kind kind) {
    return kind != Kind::Muscle && kind != Kind::Bone;
}

/// Of each structure, which other's surface mirrored is its own; itself where no other's is.
std::vector<std::size_t> find_originals(const anatomy::Body& body) {
    std::map<chart::StructureId, std::size_t> places;
    for (std::size_t i = 0; i < body.structures.size(); ++i)
        places.emplace(body.structures[i].id, i);
    std::vector<std::size_t> originals(body.structures.size());
    base::parallel_chunks(originals.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const anatomy::Structure& structure = body.structures[i];
            originals[i] = i;
            if (!is_in_scene(structure) || chart::side_of(structure.id.text()) != chart::Side::Left)
                continue;
            const auto other =
                places.find(chart::StructureId(chart::mirrored(structure.id.text())));
            if (other != places.end() && is_in_scene(body.structures[other->second]) &&
                are_mirror_images(structure.field, body.structures[other->second].field))
                originals[i] = other->second;
        }
    });
    return originals;
}

/// The surfaces to show, one per structure of the body, empty for what is not shown.
std::vector<geometry::Mesh> make_surfaces(const anatomy::Body& body, const SceneOptions& options) {
    const std::vector<std::size_t> originals = find_originals(body);
    std::vector<geometry::Mesh> surfaces(body.structures.size());
    base::parallel_chunks(surfaces.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const anatomy::Structure& structure = body.structures[i];
            if (is_in_scene(structure) && originals[i] == i)
                surfaces[i] = simplified(
                    coarse_surface(structure.field, options.surface_spacing_mm),
                    is_hazard(structure.kind) ? options.hazard_tolerance_mm : options.tolerance_mm);
        }
    });
    for (std::size_t i = 0; i < surfaces.size(); ++i)
        if (originals[i] != i)
            surfaces[i] = mirrored(surfaces[originals[i]]);
    return surfaces;
}

void add_structures(GlbWriter& scene, const anatomy::Body& body, const SceneOptions& options) {
    const std::vector<geometry::Mesh> surfaces = make_surfaces(body, options);
    for (std::size_t i = 0; i < surfaces.size(); ++i) {
        const anatomy::Structure& structure = body.structures[i];
        if (surfaces[i].triangles.empty())
            continue;
        const bool is_guessed = structure.origin == chart::Origin::Inferred;
        const Colour fill = palette().kinds.at(structure.kind).fill;
        const double opacity = opacity_of(structure.kind) * (is_guessed ? 0.7 : 1.0);
        const int material = scene.add_material(
            {std::string(chart::text(structure.kind)) + (is_guessed ? ", inferred" : ""),
             with_opacity(fill, opacity)});
        scene.add_mesh(structure.id.text(), surfaces[i], material);
    }
}

void add_landmarks(GlbWriter& scene, const anatomy::Body& body) {
    const int material = scene.add_material({"landmark", palette().accent});
    constexpr double radius_mm = 2.5;
    std::vector<GlbWriter::Place> places;
    for (const anatomy::Landmark& landmark : body.landmarks)
        places.push_back({"landmark:" + landmark.id.text(), landmark.point});
    scene.add_copies(places, make_ball({{}, radius_mm}), material);
}

void add_likely(GlbWriter& scene, const std::string& name, const chart::NeedlePath& path,
                const HandError& hand, const Material& material) {
    if (hand.entry_mm <= 0)
        return;
    constexpr double two_sided_95 = 1.959964;
    const double deep = path.depth_mm + two_sided_95 * hand.depth_mm;
    scene.add_mesh(name,
                   make_frustum({path.entry, path.entry + path.direction * deep,
                                 likely_radius(hand, 0), likely_radius(hand, deep)}),
                   scene.add_material(material));
}

/// After everything solid, since viewers blend in the order of the nodes.
void add_all_likely(GlbWriter& scene, const chart::Plan& plan, const HandError& marked) {
    const Colour tint = palette().accent;
    for (const chart::Proposal& proposal : plan.proposals)
        if (const chart::PlannedPath* path = best_path(proposal)) {
            const std::string name = proposal.target.id() + "#1";
            add_likely(scene, "likely_marked:" + name, path->path, marked,
                       {"where needles go, entry marked", with_opacity(tint, 0.3)});
            add_likely(scene, "likely:" + name, path->path, with_palpation(*path),
                       {"where needles go, landmark found by hand", with_opacity(tint, 0.15)});
        }
}

void add_needles(GlbWriter& scene, const chart::Plan& plan) {
    const Colour steel{0.25, 0.27, 0.30, 1};
    const int first = scene.add_material({"needle", steel, 0.3, 1});
    const int other =
        scene.add_material({"needle, other proposal", with_opacity(steel, 0.4), 0.3, 1});
    for (const chart::Proposal& proposal : plan.proposals) {
        const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths);
        if (paths == nullptr)
            continue;
        for (std::size_t i = 0; i < paths->size(); ++i) {
            const chart::NeedlePath& path = (*paths)[i].path;
            const geometry::Vec3 handle = path.tip() - path.direction * path.needle.length_mm;
            scene.add_mesh("needle:" + proposal.target.id() + "#" + std::to_string(i + 1),
                           make_cylinder({handle, path.tip(), path.needle.diameter_mm / 2}),
                           i == 0 ? first : other);
        }
    }
}

void add_maps(GlbWriter& scene, const std::vector<chart::EntryMap>& maps) {
    for (const chart::EntryMap& map : maps) {
        PointCloud cloud;
        for (const chart::EntryMapPoint& point : map.points) {
            if (!point.reaches)
                continue;
            constexpr double off_the_skin_mm = 0.5;
            cloud.points.push_back(point.point + point.normal * off_the_skin_mm);
            cloud.colours.push_back(palette().verdicts.at(point.verdict).swatch.fill);
        }
        scene.add_points("entry_map:" + map.target.id(), cloud);
    }
}

} // namespace

bool is_in_scene(const anatomy::Structure& structure) {
    return structure.kind != Kind::Skin && structure.kind != Kind::Fat &&
           structure.kind != Kind::Cavity && structure.kind != Kind::Unknown &&
           !structure.field.is_empty();
}

std::vector<std::byte> scene_glb(const anatomy::Body& body, const chart::Plan& plan,
                                 const std::vector<chart::EntryMap>& maps,
                                 const SceneOptions& options) {
    GlbWriter scene(options.packing);
    add_structures(scene, body, options);
    add_landmarks(scene, body);
    add_needles(scene, plan);
    add_maps(scene, maps);
    add_all_likely(scene, plan, options.hand_error);
    // Last, since viewers blend in the order of the nodes.
    constexpr double skin_opacity = 0.25;
    const int skin =
        scene.add_material({"skin", with_opacity({0.85, 0.76, 0.70, 1}, skin_opacity)});
    scene.add_mesh(
        "skin",
        simplified(coarse_surface(body.skin, options.skin_spacing_mm), options.tolerance_mm), skin);
    return scene.finish("Body " + body.name + " (" + std::string(chart::text(body.origin)) +
                        "). Metres; x = patient's left, y = head, z = front. Needles of true "
                        "length and diameter. Draft for a licensed clinician; research and "
                        "educational software, not a certified medical device.");
}

base::Result<void> save_scene_glb(const std::filesystem::path& path, const anatomy::Body& body,
                                  const chart::Plan& plan, const std::vector<chart::EntryMap>& maps,
                                  const SceneOptions& options) {
    return base::save_file(path, scene_glb(body, plan, maps, options));
}

} // namespace filiform::report
