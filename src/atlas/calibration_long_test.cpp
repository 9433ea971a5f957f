// SPDX-License-Identifier: Apache-2.0
#include "atlas/calibration.h"

#include <cmath>

#include <gtest/gtest.h>

namespace filiform::atlas {
namespace {

/// Beyond 1 SD lie documented conflicts only. 0.3 is the wobble of a hundred people; shares wobble
/// by more and are left to the published table.
TEST(Calibration, GivesAReasonForEveryMiss) {
    for (const Laid& laid : calibrate(cohorts(), 1, 100))
        if (laid.caliper->kind == Caliper::Kind::Mean && std::abs(laid.off) > 1.3) {
            EXPECT_FALSE(laid.caliper->because.empty())
                << laid.cohort->id << ": " << laid.caliper->what << ' ' << laid.off;
        }
}

} // namespace
} // namespace filiform::atlas
