// SPDX-License-Identifier: Apache-2.0
#include "knowledge/advice.h"

#include "knowledge/fixture.h"

namespace filiform::knowledge {
namespace {

base::Checked<std::vector<Advice>> advice(const std::string& rows) {
    return read_advice("advice:\n" + rows, "a.yaml", findings_of());
}

TEST(Advice, IsSaidInTheOrderOfTheSheetAndToWhomItMayConcern) {
    const auto read = advice(
        "  - {id: advice.c, part: consent, text: c, on_needling: yes, sources: [S], mark: seen}\n"
        "  - {id: advice.a, part: aftercare, text: a, when: {fever: yes}, sources: [S], mark: "
        "seen}\n"
        "  - {id: advice.k, part: course, text: k, sources: [S], mark: seen}\n");
    ASSERT_TRUE(read);
    const auto said = [&](const Answers& given, bool is_needled) {
        std::string all;
        for (const Advice* one : advice_for(*read, given, is_needled))
            all += one->text;
        return all;
    };
    EXPECT_EQ(said({}, true), "kac");
    EXPECT_EQ(said(answers({{"fever", true}}), false), "ka");
    EXPECT_EQ(said(answers({{"fever", false}}), true), "kc");
}

TEST(Advice, RefusesARateOutsideItsIntervalAndAQuestionWithoutOne) {
    const auto rate =
        advice("  - {id: advice.r, part: risk, text: t, per_thousand: {value: 5, low: "
               "6, high: 7, of: patients}, sources: [S], mark: seen}\n");
    ASSERT_FALSE(rate);
    EXPECT_EQ(rate.error().front().code, "knowledge.range");
    EXPECT_FALSE(advice("  - {id: advice.q, part: question, text: t, sources: [S], mark: seen}\n"));
    EXPECT_FALSE(advice("  - {id: advice.e, part: after, text: t, event_type: fainting, "
                        "sources: [S], mark: seen}\n"));
}

} // namespace
} // namespace filiform::knowledge
