// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "fhir/context.h"
#include "fhir/resource.h"

namespace filiform::fhir {

/// Who did something, as far as it is known: an account, and the person it belongs to.
struct Agent {
    std::string account;              ///< its id, "system" or "nobody"
    std::optional<ResourceType> type; ///< Practitioner or Patient; none: no person
    record::EntryId person;
    bool is_program = false; ///< an integrator's, or this program by itself
};

/// Provenance of one version of an entry; its id is the entry's, a point, "v" and the version.
/// `targets` are the resources that this version is shown as. Its agents are who wrote it and, as
/// assembler, the program that put it down: Filiform, whatever sent it.
[[nodiscard]] Resource provenance_of(const record::Entry& entry,
                                     const std::vector<Resource>& targets, const Agent& agent,
                                     const Context& context);

/// One row of the audit, in the store's words.
struct AuditFact {
    std::int64_t place = 0;
    base::Instant at{};
    Agent agent;
    std::string action; ///< "read", "search", "create", "sign", "log_in", …
    std::optional<record::Kind> kind;
    record::EntryId entry;
    record::EntryId patient;
    std::string outcome; ///< "done", "refused", "failed"
    std::string reason, from;
};
/// AuditEvent of one row; its id is "a" and its place.
[[nodiscard]] Resource audit_event_of(const AuditFact& fact, const Context& context);

/// Time within the hours of a Schedule.
struct SlotFact {
    record::EntryId hours;
    base::Instant start{}, end{};
    bool is_free = true;
};
/// Slot of it; its id is that of the hours, a point, "s" and the minute it begins at (since 1970).
[[nodiscard]] Resource slot_of(const SlotFact& fact, const Context& context);

/// Bytes that an entry speaks of.
struct BinaryFact {
    std::string digest; ///< SHA-256, which is its id
    std::string media_type, bytes;
    record::Kind kind = record::Kind::Letter; ///< of the entry
    record::EntryId entry;                    ///< whose rights it has
};
[[nodiscard]] Resource binary_of(const BinaryFact& fact);

} // namespace filiform::fhir
