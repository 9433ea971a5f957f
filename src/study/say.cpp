// SPDX-License-Identifier: Apache-2.0
#include "study/report.h"

#include <cmath>
#include <cstdio>

namespace filiform::study {

namespace {

std::string fixed(double value, int decimals) {
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
    return digits;
}

std::string percents(double share, const Interval& exact) {
    return fixed(100 * share, 0) + " %, " + fixed(100 * exact.low, 0) + " to " +
           fixed(100 * exact.high, 0);
}

std::string count_text(std::size_t hits, std::size_t of, const Interval& exact) {
    const double share = of == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(of);
    return std::to_string(hits) + " of " + std::to_string(of) + " (" + percents(share, exact) + ")";
}

std::string missing_text(const Answer& answer) {
    return answer.missing == 0 ? "" : "; nothing to read in " + std::to_string(answer.missing);
}

int decimals_of(const Answer& answer) {
    if (is_yes_or_no(answer.outcome->measure))
        return 0;
    return answer.explained ? 2 : 1;
}

std::string model_text(const Answer& answer) {
    if (is_yes_or_no(answer.outcome->measure))
        return count_text(answer.hits, answer.insertions, answer.exact) + missing_text(answer);
    if (answer.insertions == 0)
        return "nothing to read";
    if (answer.explained)
        return "R² " + fixed(*answer.explained, 2) + missing_text(answer);
    return fixed(answer.moments.mean, 1) + " ± " + fixed(answer.moments.sd, 1) +
           missing_text(answer);
}

std::string published_text(const Answer& answer) {
    const auto& published = answer.outcome->published;
    if (!published)
        return "–";
    switch (published->kind) {
    case Published::Kind::Count: {
        const auto hits = static_cast<std::size_t>(published->value);
        return count_text(hits, published->of, exact_interval(hits, published->of));
    }
    case Published::Kind::Mean:
        return fixed(published->value, 1) +
               (published->sd ? " ± " + fixed(*published->sd, 1) : std::string()) + " of " +
               std::to_string(published->of);
    case Published::Kind::Explained:
        return "R² " + fixed(published->value, 2) + " of " + std::to_string(published->of);
    }
    return "";
}

} // namespace

Said say(const Answer& answer) {
    Said said{"–", published_text(answer), "–", "–"};
    if (!answer.not_drawn.empty()) {
        std::string all;
        for (const std::string& name : answer.not_drawn)
            all += (all.empty() ? "" : ", ") + name;
        said.verdict = "cannot be answered yet: " + all +
                       (answer.not_drawn.size() > 1 ? " are" : " is") + " not drawn";
        return said;
    }
    said.model = model_text(answer);
    if (!answer.compared)
        return said;
    const Compared& compared = *answer.compared;
    const int decimals = decimals_of(answer);
    const auto range = [&](const Interval& interval) {
        return fixed(interval.low, decimals) + " to " + fixed(interval.high, decimals);
    };
    said.predicted = range(compared.half) + " · " + range(compared.ninety);
    said.verdict = text(compared.verdict);
    if (compared.off_sd)
        said.verdict += "; model " + std::string(*compared.off_sd >= 0 ? "+" : "−") +
                        fixed(std::abs(*compared.off_sd), 2) + " SD";
    return said;
}

} // namespace filiform::study
