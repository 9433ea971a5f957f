// SPDX-License-Identifier: Apache-2.0
#include "outcomes/sayable.h"

namespace filiform::outcomes {

bool is_too_little(const SayingRules& rules, std::span<const ReadingTime> readings, double sd,
                   double prior_sd) {
    if (readings.empty() || static_cast<double>(readings.size()) < rules.few_readings)
        return true;
    if (readings.back().day - readings.front().day < rules.few_days)
        return true;
    return sd > rules.barely_narrower * prior_sd;
}

} // namespace filiform::outcomes
