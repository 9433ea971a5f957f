// SPDX-License-Identifier: Apache-2.0
#include "record/kind.h"

#include <algorithm>
#include <array>

#include "base/expects.h"

namespace filiform::record {

namespace {

constexpr std::array<std::string_view, 22> kind_words{
    "clinic",  "practitioner", "patient",       "episode",       "assessment", "plan",
    "consent", "session",      "adverseEvent",  "instrument",    "outcome",    "task",
    "room",    "hours",        "appointment",   "waitingEntry",  "message",    "letter",
    "stock",   "ruleReview",   "trialAddition", "progressReview"};
constexpr std::array<std::string_view, 22> collections{
    "clinics",  "practitioners", "patients",        "episodes",        "assessments", "plans",
    "consents", "sessions",      "adverse-events",  "instruments",     "outcomes",    "tasks",
    "rooms",    "hours",         "appointments",    "waiting-entries", "messages",    "letters",
    "stock",    "rule-reviews",  "trial-additions", "progress-reviews"};
constexpr std::array<Kind, 22> kinds{
    Kind::Clinic,        Kind::Practitioner,  Kind::Patient, Kind::Episode,      Kind::Assessment,
    Kind::Plan,          Kind::Consent,       Kind::Session, Kind::AdverseEvent, Kind::Instrument,
    Kind::Outcome,       Kind::Task,          Kind::Room,    Kind::Hours,        Kind::Appointment,
    Kind::WaitingEntry,  Kind::Message,       Kind::Letter,  Kind::Stock,        Kind::RuleReview,
    Kind::TrialAddition, Kind::ProgressReview};
constexpr std::array<std::string_view, 6> state_words{"open",      "signed",   "superseded",
                                                      "withdrawn", "mistaken", "erased"};

/// The place of a word among words.
std::optional<std::size_t> place_of(std::span<const std::string_view> all, std::string_view word) {
    const auto found = std::find(all.begin(), all.end(), word);
    if (found == all.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

template <std::size_t size>
std::string_view word_at(const std::array<std::string_view, size>& all, std::size_t place) {
    base::expects(place < size, "a value of the enumeration");
    return all[place];
}

} // namespace

bool is_entry_id(std::string_view text) {
    constexpr std::size_t longest = 64;
    const auto is_good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.';
    };
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), is_good);
}

std::span<const std::string_view> words(Kind) {
    return kind_words;
}

std::string_view collection(Kind kind) {
    return word_at(collections, static_cast<std::size_t>(kind));
}

std::string_view text(Kind kind) {
    return word_at(kind_words, static_cast<std::size_t>(kind));
}

std::optional<Kind> kind_of_word(std::string_view word) {
    const auto place = place_of(kind_words, word);
    return place ? std::optional(static_cast<Kind>(*place)) : std::nullopt;
}

std::optional<Kind> kind_of_collection(std::string_view word) {
    const auto place = place_of(collections, word);
    return place ? std::optional(static_cast<Kind>(*place)) : std::nullopt;
}

std::span<const Kind> every_kind() {
    return kinds;
}

std::span<const std::string_view> words(State) {
    return state_words;
}

std::string_view text(State state) {
    return word_at(state_words, static_cast<std::size_t>(state));
}

std::optional<State> state_of_word(std::string_view word) {
    const auto place = place_of(state_words, word);
    return place ? std::optional(static_cast<State>(*place)) : std::nullopt;
}

} // namespace filiform::record
