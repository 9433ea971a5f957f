// SPDX-License-Identifier: Apache-2.0
// Published meta-analyses of means, of effects and of two-by-two tables, to their printed digits.
#include "evidence/bias.h"
#include "evidence/counts_pool.h"
#include "evidence/oracle.h"
#include "evidence/published_sets.h"
#include "evidence/regression.h"

namespace filiform::evidence {
namespace {

std::vector<Effect> differences(Spread spread) {
    return effects_of(published::stroke(), [&](const ArmMeans& arms) {
        return std::optional(mean_difference(arms, spread));
    });
}
std::vector<Effect> log_or(const std::vector<ArmCounts>& studies) {
    return effects_of(studies, log_odds_ratio);
}

TEST(StrokeOracle, DifferencesWithAPooledSpread) {
    const std::vector<const char*> variances{"40.5863", "2.0468",  "15.2809", "150.2222", "20.1923",
                                             "1.2235",  "95.3756", "8.0321",  "20.6936"};
    const std::vector<double> means{-20, -2, -55, -71, -4, 1, 11, -10, 7};
    const std::vector<Effect> all = differences(Spread::Pooled);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].estimate, means[i]);
        expect_printed(all[i].variance, variances[i], "trial " + std::to_string(i + 1));
    }
    const Pooled fixed = pooled_with(all, Estimator::Fixed);
    expect_printed(fixed.effect().estimate, "-3.4939", "fixed");
    expect_printed(fixed.effect().interval, {-5.0265, -1.9613}, 4, "fixed");
    expect_printed(fixed.model.heterogeneity.q, "241.059010", "Q");
}

TEST(StrokeOracle, DerSimonianLairdCallsSignificantWhatRemlDoesNot) {
    struct Row {
        Estimator estimator;
        const char* tau2;
        const char* mu;
        Bounds z;
        int decimals;
        Bounds adjusted;
    };
    const std::vector<Row> rows{
        {Estimator::Dl, "218.7216", "-14.0972", {-24.4454, -3.7490}, 4, {-34.344660, 6.150215}},
        {Estimator::Reml, "685.1965", "-15.1217", {-32.6716, 2.4282}, 4, {-36.343370, 6.100000}},
        {Estimator::Pm,
         "728.141491",
         "-15.159888",
         {-33.226248, 2.906471},
         6,
         {-36.415942, 6.096165}}};
    for (const Row& row : rows) {
        const std::string name(name_of(row.estimator));
        const Pooled pooled = pooled_with(differences(Spread::Pooled), row.estimator);
        expect_printed(pooled.model.heterogeneity.tau2, row.tau2, name);
        expect_printed(pooled.effect().estimate, row.mu, name);
        expect_printed(pooled.effect().interval, row.z, row.decimals, name);
        const Pooled adjusted = pooled_with(differences(Spread::Pooled), row.estimator,
                                            Adjustment::HartungKnappUnguarded);
        expect_printed(adjusted.effect().interval, row.adjusted, 6, name);
    }
}

TEST(StrokeOracle, DifferencesWithASpreadPerArm) {
    const std::vector<Effect> all = differences(Spread::PerArm);
    const Pooled dl = pooled_with(all, Estimator::Dl);
    expect_printed(dl.model.heterogeneity.tau2, "205.409375", "DL");
    expect_printed(dl.effect().estimate, "-13.981722", "DL");
    const Pooled reml = pooled_with(all, Estimator::Reml);
    expect_printed(reml.model.heterogeneity.tau2, "684.646152", "REML");
    expect_printed(reml.effect().estimate, "-15.106027", "REML");
}

TEST(StrokeOracle, HedgesG) {
    const std::vector<Effect> all = effects_of(
        published::stroke(), [](const ArmMeans& arms) { return standardised_difference(arms); });
    const std::vector<const char*> printed{"-0.3552", "-0.3479", "-2.3176", "-1.8880", "-0.3840",
                                           "0.1721",  "0.2721",  "-0.4246", "0.2896"};
    for (std::size_t i = 0; i < all.size(); ++i)
        expect_printed(all[i].estimate, printed[i], "trial " + std::to_string(i + 1));
    const Pooled dl = pooled_with(all, Estimator::Dl);
    expect_printed(dl.model.heterogeneity.tau2, "0.539714", "DL");
    expect_printed(dl.effect().estimate, "-0.530737", "DL");
    expect_printed(dl.effect().interval, {-1.038796, -0.022678}, 6, "DL");
    const Pooled reml = pooled_with(all, Estimator::Reml);
    expect_printed(reml.model.heterogeneity.tau2, "0.790843", "REML");
    expect_printed(reml.effect().estimate, "-0.537108", "REML");
    expect_printed(reml.effect().interval, {-1.142074, 0.067857}, 6, "REML");
    const Pooled pm = pooled_with(all, Estimator::Pm);
    expect_printed(pm.model.heterogeneity.tau2, "0.794330", "PM");
    expect_printed(pm.effect().estimate, "-0.537172", "PM");
}

