// SPDX-License-Identifier: Apache-2.0
#include "study/stage.h"

#include <algorithm>

#include "atlas/reference_body.h"
#include "atlas/shape_plan.h"

namespace filiform::study {

namespace {

using geometry::Box;

constexpr double everywhere_mm = 1000;

std::vector<anatomy::Landmark> points_of(const atlas::Figure& figure) {
    std::vector<anatomy::Landmark> points;
    for (const atlas::PointInfo& info : atlas::point_infos()) {
        const auto add = [&](const std::string& id) {
            points.push_back({chart::LandmarkId(id), figure.point(id), info.rule_sd_mm,
                              chart::Origin::Reference, info.is_palpable, ""});
        };
        if (!info.has_sides) {
            add(info.id);
            continue;
        }
        add(info.id + ".right");
        add(info.id + ".left");
    }
    return points;
}

} // namespace

Stage::Stage(const atlas::Figure& figure)
    : solids_(atlas::make_solids(atlas::shape_plan(), figure)), landmarks_(points_of(figure)) {
    top_mm_ = atlas::top_mm(figure);
}

anatomy::Body Stage::skin_around(const std::vector<chart::LandmarkId>& landmarks,
                                 double around_mm) const {
    // Smooth enough to be read between points so far apart.
    constexpr double skin_spacing_mm = 3;
    anatomy::Body body;
    body.origin = chart::Origin::Reference;
    body.landmarks = landmarks_;
    anatomy::finish(body);
    Box window;
    for (const chart::LandmarkId& id : landmarks)
        if (const anatomy::Landmark* landmark = anatomy::find_landmark(body, id))
            window.add(landmark->point);
    if (window.is_empty())
        window.add({0, 0, 0});
    window = {{-everywhere_mm, -everywhere_mm, window.low.z - around_mm},
              {everywhere_mm, everywhere_mm, std::min(window.high.z + around_mm, top_mm_)}};
    for (atlas::SolidField& made :
         atlas::sample_solids(solids_, {skin_spacing_mm, window, std::vector<std::string>{"skin"}}))
        if (made.id == "skin")
            body.skin = std::move(made.field);
    body.lattice = body.skin.lattice();
    return body;
}

Parts Stage::parts_within(const Box& window, const std::vector<std::string>& ids,
                          double spacing_mm) const {
    Parts parts;
    for (atlas::SolidField& made : atlas::sample_solids(solids_, {spacing_mm, window, ids}))
        if (std::find(ids.begin(), ids.end(), made.id) != ids.end())
            parts.by_id[made.id] = {
                std::move(made.field), {}, made.solid->kind == chart::Kind::Bone};
    return parts;
}

} // namespace filiform::study
