// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <cstdio>

#include "server/access.h"
#include "server/desk.h"
#include "server/examined.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

constexpr const char* needle_request =
    R"({"type":"object","required":["entry","needle"],"additionalProperties":false,"properties":{
"assessment":{"type":"string","description":"Whose body; this or the plan."},
"plan":{"type":"string","description":"The body, and the seed, of a plan."},
"target":{"type":"string","description":"The muscle it is meant for: \"piriformis.right\"."},
"entry":{"description":"On the skin: a point in mm of the body frame, or from a landmark.","oneOf":[
{"type":"string"},{"type":"object","required":["x","y","z"],
"additionalProperties":false,"properties":{"x":{"type":"number"},"y":{"type":"number"},"z":{"type":"number"}}}]},
"direction":{"description":"Into the body: a vector, or words; straight in when left out.","oneOf":[
{"type":"string"},{"type":"object","required":["x","y","z"],
"additionalProperties":false,"properties":{"x":{"type":"number"},"y":{"type":"number"},"z":{"type":"number"}}}]},
"depthMm":{"type":"number","description":"How deep; this, or what stops it."},
"stop":{"type":"string","description":"\"first_bone\", \"hub\", \"far_border - 5mm\"."},
"needle":{"type":"string","description":"Of the drawer: \"0.30x60\"."},
"seed":{"type":"integer","minimum":0,"description":"Of the risk; the plan's own, else 1."}}})";

/// Three numbers as the text that the workshop reads.
std::string written(const std::array<double, 3>& v) {
    std::array<char, 128> text{};
    std::snprintf(text.data(), text.size(), "%.9f, %.9f, %.9f", v[0], v[1], v[2]);
    return text.data();
}

/// A text, or an object of x, y and z as one.
std::string place_or_none(Members& members, const char* name) {
    constexpr std::size_t most = 400;
    constexpr double farthest_mm = 5000;
    const json::value* const value = members.find(name);
    if (value == nullptr || !value->is_object())
        return members.text_or_none(name, most);
    Members inner(value->get_object(), std::string("/") + name);
    const std::array<double, 3> v{inner.number("x", -farthest_mm, farthest_mm),
                                  inner.number("y", -farthest_mm, farthest_mm),
                                  inner.number("z", -farthest_mm, farthest_mm)};
    members.take(inner);
    return written(v);
}

/// Whose needle it is: by an assessment, or by a plan.
struct Whose {
    record::EntryId assessment, plan;
};

base::Result<SeenAssessment> find_whose(const Desk& desk, const Call& call, const Whose& whose,
                                        NeedleWanted& wanted) {
    if (whose.plan.is_empty())
        return find_examined(desk, call, whose.assessment);
    const auto found = find_seen(desk, call, record::Kind::Plan, whose.plan);
    if (!found)
        return tl::unexpected(found.error());
    const auto& plan = std::get<record::Plan>(found->second);
    if (plan.provenance) {
        const std::string& seed = plan.provenance->seed;
        std::from_chars(seed.data(), seed.data() + seed.size(), wanted.seed);
    }
    return find_examined(desk, call, plan.assessment);
}

Answer judge(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    NeedleWanted wanted;
    const Whose whose{record::EntryId(members.text_or_none("assessment", 64)),
                      record::EntryId(members.text_or_none("plan", 64))};
    if (whose.assessment.is_empty() == whose.plan.is_empty())
        members.complain("assessment", "Exactly one of assessment and plan is expected.",
                         "Name the assessment whose body it is, or a plan made from one.");
    constexpr std::size_t most = 100;
    constexpr double deepest_mm = 500;
    wanted.entry = place_or_none(members, "entry");
    if (wanted.entry.empty() && members.find("entry") == nullptr)
        members.complain("entry", "This is missing.",
                         "Send a point of the body frame, or one said from a landmark.");
    wanted.direction = place_or_none(members, "direction");
    wanted.stop = members.text_or_none("stop", most);
    wanted.needle = members.text("needle", most);
    wanted.target = members.text_or_none("target", most);
    wanted.depth_mm = members.number_or_none("depthMm", -deepest_mm, deepest_mm);
    const auto seed = members.whole_or_none("seed", 0, most_exact);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    if (!desk.workshop.judge_needle)
        return refusal(call.request, no_planner());
    auto seen = find_whose(desk, call, whose, wanted);
    if (!seen)
        return refusal(call.request, seen.error());
    note_read(desk.store, call.request, call.caller, "read", seen->entry);
    wanted.who = std::move(seen->who);
    wanted.seed = seed.value_or(wanted.seed);
    auto judged = desk.workshop.judge_needle(wanted);
    if (!judged)
        return refusal(call.request, judged.error().front().code == "body.not_ready" ? 409 : 422,
                       judged.error());
    Answer answer;
    answer.body = *std::move(judged);
    return answer;
}

} // namespace

void add_needle_route(Routes& routes, const Desk& desk) {
    using record::Role;
    routes.push_back(
        {Method::Post,
         "/api/v1/needle",
         "Judges one needle on a person's body, at once, as filiform needle does. The body was "
         "made by a job of the kind body, map or plan; 409 when it is not at hand any more.",
         false,
         {Role::Clinician, Role::Lead},
         needle_request,
         {},
         {{200, {"The judgement, filiform.needle/1.", R"({"$ref":"#/components/schemas/needle"})"}},
          {501, {"This server has no planner.", "", "application/problem+json"}}},
         [desk](const Call& call) { return judge(desk, call); }});
}

} // namespace filiform::server
