// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "record/kind.h"
#include "server/desk.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

json::object row_json(const store::AuditRow& row) {
    json::object out{{"place", row.place},   {"at", base::text(row.at)}, {"by", row.by},
                     {"action", row.action}, {"outcome", row.outcome},   {"hash", row.hash}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty())
            out[name] = value;
    };
    add("kind", row.kind);
    add("entry", row.entry);
    add("patient", row.patient);
    add("reason", row.reason);
    add("from", row.from);
    if (row.version > 0)
        out["version"] = row.version;
    return out;
}

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

base::Result<store::AuditQuery> read_query(const Request& request) {
    store::AuditQuery query;
    const auto text = [&](std::string_view name) -> std::optional<std::string> {
        const auto value = request.parameter(name);
        return value ? std::optional<std::string>(*value) : std::nullopt;
    };
    query.by = text("by");
    query.patient = text("patient");
    query.entry = text("entry");
    query.action = text("action");
    const auto wrong = [](const char* name, const char* hint) {
        return tl::unexpected(
            base::Problem{"request.parameter", name, "This cannot be read.", hint});
    };
    for (const auto& [name, bound] :
         {std::pair{"from", &query.from}, std::pair{"before", &query.before}})
        if (const auto value = request.parameter(name)) {
            const auto instant = base::read_instant(*value);
            if (!instant)
                return wrong(name, "Write a moment like 2026-11-29T14:00:00Z.");
            *bound = *instant;
        }
    if (const auto value = request.parameter("order")) {
        if (*value != "oldest" && *value != "newest")
            return wrong("order", "Say oldest or newest: what comes first.");
        if (*value == "newest")
            query.order = store::AuditQuery::Order::NewestFirst;
    }
    if (const auto value = request.parameter("after")) {
        const auto place = whole(*value);
        if (!place)
            return wrong("after", "Give the place of the last row you have.");
        query.after = *place;
    }
    if (const auto value = request.parameter("limit")) {
        const auto most = whole(*value);
        if (!most || *most < 1 || *most > 1000)
            return wrong("limit", "1 to 1000.");
        query.most = static_cast<std::size_t>(*most);
    }
    return query;
}

Answer find(const Desk& desk, const Call& call) {
    const auto query = read_query(call.request);
    if (!query)
        return refusal(call.request, query.error());
    if (const auto settled = desk.store.audit().settle(); !settled)
        return refusal(call.request, settled.error());
    const auto rows = desk.store.audit().find(*query);
    if (!rows)
        return refusal(call.request, rows.error());
    json::array all;
    for (const store::AuditRow& row : *rows)
        all.push_back(row_json(row));
    Answer answer;
    answer.body = json::serialize(json::object{{"rows", std::move(all)}});
    return answer;
}

Answer verify(const Desk& desk, const Call& call) {
    const auto check = desk.store.audit().verify();
    if (!check)
        return refusal(call.request, check.error());
    json::object out{{"rows", check->rows}, {"head", check->head}, {"isWhole", !check->broken}};
    if (check->broken) {
        out["broken"] = *check->broken;
        out["what"] = check->what;
    }
    Answer answer;
    answer.body = json::serialize(out);
    return answer;
}

constexpr const char* audit_rows_schema =
    R"({"type":"object","required":["rows"],"additionalProperties":false,"properties":{
"rows":{"type":"array","items":{"type":"object","required":["place","at","by","action","outcome","hash"],
"additionalProperties":false,"properties":{"place":{"type":"integer"},"at":{"type":"string","format":"date-time"},
"by":{"type":"string"},"action":{"type":"string"},"outcome":{"type":"string"},
"kind":{"type":"string"},"entry":{"type":"string"},"patient":{"type":"string"},
"reason":{"type":"string"},"from":{"type":"string"},"hash":{"type":"string"},"version":{"type":"integer"}}}}}})";

constexpr const char* audit_check_schema =
    R"({"type":"object","required":["rows","head","isWhole"],"additionalProperties":false,
"properties":{"rows":{"type":"integer"},"head":{"type":"string"},"isWhole":{"type":"boolean"},
"broken":{"type":"integer","description":"The first row that does not follow from those before."},
"what":{"type":"string"}}})";

} // namespace

void add_audit_routes(Routes& routes, const Desk& desk) {
    const std::vector<record::Role> lead{record::Role::Lead};
    constexpr const char* any = R"({"type":"string"})";
    constexpr const char* moment =
        R"({"type":"string","format":"date-time","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]"})";
    const std::vector<Told> told{{"by", "An account's id.", any, false, false},
                                 {"patient", "A patient's id.", any, false, false},
                                 {"entry", "An entry's id.", any, false, false},
                                 {"action", "What was done.", any, false, false},
                                 {"from", "The first moment.", moment, false, false},
                                 {"before", "The moment after the last.", moment, false, false},
                                 {"order", "What comes first: oldest, unless it says newest.",
                                  R"({"type":"string","enum":["oldest","newest"]})", false, false},
                                 {"after", "A place: rows behind it in that order.",
                                  R"({"type":"integer","minimum":0})", false, false},
                                 {"limit", "How many at most.",
                                  R"({"type":"integer","minimum":1,"maximum":1000})", false,
                                  false}};
    routes.push_back({Method::Get,
                      "/api/v1/audit",
                      "Says who read and wrote what.",
                      false,
                      lead,
                      "",
                      told,
                      {{200, {"Rows, in their order.", audit_rows_schema}}},
                      [desk](const Call& call) { return find(desk, call); }});
    routes.push_back({Method::Get,
                      "/api/v1/audit/check",
                      "Walks the whole chain of the audit and says where it breaks.",
                      false,
                      lead,
                      "",
                      {},
                      {{200, {"Whether it is whole.", audit_check_schema}}},
                      [desk](const Call& call) { return verify(desk, call); }});
}

} // namespace filiform::server
