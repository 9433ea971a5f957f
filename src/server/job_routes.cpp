// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "record/noun.h"
#include "server/access.h"
#include "server/desk.h"
#include "server/examined.h"
#include "server/json_parts.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

using record::Kind;

constexpr const char* job_schema =
    R"({"type":"object","required":["id","kind","state","progress"],"properties":{
"id":{"type":"string"},"kind":{"type":"string"},"state":{"enum":["waiting","running","done",
"failed","cancelled"]},"doing":{"type":"string"},"progress":{"type":"number","minimum":0,
"maximum":1},"result":{"description":"Of a plan its id; of a map, a body and a study what was found.",
"anyOf":[{"type":"object","required":["plan"],"additionalProperties":false,
"properties":{"plan":{"type":"string"}}},
{"type":"object","required":["counts","picture","map"],"properties":{"counts":{"type":"object",
"required":["points","safe","caution","unknown","refused"],"additionalProperties":{"type":"integer"}},
"picture":{"type":"object","required":["mediaType","base64"],"properties":{
"mediaType":{"const":"image/png"},"base64":{"type":"string"}}},
"map":{"$ref":"#/components/schemas/map"}}},
{"type":"object","required":["name","digest","structures","warnings"],"properties":{
"name":{"type":"string"},"digest":{"type":"string"},"structures":{"type":"integer"},
"warnings":{"type":"array","items":{"type":"string"}}}},
{"$ref":"#/components/schemas/study"}]},
"problems":{"type":"array","items":{"type":"object","required":["code","detail"],
"additionalProperties":false,"properties":{"code":{"type":"string"},"detail":{"type":"string"},
"pointer":{"type":"string"},"hint":{"type":"string"}}}}}})";

/// One object for every kind: each takes what its sentence says, and refuses the rest.
constexpr const char* job_request =
    R"({"type":"object","required":["kind"],"additionalProperties":false,"properties":{
"kind":{"enum":["plan","map","body","study"]},
"assessment":{"type":"string","description":"Of a plan, a map or a body: whose it is."},
"targets":{"type":"array","maxItems":100,"items":{"type":"string"},
"description":"Of a plan: instead of the muscles that the examination found."},
"target":{"type":"string","description":"Of a map: \"piriformis.right\"."},
"form":{"enum":["whole","skin"],"description":"Of a map: every point with its best needle and a picture (filiform.map/1), or what paints a skin (filiform.skin_map/1); whole when left out."},
"study":{"type":"string","description":"The file of a study, as docs/studies.md explains it."},
"bodies":{"type":"integer","minimum":2,"description":"Of a study: instead of as many as it says."},
"seed":{"type":"integer","minimum":0,"description":"Of the random numbers; of a study its own, else 1."}}})";

Answer job_answer(const Jobs::Job& job, int status = 200) {
    json::object out{{"id", job.id},
                     {"kind", job.kind},
                     {"state", std::string(text(job.state))},
                     {"progress", job.share}};
    if (!job.what.empty())
        out["doing"] = job.what;
    if (!job.result.empty())
        out["result"] = json::parse(job.result);
    json::array problems;
    for (const base::Problem& problem : job.problems) {
        json::object one{{"code", problem.code}, {"detail", problem.what}};
        if (!problem.where.empty())
            one["pointer"] = pointer_of(problem.where);
        if (!problem.hint.empty())
            one["hint"] = problem.hint;
        problems.push_back(std::move(one));
    }
    if (!problems.empty())
        out["problems"] = std::move(problems);
    Answer answer;
    answer.status = status;
    answer.body = json::serialize(out);
    return answer;
}

/// Who asked for a plan, and for what: all that is left of the request when the job runs.
struct PlanOrdered {
    PlanWanted wanted;
    record::EntryId assessment, practitioner;
    store::Act act;
};

