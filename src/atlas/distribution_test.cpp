// SPDX-License-Identifier: Apache-2.0
#include "atlas/distribution.h"

#include <cmath>

#include <gtest/gtest.h>

#include "atlas/figure.h"
#include "atlas/figure_fixture.h"
#include "base/parallel.h"

namespace filiform::atlas {
namespace {

using fixture::person_of;
using fixture::person_of_bmi;

std::size_t index_of(const std::string& id) {
    return population().find(id).value();
}

double mean_of(const Distribution& distribution, const std::string& id) {
    return mean_traits(distribution).values[index_of(id)];
}

double sd_of(const Distribution& distribution, const std::string& id) {
    return std::sqrt(distribution.variance(index_of(id)));
}

double covariance_of(const Distribution& distribution, const std::string& a, const std::string& b) {
    return distribution.covariance[index_of(a) * distribution.mean.size() + index_of(b)];
}

std::string codes(const base::Problems& problems) {
    std::string text;
    for (const base::Problem& problem : problems)
        text += (text.empty() ? "" : " ") + problem.code;
    return text;
}

TEST(Distribution, GivesTheMeanSoldierTheMeanGirthsOfAnsur) {
    // 4082 men: 175.6 cm, BMI 27.7; hip 102.0, waist 94.1, calf 39.2 cm.
    const Distribution man = prior_of(person_of_bmi(Sex::Male, 175.6, 27.7));
    EXPECT_NEAR(mean_of(man, "hip_girth"), 1020, 2);
    EXPECT_NEAR(mean_of(man, "waist_girth"), 941, 2);
    EXPECT_NEAR(mean_of(man, "calf_girth"), 392, 2);
    // 1986 women: 162.9 cm, BMI 25.5; hip 102.1, waist 86.1, upper thigh 61.6 cm.
    const Distribution woman = prior_of(person_of_bmi(Sex::Female, 162.9, 25.5));
    EXPECT_NEAR(mean_of(woman, "hip_girth"), 1021, 2);
    EXPECT_NEAR(mean_of(woman, "waist_girth"), 861, 2);
    EXPECT_NEAR(mean_of(woman, "thigh_girth"), 616, 2);
}

TEST(Distribution, GivesGirthsTheStandardErrorsOfAnsur) {
    const Distribution man = prior_of(person_of(Sex::Male, 176, 80));
    EXPECT_NEAR(sd_of(man, "hip_girth"), 26, 1e-9);
    EXPECT_NEAR(sd_of(man, "waist_depth"), 16, 1e-9);
}

TEST(Distribution, LetsAFollowerCorrelateByItsShare) {
    // Hip breadth follows hip girth by 0.75: correlation 0.75, covariance 0.75 · 26 · 13.
    const Distribution man = prior_of(person_of(Sex::Male, 176, 80));
    EXPECT_NEAR(covariance_of(man, "hip_breadth", "hip_girth"), 0.75 * 26 * 13, 1e-6);
}

TEST(Distribution, ConditionsOnOneGirthByTheTextbook) {
    Person person = person_of(Sex::Male, 176, 80);
    const Distribution prior = prior_of(person);
    const double girth = mean_of(prior, "hip_girth") + 40;
    person.measured = {{"hip_girth", girth, 0}};
    const auto posterior = distribution_of(person);
    ASSERT_TRUE(posterior);
    // E[b | g] = b + cov/var · 40; var[b | g] = var b (1 - 0.75²).
    EXPECT_NEAR(mean_of(*posterior, "hip_breadth"),
                mean_of(prior, "hip_breadth") + 0.75 * 13 / 26 * 40, 1e-6);
    EXPECT_NEAR(sd_of(*posterior, "hip_breadth"), 13 * std::sqrt(1 - 0.75 * 0.75), 1e-6);
    EXPECT_NEAR(mean_of(*posterior, "hip_girth"), girth, 1e-9);
    EXPECT_NEAR(sd_of(*posterior, "hip_girth"), 0, 1e-6);
}

TEST(Distribution, WeighsAnInexactMeasurementAgainstThePrior) {
    Person person = person_of(Sex::Male, 176, 80);
    const double expected = mean_of(prior_of(person), "calf_girth");
    person.measured = {{"calf_girth", expected + 20, 16}};
    const auto posterior = distribution_of(person);
    ASSERT_TRUE(posterior);
    // As sure as the prior (16): half-way, and the spread falls by the root of two.
    EXPECT_NEAR(mean_of(*posterior, "calf_girth"), expected + 10, 1e-6);
    EXPECT_NEAR(sd_of(*posterior, "calf_girth"), 16 / std::sqrt(2.0), 1e-6);
}

TEST(Distribution, ReproducesAMeasuredDepthOfTheModel) {
    Person person = person_of(Sex::Female, 165, 72);
    for (const char* id : {"skin_to_epidural_l3_l4", "fat_dorsogluteal", "sciatic_width"}) {
        person.measured.clear();
        const double usual = Figure(mean_traits(prior_of(person))).number(id);
        person.measured = {{id, 1.2 * usual, 0}};
        const auto posterior = distribution_of(person);
        ASSERT_TRUE(posterior) << id;
        EXPECT_NEAR(Figure(mean_traits(*posterior)).number(id), 1.2 * usual, 0.1) << id;
    }
}

TEST(Distribution, ReproducesTwoDepthsThatShareAParameter) {
    Person person = person_of(Sex::Male, 175, 80);
    person.measured = {{"skin_to_epidural_l3_l4", 55, 0}, {"skin_to_epidural_l4_l5", 56.8, 0}};
    const auto posterior = distribution_of(person);
    ASSERT_TRUE(posterior);
    const Figure figure(mean_traits(*posterior));
    EXPECT_NEAR(figure.number("skin_to_epidural_l3_l4"), 55, 0.1);
    EXPECT_NEAR(figure.number("skin_to_epidural_l4_l5"), 56.8, 0.1);
}

TEST(Distribution, LetsAMeasuredDepthShrinkWhatGoesWithIt) {
    Person person = person_of(Sex::Female, 165, 72);
    const Distribution prior = prior_of(person);
    person.measured = {{"skin_to_piriformis.right", 80, 0}};
    const auto posterior = distribution_of(person);
    ASSERT_TRUE(posterior);
    EXPECT_NEAR(mean_of(*posterior, "skin_to_piriformis_centre"), 80, 1e-9);
    EXPECT_LT(sd_of(*posterior, "skin_to_sciatic_gluteal"),
              0.7 * sd_of(prior, "skin_to_sciatic_gluteal"));
    EXPECT_GT(mean_of(*posterior, "buttock_fat"), mean_of(prior, "buttock_fat"));
}

TEST(Distribution, IsDeeperInTheHeavier) {
    for (const Sex sex : {Sex::Male, Sex::Female}) {
        const Figure light(mean_traits(prior_of(person_of_bmi(sex, 170, 21))));
        const Figure heavy(mean_traits(prior_of(person_of_bmi(sex, 170, 33))));
        int depths = 0;
        for (const std::string& name : number_names()) {
            if (!name.starts_with("skin_to_") || name == "skin_to_tibialis_posterior")
                continue;
            EXPECT_GT(heavy.number(name), light.number(name)) << name;
            ++depths;
        }
        EXPECT_GT(depths, 20);
    }
}

TEST(Distribution, HasSamplesThatAverageToTheMean) {
    const Distribution woman = prior_of(person_of(Sex::Female, 165, 70));
    constexpr int count = 2000;
    const std::size_t n = woman.mean.size();
    std::vector<double> sum(n, 0.0);
    std::vector<double> squares(n, 0.0);
    for (int i = 0; i < count; ++i) {
        const Traits traits = sample_traits(woman, 7, static_cast<std::uint64_t>(i));
        for (std::size_t k = 0; k < n; ++k) {
            const bool is_log = population().parameters[k].is_log;
            const double x = is_log ? std::log(traits.values[k]) : traits.values[k];
            sum[k] += x;
            squares[k] += x * x;
        }
    }
    // 4.5 standard errors: of 260 comparisons one in a thousand runs would fail, and the seed is
    // fixed. The standard error of an SD is SD / sqrt(2 count).
    for (std::size_t k = 0; k < n; ++k) {
        const double mean = sum[k] / count;
        const double sd = std::sqrt(squares[k] / count - mean * mean);
        const double true_sd = std::sqrt(woman.variance(k));
        EXPECT_NEAR(mean, woman.mean[k], 4.5 * true_sd / std::sqrt(count))
            << population().parameters[k].id;
        EXPECT_NEAR(sd, true_sd, 4.5 * true_sd / std::sqrt(2.0 * count))
            << population().parameters[k].id;
    }
}

TEST(Distribution, HasSamplesThatGoTogetherAsTheyShould) {
    const Distribution man = prior_of(person_of(Sex::Male, 176, 80));
    constexpr int count = 2000;
    const std::size_t girth = index_of("hip_girth");
    const std::size_t breadth = index_of("hip_breadth");
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        const Traits traits = sample_traits(man, 3, static_cast<std::uint64_t>(i));
        sum += (traits.values[girth] - man.mean[girth]) / 26 *
               (traits.values[breadth] - man.mean[breadth]) / 13;
    }
    // Standard error of a mean product of correlated standard normals: sqrt((1 + r²) / count).
    EXPECT_NEAR(sum / count, 0.75, 4 * std::sqrt((1 + 0.75 * 0.75) / count));
}

TEST(Distribution, DrawsVariantsByTheirShares) {
    Person person = person_of(Sex::Male, 176, 80);
    const auto share_of_b = [&](const std::string& ancestry) {
        person.ancestry = ancestry;
        const Distribution distribution = prior_of(person);
        int count = 0;
        for (std::uint64_t i = 0; i < 1000; ++i)
            count += sample_traits(distribution, 1, i).variants.at("sciatic_type") == "b" ? 1 : 0;
        return count / 1000.0;
    };
    // Binomial standard errors: 0.0099 of 0.11, 0.0139 of 0.26; four of them.
    EXPECT_NEAR(share_of_b("pooled"), 0.11, 0.040);
    EXPECT_NEAR(share_of_b("east_asian"), 0.26, 0.056);
}

TEST(Distribution, DrawsTheSameOnAnyNumberOfThreads) {
    const Distribution woman = prior_of(person_of(Sex::Female, 160, 60));
    const auto draw_all = [&](unsigned threads) {
        base::set_threads(threads);
        std::vector<std::vector<double>> drawn(64);
        base::parallel_chunks(drawn.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                drawn[i] = Figure(sample_traits(woman, 11, i)).numbers();
        });
        base::set_threads(0);
        return drawn;
    };
    EXPECT_EQ(draw_all(1), draw_all(3));
}

