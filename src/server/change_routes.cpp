// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"
#include "record/noun.h"
#include "server/care_steps.h"
#include "server/desk.h"
#include "server/entry_json.h"
#include "server/json_parts.h"
#include "server/record_writes.h"

namespace filiform::server {

namespace {

using record::Kind;
using record::State;

constexpr std::size_t most_writes = 200;
constexpr std::size_t most_blobs = 20;
constexpr std::size_t most_reason = 4000;

std::optional<Wanted> read_wanted(Members& members, const std::string& at) {
    Wanted wanted;
    const auto kind = record::kind_of_word(members.text("kind", 40));
    if (!kind)
        members.complain("kind", "There is no such kind of entry.", "Like \"session\".");
    wanted.kind = kind.value_or(Kind::Patient);
    wanted.id = record::EntryId(members.text_or_none("id", 64));
    constexpr double most_versions = 1e9;
    wanted.follows =
        static_cast<std::int64_t>(members.number_or_none("follows", 0, most_versions).value_or(0));
    if (wanted.follows > 0 && wanted.id.is_empty())
        members.complain("id", "It is not said which entry is changed.", "Give its id.");
    if (const std::string word = members.text_or_none("state", 20); !word.empty()) {
        wanted.state = record::state_of_word(word);
        if (!wanted.state || *wanted.state == State::Erased) {
            members.complain("state", "Nothing is written in this state.",
                             "open, signed, superseded, withdrawn or mistaken.");
            wanted.state.reset();
        }
    }
    if (const json::value* body = members.find("body")) {
        if (body->is_object())
            wanted.body = json::serialize(*body);
        else
            members.complain("body", "This is not an object.", "Send the entry's body.");
    } else if (wanted.follows == 0) {
        members.complain("body", "A new entry has no body.", "Send it as an object.");
    }
    wanted.at = at + "/body";
    return wanted;
}

struct ChangeSent {
    std::vector<Wanted> wanted;
    std::vector<store::Blob> blobs;
    std::string reason;
};

void add_problems(base::Problems& to, const base::Problems& more) {
    to.insert(to.end(), more.begin(), more.end());
}

void read_blobs(Members& members, ChangeSent& sent, base::Problems& problems) {
    const json::value* blobs = members.find("blobs");
    if (blobs == nullptr)
        return;
    if (!blobs->is_array() || blobs->get_array().size() > most_blobs) {
        members.complain("blobs", "This is not a list of at most 20.", "Send fewer at once.");
        return;
    }
    for (std::size_t i = 0; i < blobs->get_array().size(); ++i) {
        const std::string at = "/blobs/" + std::to_string(i);
        const json::value& one = blobs->get_array()[i];
        if (!one.is_object()) {
            problems.push_back(
                {"request.value", "#" + at, "This is not an object.", "Send an object."});
            continue;
        }
        Members inner(one.get_object(), at);
        store::Blob blob;
        blob.media_type = inner.text("mediaType", 100);
        const json::value* text = inner.find("base64");
        const auto bytes = text != nullptr && text->is_string()
                               ? base::from_base64(text->get_string())
                               : std::nullopt;
        if (!bytes)
            inner.complain("base64", "This is not base64.", "RFC 4648, with its padding.");
        if (!blob.media_type.empty() && !is_kept_type(blob.media_type))
            inner.complain("mediaType", "This type is not kept.",
                           "PDF, PNG, JPEG, JSON, GLB or plain text.");
        blob.bytes = bytes.value_or("");
        add_problems(problems, inner.problems());
        sent.blobs.push_back(std::move(blob));
    }
}

base::Checked<ChangeSent> read_change(const Request& request) {
    const auto object = read_object(request.body);
    if (!object)
        return tl::unexpected(base::Problems{object.error()});
    Members members(*object);
    ChangeSent sent;
    base::Problems problems;
    sent.reason = members.text_or_none("reason", most_reason);
    read_blobs(members, sent, problems);
    const json::value* writes = members.find("writes");
    if (writes == nullptr || !writes->is_array() || writes->get_array().empty() ||
        writes->get_array().size() > most_writes) {
        members.complain("writes", "This is not a list of one to 200.", "Send what is written.");
    } else {
        for (std::size_t i = 0; i < writes->get_array().size(); ++i) {
            const std::string at = "/writes/" + std::to_string(i);
            const json::value& one = writes->get_array()[i];
            if (!one.is_object()) {
                problems.push_back(
                    {"request.value", "#" + at, "This is not an object.", "Send an object."});
                continue;
            }
            Members inner(one.get_object(), at);
            if (auto wanted = read_wanted(inner, at))
                sent.wanted.push_back(*std::move(wanted));
            add_problems(problems, inner.problems());
        }
    }
    add_problems(problems, members.problems());
    if (!problems.empty())
        return tl::unexpected(problems);
    return sent;
}

Answer entries_answer(const std::vector<record::Entry>& entries) {
    Answer answer;
    answer.body = "{\"entries\":[";
    for (const record::Entry& entry : entries)
        answer.body += (answer.body.back() == '[' ? "" : ",") + write_entry(entry);
    answer.body += "]}";
    return answer;
}

Answer change(const Desk& desk, const Call& call) {
    auto sent = read_change(call.request);
    if (!sent)
        return refusal(call.request, sent.error());
    store::Change change;
    change.act = act_of(call, "change", sent->reason);
    change.blobs = std::move(sent->blobs);
    for (Wanted& wanted : sent->wanted) {
        wanted.reason = sent->reason;
        auto write = judged_write(call, desk, wanted, change.writes);
        if (!write) {
            // Which of them it was, where the problem does not say.
            for (base::Problem& problem : write.error())
                if (!problem.where.starts_with('#'))
                    problem.where = "#" + wanted.at.substr(0, wanted.at.rfind('/'));
            return refusal(call.request, write.error());
        }
        change.writes.push_back(*std::move(write));
    }
    if (auto added = add_consequences(desk, change); !added)
        return refusal(call.request, added.error());
    const auto written = desk.store.write(change);
    if (!written) {
        base::Problem problem = written.error();
        for (std::size_t i = 0; i < sent->wanted.size(); ++i)
            if (problem.where == change.writes[i].id.text())
                problem = placed_taken(std::move(problem), sent->wanted[i].at);
        return refusal(call.request, problem);
    }
    desk.metrics.counted("entries_written_total", static_cast<std::int64_t>(written->size()));
    return entries_answer(*written);
}

/// A patient's entries of every kind and state but erased ones, the patient's own last: it is what
/// the others speak of.
base::Result<std::vector<record::Entry>> everything_of(const Desk& desk,
                                                       const record::EntryId& patient) {
    std::vector<record::Entry> all;
    for (const Kind kind : record::every_kind()) {
        store::Query query;
        query.kind = kind;
        query.patient = patient;
        query.states = {State::Open, State::Signed, State::Superseded, State::Withdrawn,
                        State::Mistaken};
        query.most = 1000;
        do {
            auto page = desk.store.search(query);
            if (!page)
                return tl::unexpected(page.error());
            std::move(page->entries.begin(), page->entries.end(), std::back_inserter(all));
            query.after = page->next;
        } while (!query.after.empty());
    }
    return all;
}

base::Result<store::Write> anonymous(const record::Entry& entry) {
    auto noun = record::read_noun(entry.kind, entry.body, entry.id.text());
    if (!noun)
        return tl::unexpected(
            base::Problem{"store.failed", entry.id.text(), "A stored entry cannot be read.", ""});
    const record::Noun bare = record::anonymised(*std::move(noun));
    store::Write write;
    write.kind = entry.kind;
    write.id = entry.id;
    write.follows = entry.version;
    write.state = State::Erased;
    write.patient = entry.patient;
    write.body = record::write_noun(bare);
    write.index = record::index_of(bare, State::Erased);
    return write;
}

base::Result<std::string> reason_of(const Request& request) {
    const auto object = read_object(request.body);
    if (!object)
        return tl::unexpected(object.error());
    Members members(*object);
    std::string reason = members.text("reason", most_reason);
    if (const auto problems = members.problems(); !problems.empty())
        return tl::unexpected(problems.front());
    return reason;
}

Answer erase(const Desk& desk, const Call& call) {
    const auto reason = reason_of(call.request);
    if (!reason)
        return refusal(call.request, reason.error());
    const record::EntryId id(call.place("id"));
    const auto patient = desk.store.find(id);
    if (!patient)
        return refusal(call.request, patient.error());
    if (patient->kind != Kind::Patient)
        return refusal(call.request,
                       base::Problem{"record.missing", "", "There is no such patient.",
                                     "Look for it by searching."});
    const auto all = everything_of(desk, id);
    if (!all)
        return refusal(call.request, all.error());
    std::vector<store::Write> writes;
    for (const record::Entry& entry : *all) {
        auto write = anonymous(entry);
        if (!write)
            return refusal(call.request, write.error());
        writes.push_back(*std::move(write));
    }
    if (const auto erased = desk.store.erase(act_of(call, "erase", *reason), id, writes); !erased)
        return refusal(call.request, erased.error());
    Answer answer;
    answer.status = 204;
    return answer;
}

/// Says that one patient's entry was a double of another's. What was written under the double stays
/// there and is found under the other from then on.
Answer merge(const Desk& desk, const Call& call) {
    const auto version = version_asked(call.request);
    if (!version)
        return refusal(call.request, version.error());
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const record::EntryId into(members.text("into", 64));
    const std::string reason = members.text("reason", most_reason);
    if (into.text() == call.place("id"))
        members.complain("into", "A patient is no double of themselves.", "Name the other one.");
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto target = desk.store.find(into);
    const auto entry = desk.store.find(record::EntryId(call.place("id")));
    if (!target || target->kind != Kind::Patient)
        return refusal(call.request, base::Problem{"record.orphan", "#/into",
                                                   "There is no such patient.", "Search for it."});
    if (!entry || entry->kind != Kind::Patient)
        return refusal(call.request, base::Problem{"record.missing", "",
                                                   "There is no such patient.", "Search for it."});
    auto noun = record::read_noun(Kind::Patient, entry->body, "");
    const auto other = record::read_noun(Kind::Patient, target->body, "");
    if (!noun || !other)
        return refusal(call.request, base::Problem{"store.failed", "", "It cannot be read.", ""});
    if (!std::get<record::Patient>(*other).merged_into.is_empty())
        return refusal(call.request,
                       base::Problem{"record.rule", "#/into", "That entry is a double itself.",
                                     "Name the one that goes on."});
    std::get<record::Patient>(*noun).merged_into = into;
    Wanted wanted{Kind::Patient, entry->id, *version, std::nullopt, record::write_noun(*noun), ""};
    auto write = judged_write(call, desk, wanted);
    if (!write)
        return refusal(call.request, write.error());
    const auto written = desk.store.write({act_of(call, "merge", reason), {*std::move(write)}, {}});
    return written ? entries_answer(*written) : refusal(call.request, written.error());
}

constexpr const char* change_schema = R"({"type":"object","required":["writes"],
"additionalProperties":false,"properties":{"reason":{"type":"string"},
"writes":{"type":"array","minItems":1,"maxItems":200,"items":{"type":"object","required":["kind"],
"additionalProperties":false,"properties":{"kind":{"type":"string"},"id":{"type":"string"},
"follows":{"type":"integer","minimum":0},"state":{"type":"string"},"body":{"type":"object"}}}},
"blobs":{"type":"array","maxItems":20,"items":{"type":"object","required":["mediaType","base64"],
"additionalProperties":false,"properties":{"mediaType":{"type":"string"},"base64":{"type":"string"}}}}}})";

