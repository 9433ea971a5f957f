// SPDX-License-Identifier: Apache-2.0
// What articles that compare estimators of the variance between studies print.
#include "evidence/oracle.h"
#include "evidence/published_sets.h"
#include "evidence/tau.h"

namespace filiform::evidence {
namespace {

struct Row {
    Estimator estimator;
    const char* tau2;
    const char* i2;
    const char* se;
    double places = 0; ///< of I²: the search stopped early
};

void expect_rows(const std::vector<Effect>& effects, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const std::string name(name_of(row.estimator));
        const Pooled pooled = pooled_with(effects, row.estimator);
        expect_printed(pooled.model.heterogeneity.tau2, row.tau2, name);
        expect_printed(pooled.model.heterogeneity.i2_percent, row.i2, name, row.places);
        if (*row.se != 0)
            expect_printed(pooled.model.heterogeneity.tau2_se, row.se, name);
    }
}

TEST(TauOracle, FirstExampleOf2005) {
    expect_rows(published::first_of_2005(), {{Estimator::Hs, ".2282", "77.2284", ".1328"},
                                             {Estimator::He, ".1484", "68.7988", ".1234"},
                                             {Estimator::Dl, ".2768", "80.4447", ".1841"},
                                             {Estimator::Ml, ".1967", "74.5098", ".1255", 1},
                                             {Estimator::Reml, ".2232", "76.8399", ".1464", 1},
                                             {Estimator::Pm, ".1920", "74.0511", ".1330"},
                                             {Estimator::Sj, ".1992", "74.7545", ".0979"}});
    const Pooled fixed = pooled_with(published::first_of_2005(), Estimator::Fixed);
    expect_printed(fixed.effect().estimate, "0.049886", "fixed");
    expect_printed(fixed.model.heterogeneity.q, "46.023287", "Q");
    const Pooled reml = pooled_with(published::first_of_2005(), Estimator::Reml);
    expect_printed(reml.effect().estimate, "0.243758", "REML");
    expect_printed(reml.effect().interval, {-0.103903, 0.591419}, 6, "REML");
    const Pooled adjusted =
        pooled_with(published::first_of_2005(), Estimator::Reml, Adjustment::HartungKnappUnguarded);
    expect_printed(adjusted.effect().interval, {-0.134507, 0.622023}, 6, "REML, HK");
    const TauInterval q = q_profile(studies_of(published::first_of_2005()), 0.95);
    expect_printed({q.low, q.high}, {0.062848, 0.779286}, 6, "Q-profile");
}

TEST(TauOracle, SecondExampleOf2005WithHedgesAtTheBoundary) {
    expect_rows(published::second_of_2005(), {{Estimator::Hs, ".0099", "22.9266", ""},
                                              {Estimator::He, "0", "0", ""},
                                              {Estimator::Dl, ".0126", "27.5275", ""},
                                              {Estimator::Ml, ".0132", "28.4505", "", 10},
                                              {Estimator::Reml, ".0157", "32.0203", "", 17},
                                              {Estimator::Pm, ".0104", "23.7198", "", 19},
                                              {Estimator::Sj, ".0248", "42.6734", ""}});
    EXPECT_EQ(estimate_tau2(studies_of(published::second_of_2005()), Estimator::He), 0);
    const Pooled fixed = pooled_with(published::second_of_2005(), Estimator::Fixed);
    expect_printed(fixed.model.heterogeneity.q, "23.457174", "Q");
    expect_printed(fixed.model.heterogeneity.p, "0.135", "p");
    const TauInterval q = q_profile(studies_of(published::second_of_2005()), 0.95);
    EXPECT_EQ(q.low, 0);
    expect_printed(q.high, "0.064063", "Q-profile");
}

TEST(TauOracle, ClaspWithMaximumLikelihoodAtTheBoundary) {
    struct ClaspRow {
        Estimator estimator;
        const char* tau;
        const char* mu;
        const char* se;
    };
    const std::vector<Effect> effects = effects_of(published::clasp(), log_odds_ratio);
    const std::vector<ClaspRow> rows{
        {Estimator::Pm, ".3681", "-.3811", ".2060"},  {Estimator::He, ".4410", "-.4035", ".2327"},
        {Estimator::Dl, ".2323", "-.3240", ".1540"},  {Estimator::Ca2, ".3831", "-.3861", ".2115"},
        {Estimator::Dl2, ".3254", "-.3655", ".1901"}, {Estimator::Reml, ".1843", "-.2980", ".1343"},
        {Estimator::Hs, ".1330", "-.2666", ".1125"},  {Estimator::Sj, ".4572", "-.4079", ".2386"}};
    for (const ClaspRow& row : rows) {
        const std::string name(name_of(row.estimator));
        const Pooled pooled = pooled_with(effects, row.estimator);
        expect_printed(std::sqrt(pooled.model.heterogeneity.tau2), row.tau, name);
        expect_printed(pooled.effect().estimate, row.mu, name);
        expect_printed(pooled.effect().se, row.se, name);
    }
    const Pooled ml = pooled_with(effects, Estimator::Ml);
    EXPECT_LE(std::sqrt(ml.model.heterogeneity.tau2), 0.003);
    EXPECT_NEAR(ml.effect().estimate, -.1974, 0.0001) << "printed with tau 0.0023";
    EXPECT_NEAR(ml.effect().se, .0694, 0.0001);
}

TEST(TauOracle, IntervalsOfTauOnDiuretics) {
    const std::vector<Effect> effects = effects_of(published::diuretics(), log_odds_ratio);
    const Studies studies = studies_of(effects);
    const auto tau2 = [&](Estimator estimator) { return estimate_tau2(studies, estimator); };
    expect_printed(tau2(Estimator::Dl), ".2297", "DL");
    expect_printed(tau2(Estimator::Ml), ".2386", "ML");
    expect_printed(tau2(Estimator::Reml), ".3008", "REML");
    expect_printed(tau2(Estimator::Sj), ".4563", "SJ");
    expect_printed(tau2(Estimator::Pm), "0.386300", "PM");
    const auto expect_interval = [](const TauInterval& found, const Bounds& printed,
                                    const char* name) {
        expect_printed({found.low, found.high}, printed, 4, name, 1);
    };
    const auto wald = [&](Estimator estimator) {
        return wald_interval(tau2(estimator), se_of_tau2(studies, estimator, tau2(estimator)),
                             0.95);
    };
    expect_interval(q_profile(studies, 0.95), {.0723, 2.2027}, "Q-profile");
    expect_interval(biggerstaff_tweedie(studies, 0.95), {.0481, 2.3551}, "Biggerstaff–Tweedie");
    expect_interval(profile_likelihood(studies, Likelihood::Full, 0.95), {.0266, 1.1308}, "ML");
    expect_interval(profile_likelihood(studies, Likelihood::Restricted, 0.95), {.0427, 1.4747},
                    "REML");
    expect_interval(wald(Estimator::Ml), {0, .5782}, "Wald, ML");
    expect_interval(wald(Estimator::Reml), {0, .7322}, "Wald, REML");
    expect_interval(sidik_jonkman_interval(studies, 0.95), {.2082, 1.6748}, "Sidik–Jonkman");
    const Pooled fixed = pooled_with(effects, Estimator::Fixed);
    expect_printed(fixed.effect().estimate, "-0.397999", "fixed");
    expect_printed(fixed.model.heterogeneity.q, "27.264902", "Q");
    expect_printed(pooled_with(effects, Estimator::Dl).effect().estimate, "-0.516762", "DL");
    expect_printed(pooled_with(effects, Estimator::Pm).effect().estimate, "-0.517661", "PM");
}

} // namespace
} // namespace filiform::evidence
