// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "knowledge/condition.h"

namespace filiform::knowledge {

/// What a guideline says of a kind of care, from the warmest.
enum class Stance { For, May, Silent, Against };
[[nodiscard]] std::string_view text(Stance stance);

/// How sure one can be of what trials found, in GRADE's words.
enum class Certainty { High, Moderate, Low, VeryLow, NotKnown };
[[nodiscard]] std::string_view text(Certainty certainty);

/// A guideline on a kind of care. Guidelines that disagree are all kept.
struct Position {
    std::string body;  ///< "NICE NG59"
    std::string dated; ///< "2016, updated 2020"
    std::string about; ///< whom it was written for
    /// Written for sciatica, or for back pain with or without it. The others are shown and do not
    /// count.
    bool is_on_sciatica = false;
    Stance stance = Stance::Silent;
    std::string says; ///< in this library's words
    chart::SourceId source;
    std::string mark;
};

/// Something that can be done about the pain (data/knowledge/care/*.yaml).
struct CareOption {
    std::string id; ///< "care.exercise"
    std::string name;
    std::string in_plain_words; ///< what it is, for the patient
    Condition when;             ///< whom it may suit; empty: everybody
    bool is_for_all = false;    ///< stands first on every list: advice, exercise, watchful waiting
    bool is_needling = false;   ///< needs a patient who is cleared, and a muscle found
    Certainty certainty = Certainty::NotKnown;
    std::string certainty_why;
    /// Questions asked of trials (data/evidence) that the certainty rests on; none: on reviews and
    /// guidelines alone.
    std::vector<std::string> evidence;
    int burden = 0;         ///< what it asks of the patient: 0 nothing, 1 little, 2 some, 3 much
    std::string because;    ///< for the clinician
    std::string what_to_do; ///< for the clinician
    std::vector<Position> positions;
    std::vector<chart::SourceId> sources;
    std::string mark;
    std::string status;
    std::string where;    ///< file:line
    std::string digest{}; ///< of the statement as it stands (words.h)
};

/// Problems: data.* of DataDocument, those of read_condition; knowledge.word, knowledge.mark,
///           knowledge.repeated, knowledge.range (a burden that is not 0 to 3).
[[nodiscard]] base::Checked<std::vector<CareOption>>
read_care_options(std::string_view text, std::string name, const Findings& findings);

/// What the guidelines on sciatica say of a kind of care, taken together.
enum class Standing {
    Supported,      ///< at least one recommends it, none is against
    Allowed,        ///< at least one allows it, none is against
    Divided,        ///< some recommend or allow it, some are against
    NoPosition,     ///< none speaks of it
    AdvisedAgainst, ///< some are against, none recommends or allows it
};
[[nodiscard]] std::string_view text(Standing standing);
[[nodiscard]] Standing standing_of(const CareOption& option);

/// A kind of care as it is offered.
struct Offer {
    const CareOption* option = nullptr; ///< of the library
    Standing standing = Standing::NoPosition;
    Truth suits = Truth::Yes;              ///< Yes, or NotKnown
    std::vector<chart::FindingId> answers; ///< that make it suit
    std::vector<chart::FindingId> missing; ///< that would tell
};

/// The care that may suit, the best founded first.
///
/// Order:    what is for all; then by standing, certainty, burden; then the library's. Needling is
///           never first: where it is offered at all, care for all stands before it.
/// Needling: left out unless `may_needle`.
[[nodiscard]] std::vector<Offer> offers(const std::vector<CareOption>& options,
                                        const Answers& answers, bool may_needle);

} // namespace filiform::knowledge
