// SPDX-License-Identifier: Apache-2.0
#include "atlas/correlations.h"

#include "base/expects.h"

namespace filiform::atlas {

double Correlations::add(const std::map<std::size_t, double>& follows) {
    const std::size_t n = rows_.size();
    std::vector<double> row(n + 1, 0.0);
    for (const auto& [leader, share] : follows) {
        base::expects(leader < n, "a parameter follows earlier ones");
        for (std::size_t j = 0; j < n; ++j)
            row[j] += share * at(leader, j);
    }
    double shared = 0;
    for (const auto& [leader, share] : follows)
        shared += share * row[leader];
    row[n] = 1;
    rows_.push_back(std::move(row));
    return shared;
}

} // namespace filiform::atlas