TEST(TeachersOracle, FiveEstimatorsAndHartungKnapp) {
    struct Row {
        Estimator estimator;
        const char* tau2;
        const char* mu;
        const char* se;
        Bounds z;
        const char* adjusted_se;
        Bounds adjusted;
    };
    const std::vector<Row> rows{
        {Estimator::Fixed, "0", ".0604", ".0365", {-.0111, .1318}, ".0515", {-.0477, .1685}},
        {Estimator::Ml, ".0126", ".0777", ".0475", {-.0153, .1708}, ".0593", {-.0468, .2023}},
        {Estimator::Reml, ".0188", ".0837", ".0516", {-.0175, .1849}, ".0616", {-.0457, .2131}},
        {Estimator::Dl, ".0259", ".0893", ".0558", {-.0200, .1987}, ".0636", {-.0442, .2229}},
        {Estimator::He, ".0804", ".1143", ".0792", {-.0409, .2696}, ".0711", {-.0351, .2637}}};
    for (const Row& row : rows) {
        const std::string name(name_of(row.estimator));
        const Pooled pooled = pooled_with(published::teachers(), row.estimator);
        expect_printed(pooled.model.heterogeneity.tau2, row.tau2, name);
        expect_printed(pooled.effect().estimate, row.mu, name);
        expect_printed(pooled.effect().se, row.se, name);
        expect_printed(pooled.effect().interval, row.z, 4, name);
        const Pooled adjusted =
            pooled_with(published::teachers(), row.estimator, Adjustment::HartungKnappUnguarded);
        expect_printed(adjusted.effect().se, row.adjusted_se, name);
        expect_printed(adjusted.effect().interval, row.adjusted, 4, name);
    }
}

TEST(TeachersOracle, SpreadPredictionShrunkenEffectsAndRegression) {
    const Pooled pooled =
        pooled_with(published::teachers(), Estimator::Reml, Adjustment::None, Prediction::Normal);
    expect_printed(pooled.model.heterogeneity.q, "35.8295", "Q");
    expect_printed(*pooled.prediction, {-0.2036, 0.3711}, 4, "prediction", 1);
    double low = 1;
    double high = -1;
    for (const Coefficient& one : shrunken(published::teachers(), pooled)) {
        low = std::min(low, one.estimate);
        high = std::max(high, one.estimate);
    }
    expect_printed({low, high}, {-0.0293, 0.2485}, 4, "range of the shrunken effects");
    Moderator weeks{"weeks", published::teacher_weeks()};
    for (double& week : weeks.values)
        week = std::min(week, 3.0);
    const auto fitted = regress(published::teachers(), std::vector<Moderator>{weeks},
                                {Estimator::Reml, Adjustment::None, 0.95});
    ASSERT_TRUE(fitted);
    expect_printed(fitted->model.heterogeneity.tau2, "0", "tau2");
    EXPECT_LT(fitted->model.heterogeneity.tau2, 1e-6);
    expect_printed(fitted->model.coefficients[0].estimate, "0.4072", "b0");
    expect_printed(fitted->model.coefficients[1].estimate, "-0.1572", "b1");
    expect_printed(fitted->model.heterogeneity.q, "16.5708", "QE");
}

TEST(LidocaineOracle, HartungKnappWithoutItsGuardIsNarrowerThanTheNormalInterval) {
    std::vector<Effect> all;
    for (const ArmCounts& arms : published::lidocaine()) {
        const Effect one = risk_difference(arms);
        all.push_back({100 * one.estimate, 1e4 * one.variance});
    }
    for (const Estimator estimator : {Estimator::Dl, Estimator::Reml}) {
        const Pooled pooled = pooled_with(all, estimator);
        EXPECT_EQ(pooled.model.heterogeneity.tau2, 0);
        expect_printed(pooled.effect().estimate, "2.9444", "RD in percent");
        expect_printed(pooled.effect().interval, {0.3831, 5.5058}, 4, "RD in percent");
        expect_printed(pooled.model.heterogeneity.q, "0.859693", "Q");
    }
    const Pooled bare = pooled_with(all, Estimator::Reml, Adjustment::HartungKnappUnguarded);
    expect_printed(bare.effect().interval, {1.551475, 4.337389}, 6, "without the guard");
    const Pooled guarded = pooled_with(all, Estimator::Reml, Adjustment::HartungKnapp);
    EXPECT_TRUE(guarded.model.was_guarded);
    const Pooled normal = pooled_with(all, Estimator::Reml);
    EXPECT_LT(guarded.effect().interval.low, normal.effect().interval.low);
    EXPECT_GT(guarded.effect().interval.high, normal.effect().interval.high);
}

