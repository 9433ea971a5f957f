// SPDX-License-Identifier: Apache-2.0
#include "fhir/maps.h"

#include <algorithm>
#include <cctype>

namespace filiform::fhir {

namespace {

/// What can stand where FHIR wants an address of the web: "urn:oid:1.2", "https://…".
bool is_address(std::string_view text) {
    const std::size_t colon = text.find(':');
    return colon != std::string_view::npos && colon > 1 &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](unsigned char one) { return std::isalnum(one) != 0; }) &&
           std::all_of(text.begin(), text.end(),
                       [](unsigned char one) { return one > ' ' && one < 0x7F; });
}

void map_identifier(Elements& elements, record::Identifier& identifier) {
    std::string address, name;
    if (elements.is_writing())
        (is_address(identifier.system) ? address : name) = identifier.system;
    elements.text("system", address);
    elements.text("assigner.display", name);
    if (!address.empty() && !name.empty())
        elements.refuse("assigner.display", "The record keeps one name for who gave a number.",
                        "Send the system or the assigner.");
    identifier.system = address.empty() ? name : address;
    elements.text("value", identifier.value);
}

} // namespace

std::string owner_of(record::Kind kind) {
    return kind == record::Kind::AdverseEvent ? "adverse-event" : std::string(record::text(kind));
}

void map_address(Elements& elements, record::Address& address) {
    elements.texts("line", address.lines);
    elements.text("city", address.city);
    elements.text("state", address.region);
    elements.text("postalCode", address.postcode);
    elements.text("country", address.country);
}

void map_identifiers(Elements& elements, std::string_view path,
                     std::vector<record::Identifier>& identifiers) {
    elements.each(path, identifiers, map_identifier);
}

void map_telecom(Elements& elements, std::string& phone, std::string& email) {
    elements.text("telecom[system=phone].value", phone);
    elements.text("telecom[system=email].value", email);
}

std::string_view status_of(record::State state, const StatusOfState& status) {
    switch (state) {
    case record::State::Open:
        return status.open;
    case record::State::Signed:
        return status.is_signed;
    case record::State::Mistaken:
        return status.mistaken;
    case record::State::Superseded:
    case record::State::Withdrawn:
    case record::State::Erased:
        break;
    }
    return status.other;
}

void map_state(Elements& elements, std::string_view path, Envelope& envelope,
               const StatusOfState& status) {
    if (envelope.state)
        return elements.fixed(path, status_of(*envelope.state, status));
    const std::array<std::string_view, 3> codes{status.open, status.is_signed, status.mistaken};
    static constexpr std::array states{record::State::Open, record::State::Signed,
                                       record::State::Mistaken};
    std::optional<std::size_t> place;
    elements.code(path, place, codes);
    envelope.state = place ? states.at(*place) : record::State::Open;
}

void map_derived_references(Elements& elements, std::string_view list, std::string_view member,
                            ResourceType type, const std::vector<record::EntryId>& expected) {
    std::vector<record::EntryId> named;
    if (elements.is_writing())
        named = expected;
    elements.each(list, named,
                  [&](Elements& inner, record::EntryId& id) { inner.reference(member, type, id); });
    if (!named.empty() && named != expected)
        elements.refuse(list, "These references do not agree with the rest.",
                        "Leave them out: they follow from the rest.");
}

} // namespace filiform::fhir
