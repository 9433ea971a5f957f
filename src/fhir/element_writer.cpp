// SPDX-License-Identifier: Apache-2.0
#include "fhir/element_writer.h"

#include <cmath>

#include "base/expects.h"
#include "fhir/addresses.h"
#include "fhir/codes.h"
#include "fhir/path.h"

namespace filiform::fhir {

namespace {

json::object& object_in(json::value& value) {
    return value.is_object() ? value.get_object() : value.emplace_object();
}

json::array& array_in(json::value& value) {
    return value.is_array() ? value.get_array() : value.emplace_array();
}

json::value& member(json::object& object, std::string_view name) {
    return object[json::string_view(name.data(), name.size())];
}

/// The element of a list that a step chooses; made if it is not there.
json::value& chosen(json::array& list, const Step& step) {
    if (step.key.empty()) {
        if (list.empty())
            list.emplace_back(json::object());
        return list.front();
    }
    for (json::value& one : list) {
        const json::value* found = one.is_object() ? find_at(one.get_object(), step.key) : nullptr;
        if (found != nullptr && found->is_string() && found->get_string() == step.expected)
            return one;
    }
    json::value& made = list.emplace_back(json::object());
    json::object* scope = &made.get_object();
    std::string_view key = step.key;
    for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
        scope = &object_in(member(*scope, key.substr(0, dot)));
        key.remove_prefix(dot + 1);
    }
    member(*scope, key) = step.expected;
    return made;
}

} // namespace

json::value& ElementWriter::at(std::string_view path) {
    json::object* scope = &scope_;
    json::value* value = nullptr;
    for (const Step& step : steps_of(path)) {
        if (value != nullptr)
            scope = &object_in(*value);
        value = &member(*scope, step.name);
        if (step.is_list)
            value = &chosen(array_in(*value), step);
    }
    base::expects(value != nullptr, "a path has a step");
    return *value;
}

void ElementWriter::text(std::string_view path, std::string& value) {
    if (!value.empty())
        at(path) = value;
}

void ElementWriter::token(std::string_view path, std::string& value) {
    if (!value.empty())
        at(path) = write_token(value);
}

void ElementWriter::texts(std::string_view path, std::vector<std::string>& value) {
    if (value.empty())
        return;
    json::array list;
    for (const std::string& one : value)
        list.emplace_back(one);
    at(path) = std::move(list);
}

void ElementWriter::flag(std::string_view path, record::Flag& value) {
    if (value)
        at(path) = *value;
}

void ElementWriter::number(std::string_view path, record::Number& value) {
    if (value)
        at(path) = number_value(*value);
}

void ElementWriter::day(std::string_view path, record::Day& value) {
    if (value)
        at(path) = base::text(*value);
}

void ElementWriter::moment(std::string_view path, record::Moment& value) {
    if (value)
        at(path) = base::text(*value);
}

void ElementWriter::quantity(std::string_view path, record::Number& value, std::string_view unit) {
    if (value)
        object_in(at(path)) = quantity_of(*value, unit);
}

void ElementWriter::code(std::string_view path, std::optional<std::size_t>& place,
                         std::span<const std::string_view> codes) {
    if (place && !codes[*place].empty())
        at(path) = codes[*place];
}

void ElementWriter::coded(std::string_view path, std::optional<std::size_t>& place,
                          std::string_view set, std::span<const std::string_view> words) {
    std::string word(place ? words[*place] : std::string_view());
    open_coded(path, word, set);
}

void ElementWriter::open_coded(std::string_view path, std::string& word, std::string_view set) {
    if (word.empty())
        return;
    json::object& target = object_in(at(path));
    for (auto& made : concept_of(set, word))
        target.insert_or_assign(made.key(), made.value());
}

void ElementWriter::reference(std::string_view path, ResourceType type, record::EntryId& value) {
    if (!value.is_empty())
        object_in(at(path))["reference"] = literal(type, value);
}

void ElementWriter::typed_reference(std::string_view path, ResourceType& type,
                                    record::EntryId& value) {
    reference(path, type, value);
}

void ElementWriter::any_reference(std::string_view path, record::EntryId& value) {
    if (value.is_empty())
        return;
    const auto kind = context_.kind_of ? context_.kind_of(value) : std::nullopt;
    at(path) = reference_to(kind ? type_of_kind(*kind) : std::nullopt, value);
}

void ElementWriter::fixed(std::string_view path, std::string_view value) {
    at(path) = value;
}

void ElementWriter::derived(std::string_view path, std::string_view value) {
    if (!value.empty())
        at(path) = value;
}

void ElementWriter::derived_flag(std::string_view path, bool value) {
    at(path) = value;
}

bool ElementWriter::group(std::string_view path, bool wanted, const Inner& inner) {
    if (!wanted)
        return false;
    json::object made;
    ElementWriter writer(made, context_);
    inner(writer);
    json::object& target = object_in(at(path));
    for (auto& one : made)
        target.insert_or_assign(one.key(), one.value());
    if (target.empty())
        target["extension"] = presence();
    return true;
}

void ElementWriter::list(std::string_view path, const record::Fields::Parts& parts,
                         const std::function<void(Elements&, std::size_t)>& inner) {
    for (std::size_t i = 0; i < parts.count(); ++i) {
        json::object made;
        ElementWriter writer(made, context_);
        inner(writer, i);
        if (made.empty())
            made["extension"] = presence();
        array_in(at(path)).push_back(std::move(made));
    }
}

void ElementWriter::rest(std::string_view path, std::string_view owner,
                         const std::function<void(record::Fields&)>& describe,
                         const CarriedFields& carried) {
    json::array extensions = extensions_of(owner, describe, carried, context_);
    if (extensions.empty())
        return;
    json::object& target = path.empty() ? scope_ : object_in(at(path));
    json::array& list = array_in(target["extension"]);
    for (json::value& one : extensions)
        list.push_back(std::move(one));
}

void ElementWriter::refuse(std::string_view, std::string, std::string) {}

std::string literal(ResourceType type, const record::EntryId& id) {
    return std::string(text(type)) + "/" + id.text();
}

json::object reference_to(std::optional<ResourceType> type, const record::EntryId& id) {
    if (type)
        return {{"reference", literal(*type, id)}};
    return {{"identifier", {{"system", own_numbers("entry")}, {"value", id.text()}}}};
}

json::object concept_of(std::string_view set, std::string_view word) {
    json::object own{{"system", own_system(set)}, {"code", write_token(word)}};
    json::array codings;
    const CodeSet::Word* known = find_word(set, word);
    if (known != nullptr && !known->display.empty())
        own["display"] = known->display;
    codings.push_back(std::move(own));
    if (known != nullptr)
        for (const Code& code : known->codes) {
            json::object other{{"system", code.system}, {"code", code.code}};
            if (!code.display.empty())
                other["display"] = code.display;
            codings.push_back(std::move(other));
        }
    return {{"coding", std::move(codings)}};
}

json::value number_value(double value) {
    if (std::abs(value) < 1e15 && std::floor(value) == value)
        return static_cast<std::int64_t>(value);
    return value;
}

json::object quantity_of(double value, std::string_view unit) {
    return {{"value", number_value(value)}, {"unit", unit}, {"system", ucum}, {"code", unit}};
}

json::array presence() {
    return {json::object{{"url", own_extension("present")}, {"valueBoolean", true}}};
}

} // namespace filiform::fhir