TEST(P6Oracle, OddsAndRiskRatios) {
    const std::vector<Effect> odds = log_or(published::p6());
    const Pooled dl = pooled_with(odds, Estimator::Dl);
    expect_printed(dl.model.heterogeneity.tau2, "0.3325", "DL");
    expect_printed(dl.effect().estimate, "-0.6787", "DL");
    expect_printed(dl.effect().interval, {-1.0664, -0.2911}, 4, "DL");
    const Pooled fixed = pooled_with(odds, Estimator::Fixed);
    expect_printed(fixed.effect().estimate, "-0.514460", "fixed");
    expect_printed(fixed.model.heterogeneity.q, "38.423121", "Q");
    const Pooled pm = pooled_with(odds, Estimator::Pm);
    expect_printed(pm.model.heterogeneity.tau2, "0.400875", "PM");
    expect_printed(pm.effect().estimate, "-0.689085", "PM");
    const Pooled reml = pooled_with(odds, Estimator::Reml, Adjustment::HartungKnappUnguarded);
    expect_printed(reml.model.heterogeneity.tau2, "0.352602", "REML");
    expect_printed(reml.effect().estimate, "-0.682016", "REML");
    expect_printed(reml.effect().interval, {-1.125561, -0.238471}, 6, "REML");
    const std::vector<Effect> risks = effects_of(published::p6(), log_risk_ratio);
    const Pooled risk_dl = pooled_with(risks, Estimator::Dl);
    expect_printed(risk_dl.model.heterogeneity.tau2, "0.065888", "DL");
    expect_printed(risk_dl.effect().estimate, "-0.320298", "DL");
    const Pooled risk_reml = pooled_with(risks, Estimator::Reml);
    expect_printed(risk_reml.model.heterogeneity.tau2, "0.055384", "REML");
    expect_printed(risk_reml.effect().estimate, "-0.314504", "REML");
}

TEST(P6Oracle, HenmiAndCopas) {
    const HenmiCopas robust = henmi_copas(log_or(published::p6()), 0.95);
    expect_printed(robust.estimate, "-0.5145", "estimate");
    expect_printed(robust.tau2, "0.3325", "tau2");
    expect_printed(robust.interval, {-0.9994, -0.0295}, 4, "interval");
}

TEST(MagnesiumOracle, SmallStudiesSayOtherwise) {
    const std::vector<Effect> all = log_or(published::magnesium());
    ASSERT_EQ(all.size(), 16u);
    expect_printed(pooled_with(all, Estimator::Fixed).effect().estimate, "0.014754", "fixed");
    expect_printed(pooled_with(all, Estimator::Dl).effect().estimate, "-0.727583", "DL");
    const auto mixed = mixed_egger(all, {Estimator::Reml, Adjustment::None, 0.95});
    ASSERT_TRUE(mixed);
    expect_printed(mixed->slope.statistic, "-4.6686", "mixed Egger");
    const RankTest rank = begg_rank(all);
    expect_printed(rank.tau, "0.15", "Begg");
    expect_printed(rank.p, "0.4503", "Begg");
    const auto classic = classic_egger(all);
    ASSERT_TRUE(classic);
    expect_printed(classic->intercept, "-1.599085", "Egger");
    expect_printed(classic->se, "0.276437", "Egger");
    expect_printed(classic->t, "-5.784621", "Egger");
    EXPECT_EQ(classic->df, 14);
    EXPECT_NEAR(classic->p, 4.73e-05, 0.005e-05);
}

TEST(BetaBlockersOracle, ThreeTrialsWithoutAnyEventDropOutOfPeto) {
    const auto pooled = pool_counts(published::beta_blockers(), CountMethod::PetoOr);
    ASSERT_TRUE(pooled);
    expect_printed(pooled->effect.estimate, "-0.069168", "log OR");
    expect_printed(pooled->effect.se, "0.119381", "se");
    expect_printed(std::exp(pooled->effect.estimate), "0.9332", "OR");
    expect_printed({std::exp(pooled->effect.interval.low), std::exp(pooled->effect.interval.high)},
                   {0.7385, 1.1792}, 4, "OR");
    EXPECT_EQ(pooled->dropped, (std::vector<std::size_t>{10, 13, 17}));
    EXPECT_EQ(pooled->weights_percent[13], 0);
}

} // namespace
} // namespace filiform::evidence
