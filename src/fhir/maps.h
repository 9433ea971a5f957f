// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fhir/context.h"
#include "fhir/elements.h"
#include "fhir/resource.h"
#include "record/nouns.h"

/// The mappings that work both ways, a function for each kind; no other room includes this. Each
/// answers which fields have elements of their own; the rest is in extensions.
namespace filiform::fhir {

/// What a mapping must know, or tells, beside the noun.
struct Envelope {
    const Context& context;
    std::string id; ///< of the resource; empty while it has none
    /// Of the entry; when reading, what a tag said, or else what the status tells.
    std::optional<record::State> state{};
    bool is_invented = false;          ///< a tag says so
    std::vector<ReceivedBlob> blobs{}; ///< bytes that came inside the resource
};

CarriedFields map_noun(Elements& elements, record::Patient& patient, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Practitioner& practitioner, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Episode& episode, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Consent& consent, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::AdverseEvent& event, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Instrument& instrument, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Task& task, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Appointment& appointment, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Letter& letter, Envelope& envelope);
CarriedFields map_noun(Elements& elements, record::Stock& stock, Envelope& envelope);
/// An outcome with answers, and one that is a score alone.
CarriedFields map_response(Elements& elements, record::Outcome& outcome, Envelope& envelope);
CarriedFields map_score(Elements& elements, record::Outcome& outcome, Envelope& envelope);

/// What the extensions of a kind begin with: "adverse-event".
[[nodiscard]] std::string owner_of(record::Kind kind);

// Parts that several resources have.
void map_address(Elements& elements, record::Address& address);
void map_identifiers(Elements& elements, std::string_view path,
                     std::vector<record::Identifier>& identifiers);
void map_telecom(Elements& elements, std::string& phone, std::string& email);

/// A status that follows from the state alone, for kinds whose entries are drafted and signed.
/// States that are none of these have the status `other`, and only a tag says which.
struct StatusOfState {
    std::string_view open, is_signed, mistaken, other;
};
void map_state(Elements& elements, std::string_view path, Envelope& envelope,
               const StatusOfState& status);
[[nodiscard]] std::string_view status_of(record::State state, const StatusOfState& status);

/// The status of a noun that has one; an entry made in error has FHIR's word for that instead.
template <class Enum>
void map_status(Elements& elements, std::string_view path, std::optional<Enum>& value,
                std::span<const std::string_view> codes, const Envelope& envelope,
                CarriedFields& carried) {
    if (envelope.state == record::State::Mistaken) {
        elements.fixed(path, "entered-in-error");
    } else {
        elements.choice(path, value, codes);
        carried.push_back({"status", path});
    }
}

/// References that follow from the noun: written, and when sent they must be the same.
void map_derived_references(Elements& elements, std::string_view list, std::string_view member,
                            ResourceType type, const std::vector<record::EntryId>& expected);

} // namespace filiform::fhir
