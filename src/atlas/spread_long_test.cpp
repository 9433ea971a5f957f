// SPDX-License-Identifier: Apache-2.0
#include "atlas/spread.h"

#include <cmath>

#include <gtest/gtest.h>

#include "atlas/figure_fixture.h"

namespace filiform::atlas {
namespace {

TEST(Spread, AgreesWithSamples) {
    const Distribution man = prior_of(fixture::person_of(Sex::Male, 178, 80));
    const Spread spread(man);
    constexpr int count = 2000;
    for (const char* id : {"greater_trochanter.x", "ischial_tuberosity.z", "spinous_process_l2.y",
                           "sciatic_on_psis_line.z", "skin_to_epidural_l3_l4"}) {
        double sum = 0;
        double squares = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            const double value = Figure(sample_traits(man, 5, i)).number(id);
            sum += value;
            squares += value * value;
        }
        const double sd = std::sqrt(squares / count - sum * sum / count / count);
        // First order against the truth: the angles and logarithms bend by some percent; sampling
        // adds 1.6.
        EXPECT_NEAR(spread.number_sd(id), sd, 0.08 * sd) << id;
    }
}

} // namespace
} // namespace filiform::atlas