std::string entries_schema(const std::string& items) {
    return R"({"type":"object","required":["entries"],"additionalProperties":false,)"
           R"("properties":{"entries":{"type":"array","items":)" +
           items + "}}}";
}

} // namespace

void add_change_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    routes.push_back(
        {Method::Post,
         "/api/v1/changes",
         "Writes several entries and the bytes they speak of, all or nothing.",
         false,
         {Role::Clinician, Role::Reception, Role::Lead, Role::Patient, Role::Integrator},
         change_schema,
         {},
         {{200, {"The entries as they stand.", entries_schema(any_entry_schema())}}},
         [desk](const Call& call) { return change(desk, call); }});
    routes.push_back({Method::Post,
                      "/api/v1/patients/{id}/erase",
                      "Makes a patient anonymous, in every version of everything; for good.",
                      false,
                      roles_for(Kind::Patient, record::Action::Erase),
                      R"({"type":"object","required":["reason"],"additionalProperties":false,)"
                      R"("properties":{"reason":{"type":"string"}}})",
                      {},
                      {{204, {"Done.", ""}}},
                      [desk](const Call& call) { return erase(desk, call); }});
    routes.push_back(
        {Method::Post,
         "/api/v1/patients/{id}/merge",
         "Says that this was a double of another patient's entry.",
         false,
         {Role::Clinician, Role::Reception, Role::Lead},
         R"({"type":"object","required":["into","reason"],)"
         R"("additionalProperties":false,"properties":{"into":{"type":"string",)"
         R"("x-kinds":["patient"]},"reason":{"type":"string"}}})",
         {{"If-Match", "The ETag of the double.", R"({"type":"string"})", true, true}},
         {{200, {"The double as it stands.", entries_schema(entry_schema(Kind::Patient))}}},
         [desk](const Call& call) { return merge(desk, call); }});
}

} // namespace filiform::server
