// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// A message inside the clinic's own pages; nothing leaves by electronic mail.
struct Message {
    EntryId patient; ///< whom it is about
    EntryId from;    ///< a practitioner or the patient; none: the clinic
    EntryId to;      ///< a practitioner or the patient; none: whoever is there
    EntryId answers; ///< the message it answers
    EntryId about;   ///< an appointment, a session, …
    std::string subject;
    std::string text;
    Moment sent_at, read_at;
    friend bool operator==(const Message&, const Message&) = default;
};
void describe(Fields& fields, Message& message);

/// A letter to somebody outside, or a sheet for the patient.
struct Letter {
    enum class Type { Referral, Report, Certificate, PatientSheet, Other };
    enum class Way { Printed, Emailed, Handed, Portal };
    EntryId patient, episode, practitioner;
    std::optional<Type> type;
    std::optional<Contact> to; ///< none: the patient
    std::string subject;
    std::string text;
    std::vector<Document> documents;
    Moment sent_at;
    std::optional<Way> way;
    friend bool operator==(const Letter&, const Letter&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Letter::Type);
[[nodiscard]] std::span<const std::string_view> words(Letter::Way);
void describe(Fields& fields, Letter& letter);

} // namespace filiform::record
