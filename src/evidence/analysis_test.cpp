// SPDX-License-Identifier: Apache-2.0
#include "evidence/analysis.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "evidence/analysis_words.h"

namespace filiform::evidence {
namespace {

TrialTable read(const std::string& text) {
    auto table = read_trials(text, "t.csv");
    if (!table)
        throw std::runtime_error(base::sentence(table.error().front()));
    return *table;
}

const std::string counts = "study,x,kind,ai,n1i,ci,n2i\n"
                           "1,3,a,0,20,3,21\n2,5,a,4,30,8,30\n3,8,b,6,44,9,41\n4,9,b,1,15,5,16\n";

AnalysisOrder order_for(Measure measure, Method method = Method::InverseVariance) {
    AnalysisOrder order;
    order.choice.measure = measure;
    order.method = method;
    return order;
}

std::string everything(const Analysis& analysis, const TrialTable& table) {
    std::string all = pool_json(analysis, table, "test");
    for (const auto& row : study_rows(analysis))
        for (const auto& cell : row)
            all += cell + "\n";
    if (analysis.line)
        for (const auto& sentence : result_sentences(analysis))
            all += sentence + "\n";
    for (const auto& titled : further_rows(analysis))
        for (const auto& row : titled.rows)
            for (const auto& cell : row)
                all += cell + "\n";
    return all;
}

TEST(Analysis, EveryMethodAnswersForItsMeasureAndRefusesOthers) {
    const TrialTable table = read(counts);
    for (const auto& [measure, method] :
         {std::pair(Measure::OddsRatio, Method::MantelHaenszel),
          std::pair(Measure::RiskRatio, Method::MantelHaenszel),
          std::pair(Measure::RiskDifference, Method::MantelHaenszel),
          std::pair(Measure::OddsRatio, Method::Peto),
          std::pair(Measure::RiskRatio, Method::InverseVariance)}) {
        const auto analysis = analyse(table, order_for(measure, method));
        ASSERT_TRUE(analysis);
        EXPECT_TRUE(analysis->line);
    }
    EXPECT_EQ(analyse(table, order_for(Measure::RiskRatio, Method::Peto)).error().code,
              "evidence.method");
    EXPECT_EQ(analyse(table, order_for(Measure::OddsRatio, Method::Glmm)).error().code,
              "evidence.method");
}

TEST(Analysis, NothingThatIsPrintedIsNotANumber) {
    const std::string same = "study,yi,vi\n1,0.5,0.1\n2,0.5,0.1\n3,0.5,0.1\n";
    const std::string alone = "study,yi,vi\n1,0.5,0.1\n";
    const std::string far = "study,yi,vi\n1,1e11,1e-9\n2,-1e11,1e9\n3,0,1\n";
    for (const std::string& text : {same, alone, far}) {
        const TrialTable table = read(text);
        for (const Adjustment adjustment :
             {Adjustment::None, Adjustment::HartungKnapp, Adjustment::HartungKnappUnguarded})
            for (const Estimator estimator : all_estimators) {
                AnalysisOrder order = order_for(Measure::Generic);
                order.model = {estimator, adjustment, 0.95};
                const auto analysis = analyse(table, order);
                ASSERT_TRUE(analysis);
                const std::string all = everything(*analysis, table);
                EXPECT_EQ(all.find("nan"), std::string::npos) << all;
                EXPECT_EQ(all.find("inf\n"), std::string::npos) << all;
            }
    }
}

TEST(Analysis, ModeratorsAndGroupsMayBeWordsOrNumbers) {
    const TrialTable table = read(counts);
    AnalysisOrder order = order_for(Measure::OddsRatio);
    order.by = std::string("kind");
    order.moderators = {"kind"};
    order.cumulative_by = std::string("x");
    const auto analysis = analyse(table, order);
    ASSERT_TRUE(analysis) << base::sentence(analysis.error());
    EXPECT_EQ(analysis->groups->groups.size(), 2U);
    EXPECT_EQ(analysis->regression->names[1], "kind: b");
    EXPECT_EQ(analysis->steps.size(), 4U);
    order.by = "colour";
    EXPECT_EQ(analyse(table, order).error().code, "evidence.where");
}

TEST(Analysis, AProportionComesBackBetweenZeroAndOne) {
    const TrialTable table = read("xi,ni\n0,20\n1,40\n0,15\n2,60\n");
    for (const auto& [measure, method] :
         {std::pair(Measure::Proportion, Method::Glmm),
          std::pair(Measure::Proportion, Method::InverseVariance),
          std::pair(Measure::FreemanTukey, Method::InverseVariance)}) {
        const auto analysis = analyse(table, order_for(measure, method));
        ASSERT_TRUE(analysis);
        const double shown = analysis->shown(analysis->line->effect.estimate);
        EXPECT_GT(shown, 0);
        EXPECT_LT(shown, 0.1);
    }
}

} // namespace
} // namespace filiform::evidence
