// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fhir/element_reader.h"
#include "fhir/search.h"
#include "fhir/search_value.h"
#include "record/folding.h"

namespace filiform::fhir {

namespace {

using Kind = SearchFacts::Kind;
using Modifier = SearchCondition::Modifier;

/// "system|code", "|code" (no system), "code" (any), "system|" (any code).
bool is_code(std::string_view system, std::string_view code, std::string_view asked) {
    const std::size_t bar = asked.find('|');
    if (bar == std::string_view::npos)
        return code == asked;
    const std::string_view wanted = asked.substr(bar + 1);
    return system == asked.substr(0, bar) && (wanted.empty() || code == wanted);
}

bool is_token(const json::value& value, std::string_view asked) {
    if (value.is_bool())
        return asked == (value.get_bool() ? "true" : "false");
    if (value.is_string()) // a code, whose system goes without saying
        return value.get_string() == asked.substr(asked.find('|') + 1);
    const json::object* object = value.if_object();
    if (object == nullptr)
        return false;
    if (const json::array* codings = array_of(*object, "coding"))
        return std::any_of(codings->begin(), codings->end(),
                           [&](const json::value& one) { return is_token(one, asked); });
    const std::string_view code =
        object->contains("code") ? text_of(*object, "code") : text_of(*object, "value");
    return is_code(text_of(*object, "system"), code, asked);
}

/// "Patient/a/_history/2" → "Patient/a"
std::string_view without_version(std::string_view reference) {
    return reference.substr(0, reference.find("/_history/"));
}

bool is_reference(const json::value& value, std::string_view asked) {
    const json::object* object = value.if_object();
    if (object == nullptr)
        return value.is_string() && value.get_string() == asked;
    std::string_view named = text_of(*object, "reference");
    if (named.empty()) {
        const json::object* identifier = object_of(*object, "identifier");
        return identifier != nullptr && text_of(*identifier, "value") == asked;
    }
    if (without_version(asked) == asked) // whichever it is
        named = without_version(named);
    if (asked.find('/') == std::string_view::npos)
        return named.substr(named.find('/') + 1) == asked;
    return asked.ends_with(named) &&
           (asked.size() == named.size() || asked[asked.size() - named.size() - 1] == '/');
}

/// A word of the text begins with what is asked for.
bool is_text(const std::string& value, std::string_view asked, Modifier modifier) {
    if (modifier == Modifier::Exact)
        return value == asked;
    const std::string whole = record::folded(value);
    const std::string wanted = record::folded(asked);
    if (modifier == Modifier::Contains)
        return whole.find(wanted) != std::string::npos;
    return whole.starts_with(wanted) || whole.find(" " + wanted) != std::string::npos;
}

bool is_one(const json::value& value, const SearchCondition& condition, const std::string& asked) {
    switch (condition.parameter->kind) {
    case Kind::Token:
        return is_token(value, asked);
    case Kind::Reference:
        return is_reference(value, asked);
    case Kind::Uri:
        // A canonical address may carry a version that was not asked for.
        return value.is_string() && (value.get_string() == asked ||
                                     std::string_view(value.get_string()).starts_with(asked + "|"));
    case Kind::Text:
        return value.is_string() &&
               is_text(std::string(value.get_string()), asked, condition.modifier);
    case Kind::Date:
        break;
    }
    auto span = span_of(value);
    const auto date = read_asked_date(asked);
    // A visit that nobody has ended is taken as over a day after it began (search.h).
    if (span && condition.parameter->terms.find('~') != std::string_view::npos &&
        span->high == base::Instant::max())
        span->high = span->low + std::chrono::days(1);
    return span && date && is_within(*span, *date);
}

/// The texts of names are asked for as one: "anna garcia" is in no single element.
std::string joined_text(const std::vector<const json::value*>& values) {
    std::string all;
    for (const json::value* one : values)
        if (one->is_string())
            all += (all.empty() ? "" : " ") + std::string(one->get_string());
    return all;
}

/// Lists of texts, such as given names, are values of their own.
std::vector<const json::value*> flat(const std::vector<const json::value*>& values) {
    std::vector<const json::value*> all;
    for (const json::value* one : values)
        if (const json::array* list = one->if_array())
            for (const json::value& inner : *list)
                all.push_back(&inner);
        else
            all.push_back(one);
    return all;
}

bool holds(const json::object& resource, const SearchCondition& condition) {
    const auto values = flat(values_at(resource, condition.parameter->paths));
    if (condition.modifier == Modifier::Missing)
        return values.empty() == (condition.values.front() == "true");
    const bool is_found = std::any_of(
        condition.values.begin(), condition.values.end(), [&](const std::string& asked) {
            if (condition.parameter->kind == Kind::Text && condition.modifier == Modifier::None &&
                is_text(joined_text(values), asked, Modifier::None))
                return true;
            return std::any_of(values.begin(), values.end(), [&](const json::value* value) {
                return is_one(*value, condition, asked);
            });
        });
    return is_found != (condition.modifier == Modifier::Not);
}

} // namespace

bool matches(const Resource& resource, const Search& search) {
    if (resource.type != search.type)
        return false;
    if (!search.ids.empty() &&
        std::find(search.ids.begin(), search.ids.end(), resource.id) == search.ids.end())
        return false;
    if (search.conditions.empty())
        return true;
    const auto tree = read_plain_tree(resource.json, "");
    return tree && std::all_of(search.conditions.begin(), search.conditions.end(),
                               [&](const SearchCondition& one) { return holds(*tree, one); });
}

std::vector<std::pair<ResourceType, std::string>> named_by(const Resource& resource,
                                                           const Include& include) {
    std::vector<std::pair<ResourceType, std::string>> all;
    const SearchFacts* parameter = find_parameter(include.from, include.parameter);
    const auto tree = read_plain_tree(resource.json, "");
    if (resource.type != include.from || parameter == nullptr || !tree)
        return all;
    for (const json::value* value : values_at(*tree, parameter->paths)) {
        const json::object* object = value->if_object();
        const std::string_view written =
            object == nullptr ? std::string_view() : text_of(*object, "reference");
        const auto named = read_literal(without_version(written), {});
        if (!named || (include.target && *include.target != named->first))
            continue;
        const std::pair one(named->first, named->second.text());
        if (std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
    }
    return all;
}

std::string sort_key(const Resource& resource, const SearchFacts& parameter) {
    const auto tree = read_plain_tree(resource.json, "");
    if (!tree)
        return "";
    const auto values = flat(values_at(*tree, parameter.paths));
    if (values.empty())
        return "";
    if (parameter.kind == Kind::Date) {
        const auto span = span_of(*values.front());
        return span && span->low != base::Instant::min() ? base::text(span->low) : "";
    }
    return values.front()->is_string()
               ? record::folded(std::string_view(values.front()->get_string()))
               : "";
}

} // namespace filiform::fhir
