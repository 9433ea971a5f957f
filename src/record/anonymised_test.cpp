// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "record/noun.h"
#include "record/record_fixture.h"

namespace filiform::record {
namespace {

/// Fills every field: texts that identify with a word to look for, the others with "kept". Notes
/// where a text stays, and what is required and no text and yet identifies.
class Marker final : public Fields {
  public:
    std::set<std::string> kept_texts, impossible;

    void text(const Field& field, std::string& value, std::size_t) override { value = mark(field); }
    void texts(const Field& field, std::vector<std::string>& value, std::size_t,
               std::size_t) override {
        value = {mark(field)};
    }
    void flag(const Field& field, Flag& value) override { fill(field, value, true); }
    void number(const Field& field, Number& value, Range range) override {
        fill(field, value, range.low);
    }
    void integer(const Field& field, Whole& value, Range range) override {
        fill(field, value, static_cast<std::int64_t>(range.low));
    }
    void date(const Field& field, Day& value) override {
        fill(field, value,
             fixture::day(identifies_ || field.identifies ? "1931-12-31" : "2026-01-01"));
    }
    void instant(const Field& field, Moment& value) override {
        fill(field, value, fixture::moment("2026-01-01T00:00:00Z"));
    }
    void word(const Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view>) override {
        fill(field, place, std::size_t{0});
    }
    void several(const Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view>) override {
        fill(field, places, std::vector<std::size_t>{0});
    }
    void reference(const Field& field, EntryId& value, std::span<const Kind>) override {
        fill(field, value, EntryId("some-entry"));
    }
    void blob(const Field& field, std::string& value) override {
        fill(field, value, std::string(64, identifies_ ? 'f' : 'a'));
    }
    void answers(const Field& field, std::map<std::string, chart::Answer>& value) override {
        value = {{"asked", mark(field)}, {"several", std::vector{mark(field)}}, {"number", 7.0}};
    }
    void part(const Field& field, const Part& part) override {
        part.make();
        inside(field, "", part.describe);
    }
    void parts(const Field& field, const Parts& parts) override {
        parts.resize(1);
        inside(field, "[]", [&](Fields& inner) { parts.describe(inner, 0); });
    }

    std::string at;

  private:
    std::string mark(const Field& field) {
        if (identifies_ || field.identifies)
            return "Marked";
        kept_texts.insert(at + "/" + std::string(field.name));
        return "kept";
    }
    template <class Value, class Filled>
    void fill(const Field& field, Value& value, Filled filled) {
        value = filled;
        if (field.identifies && field.is_required)
            impossible.insert(at + "/" + std::string(field.name));
    }
    template <class Do>
    void inside(const Field& field, const char* how, const Do& do_it) {
        if (field.identifies && field.is_required)
            impossible.insert(at + "/" + std::string(field.name));
        const std::size_t length = at.size();
        const bool before = identifies_;
        at += "/" + std::string(field.name) + how;
        identifies_ = identifies_ || field.identifies;
        do_it(*this);
        identifies_ = before;
        at.resize(length);
    }

