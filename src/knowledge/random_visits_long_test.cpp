// SPDX-License-Identifier: Apache-2.0

// What has to hold of the whole library whatever a patient says, over many invented patients.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "knowledge/carried_library.h"
#include "knowledge/cause.h"
#include "knowledge/fixture.h"
#include "knowledge/interview_fixture.h"
#include "knowledge/library.h"
#include "knowledge/question.h"
#include "knowledge/reply.h"
#include "knowledge/screen.h"
#include "knowledge/well.h"

namespace filiform::knowledge {
namespace {

using chart::Consultation;
using chart::FindingId;
using std::string;
using Lines = std::vector<string>;
using Words = std::vector<string>;

/// Of everything in the library some yes, some no, some not asked.
Answers random_answers(base::RandomStream& random) {
    Answers all = answers({{"leg_pain_side", string("right")}});
    for (const Finding& finding : library()->findings)
        for (const char* side : {".right", ".left"}) {
            const double draw = random.uniform();
            const chart::FindingId id(finding.id.text() + (finding.has_sides ? side : ""));
            if (finding.kind == FindingKind::YesNo && draw < 0.7)
                all[id] = draw < 0.35;
            if (finding.kind == FindingKind::Number && finding.unit == "MRC" && draw < 0.7)
                all[id] = draw < 0.1 ? 3. : 5.;
        }
    return all;
}

Ranged of_root(const Answers& answers) {
    for (const WeighedCause& one : weigh(library()->causes, answers))
        if (one.cause->id == "cause.root")
            return one.probability;
    ADD_FAILURE() << "the library has no cause.root";
    return {};
}

TEST(Weigh, LetsNoGlutealTriggerPointArgueRootInvolvementAway) {
    ASSERT_TRUE(library());
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        base::RandomStream random(seed, 0);
        const Answers before = random_answers(random);
        for (const char* muscle :
             {"gluteus_maximus", "gluteus_medius", "gluteus_minimus", "piriformis"}) {
            Answers none = before;
            Answers found = before;
            for (const char* sign : {"tender", "band", "familiar"}) {
                const chart::FindingId id("trp_" + string(muscle) + "_" + sign + ".right");
                none.erase(id);
                found[id] = true;
            }
            EXPECT_GE(of_root(found).value, of_root(none).value) << muscle << ", seed " << seed;
        }
    }
}

/// Every answer there is, as far as there are different ones: of a number its ends.
std::vector<chart::Answer> every_answer(const Finding& one) {
    switch (one.kind) {
    case FindingKind::YesNo:
        return {true, false};
    case FindingKind::Number:
        return {one.low, one.high};
    case FindingKind::Choice:
    case FindingKind::Choices:
        break;
    }
    std::vector<chart::Answer> all;
    for (const Finding::Choice& choice : one.choices)
        all.emplace_back(Words{choice.id});
    return all;
}

std::vector<FindingId> ids_of(const Finding& one) {
    if (!one.has_sides)
        return {one.id};
    return {FindingId(one.id.text() + ".right"), FindingId(one.id.text() + ".left")};
}

/// Everything the library says of somebody, but not what it still asks.
std::string said_of(const Answers& answers) {
    const Screening now = screen(carried().screening, answers);
    std::string said(text(now.level));
    said += now.cleared ? " cleared" : " locked";
    if (now.cleared)
        for (const std::string& region : now.cleared->restraint().barred)
            said += ' ' + region;
    for (const ScreeningFinding& one : now.findings)
        if (one.truth == Truth::Yes)
            said += ' ' + one.rule->id.text();
    for (const WeighedCause& one : weigh(carried().causes, answers))
        said += ' ' + one.cause->id + std::to_string(one.probability.value);
    for (const Offer& one : offers(carried().care, answers, true))
        said += ' ' + one.option->id;
    for (const ChosenTarget& one : choose_targets(carried().targets, answers))
        said += ' ' + one.target.id() + (one.is_found == Truth::Yes ? "!" : "?");
    for (const Advice* one : advice_for(carried().advice, answers, true))
        said += ' ' + one->id;
    return said;
}

TEST(Questions, ThatAreSparedWouldHaveChangedNothing) {
    base::RandomStream random(7, 0);
    std::set<FindingId> spared;
    for (int patient = 0; patient < 12; ++patient) {
        Answers given;
        for (const Finding& one : carried().findings)
            for (const FindingId& id : ids_of(one))
                if (!one.is_given && random.uniform() < 0.8) {
                    const std::vector<chart::Answer> every = every_answer(one);
                    const auto well = answer_of_somebody_well(one);
                    const double drawn = random.uniform() * static_cast<double>(every.size());
                    given[id] = well && random.uniform() < 0.7
                                    ? *well
                                    : every[static_cast<std::size_t>(drawn)];
                }
        for (const Finding& one : carried().findings) {
            if (!is_spared(carried(), one, given))
                continue;
            spared.insert(one.id);
            Answers open = given;
            for (const FindingId& id : ids_of(one))
                open.erase(id);
            const std::string before = said_of(open);
            for (const chart::Answer& answer : every_answer(one)) {
                Answers after = open;
                for (const FindingId& id : ids_of(one)) {
                    after[id] = answer; // the right alone, then both
                    EXPECT_EQ(said_of(after), before) << id;
                }
            }
        }
    }
    EXPECT_GT(spared.size(), 20U);
}

/// What anybody may type, sense and nonsense.
string typed(base::RandomStream& random, const Finding& finding) {
    static const Lines anything{"",      "?",          "back",  "back",    "back", "why", "help",
                                "y",     "n",          "y n",   "r y",     "l n",  "- y", "both n",
                                "1",     "2",          "1,2",   "99",      "-1",   "4 5", "3 MRC",
                                "none",  "1980-05-02", "5'7\"", "\t",      "n n",  "0.5", "1e9",
                                "right", "y y y",      ",",     "12 stone"};
    const auto draw = [&](std::size_t count) {
        return std::min(count - 1,
                        static_cast<std::size_t>(random.uniform() * static_cast<double>(count)));
    };
    if (random.uniform() < 0.5)
        return anything[draw(anything.size())];
    const string side = finding.has_sides ? (random.uniform() < 0.5 ? "both " : "l ") : "";
    if (!finding.choices.empty())
        return side + finding.choices[draw(finding.choices.size())].id;
    if (finding.kind == FindingKind::YesNo)
        return finding.is_given ? "f" : side + (random.uniform() < 0.1 ? "y" : "n");
    return side + std::to_string((finding.low + finding.high) / 2);
}

/// The consultation but for one finding.
string without(const Finding& finding, const Consultation& consultation) {
    return written(unanswered(finding, consultation));
}

TEST(Interview, ChangesOnlyWhatItAsksForAndIsReadBackAsItWas) {
    ASSERT_TRUE(library());
    const Library& all = *library();
    const std::vector<Question> questions = questions_of(all);
    for (std::uint64_t script = 0; script < 12; ++script) {
        base::RandomStream random(11, script);
        Interview interview = begun(all);
        for (int line = 0; line < 250 && !interview.is_over(); ++line) {
            const string asks = interview.asks();
            if (asks.starts_with("Stop")) {
                (void)interview.take(random.uniform() < 0.8 ? "n" : "back");
                continue;
            }
            if (asks.starts_with("No question")) {
                (void)interview.take("");
                continue;
            }
            const Finding& finding = *questions.at(std::stoul(asks) - 1).finding;
            const Consultation before = interview.consultation();
            const string line_typed = typed(random, finding);
            const bool has_changed = interview.take(line_typed).has_changed;
            const Consultation& after = interview.consultation();
            EXPECT_EQ(without(finding, after), without(finding, before)) << line_typed;
            if (!has_changed || line_typed.empty()) {
                EXPECT_EQ(after.answers, before.answers) << line_typed;
            }
        }
        const string text = written(interview.consultation());
        const auto read = chart::read_case(text, "case.json");
        ASSERT_TRUE(read) << base::sentence(read.error().front());
        EXPECT_EQ(read->consultation->answers, interview.consultation().answers);
        EXPECT_EQ(chart::write_case(*read), text);
        const Interview again = begun(all, *read->consultation);
        EXPECT_EQ(again.summary(), interview.summary());
        EXPECT_GT(again.tally().answered, 20U);
    }
}

} // namespace
} // namespace filiform::knowledge
