// SPDX-License-Identifier: Apache-2.0
#include "study/findings.h"

#include <algorithm>
#include <cmath>

namespace filiform::study {

namespace {

/// What the bodies answered to one outcome.
struct Read {
    std::vector<std::vector<double>> values; ///< of each body with anything to read
    std::vector<std::vector<double>> on;     ///< its regressors
    std::size_t missing = 0;
    std::size_t insertions = 0;
};

Read read_outcome(const ArmColumns& columns, std::size_t o, std::size_t regressors,
                  std::span<const Row> rows) {
    Read read;
    for (const Row& row : rows) {
        std::vector<double> values;
        for (std::size_t i = 0; i < columns.count; ++i) {
            const double* insertion = row.data() + columns.insertions + i * columns.stride;
            const bool is_made = insertion[0] == 1;
            const double value = insertion[1 + o];
            if (is_made && std::isfinite(value))
                values.push_back(value);
            else if (is_made)
                ++read.missing;
        }
        if (values.empty())
            continue;
        read.insertions += values.size();
        read.values.push_back(std::move(values));
        const auto first = row.begin() + static_cast<std::ptrdiff_t>(columns.on_of_outcome[o]);
        read.on.emplace_back(first, first + static_cast<std::ptrdiff_t>(regressors));
    }
    return read;
}

Verdict verdict_of(double published, const Interval& half, const Interval& ninety) {
    const auto holds = [&](const Interval& range) {
        return published >= range.low && published <= range.high;
    };
    if (holds(half))
        return Verdict::InsideHalf;
    return holds(ninety) ? Verdict::InsideNinety : Verdict::Outside;
}

std::vector<double> all_of(const Read& read) {
    std::vector<double> all;
    for (const std::vector<double>& values : read.values)
        all.insert(all.end(), values.begin(), values.end());
    return all;
}

/// Values of the drawn bodies, and from where in `Read` each is.
struct Chosen {
    std::vector<double> values;
    std::vector<std::size_t> bodies;
};

/// At most `most` values of each, beginning with another side from one drawn body to the next.
Chosen choose(const Read& read, std::span<const std::size_t> bodies, std::size_t most) {
    Chosen chosen;
    for (std::size_t position = 0; position < bodies.size(); ++position) {
        const std::vector<double>& values = read.values[bodies[position]];
        for (std::size_t i = 0; i < std::min(most, values.size()); ++i) {
            chosen.values.push_back(values[(position + i) % values.size()]);
            chosen.bodies.push_back(bodies[position]);
        }
    }
    return chosen;
}

double explained_of(const Read& read, std::span<const std::size_t> bodies, std::size_t most) {
    const Chosen chosen = choose(read, bodies, most);
    std::vector<std::vector<double>> x(read.on.empty() ? 0 : read.on.front().size());
    for (const std::size_t body : chosen.bodies)
        for (std::size_t k = 0; k < x.size(); ++k)
            x[k].push_back(read.on[body][k]);
    return explained_share(x, chosen.values);
}

double mean_of(const Read& read, std::span<const std::size_t> bodies, std::size_t most) {
    return moments_of(choose(read, bodies, most).values).mean;
}

/// The published study had so many insertions a body.
std::size_t most_a_body(const Published& published) {
    return (published.of + published.bodies - 1) / published.bodies;
}

void compare_numbers(Answer& answer, const Read& read, const Published& published,
                     std::uint64_t seed) {
    if (read.values.size() < 2)
        return;
    Compared compared;
    const std::size_t most = most_a_body(published);
    const bool is_mean = published.kind == Published::Kind::Mean;
    const Redrawn ranges = redraw(
        read.values.size(), published.bodies, seed, [&](const std::vector<std::size_t>& bodies) {
            return is_mean ? mean_of(read, bodies, most) : explained_of(read, bodies, most);
        });
    compared.half = ranges.half;
    compared.ninety = ranges.ninety;
    compared.verdict = verdict_of(published.value, ranges.half, ranges.ninety);
    const double sd = published.sd.value_or(answer.moments.sd);
    if (is_mean && sd > 0)
        compared.off_sd = (answer.moments.mean - published.value) / sd;
    answer.compared = compared;
}

void compare_counts(Answer& answer, std::span<const BodyCount> counts, const Published& published) {
    if (answer.insertions == 0)
        return;
    const std::vector<double> probability =
        predicted_counts(counts, {published.of, published.bodies});
    const auto interval = [&](double share) {
        const CountRange range = central_counts(probability, share);
        return Interval{static_cast<double>(range.low), static_cast<double>(range.high)};
    };
    constexpr double half = 0.5;
    constexpr double ninety = 0.9;
    Compared compared;
    compared.half = interval(half);
    compared.ninety = interval(ninety);
    compared.verdict = verdict_of(published.value, compared.half, compared.ninety);
    compared.published_exact =
        exact_interval(static_cast<std::size_t>(published.value), published.of);
    answer.compared = compared;
}

BodyCount count_of(std::span<const double> values) {
    const auto hits = std::count(values.begin(), values.end(), 1.0);
    return {static_cast<std::size_t>(hits), values.size()};
}

void count(Answer& answer, const std::vector<BodyCount>& counts) {
    for (const BodyCount& body : counts)
        answer.hits += body.hits;
    answer.exact = exact_interval(answer.hits, answer.insertions);
    answer.alike = likeness(counts);
    if (answer.outcome->published)
        compare_counts(answer, counts, *answer.outcome->published);
}

Answer answer_to_pool(const Protocol& protocol, const Pool& pool,
                      const std::vector<ArmColumns>& columns, std::span<const Row> rows) {
    Answer answer;
    answer.outcome = &pool.outcome;
    answer.not_drawn = pool.outcome.not_drawn;
    std::vector<BodyCount> counts;
    for (const Row& row : rows) {
        std::vector<double> values;
        for (std::size_t a = 0; a < protocol.arms.size(); ++a) {
            const Arm& arm = protocol.arms[a];
            if (std::find(pool.arms.begin(), pool.arms.end(), arm.id) == pool.arms.end())
                continue;
            const auto outcome = std::find_if(
                arm.outcomes.begin(), arm.outcomes.end(),
                [&](const Outcome& candidate) { return candidate.id == pool.of_arms; });
            const auto o = static_cast<std::size_t>(outcome - arm.outcomes.begin());
            for (std::size_t i = 0; i < columns[a].count; ++i) {
                const double value = row[columns[a].insertions + i * columns[a].stride + 1 + o];
                if (std::isfinite(value))
                    values.push_back(value);
            }
        }
        if (values.empty())
            continue;
        counts.push_back(count_of(values));
        answer.insertions += values.size();
        ++answer.bodies;
    }
    if (answer.not_drawn.empty())
        count(answer, counts);
    return answer;
}

Answer answer_to(const Arm& arm, std::size_t o, const ArmColumns& columns,
                 std::span<const Row> rows, std::uint64_t seed) {
    const Outcome& outcome = arm.outcomes[o];
    Answer answer;
    answer.outcome = &outcome;
    answer.not_drawn = outcome.not_drawn;
    if (is_of_insertion(outcome, arm))
        answer.not_drawn.insert(answer.not_drawn.end(), arm.not_drawn.begin(), arm.not_drawn.end());
    if (!answer.not_drawn.empty())
        return answer;
    const Read read = read_outcome(columns, o, outcome.on.size(), rows);
    answer.bodies = read.values.size();
    answer.insertions = read.insertions;
    answer.missing = read.missing;
    if (is_yes_or_no(outcome.measure)) {
        std::vector<BodyCount> counts;
        for (const std::vector<double>& values : read.values)
            counts.push_back(count_of(values));
        count(answer, counts);
        return answer;
    }
    answer.moments = moments_of(all_of(read));
    std::vector<std::size_t> everybody(read.values.size());
    for (std::size_t i = 0; i < everybody.size(); ++i)
        everybody[i] = i;
    if (!outcome.on.empty())
        answer.explained = explained_of(read, everybody, columns.count);
    if (outcome.published)
        compare_numbers(answer, read, *outcome.published, seed);
    return answer;
}

} // namespace

Findings find_out(const Protocol& protocol, std::span<const Row> rows, std::uint64_t seed) {
    Findings findings;
    findings.bodies = rows.size();
    for (const Row& row : rows)
        findings.men += row[0] == 1 ? 1 : 0;
    const std::vector<ArmColumns> columns = columns_of(protocol);
    for (std::size_t a = 0; a < protocol.arms.size(); ++a) {
        const Arm& arm = protocol.arms[a];
        ArmFindings found;
        found.arm = &arm;
        for (const Row& row : rows)
            for (std::size_t i = 0; i < columns[a].count; ++i) {
                const double is_made = row[columns[a].insertions + i * columns[a].stride];
                found.insertions += is_made == 1 ? 1 : 0;
                found.not_made += is_made == 0 ? 1 : 0;
            }
        for (std::size_t o = 0; o < arm.outcomes.size(); ++o)
            found.answers.push_back(answer_to(arm, o, columns[a], rows, seed));
        findings.arms.push_back(std::move(found));
    }
    for (const Pool& pool : protocol.pools)
        findings.pooled.push_back(answer_to_pool(protocol, pool, columns, rows));
    return findings;
}

std::string_view text(Verdict verdict) {
    switch (verdict) {
    case Verdict::InsideHalf:
        return "inside the central 50 %";
    case Verdict::InsideNinety:
        return "inside the central 90 %";
    case Verdict::Outside:
        return "outside";
    }
    return "";
}

std::string_view word(Verdict verdict) {
    switch (verdict) {
    case Verdict::InsideHalf:
        return "insideHalf";
    case Verdict::InsideNinety:
        return "insideNinety";
    case Verdict::Outside:
        return "outside";
    }
    return "";
}

} // namespace filiform::study
