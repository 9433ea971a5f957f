// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/random.h"
#include "evidence/bias.h"
#include "evidence/counts_pool.h"
#include "evidence/glmm.h"
#include "evidence/oracle.h"
#include "evidence/regression.h"

namespace filiform::evidence {
namespace {

std::vector<Effect> draw(std::uint64_t seed, std::size_t k, double tau) {
    base::RandomStream random(seed, k);
    std::vector<Effect> all;
    for (std::size_t i = 0; i < k; ++i) {
        const double v = 0.01 + 0.3 * random.uniform();
        all.push_back({0.4 + tau * random.normal() + std::sqrt(v) * random.normal(), v});
    }
    return all;
}

constexpr std::array random_effects{Estimator::Dl, Estimator::He, Estimator::Hs,  Estimator::Sj,
                                    Estimator::Pm, Estimator::Ml, Estimator::Reml};

/// Every law on forty drawn sets, with and without heterogeneity, under every estimator.
template <class Law>
void on_drawn_sets(const Law& law) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const std::vector<Effect> effects = draw(seed, 3 + seed % 12, seed % 3 == 0 ? 0 : 0.5);
        for (const Estimator estimator : random_effects)
            law(effects, estimator);
    }
}

TEST(Pooling, TheOrderOfStudiesDoesNotMatter) {
    on_drawn_sets([](std::vector<Effect> effects, Estimator estimator) {
        const Pooled before = pooled_with(effects, estimator, Adjustment::HartungKnapp);
        std::reverse(effects.begin(), effects.end());
        const Pooled after = pooled_with(effects, estimator, Adjustment::HartungKnapp);
        EXPECT_NEAR(before.effect().estimate, after.effect().estimate, 1e-9);
        EXPECT_NEAR(before.effect().se, after.effect().se, 1e-9);
        EXPECT_NEAR(before.model.heterogeneity.tau2, after.model.heterogeneity.tau2, 1e-8);
    });
}

TEST(Pooling, AConstantAddedToAllMovesTheEffectAlone) {
    on_drawn_sets([](std::vector<Effect> effects, Estimator estimator) {
        const Pooled before = pooled_with(effects, estimator);
        for (Effect& effect : effects)
            effect.estimate += 7;
        const Pooled after = pooled_with(effects, estimator);
        EXPECT_NEAR(before.effect().estimate + 7, after.effect().estimate, 1e-8);
        EXPECT_NEAR(before.effect().se, after.effect().se, 1e-8);
        EXPECT_NEAR(before.model.heterogeneity.tau2, after.model.heterogeneity.tau2, 1e-7);
    });
}

TEST(Pooling, AnotherUnitScalesEverythingButTheShareOfHeterogeneity) {
    on_drawn_sets([](std::vector<Effect> effects, Estimator estimator) {
        const Pooled before = pooled_with(effects, estimator);
        constexpr double c = 10;
        for (Effect& effect : effects)
            effect = {c * effect.estimate, c * c * effect.variance};
        const Pooled after = pooled_with(effects, estimator);
        EXPECT_NEAR(c * before.effect().estimate, after.effect().estimate, 1e-6);
        EXPECT_NEAR(c * before.effect().se, after.effect().se, 1e-6);
        EXPECT_NEAR(c * c * before.model.heterogeneity.tau2, after.model.heterogeneity.tau2, 1e-5);
        EXPECT_NEAR(before.model.heterogeneity.i2_percent, after.model.heterogeneity.i2_percent,
                    1e-5);
    });
}

TEST(Pooling, WithoutMoreSpreadThanChanceDerSimonianLairdIsTheFixedEffect) {
    int seen = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const std::vector<Effect> effects = draw(seed, 6, 0);
        const Pooled fixed = pooled_with(effects, Estimator::Fixed);
        if (fixed.model.heterogeneity.q > fixed.model.heterogeneity.df)
            continue;
        ++seen;
        const Pooled random = pooled_with(effects, Estimator::Dl);
        EXPECT_EQ(random.model.heterogeneity.tau2, 0);
        EXPECT_EQ(random.effect().estimate, fixed.effect().estimate);
    }
    EXPECT_GT(seen, 10);
}

TEST(Pooling, AtThePauleMandelRootHartungKnappChangesNoStandardError) {
    int seen = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const std::vector<Effect> effects = draw(seed, 9, 0.6);
        const Pooled plain = pooled_with(effects, Estimator::Pm);
        if (plain.model.heterogeneity.tau2 == 0)
            continue;
        ++seen;
        const Pooled adjusted =
            pooled_with(effects, Estimator::Pm, Adjustment::HartungKnappUnguarded);
        EXPECT_NEAR(adjusted.model.q_factor, 1, 1e-9);
        EXPECT_NEAR(adjusted.effect().se, plain.effect().se, 1e-9);
    }
    EXPECT_GT(seen, 20);
}

TEST(Pooling, OneStudyIsItselfWithoutTauAndPrediction) {
    for (const Estimator estimator : random_effects) {
        const Pooled one = pooled_with({{0.3, 0.04}}, estimator, Adjustment::HartungKnapp);
        EXPECT_EQ(one.effect().estimate, 0.3);
        EXPECT_NEAR(one.effect().se, 0.2, 1e-15);
        EXPECT_FALSE(one.model.df) << "nothing to estimate q from";
        EXPECT_EQ(one.model.heterogeneity.tau2, 0);
        EXPECT_FALSE(one.model.heterogeneity.tau2_interval);
        EXPECT_FALSE(one.prediction);
    }
}

