// SPDX-License-Identifier: Apache-2.0
#include "fhir/shelf.h"

#include <algorithm>

#include "fhir/addresses.h"
#include "fhir/codes.h"

namespace filiform::fhir {

namespace {

json::object meta_of(const record::Entry& entry, const Context& context) {
    json::object meta{{"versionId", std::to_string(entry.version)},
                      {"lastUpdated", base::text(entry.at)}};
    json::array tags;
    if (entry.state != record::State::Open)
        tags.push_back(coding(own_system("state"), record::text(entry.state)));
    if (context.is_invented)
        tags.push_back(coding(own_system("mark"), "invented"));
    if (!tags.empty())
        meta["tag"] = std::move(tags);
    return meta;
}

} // namespace

void Shelf::put(ResourceType type, const std::string& part, json::object made) {
    const std::string id = resource_id({entry_.id, part});
    if (!wants(type) || !is_id(id))
        return;
    json::object whole{{"resourceType", text(type)}, {"id", id}};
    json::object& meta = whole["meta"].emplace_object() = meta_of(entry_, context_);
    if (const json::object* labels = object_of(made, "meta"))
        for (const auto& label : *labels)
            meta.insert_or_assign(label.key(), label.value());
    made.erase("meta");
    for (auto& member : made)
        whole.insert_or_assign(member.key(), std::move(member.value()));
    resources_.push_back({type, id, write_tree(whole)});
}

void set_text(json::object& target, std::string_view member, std::string_view value) {
    if (!value.empty())
        target[member] = value;
}

void set_reference(json::object& target, std::string_view member, ResourceType type,
                   const record::EntryId& id) {
    if (!id.is_empty())
        target[member] = reference_to(type, id);
}

void set_references(json::object& target, std::string_view member, ResourceType type,
                    const record::EntryId& id) {
    if (!id.is_empty())
        target[member] = json::array{reference_to(type, id)};
}

void set_moment(json::object& target, std::string_view member, const record::Moment& moment) {
    if (moment)
        target[member] = base::text(*moment);
}

void set_note(json::object& target, std::string_view words) {
    if (!words.empty())
        target["note"] = json::array{json::object{{"text", words}}};
}

json::object coding(std::string_view system, std::string_view code, std::string_view display) {
    json::object made{{"system", system}, {"code", code}};
    set_text(made, "display", display);
    return made;
}

json::object concept_with_text(json::object coding, std::string_view words) {
    json::object made;
    made["coding"] = json::array{std::move(coding)};
    set_text(made, "text", words);
    return made;
}

json::object body_site(std::string_view structure, std::string_view level) {
    const std::size_t point = structure.rfind('.');
    const std::string_view name = structure.substr(0, point);
    const std::string_view side =
        point == std::string_view::npos ? std::string_view() : structure.substr(point + 1);
    json::object site = concept_of("structure", name);
    if (const CodeSet::Word* known = find_word("side", side))
        for (const Code& code : known->codes)
            site["coding"].as_array().push_back(coding(code.system, code.code, code.display));
    std::string words(structure);
    if (!level.empty())
        words += " at " + std::string(level);
    site["text"] = words;
    return site;
}

} // namespace filiform::fhir
