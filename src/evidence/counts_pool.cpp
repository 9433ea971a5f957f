// SPDX-License-Identifier: Apache-2.0
#include "evidence/counts_pool.h"

#include <algorithm>
#include <cmath>

#include "evidence/distributions.h"

namespace filiform::evidence {

namespace {

/// The letters of a two-by-two table, as the methods' articles have them.
struct Table {
    double a, b, c, d;
    double n1, n2, n;
};

Table table_of(const ArmCounts& arms) {
    return {arms.events1, arms.n1 - arms.events1, arms.events2, arms.n2 - arms.events2, arms.n1,
            arms.n2,      arms.n1 + arms.n2};
}

/// A pooled effect on the scale of its method, before it has an interval; and each study's weight.
struct Raw {
    double estimate = 0;
    double variance = 0;
    std::vector<double> weights;
};

Raw mantel_haenszel_or(std::span<const Table> tables) {
    double r = 0, s = 0, pr = 0, ps_qr = 0, qs = 0;
    Raw raw;
    for (const Table& t : tables) {
        const double ri = t.a * t.d / t.n;
        const double si = t.b * t.c / t.n;
        const double p = (t.a + t.d) / t.n;
        const double q = (t.b + t.c) / t.n;
        r += ri;
        s += si;
        pr += p * ri;
        ps_qr += p * si + q * ri;
        qs += q * si;
        raw.weights.push_back(si);
    }
    raw.estimate = std::log(r / s);
    raw.variance = (pr / (r * r) + ps_qr / (r * s) + qs / (s * s)) / 2;
    return raw;
}

Raw mantel_haenszel_rr(std::span<const Table> tables) {
    double r = 0, s = 0, p = 0;
    Raw raw;
    for (const Table& t : tables) {
        r += t.a * t.n2 / t.n;
        s += t.c * t.n1 / t.n;
        p += (t.n1 * t.n2 * (t.a + t.c) - t.a * t.c * t.n) / (t.n * t.n);
        raw.weights.push_back(t.c * t.n1 / t.n);
    }
    raw.estimate = std::log(r / s);
    raw.variance = p / (r * s);
    return raw;
}

Raw mantel_haenszel_rd(std::span<const Table> tables) {
    double sum = 0, weight = 0, p = 0, q = 0;
    Raw raw;
    for (const Table& t : tables) {
        sum += (t.a * t.n2 - t.c * t.n1) / t.n;
        weight += t.n1 * t.n2 / t.n;
        p +=
            (t.n1 * t.n1 * t.c - t.n2 * t.n2 * t.a + t.n1 * t.n2 * (t.n2 - t.n1) / 2) / (t.n * t.n);
        q += (t.a * (t.n2 - t.c) + t.c * (t.n1 - t.a)) / (2 * t.n);
        raw.weights.push_back(t.n1 * t.n2 / t.n);
    }
    raw.estimate = sum / weight;
    raw.variance = (raw.estimate * p + q) / (weight * weight);
    return raw;
}

/// Of one study: the logarithm of Peto's odds ratio.
Effect peto_of(const Table& t) {
    const double events = t.a + t.c;
    const double information =
        t.n1 * t.n2 * events * (t.n - events) / (t.n * t.n * std::max(t.n - 1, 1.0));
    return {(t.a - events * t.n1 / t.n) / information, 1 / information};
}

Raw peto(std::span<const Table> tables) {
    double score = 0, information = 0;
    Raw raw;
    for (const Table& t : tables) {
        const Effect one = peto_of(t);
        score += one.estimate / one.variance;
        information += 1 / one.variance;
        raw.weights.push_back(1 / one.variance);
    }
    raw.estimate = score / information;
    raw.variance = 1 / information;
    return raw;
}

Raw raw_of(std::span<const Table> tables, CountMethod method) {
    switch (method) {
    case CountMethod::MantelHaenszelOr:
        return mantel_haenszel_or(tables);
    case CountMethod::MantelHaenszelRr:
        return mantel_haenszel_rr(tables);
    case CountMethod::MantelHaenszelRd:
        return mantel_haenszel_rd(tables);
    case CountMethod::PetoOr:
        break;
    }
    return peto(tables);
}

Effect own_effect(const ArmCounts& arms, CountMethod method) {
    switch (method) {
    case CountMethod::MantelHaenszelOr:
        return log_odds_ratio(arms).value_or(Effect{});
    case CountMethod::MantelHaenszelRr:
        return log_risk_ratio(arms).value_or(Effect{});
    case CountMethod::MantelHaenszelRd:
        return risk_difference(arms);
    case CountMethod::PetoOr:
        break;
    }
    return peto_of(table_of(arms));
}

} // namespace

std::string_view name_of(CountMethod method) {
    return method == CountMethod::PetoOr ? "Peto, fixed effect" : "Mantel–Haenszel, fixed effect";
}

base::Result<PooledCounts> pool_counts(std::span<const ArmCounts> studies, CountMethod method,
                                       double level) {
    PooledCounts pooled;
    std::vector<Table> tables;
    std::vector<ArmCounts> kept;
    const bool is_relative = method != CountMethod::MantelHaenszelRd;
    for (std::size_t i = 0; i < studies.size(); ++i) {
        if (is_relative && is_double_zero(studies[i])) {
            pooled.dropped.push_back(i);
            continue;
        }
        kept.push_back(studies[i]);
        tables.push_back(table_of(studies[i]));
    }
    const Raw raw = tables.empty() ? Raw{0, 0, {}} : raw_of(tables, method);
    if (!(std::isfinite(raw.estimate) && std::isfinite(raw.variance) && raw.variance > 0))
        return tl::unexpected(
            base::Problem{"evidence.no_events", std::string(name_of(method)),
                          "One arm has no event in all studies together, or no study has both.",
                          "Pool the risk difference, or the proportion of one arm."});
    pooled.effect = coefficient_of(raw.estimate, std::sqrt(raw.variance), std::nullopt, level);
    double all = 0;
    for (const double w : raw.weights)
        all += w;
    pooled.weights_percent.assign(studies.size(), 0);
    for (std::size_t i = 0, at = 0; i < studies.size(); ++i)
        if (std::find(pooled.dropped.begin(), pooled.dropped.end(), i) == pooled.dropped.end())
            pooled.weights_percent[i] = all > 0 ? 100 * raw.weights[at++] / all : 0;
    for (const ArmCounts& arms : kept) {
        const Effect own = own_effect(arms, method);
        const double off = own.estimate - raw.estimate;
        pooled.q += off * off / own.variance;
    }
    pooled.df = static_cast<double>(kept.size()) - 1;
    pooled.p = pooled.df > 0 ? chi_square_above(pooled.q, pooled.df) : 1;
    return pooled;
}

} // namespace filiform::evidence