TEST(Pooling, TwoStudiesHaveNoPredictionOfKLessTwo) {
    const std::vector<Effect> two{{0.1, 0.04}, {0.9, 0.05}};
    EXPECT_FALSE(pooled_with(two, Estimator::Reml).prediction);
    EXPECT_TRUE(pooled_with(two, Estimator::Reml, Adjustment::HartungKnapp, Prediction::TOfKLess1)
                    .prediction);
}

TEST(Pooling, SwappedArmsTurnTheSignAndNothingElse) {
    const ArmCounts counts{7, 40, 3, 52};
    const ArmCounts swapped_counts{3, 52, 7, 40};
    EXPECT_NEAR(log_odds_ratio(counts)->estimate, -log_odds_ratio(swapped_counts)->estimate, 1e-15);
    EXPECT_NEAR(log_risk_ratio(counts)->variance, log_risk_ratio(swapped_counts)->variance, 1e-15);
    EXPECT_NEAR(risk_difference(counts).estimate, -risk_difference(swapped_counts).estimate, 1e-15);
    const ArmMeans means{12, 5, 2, 30, 7, 1};
    const ArmMeans swapped_means{30, 7, 1, 12, 5, 2};
    EXPECT_NEAR(standardised_difference(means)->estimate,
                -standardised_difference(swapped_means)->estimate, 1e-15);
    EXPECT_EQ(mean_difference(means).variance, mean_difference(swapped_means).variance);
}

/// The likelihood looked at on a fine grid is the judge of the search.
TEST(Pooling, NoPlaceOnAFineGridIsHigherThanTheSummitThatWasFound) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        std::vector<Effect> effects = draw(seed, 4 + seed % 5, 0.5);
        effects[0].variance *= 1e-4; // several summits are likelier with a precise outlier
        effects[0].estimate += 2;
        const Studies studies = studies_of(effects);
        for (const auto& [estimator, likelihood] :
             {std::pair(Estimator::Ml, Likelihood::Full),
              std::pair(Estimator::Reml, Likelihood::Restricted)}) {
            const double top =
                log_likelihood(studies, estimate_tau2(studies, estimator), likelihood);
            for (int i = 0; i <= 4000; ++i)
                EXPECT_LE(log_likelihood(studies, 1e-6 * std::expm1(i * 0.005), likelihood),
                          top + 1e-9);
        }
    }
}

TEST(Pooling, StudiesThatAgreeExactlyGiveNumbersEverywhere) {
    const std::vector<Effect> same{{0.5, 0.1}, {0.5, 0.1}, {0.5, 0.1}};
    for (const Estimator estimator : random_effects) {
        const Pooled pooled = pooled_with(same, estimator, Adjustment::HartungKnapp);
        EXPECT_EQ(pooled.effect().estimate, 0.5);
        EXPECT_TRUE(std::isfinite(pooled.effect().interval.low));
        EXPECT_TRUE(pooled.model.heterogeneity.tau2_interval->is_empty);
        EXPECT_EQ(pooled.model.heterogeneity.i2_percent, 0);
    }
    EXPECT_FALSE(classic_egger(same)) << "all standard errors are the same";
    EXPECT_FALSE(mixed_egger(same, {}));
}

TEST(Pooling, ACountWithoutAnyEventIsRefusedByTheLogitAndByRatios) {
    EXPECT_EQ(pool_logits(std::vector<Count>{{0, 20}, {0, 30}}).error().code, "evidence.no_events");
    EXPECT_EQ(pool_counts(std::vector<ArmCounts>{{3, 20, 0, 20}, {1, 9, 0, 8}},
                          CountMethod::MantelHaenszelOr)
                  .error()
                  .code,
              "evidence.no_events");
}

TEST(Pooling, OneCommonProportionIsTheSumOfAllWhenStudiesDoNotDiffer) {
    const auto pooled = pool_logits(std::vector<Count>{{2, 20}, {3, 30}, {5, 50}});
    ASSERT_TRUE(pooled);
    EXPECT_EQ(pooled->tau2, 0);
    EXPECT_NEAR(pooled->logit.estimate, std::log(10.0 / 90), 1e-12);
    EXPECT_NEAR(pooled->logit.se, std::sqrt(1.0 / 10 + 1.0 / 90), 1e-12);
}

TEST(Pooling, RegressionRefusesAModeratorThatSaysNothingNew) {
    const std::vector<Effect> effects = draw(1, 6, 0.3);
    const auto same = regress(effects, std::vector<Moderator>{{"year", {3, 3, 3, 3, 3, 3}}}, {});
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().where, "year");
    EXPECT_FALSE(regress(draw(1, 2, 0.3), std::vector<Moderator>{{"year", {1, 2}}}, {}));
}

TEST(Pooling, SubgroupsOfTwoDifferAsTheirDifferenceOverItsSpread) {
    const std::vector<Effect> effects{{0, 0.04}, {0, 0.04}, {1, 0.04}, {1, 0.04}};
    const Subgroups found = subgroups(effects, std::vector<std::string>{"a", "a", "b", "b"},
                                      {Estimator::Fixed, Adjustment::None, 0.95});
    EXPECT_NEAR(found.q_between, 1 / (0.02 + 0.02), 1e-12) << "(1 - 0)² / (0.02 + 0.02)";
    EXPECT_EQ(found.df, 1);
}

} // namespace
} // namespace filiform::evidence
