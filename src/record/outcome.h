// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/parts.h"

namespace filiform::record {

/// A questionnaire: what it asks, how it is scored, and which change of the score means something.
struct Instrument {
    enum class ItemType { Choice, Figure, Line, YesNo };
    struct Option {
        std::string code;
        std::string text;
        Number points;
        friend bool operator==(const Option&, const Option&) = default;
    };
    struct Item {
        std::string link_id; ///< stable, unique in the instrument
        std::string text;
        std::optional<ItemType> type;
        std::vector<Option> options; ///< of a choice
        Number low, high;            ///< of a number
        Flag is_required;
        Flag is_scored; ///< its points or its number count
        friend bool operator==(const Item&, const Item&) = default;
    };
    enum class Method { None, Single, Sum, Mean };
    enum class Direction { LowerIsBetter, HigherIsBetter };
    struct Scoring {
        std::optional<Method> method;
        Whole least_answered; ///< scored items without which there is no score; none: all
        Number factor;        ///< the sum or the mean is multiplied by it; none: 1
        Number low, high;     ///< what the score can be
        std::optional<Direction> direction;
        friend bool operator==(const Scoring&, const Scoring&) = default;
    };
    /// A change of the score, or a score, that was shown to mean something.
    struct Threshold {
        enum class Meaning { DetectableChange, ImportantChange, Recovered };
        std::optional<Meaning> meaning;
        Number value;   ///< points of the score
        Number percent; ///< of the score at the beginning
        std::string about;
        std::string source;
        std::string mark; ///< "seen", "recalled": how far it may be trusted
        friend bool operator==(const Threshold&, const Threshold&) = default;
    };
    std::string code; ///< "nprs_leg"
    std::string title;
    std::string version;
    std::string language; ///< BCP 47
    std::string licence;  ///< under which the clinic may use its words
    std::string about;
    std::vector<Item> items;
    std::optional<Scoring> scoring;
    std::vector<Threshold> thresholds;
    Flag is_active;
    friend bool operator==(const Instrument&, const Instrument&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Instrument::ItemType);
[[nodiscard]] std::span<const std::string_view> words(Instrument::Method);
[[nodiscard]] std::span<const std::string_view> words(Instrument::Direction);
[[nodiscard]] std::span<const std::string_view> words(Instrument::Threshold::Meaning);
void describe(Fields& fields, Instrument::Option& option);
void describe(Fields& fields, Instrument::Item& item);
void describe(Fields& fields, Instrument::Scoring& scoring);
void describe(Fields& fields, Instrument::Threshold& threshold);
void describe(Fields& fields, Instrument& instrument);

/// An instrument as it was filled in once.
struct Outcome {
    enum class Giver { Patient, Clinician, Proxy };
    enum class Place { Clinic, Home };
    EntryId patient, episode, session, instrument;
    std::string code, version; ///< of the instrument, as it was then
    Moment on;
    std::map<std::string, chart::Answer> answers; ///< by link id; a choice by its option's code
    Number score;                                 ///< as instrument_score.h computes it
    std::optional<Giver> given_by;
    std::optional<Place> at;
    std::string note;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Outcome::Giver);
[[nodiscard]] std::span<const std::string_view> words(Outcome::Place);
void describe(Fields& fields, Outcome& outcome);

} // namespace filiform::record
