// SPDX-License-Identifier: Apache-2.0
#include "atlas/spread.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "atlas/spread_rules.h"
#include "base/expects.h"

namespace filiform::atlas {

namespace {

std::size_t place_of(std::string_view name) {
    static const auto places = [] {
        std::unordered_map<std::string, std::size_t> made;
        for (std::size_t i = 0; i < number_names().size(); ++i)
            made[number_names()[i]] = i;
        return made;
    }();
    const auto found = places.find(std::string(name));
    base::expects(found != places.end(), "a number of the figure has a name it knows");
    return found->second;
}

double length_of(const std::vector<double>& row) {
    double sum = 0;
    for (const double x : row)
        sum += x * x;
    return std::sqrt(sum);
}

double square(double x) {
    return x * x;
}

const PointInfo& info_of(std::string_view id) {
    const auto& infos = point_infos();
    const auto found = std::find_if(infos.begin(), infos.end(),
                                    [&](const PointInfo& info) { return info.id == id; });
    base::expects(found != infos.end(), "a point of the figure has a name it knows");
    return *found;
}

} // namespace

Spread::Spread(const Distribution& distribution) {
    const std::size_t n = distribution.mean.size();
    const std::vector<double> root = covariance_root(distribution);
    const Figure middle(mean_traits(distribution));
    rows_.assign(middle.numbers().size(), std::vector<double>(n, 0.0));
    // Along each column of the root at once: the derivative times the root, without the matrix of
    // derivatives. A small step keeps it first order.
    constexpr double step = 1e-3;
    Distribution moved = distribution;
    const auto numbers_at = [&](std::size_t column, double by) {
        for (std::size_t i = 0; i < n; ++i)
            moved.mean[i] = distribution.mean[i] + by * root[i * n + column];
        return Figure(mean_traits(moved)).numbers();
    };
    for (std::size_t column = 0; column < n; ++column) {
        if (root[column * n + column] == 0)
            continue;
        const std::vector<double> above = numbers_at(column, step);
        const std::vector<double> below = numbers_at(column, -step);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            rows_[i][column] = (above[i] - below[i]) / (2 * step);
    }
}

double Spread::number_sd(std::string_view id) const {
    return length_of(rows_[place_of(id)]);
}

double Spread::difference_sd(std::string_view a, std::string_view b) const {
    std::vector<double> row = rows_[place_of(a)];
    const std::vector<double>& other = rows_[place_of(b)];
    for (std::size_t k = 0; k < row.size(); ++k)
        row[k] -= other[k];
    return length_of(row);
}

geometry::Vec3 Spread::point_sd_mm(std::string_view id) const {
    const PointInfo& info = info_of(id);
    const std::string name(id);
    const auto along = [&](const char* axis) {
        return std::hypot(number_sd(name + axis), info.rule_sd_mm);
    };
    return {along(".x"), along(".y"), along(".z")};
}

double Spread::structure_sd_mm(std::string_view id) const {
    const SpreadRule& rule = spread_rule(chart::without_side(id));
    if (rule.places.empty())
        return rule.rule_sd_mm;
    double variance = 0;
    for (const SpreadRule::Place& place : rule.places) {
        const auto seen = [&](const std::string& name, const char* axis) {
            return rule.seen_from.empty() ? number_sd(name)
                                          : difference_sd(name, rule.seen_from + axis);
        };
        variance += square(seen(place.x, ".x")) + square(seen(place.z, ".z"));
        variance += square(rule.depth.empty() ? seen(place.y, ".y") : number_sd(rule.depth));
    }
    constexpr double axes = 3;
    variance /= axes * static_cast<double>(rule.places.size());
    return std::sqrt(variance + square(rule.rule_sd_mm));
}

void mark_spread(anatomy::Body& body, const Spread& spread) {
    for (anatomy::Structure& structure : body.structures)
        if (structure.role != chart::Role::Envelope && structure.kind != chart::Kind::Unknown)
            structure.position_sd_mm = spread.structure_sd_mm(anatomy::name_of(structure).text());
    for (anatomy::Landmark& landmark : body.landmarks) {
        const geometry::Vec3 sd = spread.point_sd_mm(chart::without_side(landmark.id.text()));
        landmark.sd_mm = std::sqrt(geometry::dot(sd, sd) / 3);
    }
}

} // namespace filiform::atlas