    bool identifies_ = false;
};

Marker marked(Kind kind, Noun& noun) {
    noun = empty_noun(kind);
    Marker marker;
    marker.at = std::string(text(kind));
    describe(marker, noun);
    return marker;
}

TEST(Erasing, leaves_nothing_that_says_who_the_patient_is) {
    for (const Kind kind : every_kind()) {
        Noun noun;
        marked(kind, noun);
        const std::string before = write_noun(noun);
        const std::string after = write_noun(anonymised(noun));
        for (const char* trace : {"Marked", "1931-12-31", "ffffffff"})
            EXPECT_EQ(after.find(trace), std::string::npos) << after;
        if (kind == Kind::Patient || kind == Kind::Plan) {
            EXPECT_NE(before.find("Marked"), std::string::npos);
        }
    }
}

TEST(Erasing, leaves_a_noun_that_reads_back) {
    for (const Kind kind : every_kind()) {
        base::RandomStream random(5, static_cast<std::uint64_t>(kind));
        for (int i = 0; i < 100; ++i) {
            const Noun noun = anonymised(drawn_noun(kind, random));
            const auto again = read_noun(kind, write_noun(noun), "erased");
            ASSERT_TRUE(again) << base::sentence(again.error()[0]);
            EXPECT_TRUE(*again == noun);
            EXPECT_TRUE(anonymised(noun) == noun);
            EXPECT_EQ(patient_of(noun), patient_of(*again));
        }
    }
}

TEST(Erasing, asks_for_nothing_that_cannot_be_emptied) {
    for (const Kind kind : every_kind()) {
        Noun noun;
        for (const std::string& field : marked(kind, noun).impossible)
            ADD_FAILURE() << field << " is required, identifies, and is no text";
    }
}

/// The texts of patients' entries that are kept. Whoever adds a field sees here whether it
/// identifies: what a person writes freely does, ids, codes and words of the library do not.
TEST(Erasing, keeps_these_texts_of_patients_and_no_others) {
    const std::set<std::string> expected{
        "adverseEvent/reports[]/to",
        "assessment/answers",
        "assessment/causes[]/id",
        "assessment/clearances[]/by",
        "assessment/clearances[]/rule",
        "assessment/measures[]/what",
        "assessment/overrides[]/by",
        "assessment/overrides[]/rule",
        "assessment/screening/inputs",
        "assessment/screening/knowledge",
        "assessment/screening/restraint",
        "assessment/screening/rules[]/id",
        "assessment/screening/rules[]/level",
        "assessment/screening/rules[]/needling",
        "assessment/screening/toAsk",
        "assessment/screening/unansweredEmergency",
        "assessment/triggerPoints[]/level",
        "assessment/triggerPoints[]/muscle",
        "consent/language",
        "consent/points[]/id",
        "consent/points[]/version",
        "consent/textVersion",
        "episode/diagnoses[]/code",
        "outcome/code",
        "outcome/version",
        "patient/language",
        "plan/alternatives",
        "plan/overrides[]/by",
        "plan/overrides[]/rule",
        "plan/provenance/body",
        "plan/provenance/inputs",
        "plan/provenance/knowledge",
        "plan/provenance/program",
        "plan/provenance/seed",
        "plan/stopRules",
        "plan/targets[]/because",
        "plan/targets[]/level",
        "plan/targets[]/noPath",
        "plan/targets[]/path/instruction",
        "plan/targets[]/path/stopRule",
        "plan/targets[]/path/verdict",
        "plan/targets[]/target",
        "progressReview/follow",
        "progressReview/inputs",
        "progressReview/program",
        "progressReview/rules",
        "progressReview/summary",
        "progressReview/toAsk",
        "session/aftercare/advice",
        "session/aftercare/language",
        "session/answers",
        "session/checklist[]/item",
        "session/needles[]/electrical/device",
        "session/needles[]/level",
        "session/needles[]/lot",
        "session/needles[]/product",
        "session/needles[]/target",
        "session/screening/inputs",
        "session/screening/knowledge",
        "session/screening/restraint",
        "session/screening/rules[]/id",
        "session/screening/rules[]/level",
        "session/screening/rules[]/needling",
        "session/screening/toAsk",
        "session/screening/unansweredEmergency",
    };
    std::set<std::string> kept;
    for (const Noun& of : fixture::one_of_each()) {
        const bool is_patients = !patient_of(of).is_empty() || kind_of(of) == Kind::Patient;
        Noun noun;
        if (is_patients)
            kept.merge(marked(kind_of(of), noun).kept_texts);
    }
    for (const std::string& field : kept)
        EXPECT_TRUE(expected.contains(field)) << "\"" << field << "\",";
    for (const std::string& field : expected)
        EXPECT_TRUE(kept.contains(field)) << field << " is kept no longer";
}

TEST(Erasing, keeps_the_numbers_of_what_was_answered) {
    const auto erased = std::get<Outcome>(anonymised(fixture::outcome()));
    EXPECT_EQ(erased.answers, (std::map<std::string, chart::Answer>{{"pain", 4.0}}));
    EXPECT_EQ(erased.score, 7);
}

} // namespace
} // namespace filiform::record
