// SPDX-License-Identifier: Apache-2.0
#include "outcomes/calibration.h"

#include <gtest/gtest.h>

namespace filiform::outcomes {
namespace {
TEST(Fit, Smoke) {
    for (const Cohort& cohort : cohorts()) {
        const char* only = std::getenv("ONLY");
        if (only && cohort.id != only)
            continue;
        TrialOrder order;
        order.patients = std::getenv("N") ? std::atoi(std::getenv("N")) : 100;
        const auto t0 = std::chrono::steady_clock::now();
        const Tally t = try_out(cohort, beliefs(), order);
        const auto t1 = std::chrono::steady_clock::now();
        std::printf("%s: %.1f s eff %.0f credited %zu would %zu naive %zu little %zu said %.2f was "
                    "%.2f rmse %.2f last %.2f prior %.2f\n",
                    cohort.id.c_str(), std::chrono::duration<double>(t1 - t0).count(),
                    t.least_effective, t.credited, t.would_credit, t.naive_credit, t.too_little,
                    t.needle_said, t.needle_was, t.error_ahead, t.error_last_answer, t.error_prior);
        for (std::size_t q = 0; q < quantities; ++q)
            std::printf("   %-16s p %.4f half %.3f ninety %.3f bias %+.2f\n",
                        std::string(text(static_cast<Quantity>(q))).c_str(),
                        evenness(t.ranked[q].bins).probability,
                        double(t.ranked[q].in_half) / double(t.patients),
                        double(t.ranked[q].in_ninety) / double(t.patients), t.ranked[q].bias);
        for (const Believed& b : t.important)
            std::printf("   said %.2f was %.2f of %zu\n", b.said,
                        b.patients ? double(b.was_so) / double(b.patients) : 0., b.patients);
    }
}
} // namespace
} // namespace filiform::outcomes
