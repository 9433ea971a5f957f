// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "record/noun.h"
#include "server/care_steps.h"
#include "server/desk.h"
#include "server/entry_json.h"
#include "server/needle_request.h"
#include "server/record_routes.h"
#include "server/record_writes.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;

/// A needle as somebody wants it for a target of a plan.
struct PathSent {
    std::size_t target = 0;
    PathWanted wanted;
};

base::Checked<PathSent> read_path(const Request& request) {
    const auto object = read_object(request.body);
    if (!object)
        return tl::unexpected(base::Problems{object.error()});
    constexpr std::uint64_t most_targets = 63;
    constexpr std::size_t longest_reason = 4000;
    Members members(*object);
    PathSent sent;
    const auto target = members.whole_or_none("target", 0, most_targets);
    if (members.find("target") == nullptr)
        members.complain("target", "This is missing.",
                         "Send which of the plan's targets it is for, from 0.");
    sent.target = static_cast<std::size_t>(target.value_or(0));
    read_needle(members, sent.wanted.needle);
    sent.wanted.reason = members.text_or_none("reason", longest_reason);
    if (auto problems = members.problems(); !problems.empty())
        return tl::unexpected(std::move(problems));
    return sent;
}

/// How somebody is called who answers for a decision: by their entry, else by their log-in.
std::string printed_name(const Desk& desk, const Caller& caller) {
    if (caller.person.is_empty())
        return caller.login;
    const auto entry = desk.store.find(caller.person);
    const auto noun = entry ? record::read_noun(entry->kind, entry->body, "")
                            : base::Checked<record::Noun>(tl::unexpected(base::Problems{}));
    const auto* one = noun ? std::get_if<record::Practitioner>(&*noun) : nullptr;
    if (one == nullptr)
        return caller.login;
    std::string name = one->title;
    const auto add = [&](const std::string& part) {
        if (!part.empty())
            name += (name.empty() ? "" : " ") + part;
    };
    for (const std::string& given : one->given)
        add(given);
    add(one->family);
    return name.empty() ? caller.login : name;
}

/// Pages that show the path as it was before, and so would show another needle than the plan has:
/// its printed pages, its markups, and pictures of that target.
bool shows_needle_of(const record::Document& document, const std::string& target) {
    const std::string_view name = document.name;
    return name == "plan.pdf" || name == "needles.mrk.json" ||
           (name.starts_with("figures/" + target + '-') && name.ends_with(".png"));
}

/// The plan with the new path in the place of the old one.
void put_path(record::Plan& plan, std::size_t place, const std::string& target, PathMade made,
              record::RuleDecision decision) {
    record::PlannedTarget& planned = plan.targets[place];
    planned.path = std::move(made.path);
    planned.no_path.clear();
    std::erase_if(plan.documents, [&](const record::Document& document) {
        return shows_needle_of(document, target);
    });
    plan.documents.insert(plan.documents.end(), made.documents.begin(), made.documents.end());
    // What was said of the needle before is of another needle.
    const std::string rule = "needle.caution." + target;
    std::erase_if(plan.overrides,
                  [&](const record::RuleDecision& one) { return one.rule == rule; });
    if (!made.override_rule.empty()) {
        decision.rule = made.override_rule;
        plan.overrides.push_back(std::move(decision));
    }
}

/// The plan as it stands, when it is the version that was meant and a draft.
base::Checked<std::pair<record::Entry, record::Plan>> find_draft(const Desk& desk, const Call& call,
                                                                 std::int64_t version) {
    auto found = find_seen(desk, call, Kind::Plan, record::EntryId(call.place("id")));
    if (!found) {
        base::Problem problem = found.error();
        if (problem.code == "record.missing")
            problem.where.clear(); // the address names it
        return tl::unexpected(base::Problems{problem});
    }
    const record::Entry& entry = found->first;
    if (entry.version != version)
        return tl::unexpected(
            base::Problems{{"record.conflict", "If-Match",
                            "Somebody wrote version " + std::to_string(entry.version) +
                                " of this after version " + std::to_string(version) + ".",
                            "Read it again and set the needle in what it has become."}});
    if (entry.state != record::State::Open)
        return tl::unexpected(base::Problems{{"record.signed", "",
                                              "This plan is no draft any more; its needles stay.",
                                              "Make a new plan that supersedes it."}});
    return std::pair(entry, std::get<record::Plan>(std::move(found->second)));
}