TEST(Distribution, IsWiderWhenExtrapolated) {
    Person person = person_of_bmi(Sex::Male, 170, 50);
    EXPECT_EQ(codes(check_person(person)), "person.range");
    person.may_extrapolate = true;
    EXPECT_TRUE(check_person(person).empty());
    EXPECT_NEAR(sd_of(prior_of(person), "hip_girth"), 1.5 * 26, 1e-9);
}

TEST(Distribution, IsLessSureOfASideLyingBack) {
    Person person = person_of(Sex::Male, 176, 80);
    const double prone = sd_of(prior_of(person), "skin_to_process_l3");
    person.lying = Lying::SideLying;
    EXPECT_NEAR(sd_of(prior_of(person), "skin_to_process_l3"), prone + 2, 1e-9);
}

TEST(Distribution, OpensTheWindowsOnAPillow) {
    Person person = person_of(Sex::Male, 176, 80);
    const double flat = Figure(mean_traits(prior_of(person))).number("window_height_l4");
    person.lying = Lying::PronePillow;
    EXPECT_NEAR(Figure(mean_traits(prior_of(person))).number("window_height_l4"), flat + 4, 1e-9);
}

TEST(Refusal, NamesTheRangeThatWasFitted) {
    const base::Problems problems = check_person(person_of_bmi(Sex::Female, 165, 50));
    ASSERT_EQ(codes(problems), "person.range");
    EXPECT_EQ(problems[0].what,
              "A body mass index of 50 kg/m² lies outside what the body model was "
              "fitted to (17 to 42 kg/m²).");
}

