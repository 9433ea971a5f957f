// SPDX-License-Identifier: Apache-2.0
#include "chart/plan_json.h"

#include <algorithm>
#include <numbers>

#include "chart/write_ids.h"

namespace filiform::chart {

namespace {

using base::JsonWriter;

constexpr int probability_decimals = 6;

double degrees(double radians) {
    return radians * 180 / std::numbers::pi;
}

void write_point(JsonWriter& json, std::string_view name, const geometry::Vec3& p, int decimals) {
    json.key(name).numbers({p.x, p.y, p.z}, decimals);
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name).begin_array();
    for (const std::string& text : texts)
        json.text(text);
    json.end_array();
}

void write_estimate(JsonWriter& json, const Estimate& estimate) {
    json.field("probability", estimate.probability, probability_decimals);
    json.field("low", estimate.low, probability_decimals);
    json.field("high", estimate.high, probability_decimals);
}

void write_layers(JsonWriter& json, const std::vector<Layer>& layers) {
    json.key("layers").begin_array();
    for (const Layer& layer : layers) {
        json.begin_object().field("name", layer.name);
        if (!layer.structure.is_empty())
            json.field("structure", layer.structure.text());
        json.field("kind", text(layer.kind)).field("origin", text(layer.origin));
        json.field("fromMm", layer.from_mm).field("toMm", layer.to_mm).end_object();
    }
    json.end_array();
}

/// Where the needle ends: in the last of its layers.
void write_end(JsonWriter& json, const std::vector<Layer>& layers) {
    if (layers.empty())
        return;
    const Layer& last = layers.back();
    json.key("endsIn").begin_object().field("name", last.name);
    if (!last.structure.is_empty())
        json.field("structure", last.structure.text());
    json.field("kind", text(last.kind)).field("atMm", last.to_mm).end_object();
}

void write_clearances(JsonWriter& json, const std::vector<Clearance>& clearances) {
    json.key("clearances").begin_array();
    for (const Clearance& c : clearances) {
        json.begin_object().field("structure", c.structure.text()).field("kind", text(c.kind));
        json.field("origin", text(c.origin)).field("positionSdMm", c.position_sd_mm);
        json.field("minMm", c.min_mm).field("isAtLeast", c.is_at_least);
        json.field("atDepthMm", c.at_depth_mm).field("beyondTipMm", c.beyond_tip_mm);
        json.field("limitMm", c.limit_mm).field("inSd", c.in_sd);
        if (c.share < 1)
            json.field("share", c.share, probability_decimals);
        if (!c.variant_of.is_empty())
            json.field("variantOf", c.variant_of.text()).field("limitIsHard", c.is_hard);
        json.end_object();
    }
    json.end_array();
}

void write_risks(JsonWriter& json, const std::vector<Risk>& risks) {
    json.key("risk").begin_array();
    for (const Risk& risk : risks) {
        json.begin_object().field("structure", risk.structure.text());
        write_estimate(json, risk.touch);
        if (risk.from_variants > 0)
            json.field("fromVariants", risk.from_variants, probability_decimals);
        json.end_object();
    }
    json.end_array();
}

void write_tolerance(JsonWriter& json, const Tolerance& t) {
    json.key("tolerance").begin_object();
    json.field("angleDeg", degrees(t.angle_rad)).field("angleIsAtLeast", t.angle_is_at_least);
    json.field("entryMm", t.entry_mm).field("entryIsAtLeast", t.entry_is_at_least);
    json.field("depthMm", t.depth_mm).field("depthIsAtLeast", t.depth_is_at_least).end_object();
}

void write_hand(JsonWriter& json, const HandSpread& hand) {
    json.key("hand").begin_object().field("entrySdMm", hand.entry_mm);
    json.field("angleSdDeg", degrees(hand.angle_rad)).field("depthSdMm", hand.depth_mm);
    json.field("levelSlip", hand.level_slip, probability_decimals);
    json.field("levelMm", hand.level_mm).end_object();
}

void write_judgement(JsonWriter& json, const Judgement& judgement) {
    json.key("judgement").begin_object().field("verdict", text(judgement.verdict));
    json.key("reasons").begin_array();
    for (const Reason& reason : judgement.reasons) {
        json.begin_object().field("code", reason.code);
        if (!reason.structure.is_empty())
            json.field("structure", reason.structure.text());
        json.field("what", reason.what).end_object();
    }
    json.end_array().end_object();
}

void write_needle(JsonWriter& json, const NeedleProduct& needle) {
    json.key("needle").begin_object().field("id", needle.id);
    json.field("diameterMm", needle.diameter_mm).field("lengthMm", needle.length_mm);
    json.end_object();
}

void write_path_members(JsonWriter& json, const PlannedPath& planned) {
    const NeedlePath& path = planned.path;
    constexpr int direction_decimals = 6;
    if (!planned.target.is_empty())
        json.field("target", planned.target.text());
    write_point(json, "entry", path.entry, 3);
    write_point(json, "tip", path.tip(), 3);
    write_point(json, "direction", path.direction, direction_decimals);
    json.field("depthMm", path.depth_mm);
    write_needle(json, path.needle);
    json.field("angleToSkinDeg", degrees(planned.angle_to_skin_rad));
    json.field("biteMm", planned.bite_mm);
    if (planned.target_at)
        json.key("targetAt")
            .begin_object()
            .field("fromMm", planned.target_at->from_mm)
            .field("toMm", planned.target_at->to_mm)
            .end_object();
    if (!planned.entry_words.empty())
        json.field("entryWords", planned.entry_words);
    json.field("landmarkInstruction", planned.instruction);
    json.field("stop", text(path.stop)).field("stopRule", planned.stop_rule);
    write_layers(json, planned.layers);
    write_end(json, planned.layers);
    write_clearances(json, planned.clearances);
    write_risks(json, planned.risks);
    json.key("anyTouch").begin_object();
    write_estimate(json, planned.any_touch);
    json.end_object();
    json.key("reach").begin_object();
    write_estimate(json, planned.reach);
    json.end_object();
    write_hand(json, planned.hand);
    write_tolerance(json, planned.tolerance);
    if (planned.backstop) {
        json.key("backstop").begin_object();
        json.field("structure", planned.backstop->structure.text());
        json.field("atMm", planned.backstop->at_mm).end_object();
    }
    write_judgement(json, planned.judgement);
    if (!planned.strengths.empty())
        write_texts(json, "strengths", planned.strengths);
}

void write_no_path(JsonWriter& json, const NoPath& none) {
    json.key("noPath").begin_object().field("reason", none.reason_code);
    json.field("because", none.because).field("wouldHelp", none.would_help);
    json.key("blockers").begin_array();
    for (const NoPath::Blocker& blocker : none.blockers)
        json.begin_object()
            .field("structure", blocker.structure.text())
            .field("share", blocker.share)
            .end_object();
    json.end_array().end_object();
}

void write_proposal(JsonWriter& json, const Plan& plan, const Proposal& proposal) {
    json.begin_object().field("modality", "dry_needling");
    json.field("target", proposal.target.id());
    std::vector<SourceId> sources = proposal.sources;
    if (plan.assessment)
        for (SourceId& source : write_needling(json, *plan.assessment, proposal.target.id()))
            if (std::find(sources.begin(), sources.end(), source) == sources.end())
                sources.push_back(std::move(source));
    write_texts(json, "notes", proposal.notes);
    write_ids(json, "sources", sources);
    if (const auto* paths = std::get_if<std::vector<PlannedPath>>(&proposal.paths)) {
        json.key("paths").begin_array();
        for (const PlannedPath& path : *paths) {
            json.begin_object();
            write_path_members(json, path);
            json.end_object();
        }
        json.end_array();
    } else {
        write_no_path(json, std::get<NoPath>(proposal.paths));
    }
    json.end_object();
}

void write_session(JsonWriter& json, const Plan& plan) {
    json.key("session").begin_object();
    json.key("mostNeedles").integer(static_cast<std::int64_t>(plan.session.most_needles));
    json.key("needles").begin_array();
    for (const Session::Pick& pick : plan.session.picks) {
        json.begin_object().field("target", plan.proposals[pick.proposal].target.id());
        json.key("path").integer(static_cast<std::int64_t>(pick.path)).end_object();
    }
    json.end_array().key("leftOut").begin_array();
    for (const Session::LeftOut& one : plan.session.left_out)
        json.begin_object()
            .field("target", one.target.id())
            .field("because", one.because)
            .end_object();
    json.end_array().end_object();
}

void write_provenance(JsonWriter& json, const Provenance& provenance) {
    json.key("provenance").begin_object().field("program", provenance.program);
    json.field("knowledge", provenance.knowledge).field("body", provenance.body);
    json.key("inputs").begin_object();
    for (const auto& [name, digest] : provenance.inputs)
        json.field(name, digest);
    json.end_object();
    json.key("seed").integer(static_cast<std::int64_t>(provenance.seed));
    json.end_object();
}

} // namespace

