// SPDX-License-Identifier: Apache-2.0
#include "record/noun.h"
#include "server/access.h"
#include "server/desk.h"
#include "server/json_parts.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

using record::Kind;

constexpr const char* job_schema =
    R"({"type":"object","required":["id","kind","state","progress"],"properties":{
"id":{"type":"string"},"kind":{"type":"string"},"state":{"enum":["waiting","running","done",
"failed","cancelled"]},"doing":{"type":"string"},"progress":{"type":"number","minimum":0,
"maximum":1},"result":{},"problems":{"type":"array","items":{"type":"object"}}}})";

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
    for (const base::Problem& problem : job.problems)
        problems.push_back(
            {{"code", problem.code}, {"detail", problem.what}, {"hint", problem.hint}});
    if (!problems.empty())
        out["problems"] = std::move(problems);
    Answer answer;
    answer.status = status;
    answer.body = json::serialize(out);
    return answer;
}

base::Problem unavailable() {
    return {"job.unavailable", "", "This server does no such work.",
            "Ask whoever runs it to start it with its planner."};
}

/// An entry of that kind that the caller may see, with its noun.
template <class Noun>
base::Result<std::pair<record::Entry, Noun>> find_seen(const Desk& desk, const Call& call,
                                                       Kind kind, const record::EntryId& id) {
    const base::Problem missing{"record.missing", "#/" + std::string(record::text(kind)),
                                "There is no such entry.", "Look for it by searching."};
    auto entry = record::is_entry_id(id.text())
                     ? desk.store.find(id)
                     : base::Result<record::Entry>(tl::unexpected(missing));
    if (!entry)
        return tl::unexpected(entry.error().code == missing.code ? missing : entry.error());
    if (entry->kind != kind || !permit(call.caller, {kind, record::Action::See, false}, *entry))
        return tl::unexpected(missing);
    RestrictedPatients restricted(desk.store, call.request, call.caller);
    if (auto permitted = restricted.permit(entry->patient); !permitted)
        return tl::unexpected(permitted.error());
    auto noun = record::read_noun(kind, entry->body, "");
    if (!noun)
        return tl::unexpected(
            base::Problem{"store.failed", id.text(), "A stored entry cannot be read.", ""});
    return std::pair(*std::move(entry), std::get<Noun>(*std::move(noun)));
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
    plan.patient = ordered.wanted.assessment.patient;
    plan.episode = ordered.wanted.assessment.episode;
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

Answer begin(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    if (const std::string kind = members.text("kind", 20); !kind.empty() && kind != "plan")
        members.complain("kind", "There is no such job.", "plan");
    const record::EntryId id(members.text("assessment", 64));
    PlanOrdered ordered;
    ordered.wanted.targets = members.texts_or_none("targets", 100);
    constexpr double most_seed = 9007199254740992; // 2^53: what a JSON number holds exactly
    ordered.wanted.seed =
        static_cast<std::uint64_t>(members.number_or_none("seed", 0, most_seed).value_or(1));
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    if (!desk.workshop.make_plan)
        return refusal(call.request, unavailable());
    auto assessment = find_seen<record::Assessment>(desk, call, Kind::Assessment, id);
    if (!assessment)
        return refusal(call.request, assessment.error());
    auto patient =
        find_seen<record::Patient>(desk, call, Kind::Patient, assessment->second.patient);
    if (!patient)
        return refusal(call.request, patient.error());
    ordered.wanted.assessment = std::move(assessment->second);
    ordered.wanted.patient = std::move(patient->second);
    ordered.assessment = id;
    ordered.practitioner = call.caller.person;
    ordered.act = act_of(call, "create", "");
    const auto job =
        desk.jobs.begin("plan", call.caller.account, [desk, ordered](JobProgress& progress) {
            return make_plan(desk, ordered, progress);
        });
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

Answer judge(const Desk& desk, const Call& call) {
    if (const auto object = read_object(call.request.body); !object)
        return refusal(call.request, object.error());
    if (!desk.workshop.judge_needle)
        return refusal(call.request, unavailable());
    auto judged = desk.workshop.judge_needle(call.request.body);
    if (!judged)
        return refusal(call.request, 422, judged.error());
    Answer answer;
    answer.body = *std::move(judged);
    return answer;
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
                      "assessment, kept as a draft.",
                      false,
                      clinical,
                      R"({"type":"object","required":["kind","assessment"],)"
                      R"("additionalProperties":false,"properties":{"kind":{"enum":["plan"]},)"
                      R"("assessment":{"type":"string"},"targets":{"type":"array","items":)"
                      R"({"type":"string"}},"seed":{"type":"integer"}}})",
                      {},
                      {{202, job}},
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
    routes.push_back({Method::Post,
                      "/api/v1/needle",
                      "Judges one needle on a person's body, at once.",
                      false,
                      clinical,
                      R"({"type":"object"})",
                      {},
                      {{200, {"The judgement.", R"({"type":"object"})"}}, {501, none}},
                      [desk](const Call& call) { return judge(desk, call); }});
}

} // namespace filiform::server
