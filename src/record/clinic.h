// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// When patients may book and cancel by themselves. What is not said does not bind.
struct BookingRules {
    Whole book_until_hours;   ///< a time is asked for at least so many hours before it begins
    Whole cancel_until_hours; ///< and given back at least so many hours before
    Whole book_ahead_days;    ///< no further ahead than this
    friend bool operator==(const BookingRules&, const BookingRules&) = default;
};
void describe(Fields& fields, BookingRules& rules);

/// The clinic whose record this is.
struct Clinic {
    std::string name;
    std::optional<Address> address;
    std::string phone, email, website;
    std::string time_zone; ///< "Europe/Madrid", as tzdata has it: what hours and days are meant in
    std::string language;  ///< "es", "en-GB": BCP 47
    std::vector<Identifier> identifiers;
    std::optional<BookingRules> booking;
    Whole retention_years;      ///< how long a record is kept after the last visit
    std::string reporting_duty; ///< which adverse events the law asks to report, and to whom
    std::string emergency_note; ///< what patients are told to do out of hours
    Flag is_demonstration;      ///< everybody in this record is invented
    friend bool operator==(const Clinic&, const Clinic&) = default;
};
void describe(Fields& fields, Clinic& clinic);

/// Somebody who treats patients here.
struct Practitioner {
    enum class Profession {
        Physiotherapist,
        Chiropractor,
        Acupuncturist,
        Doctor,
        Osteopath,
        Nurse,
        Other
    };
    std::string title; ///< "Dr"
    std::string family;
    std::vector<std::string> given;
    std::optional<Profession> profession;
    std::vector<Identifier> registrations; ///< with the body that registers
    std::vector<std::string> qualifications;
    std::vector<std::string> languages; ///< BCP 47
    std::string phone, email;
    Flag is_active;
    friend bool operator==(const Practitioner&, const Practitioner&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Practitioner::Profession);
void describe(Fields& fields, Practitioner& practitioner);

struct Room {
    std::string name;
    std::string place; ///< "first floor, no lift"
    std::vector<std::string> equipment;
    Flag is_active;
    friend bool operator==(const Room&, const Room&) = default;
};
void describe(Fields& fields, Room& room);

} // namespace filiform::record
