// SPDX-License-Identifier: Apache-2.0
#include "fhir/element_reader.h"

#include <algorithm>

#include "fhir/addresses.h"
#include "fhir/path.h"

namespace filiform::fhir {

/// Finds the element of a list that a step chooses.
void ElementReader::choose(const json::array& list, const Step& step, Found& found) {
    std::optional<std::size_t> silent;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const json::object* one = list[i].if_object();
        const json::value* said =
            step.key.empty() || one == nullptr ? nullptr : find_at(*one, step.key);
        if (said == nullptr && !silent)
            silent = i;
        if (said == nullptr || !said->is_string() || said->get_string() != step.expected)
            continue;
        found.value = &list[i];
        found.where += "[" + std::to_string(i) + "]";
        found.choosing.push_back(said);
        return;
    }
    if (silent && (step.key.empty() || step.may_be_silent)) {
        found.value = &list[*silent];
        found.where += "[" + std::to_string(*silent) + "]";
    }
}

ElementReader::Found ElementReader::find(std::string_view path) const {
    Found found{nullptr, where_, {}};
    const json::object* scope = &scope_;
    for (const Step& step : steps_of(path)) {
        if (found.value != nullptr)
            scope = found.value->if_object();
        found.value = scope == nullptr ? nullptr : scope->if_contains(step.name);
        found.where += "." + std::string(step.name);
        if (step.is_list && found.value != nullptr) {
            static const json::array none;
            const json::array* list = found.value->is_array() ? &found.value->get_array() : &none;
            found.value = nullptr;
            choose(*list, step, found);
        }
        if (found.value == nullptr)
            break;
    }
    return found;
}

void ElementReader::take(const Found& found) {
    reading_.take(*found.value);
    for (const json::value* one : found.choosing)
        reading_.take(*one);
}

void ElementReader::complain(const Found& found, std::string code, std::string what,
                             std::string hint) {
    reading_.complain(std::move(code), found.where, std::move(what), std::move(hint));
}

std::optional<std::string> ElementReader::take_text(std::string_view path) {
    const Found found = find(path);
    if (found.value == nullptr)
        return std::nullopt;
    take(found);
    if (found.value->is_string())
        return std::string(found.value->get_string());
    complain(found, "fhir.type", "A text is expected here.");
    return std::nullopt;
}

void ElementReader::text(std::string_view path, std::string& value) {
    value = take_text(path).value_or("");
}

void ElementReader::token(std::string_view path, std::string& value) {
    value = read_token(take_text(path).value_or(""));
}

void ElementReader::texts(std::string_view path, std::vector<std::string>& value) {
    value.clear();
    const Found found = find(path);
    if (found.value == nullptr)
        return;
    take(found);
    const json::array* list = found.value->if_array();
    if (list == nullptr || !std::all_of(list->begin(), list->end(),
                                        [](const json::value& one) { return one.is_string(); }))
        return complain(found, "fhir.type", "A list of texts is expected here.");
    for (const json::value& one : *list)
        value.emplace_back(one.get_string());
}

void ElementReader::flag(std::string_view path, record::Flag& value) {
    value.reset();
    const Found found = find(path);
    if (found.value == nullptr)
        return;
    take(found);
    if (!found.value->is_bool())
        return complain(found, "fhir.type", "true or false is expected here.");
    value = found.value->get_bool();
}

void ElementReader::number(std::string_view path, record::Number& value) {
    value.reset();
    const Found found = find(path);
    if (found.value == nullptr)
        return;
    take(found);
    if (!found.value->is_number())
        return complain(found, "fhir.type", "A number is expected here.");
    value = found.value->to_number<double>();
}

void ElementReader::day(std::string_view path, record::Day& value) {
    value.reset();
    const Found found = find(path);
    const auto given = take_text(path);
    if (!given)
        return;
    const auto date = base::read_date(*given);
    if (!date)
        return complain(found, "fhir.value", "A whole day is expected here: " + date.error().what,
                        "Give year, month and day: \"2026-11-29\".");
    value = *date;
}

void ElementReader::moment(std::string_view path, record::Moment& value) {
    value.reset();
    const Found found = find(path);
    const auto given = take_text(path);
    if (!given)
        return;
    const auto instant = base::read_instant(*given);
    if (!instant)
        return complain(found, "fhir.value",
                        "A time with its zone is expected here: " + instant.error().what,
                        "Give it whole: \"2026-11-29T15:37:23Z\".");
    value = *instant;
}

void ElementReader::quantity(std::string_view path, record::Number& value, std::string_view unit) {
    value.reset();
    group(path, true, [&](Elements& inner) {
        inner.number("value", value);
        inner.derived("unit", unit);
        inner.derived("system", ucum);
        inner.derived("code", unit);
    });
    const Found found = find(path);
    const json::object* given = found.value == nullptr ? nullptr : found.value->if_object();
    if (given != nullptr && !given->contains("unit") && !given->contains("code"))
        complain(found, "fhir.value", "A quantity in \"" + std::string(unit) + "\" is expected.",
                 "Say its unit.");
}

void ElementReader::code(std::string_view path, std::optional<std::size_t>& place,
                         std::span<const std::string_view> codes) {
    place.reset();
    const Found found = find(path);
    const auto given = take_text(path);
    if (!given)
        return;
    const auto known = std::find(codes.begin(), codes.end(), *given);
    if (known != codes.end() && !given->empty()) {
        place = static_cast<std::size_t>(known - codes.begin());
        return;
    }
    std::string all;
    for (const std::string_view one : codes)
        if (!one.empty())
            all += (all.empty() ? "" : ", ") + std::string(one);
    complain(found, "fhir.code", "The record does not keep this code.", "It keeps: " + all + ".");
}

