// SPDX-License-Identifier: Apache-2.0
#include "needle/pareto.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace filiform::needle {

std::string_view praise(Merit merit) {
    switch (merit) {
    case Merit::Clearance:
        return "farthest from every hazard, in standard deviations";
    case Merit::Touch:
        return "least likely to touch anything";
    case Merit::Reach:
        return "likeliest to end in the muscle";
    case Merit::Length:
        return "shortest needle";
    case Merit::Tilt:
        return "nearest to straight in";
    case Merit::Bite:
        return "longest way in the muscle";
    case Merit::Backstop:
        return "bone behind the target";
    }
    return "";
}

bool dominates(const Standing& a, const Standing& b, const Differences& differences) {
    bool is_better = false;
    for (const Merit merit : all_merits) {
        if (a[merit] < b[merit])
            return false;
        is_better = is_better || a[merit] > b[merit] + differences.notable[merit];
    }
    return is_better;
}

bool is_alike(const Option& a, const Option& b, const Differences& differences) {
    const double cosine = std::clamp(geometry::dot(a.direction, b.direction), -1.0, 1.0);
    return geometry::distance(a.entry, b.entry) < differences.alike_mm &&
           std::acos(cosine) < differences.alike_rad;
}

std::vector<Choice> choose(std::span<const Option> options, std::size_t most,
                           const Differences& differences) {
    // Among options no worse than this one: a likely arrival does not make up for a worse verdict.
    const auto likeliest = [&](const Option& as) {
        double found = 0;
        for (const Option& option : options)
            if (option.verdict <= as.verdict)
                found = std::max(found, option.standing[Merit::Reach]);
        return found;
    };
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const bool is_beaten =
            std::any_of(options.begin(), options.end(), [&](const Option& other) {
                return other.verdict <= options[i].verdict &&
                       dominates(other.standing, options[i].standing, differences);
            });
        const bool arrives = options[i].standing[Merit::Reach] >=
                             differences.least_of_likeliest * likeliest(options[i]);
        if (!is_beaten && arrives)
            front.push_back(i);
    }
    std::vector<Choice> chosen;
    const auto is_new = [&](std::size_t i) {
        return std::none_of(chosen.begin(), chosen.end(), [&](const Choice& choice) {
            return is_alike(options[choice.index], options[i], differences);
        });
    };
    for (const Merit merit : all_merits) {
        if (chosen.size() >= most)
            break;
        std::optional<std::size_t> best;
        for (const std::size_t i : front) {
            if (!is_new(i))
                continue;
            if (!best || options[i].verdict < options[*best].verdict ||
                (options[i].verdict == options[*best].verdict &&
                 options[i].standing[merit] > options[*best].standing[merit]))
                best = i;
        }
        if (best)
            chosen.push_back({*best, merit});
    }
    return chosen;
}

} // namespace filiform::needle
