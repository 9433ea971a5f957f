// SPDX-License-Identifier: Apache-2.0
#include "quality/published.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::quality {
namespace {

using record::AdverseEvent;

const PublishedRate& rate(const PublishedRates& all, const std::string& id) {
    for (const PublishedRate& one : all.rates)
        if (one.id == id)
            return one;
    throw std::runtime_error(id);
}

TEST(PublishedRates, are_those_of_the_dossier) {
    const PublishedRates all = carried_published_rates().value();
    // Printed percentages of 7,629 treatments.
    for (const auto& [id, percent] : {std::pair{"aggravation_dry_needling", 0.88},
                                      {"bruise_dry_needling", 7.55},
                                      {"bleeding_dry_needling", 4.65},
                                      {"pain_during_dry_needling", 3.01},
                                      {"any_dry_needling", 19.18},
                                      {"any_acupuncture_patients", 8.6},
                                      {"any_dry_needling_usa", 36.8}})
        EXPECT_NEAR(rate(all, id).share * 100, percent, 0.0051) << id;
    EXPECT_NEAR(all.fainting_first, 0.0094, 1e-12);
    EXPECT_NEAR(rate(all, "significant_acupuncture").share * 10000, 13.5, 0.1); // "14 per 10,000"
}

TEST(PublishedRates, each_say_where_they_differ_and_whence_they_come) {
    const PublishedRates all = carried_published_rates().value();
    for (const PublishedRate& one : all.rates) {
        EXPECT_FALSE(one.differs.empty() || one.definition.empty() || one.population.empty());
        EXPECT_FALSE(one.source.empty());
        EXPECT_EQ(one.mark, "seen") << one.id; // what is recalled only would have to say so
        EXPECT_LT(one.interval.low, one.interval.high);
    }
}

TEST(PublishedRates, select_by_type_or_by_grade) {
    const PublishedRates all = carried_published_rates().value();
    const Selection worse = rate(all, "aggravation_dry_needling").selection;
    EXPECT_TRUE(worse.holds(AdverseEvent::Type::SymptomsWorse, AdverseEvent::Grade::MildOrNone));
    EXPECT_FALSE(worse.holds(AdverseEvent::Type::Bruise, AdverseEvent::Grade::Serious));
    const Selection major = rate(all, "major_dry_needling").selection;
    EXPECT_TRUE(major.holds(AdverseEvent::Type::Bruise, AdverseEvent::Grade::Serious));
    EXPECT_FALSE(major.holds(AdverseEvent::Type::Bruise, AdverseEvent::Grade::Moderate));
}

TEST(PublishedRates, that_are_wrong_are_refused_with_their_line) {
    const std::string yaml =
        "rates:\n"
        "  - {id: a, what: b, counts: {types: [hiccup]}, per: needle, events: 5, "
        "of: 3, definition: d, population: p, differs: f, source: S, mark: seen}\n"
        "risks: []\n";
    const auto read = read_published_rates(yaml, "rates.yaml");
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 3U);
    for (const base::Problem& one : read.error())
        EXPECT_EQ(one.where, "rates.yaml:2");
    EXPECT_EQ(read_published_rates("rates: []\nrisks: []\n", "r").error().front().code,
              "data.missing");
}

TEST(PublishedRates, compare_by_counts_where_there_are_any) {
    const PublishedRates all = carried_published_rates().value();
    const Count clinic{30, 1000};
    const Comparison aggravation = compare(clinic, rate(all, "aggravation_dry_needling"));
    EXPECT_EQ(aggravation.p, compare_rates(clinic, {67, 7629}).p);
    EXPECT_TRUE(aggravation.is_beyond_chance); // 3 % against 0.88 %
    const Comparison pooled = compare(clinic, rate(all, "any_acupuncture_pooled"));
    EXPECT_TRUE(std::isfinite(pooled.ratio_interval.high));
}

} // namespace
} // namespace filiform::quality
