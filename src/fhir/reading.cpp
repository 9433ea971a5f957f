// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fhir/addresses.h"
#include "fhir/element_reader.h"

namespace filiform::fhir {

bool Reading::is_touched(const json::value& value) const {
    if (taken.contains(&value))
        return true;
    if (const json::array* list = value.if_array())
        return std::any_of(list->begin(), list->end(),
                           [this](const json::value& one) { return is_touched(one); });
    if (const json::object* object = value.if_object())
        return std::any_of(object->begin(), object->end(),
                           [this](const auto& member) { return is_touched(member.value()); });
    return false;
}

void Reading::note_left(const json::value& value, const std::string& where) {
    if (taken.contains(&value))
        return;
    if (!is_touched(value)) {
        const bool is_told = // what was wrong with it
            std::any_of(problems.begin(), problems.end(),
                        [&](const base::Problem& one) { return one.where == where; });
        if (is_told)
            return;
        complain("fhir.unholdable", where, "The record has no place for this element.",
                 "Leave it out; the CapabilityStatement says what is kept.");
        return;
    }
    if (const json::array* list = value.if_array()) {
        std::size_t place = 0;
        for (const json::value& one : *list)
            note_left(one, where + "[" + std::to_string(place++) + "]");
    } else if (const json::object* object = value.if_object()) {
        for (const auto& [key, one] : *object)
            note_left(one, where + "." + std::string(key));
    }
}

void take_presence(const json::object& object, Reading& reading) {
    const json::array* extensions = array_of(object, "extension");
    if (extensions == nullptr)
        return;
    for (const json::value& one : *extensions)
        if (one.is_object() && text_of(one.get_object(), "url") == own_extension("present"))
            reading.take(one);
}

std::optional<std::pair<ResourceType, record::EntryId>> read_literal(std::string_view text,
                                                                     const Context& context) {
    if (!context.base.empty() && text.starts_with(context.base + "/"))
        text.remove_prefix(context.base.size() + 1);
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto type = find_type(text.substr(0, slash));
    const std::string_view id = text.substr(slash + 1);
    if (!type || !is_id(id))
        return std::nullopt;
    return std::pair(*type, record::EntryId(std::string(id)));
}

} // namespace filiform::fhir