void ElementReader::reference(std::string_view path, ResourceType type, record::EntryId& value) {
    value = record::EntryId();
    const std::string inner = std::string(path) + ".reference";
    const Found found = find(inner);
    const auto given = take_text(inner);
    if (!given)
        return;
    derived(std::string(path) + ".type", fhir::text(type));
    const auto named = read_literal(*given, reading_.context);
    if (!named || named->first != type)
        return complain(found, "fhir.reference",
                        "A reference to a " + std::string(fhir::text(type)) + " is expected here.",
                        "Write it \"" + std::string(fhir::text(type)) + "/id\".");
    value = named->second;
}

void ElementReader::typed_reference(std::string_view path, ResourceType& type,
                                    record::EntryId& value) {
    const Found found = find(std::string(path) + ".reference");
    const json::value* given = found.value;
    const auto named = given != nullptr && given->is_string()
                           ? read_literal(given->get_string(), reading_.context)
                           : std::nullopt;
    if (named)
        type = named->first;
    reference(path, type, value);
}

void ElementReader::any_reference(std::string_view path, record::EntryId& value) {
    value = record::EntryId();
    const std::string at(path);
    const Found found = find(at);
    const json::object* given = found.value == nullptr ? nullptr : found.value->if_object();
    if (given == nullptr)
        return;
    if (given->contains("reference")) {
        const Found place = find(at + ".reference");
        const auto named =
            read_literal(take_text(at + ".reference").value_or(""), reading_.context);
        if (!named)
            return complain(place, "fhir.reference", "This names nothing that is kept here.",
                            "Write it \"Type/id\".");
        value = named->second;
        return;
    }
    derived(at + ".identifier.system", own_numbers("entry"));
    const Found place = find(at + ".identifier.value");
    const std::string id = take_text(at + ".identifier.value").value_or("");
    if (!is_id(id))
        return complain(place.value == nullptr ? found : place, "fhir.reference",
                        "This names nothing that is kept here.", "Write it \"Type/id\".");
    value = record::EntryId(id);
}

void ElementReader::fixed(std::string_view path, std::string_view value) {
    const Found found = find(path);
    if (found.value == nullptr)
        return reading_.complain("fhir.missing", found.where,
                                 "\"" + std::string(value) + "\" is expected here.", "Add it.");
    derived(path, value);
}

void ElementReader::derived(std::string_view path, std::string_view value) {
    const Found found = find(path);
    if (found.value == nullptr)
        return;
    take(found);
    if (!found.value->is_string() || found.value->get_string() != value)
        complain(found, "fhir.disagrees",
                 value.empty() ? "This does not agree with the rest."
                               : "Only \"" + std::string(value) + "\" agrees with the rest.",
                 "Leave it out, or send what agrees.");
}

void ElementReader::derived_flag(std::string_view path, bool value) {
    const Found found = find(path);
    if (found.value == nullptr)
        return;
    take(found);
    if (!found.value->is_bool() || found.value->get_bool() != value)
        complain(found, "fhir.disagrees",
                 std::string("Only ") + (value ? "true" : "false") + " agrees with the rest.",
                 "Leave it out, or send what agrees.");
}

bool ElementReader::group(std::string_view path, bool, const Inner& inner) {
    const Found found = find(path);
    if (found.value == nullptr)
        return false;
    const json::object* object = found.value->if_object();
    if (object == nullptr) {
        take(found);
        complain(found, "fhir.type", "An object is expected here.");
        return false;
    }
    for (const json::value* one : found.choosing)
        reading_.take(*one);
    take_presence(*object, reading_);
    ElementReader reader(*object, found.where, reading_);
    inner(reader);
    return true;
}

void ElementReader::list(std::string_view path, const record::Fields::Parts& parts,
                         const std::function<void(Elements&, std::size_t)>& inner) {
    parts.resize(0);
    const Found found = find(path);
    if (found.value == nullptr)
        return;
    const json::array* elements = found.value->if_array();
    if (elements == nullptr) {
        take(found);
        return complain(found, "fhir.type", "A list is expected here.");
    }
    for (std::size_t i = 0; i < elements->size(); ++i) {
        const json::value& element = (*elements)[i];
        const std::string where = found.where + "[" + std::to_string(i) + "]";
        if (reading_.is_touched(element))
            continue;
        if (!element.is_object()) {
            reading_.take(element);
            reading_.complain("fhir.type", where, "An object is expected here.", "");
            continue;
        }
        take_presence(element.get_object(), reading_);
        ElementReader reader(element.get_object(), where, reading_);
        const std::size_t place = parts.count();
        parts.resize(place + 1);
        inner(reader, place);
    }
}

void ElementReader::rest(std::string_view path, std::string_view owner,
                         const std::function<void(record::Fields&)>& describe,
                         const CarriedFields& carried) {
    const json::object* scope = &scope_;
    std::string where = where_;
    if (!path.empty()) {
        const Found found = find(path);
        where = found.where;
        scope = found.value == nullptr ? nullptr : found.value->if_object();
    }
    read_extensions(scope == nullptr ? nullptr : array_of(*scope, "extension"),
                    where + ".extension", owner, describe, carried, reading_);
}

void ElementReader::refuse(std::string_view path, std::string what, std::string hint) {
    const Found found = find(path);
    complain(found, "fhir.unholdable", std::move(what), std::move(hint));
}

} // namespace filiform::fhir
