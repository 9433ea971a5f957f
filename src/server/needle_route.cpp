// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "server/desk.h"
#include "server/needle_request.h"

namespace filiform::server {

namespace {

Answer judge(const Desk& desk, const Call& call, ReadNotes& notes) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    NeedleAsked asked = read_whole_needle(members);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    if (!desk.workshop.judge_needle)
        return refusal(call.request, no_planner());
    if (auto found = find_whose(desk, call, notes, asked); !found)
        return refusal(call.request, found.error());
    auto judged = desk.workshop.judge_needle(asked.wanted);
    if (!judged)
        return workshop_refusal(call.request, judged.error());
    Answer answer;
    answer.body = *std::move(judged);
    return answer;
}

/// What a picture is to be like, besides its needle.
SectionWanted read_section(Members& members) {
    constexpr std::uint64_t least_px = 200;
    constexpr std::uint64_t most_px = 1200;
    SectionWanted wanted;
    const std::string view = members.text("view", 20);
    if (view == "across")
        wanted.view = SectionWanted::View::Across;
    else if (view == "target")
        wanted.view = SectionWanted::View::Target;
    else if (!view.empty() && view != "along")
        members.complain("view", "There is no such view.", "along, across or target.");
    wanted.width_px =
        static_cast<int>(members.whole_or_none("widthPx", least_px, most_px).value_or(500));
    wanted.is_dark = members.flag_or_none("isDark").value_or(false);
    return wanted;
}

Answer draw(const Desk& desk, const Call& call, ReadNotes& notes) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    NeedleAsked asked = read_whole_needle(members);
    SectionWanted wanted = read_section(members);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    if (!desk.workshop.draw_section)
        return refusal(call.request, no_planner());
    if (auto found = find_whose(desk, call, notes, asked); !found)
        return refusal(call.request, found.error());
    wanted.needle = std::move(asked.wanted);
    auto drawn = desk.workshop.draw_section(wanted);
    if (!drawn)
        return workshop_refusal(call.request, drawn.error());
    Answer answer;
    answer.media_type = "image/png";
    answer.body = *std::move(drawn);
    return answer;
}

} // namespace

void add_needle_route(Routes& routes, const Desk& desk) {
    using record::Role;
    const Reply unavailable{"This server has no planner.", "", "application/problem+json"};
    // Of both routes, whose needles are dragged: it lives as long as they do.
    const auto notes = std::make_shared<ReadNotes>();
    const std::string whole = whose_members() + ',' + needle_members();
    routes.push_back(
        {Method::Post,
         "/api/v1/needle",
         "Judges one needle on a person's body, at once, as filiform needle does. The body was "
         "made by a job of the kind body, map or plan; 409 when it is not at hand any more.",
         false,
         {Role::Clinician, Role::Lead},
         R"({"type":"object","required":["entry","needle"],"additionalProperties":false,)"
         R"("properties":{)" +
             whole + "}}",
         {},
         {{200, {"The judgement.", R"({"$ref":"#/components/schemas/needle"})"}},
          {501, unavailable}},
         [desk, notes](const Call& call) { return judge(desk, call, *notes); }});
    routes.push_back(
        {Method::Post,
         "/api/v1/needle/section",
         "Draws the slice along a needle, across its tip or through its target: structures with "
         "their names, the needle, a scale bar. The needle is judged as /api/v1/needle does.",
         false,
         {Role::Clinician, Role::Lead},
         R"({"type":"object","required":["entry","needle","view"],"additionalProperties":false,)"
         R"("properties":{"view":{"enum":["along","across","target"]},)"
         R"("widthPx":{"type":"integer","minimum":200,"maximum":1200,"description":"500 when left out."},)"
         R"("isDark":{"type":"boolean","description":"For a dark page."},)" +
             whole + "}}",
         {},
         {{200, {"The picture.", "", "image/png"}}, {501, unavailable}},
         [desk, notes](const Call& call) { return draw(desk, call, *notes); }});
}

} // namespace filiform::server