TEST(Refusal, SaysThatMillimetresWereGiven) {
    const base::Problems problems = check_person(person_of(Sex::Male, 1750, 80));
    ASSERT_EQ(codes(problems), "person.height_cm");
    EXPECT_EQ(problems[0].hint, "Give centimetres: 175 instead of 1750 millimetres.");
}

TEST(Refusal, SaysThatMetresWereGiven) {
    const base::Problems problems = check_person(person_of(Sex::Male, 1.75, 80));
    ASSERT_EQ(codes(problems), "person.height_cm");
    EXPECT_EQ(problems[0].hint, "Give centimetres: 175 instead of 1.75 metres.");
}

TEST(Refusal, TakesNoChild) {
    Person person = person_of(Sex::Male, 150, 45);
    person.age_years = 12;
    EXPECT_EQ(codes(check_person(person)), "person.age_years");
}

TEST(Refusal, TakesNoNumberThatIsNone) {
    Person person = person_of(Sex::Male, std::nan(""), 80);
    EXPECT_EQ(codes(check_person(person)), "person.height_cm");
}

TEST(Refusal, NamesWhatIsNearAnUnknownGirth) {
    Person person = person_of(Sex::Male, 176, 80);
    person.measured = {{"hips_girth", 1000, 0}};
    const auto refused = distribution_of(person);
    ASSERT_FALSE(refused);
    ASSERT_EQ(codes(refused.error()), "measured.unknown");
    EXPECT_NE(refused.error()[0].hint.find("hip_girth"), std::string::npos);
}