std::string write_plan_json(const Plan& plan) {
    JsonWriter json;
    json.begin_object().field("schema", "filiform.plan/1").field("status", "draft");
    if (plan.screening) {
        json.key("screening").begin_object();
        write_screening(json, *plan.screening);
        json.end_object();
    }
    if (plan.assessment)
        write_assessment(json, *plan.assessment);
    json.key("body").begin_object().field("name", plan.body_name);
    json.field("origin", text(plan.body_origin)).end_object();
    json.key("warnings").begin_array();
    for (const Warning& warning : plan.warnings)
        json.begin_object().field("code", warning.code).field("what", warning.what).end_object();
    json.end_array();
    json.key("proposals").begin_array();
    for (const Proposal& proposal : plan.proposals)
        write_proposal(json, plan, proposal);
    json.end_array();
    write_session(json, plan);
    write_provenance(json, plan.provenance);
    json.end_object();
    return std::move(json).finish();
}

std::string write_path_json(const PlannedPath& path) {
    JsonWriter json;
    json.begin_object().field("schema", "filiform.needle/1");
    write_path_members(json, path);
    json.end_object();
    return std::move(json).finish();
}

std::string write_map_json(const EntryMap& map) {
    JsonWriter json;
    json.begin_object().field("schema", "filiform.map/1").field("target", map.target.id());
    json.field("spacingMm", map.spacing_mm).key("points").begin_array();
    for (const EntryMapPoint& point : map.points) {
        json.begin_object();
        write_point(json, "point", point.point, 2);
        write_point(json, "normal", point.normal, 4);
        json.field("verdict", text(point.verdict)).field("reaches", point.reaches);
        if (point.needle) {
            write_needle(json, *point.needle);
            json.field("stop", text(point.stop));
            json.field("leastSlackMm", point.least_slack_mm, 2).field("touch", point.touch, 5);
            write_point(json, "direction", point.direction, 4);
            json.field("depthMm", point.depth_mm, 2);
        }
        if (!point.blocker.is_empty())
            json.field("blocker", point.blocker.text());
        json.end_object();
    }
    json.end_array().end_object();
    return std::move(json).finish();
}

} // namespace filiform::chart