/// Makes a plan, and keeps it as a draft with its pages.
base::Checked<std::string> make_plan(const Desk& desk, const PlanOrdered& ordered,
                                     JobProgress& progress) {
    auto made = desk.workshop.make_plan(ordered.wanted, progress);
    if (!made)
        return tl::unexpected(made.error());
    if (progress.is_cancelled())
        return tl::unexpected(base::Problems{{"job.cancelled", "", "It was cancelled.", ""}});
    record::Plan& plan = made->plan;
    plan.patient = ordered.wanted.who.assessment.patient;
    plan.episode = ordered.wanted.who.assessment.episode;
    plan.assessment = ordered.assessment;
    plan.practitioner = ordered.practitioner;
    plan.made_at = desk.clock();
    const record::Noun noun(std::move(plan));
    base::Problems wrong = record::contradictions(noun);
    const base::Problems step = record::forbidden_step(
        record::empty_noun(Kind::Plan), record::State::Open, noun, record::State::Open);
    wrong.insert(wrong.end(), step.begin(), step.end());
    if (!wrong.empty())
        return tl::unexpected(wrong);
    store::Write write;
    write.kind = Kind::Plan;
    write.id = store::new_id(desk.clock());
    write.patient = record::patient_of(noun);
    write.body = record::write_noun(noun);
    write.index = record::index_of(noun);
    store::Act act = ordered.act;
    act.now = desk.clock();
    const auto written = desk.store.write({act, {write}, made->blobs});
    if (!written)
        return tl::unexpected(base::Problems{written.error()});
    return json::serialize(json::object{{"plan", written->front().id.text()}});
}

/// A job that was asked for, as far as it can be told before it runs.
struct JobOrdered {
    JobWork work;
    Jobs::Lane lane = Jobs::Lane::Care;
};
using Ordering = base::Checked<JobOrdered>;

tl::unexpected<base::Problems> not_done_here() {
    return tl::unexpected(base::Problems{no_planner()});
}

/// The assessment that a job is about; what is wrong with the other members of its body is told
/// first. That it was looked at is noted.
base::Checked<SeenAssessment> assessment_of(const Desk& desk, const Call& call, Members& members) {
    const record::EntryId id(members.text("assessment", 64));
    if (auto problems = members.problems(); !problems.empty())
        return tl::unexpected(std::move(problems));
    auto seen = find_examined(desk, call, id);
    if (!seen)
        return tl::unexpected(base::Problems{seen.error()});
    note_read(desk.store, call.request, call.caller, "read", seen->entry);
    return *std::move(seen);
}

std::uint64_t seed_of(Members& members) {
    return members.whole_or_none("seed", 0, most_exact).value_or(1);
}

Ordering order_plan(const Desk& desk, const Call& call, Members& members) {
    PlanOrdered ordered;
    ordered.wanted.targets = members.texts_or_none("targets", 100);
    ordered.wanted.seed = seed_of(members);
    if (!desk.workshop.make_plan)
        return not_done_here();
    auto seen = assessment_of(desk, call, members);
    if (!seen)
        return tl::unexpected(seen.error());
    ordered.wanted.who = std::move(seen->who);
    ordered.assessment = seen->entry.id;
    ordered.practitioner = call.caller.person;
    ordered.act = act_of(call, "create", "");
    return JobOrdered{
        [desk, ordered](JobProgress& progress) { return make_plan(desk, ordered, progress); }};
}

Ordering order_body(const Desk& desk, const Call& call, Members& members) {
    if (!desk.workshop.make_body)
        return not_done_here();
    auto seen = assessment_of(desk, call, members);
    if (!seen)
        return tl::unexpected(seen.error());
    return JobOrdered{[&shop = desk.workshop, who = std::move(seen->who)](JobProgress& progress) {
        return shop.make_body(who, progress);
    }};
}

Ordering order_map(const Desk& desk, const Call& call, Members& members) {
    MapWanted wanted;
    wanted.target = members.text("target", 100);
    wanted.seed = seed_of(members);
    const std::string form = members.text_or_none("form", 20);
    if (form == "skin")
        wanted.form = MapWanted::Form::Skin;
    else if (!form.empty() && form != "whole")
        members.complain("form", "There is no such form.", "whole or skin.");
    if (!desk.workshop.make_map)
        return not_done_here();
    auto seen = assessment_of(desk, call, members);
    if (!seen)
        return tl::unexpected(seen.error());
    wanted.who = std::move(seen->who);
    return JobOrdered{[&shop = desk.workshop, wanted = std::move(wanted)](JobProgress& progress) {
        return shop.make_map(wanted, progress);
    }};
}

