// SPDX-License-Identifier: Apache-2.0
#include "server/carried_schemas.h"

#include <array>

#include "base/data_files.h"
#include "base/expects.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

constexpr std::array<const char*, 12> carried_names{
    "body_view", "clinic_figures", "consultation", "course",   "evidence",  "library",
    "map",       "needle",         "pool",         "progress", "screening", "study"};
constexpr std::string_view parts = "#/components/schemas/";

/// Where a reference of a schema's file leads in the description.
std::string placed_reference(std::string_view reference, const std::string& name) {
    constexpr std::string_view inner = "#/definitions/";
    constexpr std::string_view other = "filiform."; // "filiform.screening/1"
    if (reference.starts_with(inner))
        return std::string(parts) + name + '-' + std::string(reference.substr(inner.size()));
    if (reference.starts_with(other)) {
        reference.remove_prefix(other.size());
        return std::string(parts) + std::string(reference.substr(0, reference.find('/')));
    }
    return std::string(reference);
}

/// The files are of an older draft of JSON Schema than the description: what differs in what they
/// use is where a reference leads, and the name of what asks for other members.
json::value placed_schema(const json::value& schema, const std::string& name) {
    if (const json::array* list = schema.if_array()) {
        json::array out;
        for (const json::value& one : *list)
            out.push_back(placed_schema(one, name));
        return out;
    }
    const json::object* object = schema.if_object();
    if (object == nullptr)
        return schema;
    json::object out;
    for (const auto& [key, value] : *object) {
        if (key == "$schema" || key == "$id" || key == "definitions")
            continue;
        if (key == "$ref" && value.is_string())
            out[key] = placed_reference(std::string(value.get_string()), name);
        else
            out[key == "dependencies" ? "dependentRequired" : key] = placed_schema(value, name);
    }
    return out;
}

} // namespace

std::map<std::string, std::string> carried_schemas() {
    std::map<std::string, std::string> all;
    for (const std::string name : carried_names) {
        const auto text = base::find_data_file("schemas/" + name + ".json");
        base::expects(text.has_value(), "the program carries the schemas of its answers");
        const json::value schema = json::parse(json::string_view(text->data(), text->size()));
        all[name] = json::serialize(placed_schema(schema, name));
        if (const json::value* inner = schema.as_object().if_contains("definitions"))
            for (const auto& [key, one] : inner->as_object())
                all[name + '-' + std::string(key)] = json::serialize(placed_schema(one, name));
    }
    return all;
}

} // namespace filiform::server
