// SPDX-License-Identifier: Apache-2.0
#include "server/access.h"
#include "server/desk.h"
#include "server/episode_care.h"
#include "server/examined.h"
#include "server/json_parts.h"
#include "server/needle_request.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;
using Form = ReviewWanted::Form;

constexpr std::size_t longest_code = 64;
constexpr double worst_pain = 10;

constexpr const char* review_request =
    R"({"type":"object","additionalProperties":false,"properties":{
"follow":{"type":"string","enum":["nprs_leg","nprs_back"],"description":"What the forecast is about; leg pain where it was scored."},
"goal":{"type":"object","required":["value"],"additionalProperties":false,"properties":{
"value":{"type":"number","minimum":0,"maximum":10,"description":"Level of pain wanted, at most; less than the first score.","examples":[0]},
"on":{"type":"string","format":"date","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$","description":"By when; a day to come."}}},
"findings":{"type":"object","maxProperties":32,"additionalProperties":{"type":"boolean"},
"description":"What was asked at the review, by name (`advice.toAsk` says which); what is not known is left out.","examples":[{}]}},
"examples":[{"follow":"nprs_leg"}]})";

void read_goal(Members& members, ReviewWanted& wanted) {
    const json::value* value = members.find("goal");
    if (value == nullptr)
        return;
    if (!value->is_object())
        return members.complain("goal", "This is not an object.", "Send value, and on if wanted.");
    Members goal(value->get_object(), "/goal");
    wanted.goal = goal.number("value", 0, worst_pain);
    wanted.goal_on = goal.text_or_none("on", longest_code);
    if (!wanted.goal_on.empty() && !base::read_date(wanted.goal_on))
        goal.complain("on", "This is no day.", "Send one such as 2027-01-15.");
    members.take(goal);
}

void read_findings(Members& members, ReviewWanted& wanted) {
    const json::value* value = members.find("findings");
    if (value == nullptr)
        return;
    if (!value->is_object())
        return members.complain("findings", "This is not an object.",
                                "Send true or false by the name of each finding.");
    Members findings(value->get_object(), "/findings");
    for (const auto& [name, answer] : value->get_object())
        if (const auto is_so = findings.flag_or_none(name))
            wanted.findings[std::string(name)] = *is_so;
    members.take(findings);
}

/// What is said at the review. Problems: request.json, request.body.
base::Checked<void> read_said(const Call& call, ReviewWanted& wanted) {
    const auto object = read_object(call.request.body);
    if (!object)
        return tl::unexpected(base::Problems{object.error()});
    Members members(*object);
    wanted.follow = members.text_or_none("follow", longest_code);
    if (!wanted.follow.empty() && wanted.follow != "nprs_leg" && wanted.follow != "nprs_back")
        members.complain("follow", "There is no forecast of this.", "Send nprs_leg or nprs_back.");
    read_goal(members, wanted);
    read_findings(members, wanted);
    if (const auto problems = members.problems(); !problems.empty())
        return tl::unexpected(problems);
    return {};
}

/// The episode that the address names, with all that is known of its patient's care; that it was
/// looked at is noted.
base::Result<void> find_episode(const Desk& desk, const Call& call, ReviewWanted& wanted) {
    auto seen = find_seen(desk, call, Kind::Episode, record::EntryId(call.place("id")));
    if (!seen) {
        base::Problem problem = seen.error();
        if (problem.code == "record.missing")
            problem.where.clear(); // it is what the address names
        return tl::unexpected(problem);
    }
    note_read(desk.store, call.request, call.caller, "read", seen->first);
    wanted.episode = seen->first.id;
    return fetch_care(desk.store, seen->first.patient, wanted);
}

Answer review(const Desk& desk, const Call& call, Form form) {
    if (!desk.workshop.review)
        return refusal(call.request, no_planner());
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return refusal(call.request, zone.error());
    ReviewWanted wanted{.zone = *zone, .now = desk.clock()};
    wanted.form = form;
    if (form != Form::Course)
        if (const auto said = read_said(call, wanted); !said)
            return refusal(call.request, said.error());
    if (const auto found = find_episode(desk, call, wanted); !found)
        return refusal(call.request, found.error());
    auto made = desk.workshop.review(wanted);
    if (!made)
        return workshop_refusal(call.request, made.error());
    Answer answer;
    if (form == Form::Graph)
        answer.media_type = "image/svg+xml";
    else if (form == Form::Letter)
        answer.media_type = "application/pdf";
    answer.body = *std::move(made);
    return answer;
}

} // namespace

void add_progress_routes(Routes& routes, const Desk& desk) {
    const std::vector<record::Role> clinical{record::Role::Clinician, record::Role::Lead};
    const Reply unavailable{"This server reviews nothing.", "", "application/problem+json"};
    const Reply no_score{"Nothing that could be followed was scored yet.", "",
                         "application/problem+json"};
    const std::string base = "/api/v1/episodes/{id}";
    const auto add = [&](Method method, const std::string& path, const char* about, Form form,
                         const Reply& reply) {
        routes.push_back({method,
                          base + path,
                          about,
                          false,
                          clinical,
                          method == Method::Post ? review_request : "",
                          {told_break_glass()},
                          {{200, reply}, {409, no_score}, {501, unavailable}},
                          [desk, form](const Call& call) { return review(desk, call, form); }});
    };
    add(Method::Get, "/course",
        "Gives the course of an episode, as filiform progress reads it: scores, sessions with "
        "their soreness, booked visits, and what the record already answers; nobody's name.",
        Form::Course, {"The course.", R"({"$ref":"#/components/schemas/course"})"});
    add(Method::Post, "/progress",
        "Reviews an episode: change against noise and importance, a forecast told apart into "
        "nature, context and needle, and what to do next. Keeps nothing.",
        Form::Progress, {"The review.", R"({"$ref":"#/components/schemas/progress"})"});
    add(Method::Post, "/progress/graph", "Draws such a review as one glance.", Form::Graph,
        {"The picture.", "", "image/svg+xml"});
    add(Method::Post, "/progress/letter",
        "Prints such a review as a letter for the patient and their doctor.", Form::Letter,
        {"The letter.", "", "application/pdf"});
}

} // namespace filiform::server
