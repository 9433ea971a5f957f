// SPDX-License-Identifier: Apache-2.0
#include "record/outcome.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Instrument::ItemType) {
    static constexpr auto all =
        worded<Instrument::ItemType::YesNo>("choice", "number", "text", "flag");
    return all;
}

std::span<const std::string_view> words(Instrument::Method) {
    static constexpr auto all = worded<Instrument::Method::Mean>("none", "single", "sum", "mean");
    return all;
}

std::span<const std::string_view> words(Instrument::Direction) {
    static constexpr auto all =
        worded<Instrument::Direction::HigherIsBetter>("lower_is_better", "higher_is_better");
    return all;
}

std::span<const std::string_view> words(Instrument::Threshold::Meaning) {
    static constexpr auto all = worded<Instrument::Threshold::Meaning::Recovered>(
        "detectable_change", "important_change", "recovered");
    return all;
}

std::span<const std::string_view> words(Outcome::Giver) {
    static constexpr auto all = worded<Outcome::Giver::Proxy>("patient", "clinician", "proxy");
    return all;
}

std::span<const std::string_view> words(Outcome::Place) {
    static constexpr auto all = worded<Outcome::Place::Home>("clinic", "home");
    return all;
}

namespace {

constexpr double most_points = 1e6;

} // namespace

void describe(Fields& fields, Instrument::Option& option) {
    fields.text(Field{"code", "What is kept when it is chosen."}.required(), option.code,
                code_length);
    fields.text(Field{"text", "What is read."}.required(), option.text, text_length);
    fields.number({"points", "What it adds to the score."}, option.points,
                  {-most_points, most_points});
}

void describe(Fields& fields, Instrument::Item& item) {
    fields.text(Field{"linkId", "Stable, and unique in the instrument."}.required(), item.link_id,
                code_length);
    fields.text(Field{"text", "What is asked."}.required(), item.text, text_length);
    fields.choice(Field{"type", "What kind of answer it wants."}.required(), item.type);
    fields.objects({"options", "Of a choice, what there is to choose from."}, item.options, 100);
    fields.number({"low", "Of a number, the least."}, item.low, {-most_points, most_points});
    fields.number({"high", "Of a number, the most."}, item.high, {-most_points, most_points});
    fields.flag({"isRequired", "Whether it has to be answered."}, item.is_required);
    fields.flag({"isScored", "Whether it counts."}, item.is_scored);
}

void describe(Fields& fields, Instrument::Scoring& scoring) {
    fields.choice(Field{"method", "How the points become the score."}.required(), scoring.method);
    fields.integer({"leastAnswered", "Scored items without which there is no score; all unless "
                                     "given."},
                   scoring.least_answered, {1, 200});
    fields.number({"factor", "The sum or mean is multiplied by it; 1 unless given."},
                  scoring.factor, {-most_points, most_points});
    fields.number({"low", "The least the score can be."}, scoring.low, {-most_points, most_points});
    fields.number({"high", "The most the score can be."}, scoring.high,
                  {-most_points, most_points});
    fields.choice({"direction", "Which way is better."}, scoring.direction);
}

void describe(Fields& fields, Instrument::Threshold& threshold) {
    fields.choice(Field{"meaning", "What it tells."}.required(), threshold.meaning);
    fields.number({"value", "Points of the score."}, threshold.value, {-most_points, most_points});
    fields.number({"percent", "Of the score at the beginning."}, threshold.percent, {0, 100});
    fields.text({"about", "In whom it was found, and how."}, threshold.about, text_length);
    fields.text(Field{"source", "Who found it."}.required(), threshold.source, line_length);
    fields.text({"mark", "How far it may be trusted: seen, recalled, proposal."}, threshold.mark,
                code_length);
}

void describe(Fields& fields, Instrument& instrument) {
    fields.text(Field{"code", "Short and stable: \"nprs_leg\"."}.required().found_by("code"),
                instrument.code, code_length);
    fields.text(Field{"title", "What it is called."}.required().found_by("title"), instrument.title,
                line_length);
    fields.text(Field{"version", "Of its words and its scoring."}.required(), instrument.version,
                code_length);
    fields.text(Field{"language", "BCP 47."}.required(), instrument.language, 35);
    fields.text(Field{"licence", "Under which the clinic may use its words."}.required(),
                instrument.licence, text_length);
    fields.text({"about", "What it measures, and when it is filled in."}, instrument.about,
                text_length);
    fields.objects(Field{"items", "What it asks, in order."}.required(), instrument.items, 200);
    fields.object(Field{"scoring", "How it is scored."}.required(), instrument.scoring);
    fields.objects({"thresholds", "Changes that were shown to mean something."},
                   instrument.thresholds, 50);
    fields.flag(Field{"isActive", "Whether it is filled in now."}.found_by("active"),
                instrument.is_active);
}

void describe(Fields& fields, Outcome& outcome) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"),
                     outcome.patient, one_of<Kind::Patient>);
    fields.reference(Field{"episode", "What it belongs to."}.found_by("episode"), outcome.episode,
                     one_of<Kind::Episode>);
    fields.reference(Field{"session", "At which visit."}.found_by("session"), outcome.session,
                     one_of<Kind::Session>);
    fields.reference(Field{"instrument", "What was filled in."}.required().found_by("instrument"),
                     outcome.instrument, one_of<Kind::Instrument>);
    fields.text(Field{"code", "Of the instrument."}.required().found_by("code"), outcome.code,
                code_length);
    fields.text(Field{"version", "Of the instrument, as it was then."}.required(), outcome.version,
                code_length);
    fields.instant(Field{"on", "When."}.required().found_by("date"), outcome.on);
    fields.answers(Field{"answers", "By link id; a choice by its option's code."}.identifying(),
                   outcome.answers);
    fields.number({"score", "As the instrument says; none when too little was answered."},
                  outcome.score, {-1e9, 1e9});
    fields.choice(Field{"givenBy", "Who answered."}.required(), outcome.given_by);
    fields.choice({"at", "Where it was filled in."}, outcome.at);
    fields.text(Field{"note", "Anything else."}.identifying(), outcome.note, text_length);
}

} // namespace filiform::record
