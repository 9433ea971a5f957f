// SPDX-License-Identifier: Apache-2.0
// The 13 trials of a vaccine against tuberculosis: Colditz 1994, van Houwelingen 2002,
// Viechtbauer 2010. Published values to their printed digits.
#include "evidence/counts_pool.h"
#include "evidence/oracle.h"
#include "evidence/published_sets.h"
#include "evidence/regression.h"

namespace filiform::evidence {
namespace {

using published::bcg;

std::vector<Effect> log_rr() {
    return effects_of(bcg(), log_risk_ratio);
}
std::vector<Effect> log_or() {
    return effects_of(bcg(), log_odds_ratio);
}

TEST(BcgOracle, EachTrialHasItsPrintedLogRiskRatioAndVariance) {
    const std::vector<std::pair<const char*, const char*>> printed{
        {"-0.8893", "0.3256"}, {"-1.5854", "0.1946"}, {"-1.3481", "0.4154"}, {"-1.4416", "0.0200"},
        {"-0.2175", "0.0512"}, {"-0.7861", "0.0069"}, {"-1.6209", "0.2230"}, {"0.0120", "0.0040"},
        {"-0.4694", "0.0564"}, {"-1.3713", "0.0730"}, {"-0.3394", "0.0124"}, {"0.4459", "0.5325"},
        {"-0.0173", "0.0714"}};
    const std::vector<Effect> all = log_rr();
    for (std::size_t i = 0; i < all.size(); ++i) {
        expect_printed(all[i].estimate, printed[i].first, "trial " + std::to_string(i + 1));
        expect_printed(all[i].variance, printed[i].second, "trial " + std::to_string(i + 1));
    }
}

TEST(BcgOracle, FixedEffectRiskRatio) {
    const Pooled pooled = pooled_with(log_rr(), Estimator::Fixed);
    expect_printed(pooled.effect().estimate, "-0.4303", "mu");
    expect_printed(pooled.effect().interval, {-0.5097, -0.3509}, 4, "interval");
    expect_printed(pooled.effect().statistic, "-10.6247", "z");
    expect_printed(pooled.model.heterogeneity.q, "152.2330", "Q");
    expect_printed(std::exp(pooled.effect().estimate), "0.6503", "RR");
    expect_printed(
        {std::exp(pooled.effect().interval.low), std::exp(pooled.effect().interval.high)},
        {0.6007, 0.7040}, 4, "RR");
}

TEST(BcgOracle, DerSimonianLairdRiskRatio) {
    const Pooled pooled = pooled_with(log_rr(), Estimator::Dl);
    const Heterogeneity& between = pooled.model.heterogeneity;
    expect_printed(pooled.effect().estimate, "-0.7141", "mu");
    expect_printed(pooled.effect().interval, {-1.0644, -0.3638}, 4, "interval");
    expect_printed(between.tau2, "0.3088", "tau2");
    expect_printed(between.i2_percent, "92.1173", "I2");
    expect_printed(pooled.effect().statistic, "-3.9952", "z");
    expect_printed(std::exp(pooled.effect().estimate), "0.4896", "RR");
    expect_printed(
        {std::exp(pooled.effect().interval.low), std::exp(pooled.effect().interval.high)},
        {0.3449, 0.6950}, 4, "RR");
    expect_printed({between.tau2_interval->low, between.tau2_interval->high}, {0.1197, 1.1115}, 4,
                   "tau2");
    expect_printed(between.i2_interval_percent, {81.9177, 97.6781}, 4, "I2", 29);
    expect_printed(between.h2, "12.6861", "H2");
    expect_printed(between.h2_interval, {5.5303, 43.0680}, 4, "H2", 9);
}

TEST(BcgOracle, OddsRatio) {
    const Pooled fixed = pooled_with(log_or(), Estimator::Fixed);
    expect_printed(fixed.effect().estimate, "-0.4361", "mu");
    expect_printed(fixed.effect().interval, {-0.5190, -0.3533}, 4, "interval");
    expect_printed(fixed.model.heterogeneity.q, "163.1649", "Q");
    expect_printed(std::exp(fixed.effect().estimate), "0.6465", "OR");
    expect_printed({std::exp(fixed.effect().interval.low), std::exp(fixed.effect().interval.high)},
                   {0.5951, 0.7024}, 4, "OR");
    const Pooled random = pooled_with(log_or(), Estimator::Dl);
    expect_printed(random.effect().estimate, "-0.7474", "mu");
    expect_printed(random.effect().interval, {-1.1242, -0.3706}, 4, "interval");
    expect_printed(random.model.heterogeneity.tau2, "0.3663", "tau2");
    expect_printed(random.model.heterogeneity.i2_percent, "92.6455", "I2");
    expect_printed(std::exp(random.effect().estimate), "0.4736", "OR");
    expect_printed(
        {std::exp(random.effect().interval.low), std::exp(random.effect().interval.high)},
        {0.3249, 0.6903}, 4, "OR");
}

TEST(BcgOracle, MaximumLikelihoodOddsRatio) {
    const Pooled pooled = pooled_with(log_or(), Estimator::Ml);
    const auto ratio = [](const Bounds& bounds) {
        return Bounds{std::exp(bounds.low), std::exp(bounds.high)};
    };
    expect_printed(std::exp(pooled.effect().estimate), "0.4762", "OR");
    expect_printed(ratio(pooled.effect().interval), {0.3360, 0.6749}, 4, "OR");
    expect_printed(pooled.model.heterogeneity.tau2, "0.3025", "tau2");
    const TauInterval profile = profile_likelihood(studies_of(log_or()), Likelihood::Full, 0.95);
    expect_printed({profile.low, profile.high}, {0.1151, 0.8937}, 4, "profile likelihood");
    const TauInterval& q = *pooled.model.heterogeneity.tau2_interval;
    expect_printed({q.low, q.high}, {0.1302, 1.1812}, 4, "Q-profile", 1);
    const Pooled adjusted = pooled_with(log_or(), Estimator::Ml, Adjustment::HartungKnappUnguarded);
    expect_printed(ratio(adjusted.effect().interval), {0.3175, 0.7141}, 4, "Hartung–Knapp");
    const Pooled normal =
        pooled_with(log_or(), Estimator::Ml, Adjustment::None, Prediction::Normal);
    expect_printed(*normal.prediction, {-1.875, 0.391}, 3, "prediction");
    const double reach = 1.959964 * std::sqrt(pooled.model.heterogeneity.tau2);
    expect_printed({pooled.effect().estimate - reach, pooled.effect().estimate + reach},
                   {-1.8199, 0.3359}, 4, "prediction of tau alone");
}

TEST(BcgOracle, RiskDifferenceAndTheTrapOfItsEstimators) {
    const std::vector<Effect> all = effects_of(
        bcg(), [](const ArmCounts& arms) { return std::optional(risk_difference(arms)); });
    const Pooled fixed = pooled_with(all, Estimator::Fixed);
    expect_printed(fixed.effect().estimate, "-0.0009", "mu");
    expect_printed(fixed.effect().interval, {-0.0014, -0.0005}, 4, "interval");
    expect_printed(fixed.model.heterogeneity.q, "276.4737", "Q");
    const Pooled dl = pooled_with(all, Estimator::Dl);
    expect_printed(dl.effect().estimate, "-0.0071", "mu");
    expect_printed(dl.effect().interval, {-0.0101, -0.0040}, 4, "interval");
    expect_printed(dl.model.heterogeneity.i2_percent, "95.6596", "I2");
    expect_printed(dl.model.heterogeneity.tau2, "0.000019", "tau2");
    const Pooled reml = pooled_with(all, Estimator::Reml);
    const Pooled pm = pooled_with(all, Estimator::Pm);
    expect_printed(reml.effect().estimate, "-0.0252", "mu");
    for (const double tau2 : {reml.model.heterogeneity.tau2, pm.model.heterogeneity.tau2}) {
        EXPECT_GT(tau2, 0.00135);
        EXPECT_LT(tau2, 0.00155);
    }
}

TEST(BcgOracle, MantelHaenszelAndPeto) {
    struct Row {
        CountMethod method;
        const char* mu;
        Bounds interval;
        const char* q;
        Bounds ratio;
        const char* ratio_mu;
    };
    const std::vector<Row> rows{{CountMethod::MantelHaenszelRr,
                                 "-0.4537",
                                 {-0.5308, -0.3766},
                                 "152.5676",
                                 {0.5881, 0.6862},
                                 "0.6353"},
                                {CountMethod::MantelHaenszelOr,
                                 "-0.4734",
                                 {-0.5538, -0.3930},
                                 "163.9426",
                                 {0.5748, 0.6750},
                                 "0.6229"},
                                {CountMethod::PetoOr,
                                 "-0.4744",
                                 {-0.5541, -0.3948},
                                 "167.7302",
                                 {0.5746, 0.6738},
                                 "0.6222"}};
    for (const Row& row : rows) {
        const auto pooled = pool_counts(bcg(), row.method);
        ASSERT_TRUE(pooled);
        expect_printed(pooled->effect.estimate, row.mu, row.mu);
        expect_printed(pooled->effect.interval, row.interval, 4, row.mu);
        expect_printed(pooled->q, row.q, "Q");
        expect_printed(std::exp(pooled->effect.estimate), row.ratio_mu, row.ratio_mu);
        expect_printed(
            {std::exp(pooled->effect.interval.low), std::exp(pooled->effect.interval.high)},
            row.ratio, 4, row.ratio_mu);
    }
    const auto difference = pool_counts(bcg(), CountMethod::MantelHaenszelRd);
    ASSERT_TRUE(difference);
    expect_printed(difference->effect.estimate, "-0.0033", "MH RD");
    expect_printed(difference->effect.interval, {-0.0039, -0.0027}, 4, "MH RD");
}

TEST(BcgOracle, EveryEstimatorOfTheRiskRatioToSixDigits) {
    struct Row {
        Estimator estimator;
        const char* tau2;
        const char* i2;
        const char* mu;
        const char* se;
        Bounds z;
        const char* adjusted_se;
        Bounds adjusted;
        Bounds prediction;
    };
    const std::vector<Row> rows{{Estimator::Dl,
                                 "0.308760",
                                 "92.1173",
                                 "-0.714117",
                                 "0.178742",
                                 {-1.064445, -0.363789},
                                 "0.180697",
                                 {-1.107821, -0.320413},
                                 {-1.998838, 0.570604}},
                                {Estimator::Pm,
                                 "0.318068",
                                 "92.3303",
                                 "-0.714968",
                                 "0.180892",
                                 {-1.069510, -0.360426},
                                 "0.180892",
                                 {-1.109098, -0.320838},
                                 {-2.018558, 0.588622}},
                                {Estimator::Reml,
                                 "0.313243",
                                 "92.2214",
                                 "-0.714532",
                                 "0.179782",
                                 {-1.066898, -0.362167},
                                 "0.180792",
                                 {-1.108444, -0.320621},
                                 {-2.008376, 0.579311}},
                                {Estimator::Ml,
                                 "0.280028",
                                 "91.3783",
                                 "-0.711199",
                                 "0.171897",
                                 {-1.048111, -0.374288},
                                 "0.180042",
                                 {-1.103477, -0.318921},
                                 {-1.935819, 0.513420}},
                                {Estimator::He,
                                 "0.328564",
                                 "92.5571",
                                 "-0.715879",
                                 "0.183280",
                                 {-1.075101, -0.356656},
                                 "0.181104",
                                 {-1.110470, -0.321287},
                                 {-2.040417, 0.608660}},
                                {Estimator::Sj,
                                 "0.345516",
                                 "92.8963",
                                 "-0.717249",
                                 "0.187059",
                                 {-1.083878, -0.350619},
                                 "0.181428",
                                 {-1.112547, -0.321950},
                                 {-2.074932, 0.640434}}};
    for (const Row& row : rows) {
        const std::string name(name_of(row.estimator));
        const Pooled pooled = pooled_with(log_rr(), row.estimator);
        expect_printed(pooled.model.heterogeneity.tau2, row.tau2, name);
        expect_printed(pooled.model.heterogeneity.i2_percent, row.i2, name);
        expect_printed(pooled.effect().estimate, row.mu, name);
        expect_printed(pooled.effect().se, row.se, name);
        expect_printed(pooled.effect().interval, row.z, 6, name);
        expect_printed(*pooled.prediction, row.prediction, 6, name);
        const Pooled adjusted =
            pooled_with(log_rr(), row.estimator, Adjustment::HartungKnappUnguarded);
        expect_printed(adjusted.effect().se, row.adjusted_se, name);
        expect_printed(adjusted.effect().interval, row.adjusted, 6, name);
    }
}

TEST(BcgOracle, LatitudeAsAModerator) {
    const std::vector<Moderator> latitude{{"latitude", published::bcg_latitude()}};
    const auto plain = regress(log_rr(), latitude, {Estimator::Reml, Adjustment::None, 0.95});
    ASSERT_TRUE(plain);
    expect_printed(plain->model.heterogeneity.tau2, "0.076348", "tau2");
    expect_printed(plain->model.coefficients[0].estimate, "0.251468", "b0");
    expect_printed(plain->model.coefficients[0].se, "0.249095", "se b0");
    expect_printed(plain->model.coefficients[1].estimate, "-0.029102", "b1");
    expect_printed(plain->model.coefficients[1].se, "0.007195", "se b1");
    expect_printed(plain->model.heterogeneity.q, "30.73309", "QE");
    const auto adjusted =
        regress(log_rr(), latitude, {Estimator::Reml, Adjustment::HartungKnappUnguarded, 0.95});
    ASSERT_TRUE(adjusted);
    expect_printed(adjusted->model.coefficients[0].se, "0.283925", "HK se b0");
    expect_printed(adjusted->model.coefficients[1].se, "0.008201", "HK se b1");
    const auto odds = regress(log_or(), latitude, {Estimator::Ml, Adjustment::None, 0.95});
    ASSERT_TRUE(odds);
    expect_printed(odds->model.coefficients[0].estimate, "0.3710", "b0", 1);
    expect_printed(odds->model.coefficients[1].estimate, "-0.0327", "b1");
    expect_printed(odds->model.coefficients[0].se, "0.1061", "se b0", 1);
    expect_printed(odds->model.coefficients[1].se, "0.0034", "se b1");
    expect_printed(odds->model.heterogeneity.tau2, "0.0040", "tau2");
    expect_printed(*odds->r2_percent, "98.67", "R2", 1);
}

} // namespace
} // namespace filiform::evidence
