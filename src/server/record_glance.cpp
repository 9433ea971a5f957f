// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "server/access.h"
#include "server/entry_json.h"
#include "server/json_parts.h"
#include "server/record_routes.h"
#include "server/search_limits.h"

namespace filiform::server {

namespace {

using record::Action;
using record::Kind;

constexpr std::size_t most_at_a_glance = 200;

base::Problem wrong_parameter(const Named& one, std::string what, std::string hint) {
    return {"request.parameter", one.name, std::move(what), std::move(hint)};
}

/// The kinds named, or every one; nothing where a word is none.
std::optional<std::vector<Kind>> read_kinds(std::string_view text) {
    std::vector<Kind> kinds;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const auto kind = record::kind_of_word(text.substr(0, end));
        if (!kind)
            return std::nullopt;
        kinds.push_back(*kind);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return kinds;
}

/// What is asked of a record, but whose.
base::Checked<store::OfPatients> read_glance(const Request& request) {
    store::OfPatients wanted;
    wanted.kinds.assign(record::every_kind().begin(), record::every_kind().end());
    base::Problems problems;
    for (const Named& one : request.query) {
        if (one.name == "cursor") {
            wanted.after = one.value;
        } else if (one.name == "kinds") {
            const auto kinds = read_kinds(one.value);
            if (kinds && !kinds->empty())
                wanted.kinds = *kinds;
            else
                problems.push_back(wrong_parameter(one, "There is no such kind of entry.",
                                                   "Write them like assessment,session."));
        } else if (one.name == "_count") {
            const char* const end = one.value.data() + one.value.size();
            const auto read = std::from_chars(one.value.data(), end, wanted.most);
            if (read.ec != std::errc() || read.ptr != end || wanted.most < 1 ||
                wanted.most > most_at_a_glance)
                problems.push_back(wrong_parameter(one, "This is not a number from 1 to 200.",
                                                   "Ask for further pages with cursor."));
        } else {
            problems.push_back(wrong_parameter(one, "There is no parameter of this name here.",
                                               "There are: kinds, _count, cursor."));
        }
    }
    if (!problems.empty())
        return tl::unexpected(problems);
    return wanted;
}

/// Whether the caller may see an entry of the patient's, or of a double's, which counts as theirs.
bool is_seen(const Call& call, const record::EntryId& patient, const record::Entry& entry) {
    record::Entry counted;
    counted.kind = entry.kind;
    counted.id = entry.id;
    counted.patient = patient;
    counted.state = entry.state;
    counted.by = entry.by;
    return permit(call.caller, {entry.kind, Action::See, true}, counted).has_value();
}

/// A page of what the caller may see: what they may not is passed over, and the page filled up.
base::Result<store::Page> seen_page(const Desk& desk, const Call& call, store::OfPatients wanted) {
    store::Page seen;
    const std::size_t most = wanted.most;
    do {
        wanted.most = most - seen.entries.size();
        auto page = desk.store.of_patients(wanted);
        if (!page)
            return page;
        for (record::Entry& entry : page->entries)
            if (is_seen(call, wanted.patients.front(), entry))
                seen.entries.push_back(std::move(entry));
        wanted.after = seen.next = page->next;
    } while (seen.entries.size() < most && !seen.next.empty());
    return seen;
}

Answer glance(const Desk& desk, const Call& call) {
    auto wanted = read_glance(call.request);
    if (!wanted)
        return refusal(call.request, wanted.error());
    const auto patient = find_of_kind(desk.store, Kind::Patient, call.place("id"));
    if (!patient)
        return refusal(call.request, patient.error());
    if (auto may = permit(call.caller, {Kind::Patient, Action::See, false}, *patient); !may)
        return refusal(call.request, may.error());
    RestrictedPatients restricted(desk.store, call.request, call.caller);
    if (auto may = restricted.permit(patient->id); !may)
        return refusal(call.request, may.error());
    std::erase_if(wanted->kinds, [&](Kind kind) {
        return reach_of(call.caller, {kind, Action::See, true}) == record::Reach::None;
    });
    auto patients = with_doubles(desk.store, patient->id);
    if (!patients)
        return refusal(call.request, patients.error());
    wanted->patients = *std::move(patients);
    const auto page = seen_page(desk, call, *std::move(wanted));
    if (!page)
        return refusal(call.request, page.error());
    note_read(desk.store, call.request, call.caller, "read_record", *patient);
    Answer answer;
    answer.body = "{\"items\":[";
    for (const record::Entry& entry : page->entries)
        answer.body += (answer.body.back() == '[' ? "" : ",") + write_entry(entry);
    answer.body += ']';
    if (!page->next.empty())
        answer.body += ",\"next\":" + json::serialize(json::value(page->next));
    answer.body += '}';
    return answer;
}

} // namespace

void add_glance(Routes& routes, const Desk& desk) {
    Route route{Method::Get,
                "/api/v1/patients/{id}/record",
                "Reads what one may see of a patient's record, of every kind at once, the last "
                "written first.",
                false,
                roles_for(Kind::Patient, Action::See),
                "",
                {{"kinds", "Only of these kinds, separated by commas.",
                  R"({"type":"string","pattern":"^[A-Za-z,]+$"})", false, false},
                 {"_count", "How many at most; 50 unless it is said.",
                  R"({"type":"integer","minimum":1,"maximum":200})", false, false},
                 {"cursor", "`next` of the page before.", R"({"type":"string"})", false, false},
                 told_break_glass()},
                {{200,
                  {"A page of entries.",
                   R"({"type":"object","required":["items"],"additionalProperties":false,)"
                   R"("properties":{"items":{"type":"array","items":)" +
                       any_entry_schema() + R"(},"next":{"type":"string"}}})"}}},
                [desk](const Call& call) { return glance(desk, call); }};
    route.has_open_parameters = true;
    routes.push_back(std::move(route));
}

} // namespace filiform::server
