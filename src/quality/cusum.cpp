// SPDX-License-Identifier: Apache-2.0
#include "quality/cusum.h"

#include <algorithm>
#include <cmath>

#include "base/expects.h"

namespace filiform::quality {

namespace {

/// The chances of the steps of one treatment, in lattice points: `down` points down at most.
struct Steps {
    std::vector<double> chance; ///< of -down, …, 0, …, up
    std::size_t down = 0;
};

double raised(double risk, double ratio) {
    return risk * ratio / (1 - risk + risk * ratio);
}

/// Visits both scores of every part with their chance.
template <class Visit>
void for_scores(double odds_ratio, std::span<const RiskShare> risks, double actual_ratio,
                const Visit& visit) {
    for (const RiskShare& one : risks) {
        const double chance = raised(one.risk, actual_ratio);
        visit(cusum_score(true, one.risk, odds_ratio), one.share * chance);
        visit(cusum_score(false, one.risk, odds_ratio), one.share * (1 - chance));
    }
}

Steps steps_of(const CusumDesign& design, std::span<const RiskShare> risks, double actual_ratio,
               double unit) {
    double lowest = 0;
    double highest = 0;
    for_scores(design.odds_ratio, risks, actual_ratio, [&](double score, double) {
        lowest = std::min(lowest, score);
        highest = std::max(highest, score);
    });
    Steps steps;
    steps.down = static_cast<std::size_t>(std::ceil(-lowest / unit));
    const auto up = static_cast<std::size_t>(std::ceil(highest / unit));
    steps.chance.assign(steps.down + up + 2, 0);
    for_scores(design.odds_ratio, risks, actual_ratio, [&](double score, double chance) {
        const double place = score / unit + static_cast<double>(steps.down);
        const double below = std::max(0.0, std::floor(place));
        const auto at = static_cast<std::size_t>(below);
        steps.chance[at] += chance * (1 - (place - below));
        steps.chance[at + 1] += chance * (place - below);
    });
    return steps;
}

/// One row of the equations, from `first` on.
struct Row {
    std::size_t first = 0;
    std::vector<double> values;
    double right = 1;

    double& at(std::size_t column) {
        if (column - first >= values.size())
            values.resize(column - first + 1, 0);
        return values[column - first];
    }
};

/// Mean times until the chain leaves, from each state: (1 - P) t = 1, rows taken from each other
/// downwards. The chain leaves from everywhere, so no pivot is 0.
double time_from_zero(const Steps& steps, std::size_t states) {
    std::vector<Row> rows(states);
    for (std::size_t i = 0; i < states; ++i) {
        Row& row = rows[i];
        row.first = i < steps.down ? 0 : i - steps.down;
        row.at(i) += 1;
        for (std::size_t k = 0; k < steps.chance.size(); ++k) {
            const std::size_t to = i + k < steps.down ? 0 : i + k - steps.down;
            if (to < states)
                row.at(to) -= steps.chance[k];
        }
    }
    for (std::size_t i = 0; i < states; ++i)
        for (std::size_t j = i + 1; j < std::min(states, i + 1 + steps.down); ++j) {
            if (rows[j].first > i)
                continue;
            const double factor = rows[j].at(i) / rows[i].at(i);
            const std::size_t end = rows[i].first + rows[i].values.size();
            for (std::size_t column = i; column < end; ++column)
                rows[j].at(column) -= factor * rows[i].at(column);
            rows[j].right -= factor * rows[i].right;
        }
    std::vector<double> times(states);
    for (std::size_t i = states; i-- > 0;) {
        double sum = rows[i].right;
        const std::size_t end = std::min(states, rows[i].first + rows[i].values.size());
        for (std::size_t column = i + 1; column < end; ++column)
            sum -= rows[i].at(column) * times[column];
        times[i] = sum / rows[i].at(i);
    }
    return times.front();
}

} // namespace

double cusum_score(bool has_event, double risk, double odds_ratio) {
    base::expects(risk > 0 && risk < 1, "a risk lies between 0 and 1");
    base::expects(odds_ratio > 1, "a chart of harm watches for raised odds");
    const double usual = -std::log1p(risk * (odds_ratio - 1));
    return has_event ? std::log(odds_ratio) + usual : usual;
}

Cusum::Cusum(const CusumDesign& design) : design_(design) {
    base::expects(design.limit > 0 && design.odds_ratio > 1, "a chart has a limit and a ratio");
}

bool Cusum::take(bool has_event, double risk) {
    if (risk != kept_risk_) {
        kept_risk_ = risk;
        up_ = cusum_score(true, risk, design_.odds_ratio);
        down_ = cusum_score(false, risk, design_.odds_ratio);
    }
    sum_ = std::max(0.0, sum_ + (has_event ? up_ : down_));
    if (sum_ < design_.limit)
        return false;
    sum_ = 0;
    return true;
}

double average_run_length(const CusumDesign& design, std::span<const RiskShare> risks,
                          double actual_ratio) {
    base::expects(!risks.empty() && design.limit > 0 && actual_ratio > 0,
                  "a chart has a limit and risks");
    double smallest = design.limit;
    for (const RiskShare& one : risks)
        smallest = std::min(smallest, -cusum_score(false, one.risk, design.odds_ratio));
    constexpr double fewest = 200;
    constexpr double most = 4000;
    const double states = std::clamp(std::ceil(design.limit / smallest), fewest, most);
    const double unit = design.limit / states;
    return time_from_zero(steps_of(design, risks, actual_ratio, unit),
                          static_cast<std::size_t>(states));
}

double limit_for(double treatments, double odds_ratio, std::span<const RiskShare> risks) {
    base::expects(treatments > 1, "a false alarm comes after some treatments");
    double low = 0.1;
    double high = 20;
    constexpr double near = 0.01;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        const double length = average_run_length({odds_ratio, middle}, risks);
        if (std::abs(length / treatments - 1) < near)
            return middle;
        (length < treatments ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace filiform::quality