/// Completes what is wanted by what the plan says. Problems: what the plan itself has against it.
base::Checked<void> complete_by_plan(const record::Plan& plan, PathSent& sent) {
    if (!plan.needling_allowed.value_or(false))
        return tl::unexpected(
            base::Problems{{"path.barred", "#/target", "Needling is not allowed by this plan.",
                            "See what its screening found."}});
    if (sent.target >= plan.targets.size())
        return tl::unexpected(base::Problems{
            {"record.value", "#/target",
             "The plan has " + std::to_string(plan.targets.size()) + " targets, counted from 0.",
             "Choose one of them."}});
    const record::PlannedTarget& target = plan.targets[sent.target];
    sent.wanted.needle.target =
        target.level.empty() ? target.target : target.target + '@' + target.level;
    if (plan.provenance) {
        sent.wanted.needle.seed = seed_of(*plan.provenance);
        sent.wanted.body = plan.provenance->body;
    }
    return {};
}

Answer set_path(const Desk& desk, const Call& call) {
    const auto version = version_asked(call.request);
    if (!version)
        return refusal(call.request, version.error());
    auto sent = read_path(call.request);
    if (!sent)
        return refusal(call.request, sent.error());
    if (!desk.workshop.judge_path)
        return refusal(call.request, no_planner());
    auto draft = find_draft(desk, call, *version);
    if (!draft)
        return refusal(call.request, draft.error());
    record::Plan& plan = draft->second;
    if (auto completed = complete_by_plan(plan, *sent); !completed)
        return refusal(call.request, 422, completed.error());
    auto seen = find_examined(desk, call, plan.assessment);
    if (!seen)
        return refusal(call.request, seen.error());
    sent->wanted.needle.who = std::move(seen->who);
    auto made = desk.workshop.judge_path(sent->wanted);
    if (!made)
        return workshop_refusal(call.request, made.error());
    const auto zone = clinic_zone(desk.store);
    if (!zone)
        return refusal(call.request, zone.error());
    const auto blobs = std::move(made->blobs);
    put_path(plan, sent->target, sent->wanted.needle.target, *std::move(made),
             {"", printed_name(desk, call.caller), sent->wanted.reason,
              zone->local_of(desk.clock()).date});
    Wanted wanted;
    wanted.kind = Kind::Plan;
    wanted.id = draft->first.id;
    wanted.follows = *version;
    wanted.body = record::write_noun(plan);
    wanted.reason = sent->wanted.reason;
    auto write = judged_write(call, desk, wanted);
    if (!write)
        return refusal(call.request, write.error());
    store::Change change{act_of(call, "set_path", wanted.reason), {*std::move(write)}, blobs};
    if (auto added = add_consequences(desk, change); !added)
        return refusal(call.request, added.error());
    const auto written = desk.store.write(change);
    if (!written)
        return refusal(call.request, written.error());
    desk.metrics.counted("entries_written_total");
    return entry_answer(written->front(), 200);
}

} // namespace

void add_plan_path_route(Routes& routes, const Desk& desk) {
    routes.push_back(
        {Method::Post,
         "/api/v1/plans/{id}/paths",
         "Sets a needle by hand for a target of a draft, as its next version: judged anew on the "
         "plan's body, with its verdict. What crosses a limit is refused; a caution needs a "
         "reason, "
         "which the plan keeps.",
         false,
         roles_for(Kind::Plan, record::Action::Change),
         R"({"type":"object","required":["target","entry","needle"],"additionalProperties":false,)"
         R"("properties":{"target":{"type":"integer","minimum":0,"maximum":63,)"
         R"("description":"Which of the plan's targets, from 0."},)"
         R"("reason":{"type":"string","maxLength":4000,)"
         R"("description":"Why a needle that calls for caution is set all the same."},)" +
             needle_members() + "}}",
         {{"If-Match", "The ETag of the plan as it was read.", R"({"type":"string"})", true, true},
          told_break_glass()},
         {{200, {"The plan as it stands.", entry_schema(Kind::Plan)}},
          {501, {"This server has no planner.", "", "application/problem+json"}}},
         [desk](const Call& call) { return set_path(desk, call); }});
}

} // namespace filiform::server