Ordering order_study(const Desk& desk, const Call&, Members& members) {
    constexpr std::size_t most_bytes = 1U << 20U;
    constexpr std::uint64_t most_bodies = 1000000;
    StudyWanted wanted;
    const json::value* const text = members.find("study");
    if (text == nullptr || !text->is_string() || text->get_string().empty() ||
        text->get_string().size() > most_bytes)
        members.complain("study", "This is no text of at most 1 MiB.",
                         "Send the file of the study, as filiform study reads it.");
    else
        wanted.protocol = std::string(text->get_string());
    if (const auto bodies = members.whole_or_none("bodies", 2, most_bodies))
        wanted.bodies = static_cast<int>(*bodies);
    wanted.seed = members.whole_or_none("seed", 0, most_exact);
    if (auto problems = members.problems(); !problems.empty())
        return tl::unexpected(std::move(problems));
    if (!desk.workshop.run_study)
        return not_done_here();
    return JobOrdered{[&shop = desk.workshop, wanted = std::move(wanted)](JobProgress& progress) {
                          return shop.run_study(wanted, progress);
                      },
                      Jobs::Lane::Study};
}

struct JobKind {
    std::string_view name;
    Ordering (*order)(const Desk& desk, const Call& call, Members& members);
};
constexpr std::array<JobKind, 4> job_kinds{
    {{"plan", order_plan}, {"map", order_map}, {"body", order_body}, {"study", order_study}}};

Answer begin(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const std::string name = members.text("kind", 20);
    const auto* const kind = std::find_if(job_kinds.begin(), job_kinds.end(),
                                          [&](const JobKind& one) { return one.name == name; });
    if (kind == job_kinds.end()) {
        if (!name.empty())
            members.complain("kind", "There is no such job.", "Ask for plan, map, body or study.");
        return refusal(call.request, members.problems());
    }
    auto ordered = kind->order(desk, call, members);
    if (!ordered)
        return refusal(call.request, ordered.error());
    const auto job =
        desk.jobs.begin(name, call.caller.account, std::move(ordered->work), ordered->lane);
    return job ? job_answer(*job, 202) : refusal(call.request, job.error());
}

Answer show(const Desk& desk, const Call& call) {
    const auto job = desk.jobs.find(call.place("id"), call.caller.account);
    return job ? job_answer(*job) : refusal(call.request, job.error());
}

Answer cancel(const Desk& desk, const Call& call) {
    const auto job = desk.jobs.cancel(call.place("id"), call.caller.account);
    return job ? job_answer(*job) : refusal(call.request, job.error());
}

} // namespace

void add_job_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    const std::vector<Role> clinical{Role::Clinician, Role::Lead};
    const Reply job{"The job.", job_schema};
    const Reply none{"This server has no planner.", "", "application/problem+json"};
    routes.push_back({Method::Post,
                      "/api/v1/jobs",
                      "Begins work that takes longer than an answer may: a plan from an "
                      "assessment, kept as a draft; a safe-entry map of one target; the body that "
                      "needles are judged on; a needling study, of few bodies.",
                      false,
                      clinical,
                      job_request,
                      {},
                      {{202, job}, {501, none}},
                      [desk](const Call& call) { return begin(desk, call); }});
    routes.push_back({Method::Get,
                      "/api/v1/jobs/{id}",
                      "Says how far one's job is.",
                      false,
                      clinical,
                      "",
                      {},
                      {{200, job}},
                      [desk](const Call& call) { return show(desk, call); }});
    routes.push_back({Method::Delete,
                      "/api/v1/jobs/{id}",
                      "Cancels one's job.",
                      false,
                      clinical,
                      "",
                      {},
                      {{200, job}},
                      [desk](const Call& call) { return cancel(desk, call); }});
}

} // namespace filiform::server
