// SPDX-License-Identifier: Apache-2.0
#include "fhir/capability.h"

#include <initializer_list>

#include "fhir/search.h"
#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

json::array coded(std::initializer_list<std::string_view> codes) {
    json::array all;
    for (const std::string_view one : codes)
        all.push_back(json::object{{"code", one}});
    return all;
}

std::string_view type_word(SearchFacts::Kind kind) {
    switch (kind) {
    case SearchFacts::Kind::Token:
        return "token";
    case SearchFacts::Kind::Reference:
        return "reference";
    case SearchFacts::Kind::Date:
        return "date";
    case SearchFacts::Kind::Text:
        return "string";
    case SearchFacts::Kind::Uri:
        break;
    }
    return "uri";
}

json::object parameter_of(const SearchFacts& one) {
    json::object made{{"name", one.name}, {"type", type_word(one.kind)}};
    if (!one.about.empty())
        made["documentation"] = one.about;
    return made;
}

json::object resource_of(const TypeFacts& type) {
    json::object made{{"type", type.name}, {"documentation", type.about}};
    const bool is_made = type.kinds.empty(); // when it is asked for, from what is no entry
    if (type.written_as)
        made["interaction"] =
            coded({"read", "vread", "history-instance", "create", "update", "search-type"});
    else if (type.type == ResourceType::Binary)
        made["interaction"] = coded({"read"});
    else if (is_made)
        made["interaction"] = coded({"read", "search-type"});
    else
        made["interaction"] = coded({"read", "vread", "history-instance", "search-type"});
    made["versioning"] = type.written_as ? "versioned-update"
                         : is_made       ? "no-version"
                                         : "versioned";
    if (type.written_as) {
        made["conditionalCreate"] = true;
        made["updateCreate"] = false;
    }
    if (type.type == ResourceType::Binary)
        return made;
    json::array parameters;
    for (const char* const name : {"_id", "_lastUpdated", "_tag"})
        parameters.push_back(parameter_of(*find_parameter(type.type, name)));
    json::array includes;
    for (const SearchFacts& one : search_parameters(type.type)) {
        parameters.push_back(parameter_of(one));
        if (one.kind == SearchFacts::Kind::Reference)
            includes.emplace_back(
                json::string(std::string(type.name) + ":" + std::string(one.name)));
    }
    made["searchParam"] = std::move(parameters);
    if (!includes.empty())
        made["searchInclude"] = std::move(includes);
    if (type.type == ResourceType::Patient)
        made["operation"] = json::array{json::object{
            {"name", "everything"},
            {"definition", "http://hl7.org/fhir/OperationDefinition/Patient-everything"}}};
    return made;
}

} // namespace

std::string capability_statement(const Publisher& publisher, const Context& context) {
    json::object made{{"resourceType", "CapabilityStatement"}, {"status", "active"}};
    made["date"] = base::text(publisher.at);
    made["kind"] = "instance";
    made["software"] = json::object{{"name", "Filiform"}, {"version", publisher.version}};
    json::object implementation{{"description", "A clinic's record of dry-needling care"}};
    if (!context.base.empty())
        implementation["url"] = context.base;
    made["implementation"] = std::move(implementation);
    made["fhirVersion"] = "4.0.1";
    made["format"] = json::array{"application/fhir+json"};
    json::array resources;
    for (const TypeFacts& type : every_type())
        resources.push_back(resource_of(type));
    json::object rest{{"mode", "server"}};
    rest["documentation"] =
        "A write that the record cannot hold whole is refused with the FHIRPath of what it has no "
        "place for; nothing is dropped. What FHIR has no element for is in extensions below "
        "https://filiform.example/fhir/StructureDefinition. A search by something unknown leaves "
        "it out of account and says so, or is refused with Prefer: handling=strict; it can be sent "
        "with POST to [type]/_search as a form. A patient who was merged into another is found "
        "with that other, as is what was written under either.";
    rest["resource"] = std::move(resources);
    rest["interaction"] = coded({"transaction", "batch"});
    made["rest"] = json::array{std::move(rest)};
    return write_tree(made);
}

} // namespace filiform::fhir