TEST(Refusal, SaysThatAGirthLooksLikeCentimetres) {
    Person person = person_of(Sex::Male, 176, 80);
    person.measured = {{"hip_girth", 101, 0}};
    const auto refused = distribution_of(person);
    ASSERT_FALSE(refused);
    ASSERT_EQ(codes(refused.error()), "measured.impossible");
    EXPECT_EQ(refused.error()[0].hint, "As centimetres it would fit: check the unit.");
}

TEST(Refusal, SaysWhichGirthContradictsTheOthers) {
    Person person = person_of(Sex::Male, 176, 80);
    person.measured = {{"waist_girth", 1100, 0}, {"waist_breadth", 240, 0}};
    const auto refused = distribution_of(person);
    ASSERT_FALSE(refused);
    ASSERT_EQ(codes(refused.error()), "measured.contradiction");
    EXPECT_EQ(refused.error()[0].where, "waist_breadth");
}

TEST(Refusal, TakesNoTwoValuesOfOneGirth) {
    Person person = person_of(Sex::Male, 176, 80);
    person.measured = {{"hip_girth", 1000, 0}, {"hip_girth", 1010, 0}};
    const auto refused = distribution_of(person);
    ASSERT_FALSE(refused);
    EXPECT_EQ(codes(refused.error()), "measured.contradiction");
}

TEST(Refusal, TakesNoDepthBelowZero) {
    Person person = person_of(Sex::Male, 176, 80);
    person.measured = {{"skin_to_piriformis", -5, 0}};
    const auto refused = distribution_of(person);
    ASSERT_FALSE(refused);
    EXPECT_EQ(codes(refused.error()), "measured.number");
}

} // namespace
} // namespace filiform::atlas
