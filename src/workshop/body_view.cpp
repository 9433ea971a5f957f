// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/json_writer.h"
#include "needle/add_points.h"
#include "report/palette.h"
#include "report/scene_glb.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

/// The body of whoever was examined, when it is at hand, and what it is kept under.
struct AtHand {
    std::string key;
    BodyCache::Kept body;
};

base::Checked<AtHand> body_at_hand(Tools& tools, const server::Examined& who) {
    const auto whose = whose_body(tools, who);
    if (!whose)
        return tl::unexpected(whose.error());
    AtHand found{key_of(tools, *whose, {}), nullptr};
    found.body = tools.bodies.find(found.key);
    if (!found.body)
        return tl::unexpected(base::Problems{body_not_ready()});
    return found;
}

void write_place(base::JsonWriter& json, std::string_view name, const geometry::Vec3& p,
                 int decimals = 2) {
    json.key(name).begin_object();
    json.field("x", p.x, decimals).field("y", p.y, decimals).field("z", p.z, decimals);
    json.end_object();
}

/// "right", "left", "none".
std::string_view side_word(std::string_view id) {
    switch (chart::side_of(id)) {
    case chart::Side::Right:
        return "right";
    case chart::Side::Left:
        return "left";
    case chart::Side::None:
        break;
    }
    return "none";
}

bool is_guessed(chart::Origin origin) {
    return origin == chart::Origin::Inferred || origin == chart::Origin::Reference;
}

/// How thick a nerve or a vessel is where it is thickest: of the ball that just fits into it.
double calibre_mm(const geometry::DistanceField& field) {
    const auto steps = field.steps();
    const std::int16_t deepest = *std::min_element(steps.begin(), steps.end());
    return -2 * deepest / geometry::DistanceField::steps_per_mm;
}

void write_structure(base::JsonWriter& json, const Tools& tools,
                     const anatomy::Structure& structure) {
    const std::string& id = structure.id.text();
    const bool is_target = needle::find_rule(tools.rules.targets, structure.id) != nullptr &&
                           !structure.field.is_empty();
    json.begin_object().field("id", id).field("name", chart::spoken(id));
    json.field("kind", chart::text(structure.kind)).field("side", side_word(id));
    json.field("isHazard", needle::limit_for(tools.rules.limits, structure) != nullptr);
    json.field("isTarget", is_target);
    json.field("isInScene", report::is_in_scene(structure));
    json.field("origin", chart::text(structure.origin));
    json.field("isInferred", is_guessed(structure.origin));
    json.field("positionSdMm", structure.position_sd_mm);
    const bool is_tube =
        structure.kind == chart::Kind::Nerve || structure.kind == chart::Kind::Vessel;
    if (is_tube && !structure.field.is_empty())
        json.field("calibreMm", calibre_mm(structure.field), 1);
    if (structure.share < 1)
        json.field("share", structure.share);
    if (!structure.variant_of.is_empty())
        json.field("variantOf", structure.variant_of.text());
    if (!structure.note.empty())
        json.field("how", structure.note);
    json.field("colour", report::hex(report::palette().kinds.at(structure.kind).fill));
    json.end_object();
}

void write_landmark(base::JsonWriter& json, const anatomy::Body& body,
                    const anatomy::Landmark& landmark) {
    const std::string& id = landmark.id.text();
    json.begin_object().field("id", id).field("name", chart::spoken(id));
    json.field("side", side_word(id));
    write_place(json, "point", landmark.point);
    write_place(json, "skin", anatomy::nearest_skin(body, landmark.point));
    json.field("isPalpable", landmark.is_palpable).field("sdMm", landmark.sd_mm);
    json.field("isInferred", is_guessed(landmark.origin));
    if (!landmark.note.empty())
        json.field("how", landmark.note);
    json.end_object();
}

void write_points(base::JsonWriter& json, const Tools& tools, const anatomy::Body& body) {
    for (const needle::PointRule& rule : tools.rules.points)
        for (const chart::Side side : {chart::Side::Right, chart::Side::Left}) {
            const auto placed = needle::place_point(body, rule, side);
            if (!placed)
                continue; // this body lacks what it is found from
            const std::string id = rule.point + (side == chart::Side::Right ? ".right" : ".left");
            json.begin_object().field("id", id).field("name", chart::spoken(id));
            json.field("side", side_word(id));
            write_place(json, "point", placed->skin);
            write_place(json, "inward", placed->inward, 4);
            json.field("fromMm", rule.from_mm).field("toMm", rule.to_mm);
            json.field("where", rule.where).field("tissue", rule.tissue).end_object();
        }
}

} // namespace

base::Checked<std::string> describe_body(Tools& tools, const server::Examined& who) {
    const auto found = body_at_hand(tools, who);
    if (!found)
        return tl::unexpected(found.error());
    const anatomy::Body& body = found->body->body();
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.body_view/1").field("key", found->key);
    json.field("digest", found->body->digest()).field("name", body.name);
    json.field("origin", chart::text(body.origin)).key("bounds").begin_object();
    write_place(json, "min", body.skin.bounds().low);
    write_place(json, "max", body.skin.bounds().high);
    json.end_object().key("structures").begin_array();
    for (const anatomy::Structure& structure : body.structures)
        write_structure(json, tools, structure);
    json.end_array().key("landmarks").begin_array();
    for (const anatomy::Landmark& landmark : body.landmarks)
        write_landmark(json, body, landmark);
    json.end_array().key("points").begin_array();
    write_points(json, tools, body);
    json.end_array().key("missing").begin_array();
    for (const anatomy::Missing& missing : body.missing)
        json.begin_object()
            .field("id", missing.id.text())
            .field("name", chart::spoken(missing.id.text()))
            .field("what", missing.what)
            .end_object();
    json.end_array().key("warnings").begin_array();
    for (const chart::Warning& warning : body.warnings)
        json.text(warning.what);
    json.end_array().end_object();
    return std::move(json).finish();
}

base::Checked<std::shared_ptr<const server::BodyScene>> body_scene(Tools& tools,
                                                                   const server::Examined& who) {
    const auto found = body_at_hand(tools, who);
    if (!found)
        return tl::unexpected(found.error());
    auto scene = found->body->scene();
    tools.bodies.recount(found->key);
    return scene;
}

} // namespace filiform::workshop
