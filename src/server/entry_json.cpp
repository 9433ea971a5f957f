// SPDX-License-Identifier: Apache-2.0
#include "server/entry_json.h"

#include "server/json_parts.h"

namespace filiform::server {

namespace {

std::string quoted(std::string_view text) {
    return json::serialize(json::value(json::string_view(text.data(), text.size())));
}

std::string body_reference(record::Kind kind) {
    return R"({"$ref":"#/components/schemas/)" + std::string(record::text(kind)) + R"("})";
}

constexpr const char* entry_members =
    R"("id":{"type":"string"},"version":{"type":"integer","minimum":1},
"state":{"enum":["open","signed","superseded","withdrawn","mistaken","erased"]},
"patient":{"type":"string"},"at":{"type":"string","format":"date-time"},"by":{"type":"string"},
"reason":{"type":"string"},"withheld":{"const":true})";

} // namespace

std::string write_entry(const record::Entry& entry, Shown shown) {
    std::string out = "{\"id\":" + quoted(entry.id.text()) +
                      ",\"kind\":" + quoted(record::text(entry.kind)) +
                      ",\"version\":" + std::to_string(entry.version) +
                      ",\"state\":" + quoted(record::text(entry.state));
    if (!entry.patient.is_empty())
        out += ",\"patient\":" + quoted(entry.patient.text());
    out += ",\"at\":" + quoted(base::text(entry.at)) + ",\"by\":" + quoted(entry.by);
    if (shown == Shown::Envelope)
        return out + ",\"withheld\":true}";
    if (!entry.reason.empty())
        out += ",\"reason\":" + quoted(entry.reason);
    return out + ",\"body\":" + entry.body + '}';
}

std::string entry_name(record::Kind kind) {
    return std::string(record::text(kind)) + "-entry";
}

std::string entry_schema(record::Kind kind) {
    return R"({"$ref":"#/components/schemas/)" + entry_name(kind) + R"("})";
}

std::string entry_definition(record::Kind kind) {
    return R"({"type":"object","required":["id","kind","version","state","at","by"],)"
           R"("additionalProperties":false,"properties":{"kind":{"const":")" +
           std::string(record::text(kind)) + R"("},)" + entry_members + R"(,"body":)" +
           body_reference(kind) + "}}";
}

std::string any_entry_schema() {
    std::string all;
    for (const record::Kind kind : record::every_kind())
        all += (all.empty() ? "" : ",") + entry_schema(kind);
    return R"({"anyOf":[)" + all + "]}";
}

std::string page_schema(record::Kind kind) {
    return R"({"type":"object","required":["entries"],"additionalProperties":false,)"
           R"("properties":{"entries":{"type":"array","items":)" +
           entry_schema(kind) + R"(},"next":{"type":"string"},"total":{"type":"integer"}}})";
}

std::string writing_schema(record::Kind kind) {
    return R"({"type":"object","required":["body"],"additionalProperties":false,"properties":{)"
           R"("id":{"type":"string","pattern":"^[A-Za-z0-9.-]{1,64}$"},)"
           R"("reason":{"type":"string"},"state":{"enum":["open","signed"]},)"
           R"("body":)" +
           body_reference(kind) + "}}";
}

} // namespace filiform::server
