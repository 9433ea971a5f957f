// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/base64.h"
#include "base/json_writer.h"
#include "chart/plan_json.h"
#include "needle/plan_target.h"
#include "report/figures.h"
#include "report/render.h"
#include "workshop/said_needle.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

constexpr double share_of_body = 0.6;
constexpr double share_of_map = 0.9;

tl::unexpected<base::Problems> cancelled_map() {
    return tl::unexpected(
        base::Problems{{"plan.cancelled", "", "The map is not wanted any more.", ""}});
}

/// The body of whoever was examined, as far as a job that needs one is until then.
base::Checked<BodyCache::Kept> body_of(Tools& tools, const server::Examined& who,
                                       std::span<const chart::TargetRequest> targets,
                                       server::JobProgress& progress) {
    progress.say("Making the body", 0);
    const auto whose = whose_body(tools, who);
    if (!whose)
        return tl::unexpected(whose.error());
    return body_for(tools, *whose, targets);
}

std::string picture_of(const anatomy::Body& body, const chart::EntryMap& map) {
    report::prepare_to_draw();
    report::FigureInput input;
    input.body = &body;
    input.target = map.target.structure;
    input.level = map.target.level;
    input.map = &map;
    const std::vector<std::byte> png = report::png(report::draw_back_view(input));
    return base::to_base64({reinterpret_cast<const char*>(png.data()), png.size()});
}

/// How many points of the skin are how good, of those from where a needle reaches.
std::string counts_of(const chart::EntryMap& map) {
    using chart::Verdict;
    std::string out = "{\"points\":" + std::to_string(map.points.size());
    for (const Verdict verdict :
         {Verdict::Safe, Verdict::Caution, Verdict::Unknown, Verdict::Refused}) {
        const auto count =
            std::count_if(map.points.begin(), map.points.end(), [&](const auto& point) {
                return point.reaches && point.verdict == verdict;
            });
        out += ",\"" + std::string(chart::text(verdict)) + "\":" + std::to_string(count);
    }
    return out + "}";
}

/// The letter that paints a point: of its verdict, or a dash where no needle reaches from.
char letter_of(const chart::EntryMapPoint& point) {
    if (!point.reaches)
        return '-';
    switch (point.verdict) {
    case chart::Verdict::Safe:
        return 's';
    case chart::Verdict::Caution:
        return 'c';
    case chart::Verdict::Unknown:
        return 'u';
    case chart::Verdict::Refused:
        break;
    }
    return 'r';
}

/// Places as one row of tenths of a millimetre, verdicts as one word: an object for each of some
/// thousand points would be mostly names.
std::string skin_of(const chart::EntryMap& map) {
    std::string places, verdicts;
    for (const chart::EntryMapPoint& point : map.points) {
        for (const double mm : {point.point.x, point.point.y, point.point.z})
            places += (places.empty() ? "" : ",") + std::to_string(std::lround(10 * mm));
        verdicts += letter_of(point);
    }
    base::JsonWriter head;
    head.begin_object().field("schema", "filiform.skin_map/1").field("target", map.target.id());
    head.field("spacingMm", map.spacing_mm).end_object();
    std::string out = std::move(head).finish();
    out.erase(out.rfind('}'));
    return out + R"(,"counts":)" + counts_of(map) + R"(,"verdicts":")" + verdicts +
           R"(","tenthsOfMm":[)" + places + "]}";
}

} // namespace

base::Checked<std::string> make_map(Tools& tools, const server::MapWanted& wanted,
                                    server::JobProgress& progress) {
    const auto target = read_said_target(wanted.target, tools.rules);
    if (!target) {
        base::Problem problem = target.error();
        problem.where = "#/target";
        return tl::unexpected(base::Problems{problem});
    }
    const auto body = body_of(tools, wanted.who, {&*target, 1}, progress);
    if (!body)
        return tl::unexpected(body.error());
    if (progress.is_cancelled())
        return cancelled_map();
    progress.say("Mapping " + target->id(), share_of_body);
    const chart::EntryMap map =
        needle::make_entry_map((*body)->body(), tools.rules, *target, wanted.seed);
    if (progress.is_cancelled())
        return cancelled_map();
    if (wanted.form == server::MapWanted::Form::Skin)
        return skin_of(map);
    progress.say("Drawing the map", share_of_map);
    return R"({"counts":)" + counts_of(map) + R"(,"picture":{"mediaType":"image/png","base64":")" +
           picture_of((*body)->body(), map) + R"("},"map":)" + chart::write_map_json(map) + "}";
}

base::Checked<std::string> prepare_body(Tools& tools, const server::Examined& who,
                                        server::JobProgress& progress) {
    const auto body = body_of(tools, who, {}, progress);
    if (!body)
        return tl::unexpected(body.error());
    (void)(*body)->table(1); // for the needle that is dragged next
    const anatomy::Body& made = (*body)->body();
    base::JsonWriter json;
    json.begin_object()
        .field("name", made.name)
        .field("digest", (*body)->digest())
        .field("structures", static_cast<int>(made.structures.size()))
        .key("warnings")
        .begin_array();
    for (const chart::Warning& warning : made.warnings)
        json.text(warning.what);
    json.end_array().end_object();
    return std::move(json).finish();
}

} // namespace filiform::workshop
