// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/typed_id.h"

namespace filiform::record {

struct EntryTag;
/// Names one entry of the record, for good: 1 to 64 letters, digits, "-" or ".", so that it can
/// stand in an address and in FHIR.
using EntryId = base::TypedId<EntryTag>;
[[nodiscard]] bool is_entry_id(std::string_view text);

/// What an entry is about. The order is kept: it is stored nowhere, but read by tests.
enum class Kind {
    Clinic,
    Practitioner,
    Patient,
    Episode,
    Assessment,
    Plan,
    Consent,
    Session,
    AdverseEvent,
    Instrument, ///< a questionnaire that the clinic uses
    Outcome,    ///< one filling-in of an instrument, or one score
    Task,
    Room,
    Hours, ///< when a practitioner or a room can be booked
    Appointment,
    WaitingEntry,
    Message,
    Letter,
    Stock,          ///< needles of one lot
    RuleReview,     ///< what the clinic says of one statement of the library
    TrialAddition,  ///< trials the clinic adds to those behind the library
    ProgressReview, ///< whether an episode helped, as it was judged on one day
};

/// "adverseEvent": as the record's JSON names a kind, in the order of `Kind`.
[[nodiscard]] std::span<const std::string_view> words(Kind);
/// "adverse-events": as an address names all of a kind.
[[nodiscard]] std::string_view collection(Kind kind);
[[nodiscard]] std::string_view text(Kind kind);
[[nodiscard]] std::optional<Kind> kind_of_word(std::string_view word);
[[nodiscard]] std::optional<Kind> kind_of_collection(std::string_view word);
[[nodiscard]] std::span<const Kind> every_kind();

/// What may still become of an entry.
enum class State {
    Open,       ///< may be changed: a draft, or what lives on, as a task or a room
    Signed,     ///< stands as it is; only an amendment, which is an entry of its own, follows it
    Superseded, ///< was signed; a later entry has taken its place
    Withdrawn,  ///< was signed (a consent) or open (a booking) and no longer holds
    Mistaken,   ///< entered in error: kept, never counted
    Erased,     ///< of a patient who was made anonymous
};

[[nodiscard]] std::span<const std::string_view> words(State);
[[nodiscard]] std::string_view text(State state);
[[nodiscard]] std::optional<State> state_of_word(std::string_view word);

} // namespace filiform::record
