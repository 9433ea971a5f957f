// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// What the patient was told of a plan, and what they said to it. Withdrawing is a further version
/// of the same words in the state Withdrawn: when, by whom and why stand in the entry's envelope.
struct Consent {
    /// A sentence that was shown, as the library names it and in the words it had then.
    struct Point {
        std::string id;
        std::string version; ///< digest of the text shown
        friend bool operator==(const Point&, const Point&) = default;
    };
    enum class Answer { Given, Refused };
    enum class Giver { Patient, Parent, Guardian, Attorney };
    enum class Way { OnScreen, OnPaper, Spoken };
    EntryId patient, plan;
    EntryId practitioner; ///< who explained
    std::string text_version;
    std::string language; ///< BCP 47
    std::string interpreter;
    std::vector<Point> points;
    std::string questions; ///< what the patient asked, and the answer
    std::optional<Answer> answer;
    std::optional<Giver> given_by;
    std::string giver_name; ///< of whoever is not the patient
    std::optional<Way> way;
    Moment at;
    Flag copy_given;
    std::string refused_why;
    std::vector<Document> documents; ///< the signature, the scanned sheet
    friend bool operator==(const Consent&, const Consent&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Consent::Answer);
[[nodiscard]] std::span<const std::string_view> words(Consent::Giver);
[[nodiscard]] std::span<const std::string_view> words(Consent::Way);
void describe(Fields& fields, Consent::Point& point);
void describe(Fields& fields, Consent& consent);

} // namespace filiform::record
