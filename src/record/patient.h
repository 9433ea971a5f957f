// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

struct Patient {
    /// Of the body, for its measures and the limits that depend on it.
    enum class Sex { Female, Male };
    std::string family;
    std::vector<std::string> given;
    std::string preferred_name;
    Day birth_date;
    std::optional<Sex> sex;
    std::string gender; ///< in the patient's own words
    std::vector<Identifier> identifiers;
    std::string phone, email;
    std::optional<Address> address;
    std::string language; ///< BCP 47
    Flag needs_interpreter;
    std::optional<Contact> emergency_contact, general_practitioner;
    Flag may_be_phoned, may_be_texted, may_be_emailed, may_be_posted; ///< what they agreed to
    Day deceased_on;
    EntryId merged_into; ///< the entry that goes on for this one, which was a double
    Flag is_restricted;  ///< opened by those who do not treat the patient only with a reason
    Flag is_invented;    ///< of a demonstration
    friend bool operator==(const Patient&, const Patient&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Patient::Sex);
void describe(Fields& fields, Patient& patient);

/// What a patient is treated for, from the first visit to the last.
struct Episode {
    enum class Status { Planned, Active, OnHold, Finished, Cancelled };
    struct Diagnosis {
        std::string code; ///< ICD-10: "M54.3"
        std::string words;
        std::optional<Side> side;
        Flag is_certain;
        friend bool operator==(const Diagnosis&, const Diagnosis&) = default;
    };
    struct Referral {
        Contact from;
        Day on;
        std::string reason;
        friend bool operator==(const Referral&, const Referral&) = default;
    };
    EntryId patient;
    EntryId practitioner; ///< who answers for it
    std::optional<Status> status;
    Day began, ended;
    std::string reason; ///< why the patient came
    std::vector<Diagnosis> diagnoses;
    std::optional<Referral> referral;
    std::vector<std::string> goals;
    Day review_due; ///< when progress is to be looked at next
    friend bool operator==(const Episode&, const Episode&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Episode::Status);
void describe(Fields& fields, Episode::Diagnosis& diagnosis);
void describe(Fields& fields, Episode::Referral& referral);
void describe(Fields& fields, Episode& episode);

} // namespace filiform::record
