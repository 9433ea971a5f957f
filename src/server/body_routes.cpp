// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "server/desk.h"
#include "server/needle_request.h"
#include "server/record_routes.h"

namespace filiform::server {

namespace {

/// Whose body the address asks for; that it was looked at is noted. An assessment that is not there
/// is what the address names, so that the answer is 404.
base::Result<Examined> examined_of(const Desk& desk, const Call& call, ReadNotes& notes) {
    auto seen = find_examined(desk, call, record::EntryId(call.place("id")), &notes);
    if (!seen) {
        base::Problem problem = seen.error();
        if (problem.code == "record.missing")
            problem.where.clear();
        return tl::unexpected(problem);
    }
    notes.note(desk.store, call.request, call.caller, "read", seen->entry);
    return std::move(seen->who);
}

Answer describe(const Desk& desk, const Call& call, ReadNotes& notes) {
    if (!desk.workshop.describe_body)
        return refusal(call.request, no_planner());
    const auto who = examined_of(desk, call, notes);
    if (!who)
        return refusal(call.request, who.error());
    auto said = desk.workshop.describe_body(*who);
    if (!said)
        return workshop_refusal(call.request, said.error());
    Answer answer;
    answer.body = *std::move(said);
    return answer;
}

Answer scene(const Desk& desk, const Call& call, ReadNotes& notes) {
    if (!desk.workshop.body_scene)
        return refusal(call.request, no_planner());
    const auto who = examined_of(desk, call, notes);
    if (!who)
        return refusal(call.request, who.error());
    const auto made = desk.workshop.body_scene(*who);
    if (!made)
        return workshop_refusal(call.request, made.error());
    Answer answer;
    const std::string tag = '"' + (*made)->digest + '"';
    // Asked for again each time, so that who may not see the patient any more does not.
    answer.headers = {{"etag", tag}, {"cache-control", "private, no-cache"}};
    if (call.request.header("if-none-match") == tag) {
        answer.status = 304;
        return answer;
    }
    answer.media_type = "model/gltf-binary";
    answer.body = (*made)->bytes;
    return answer;
}

} // namespace

void add_body_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    const Reply unavailable{"This server has no planner.", "", "application/problem+json"};
    const Reply not_ready{"The body is not at hand: begin a job of the kind body.", "",
                          "application/problem+json"};
    const auto notes = std::make_shared<ReadNotes>();
    const std::string base = "/api/v1/assessments/{id}/body";
    routes.push_back({Method::Get,
                      base,
                      "Says what the body of whoever was assessed consists of: structures, "
                      "landmarks, acupuncture points. A job of the kind body has made it.",
                      false,
                      {Role::Clinician, Role::Lead},
                      "",
                      {told_break_glass()},
                      {{200, {"The body.", R"({"$ref":"#/components/schemas/body_view"})"}},
                       {409, not_ready},
                       {501, unavailable}},
                      [desk, notes](const Call& call) { return describe(desk, call, *notes); }});
    routes.push_back({Method::Get,
                      base + "/scene.glb",
                      "Fetches that body as a scene to look at: a node for the skin, for each "
                      "structure and for each landmark, named by its id.",
                      false,
                      {Role::Clinician, Role::Lead},
                      "",
                      {{"If-None-Match", "An ETag: 304 if it is still this scene.",
                        R"({"type":"string"})", true, false},
                       told_break_glass()},
                      {{200, {"glTF 2.0 binary, in metres.", "", "model/gltf-binary"}},
                       {304, {"It is unchanged.", ""}},
                       {409, not_ready},
                       {501, unavailable}},
                      [desk, notes](const Call& call) { return scene(desk, call, *notes); }});
}

} // namespace filiform::server
