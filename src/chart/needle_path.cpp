// SPDX-License-Identifier: Apache-2.0
#include "chart/needle_path.h"

#include <algorithm>
#include <cmath>

namespace filiform::chart {

std::string depth_in_words(double mm) {
    constexpr double in_tenths = 10;
    const auto tenths = static_cast<long long>(std::round(mm * in_tenths));
    std::string words = std::to_string(tenths / 10);
    if (tenths % 10 != 0)
        words += '.' + std::to_string(tenths % 10);
    return words + " mm";
}

std::string_view text(Verdict verdict) {
    switch (verdict) {
    case Verdict::Safe:
        return "safe";
    case Verdict::Caution:
        return "caution";
    case Verdict::Unknown:
        return "unknown";
    case Verdict::Refused:
        return "refused";
    }
    return "";
}

std::string_view text(StopRule stop) {
    switch (stop) {
    case StopRule::Depth:
        return "depth";
    case StopRule::BoneOrDepth:
        return "bone_or_depth";
    case StopRule::Hub:
        return "hub";
    }
    return "";
}

std::optional<StopRule> stop_rule_of(std::string_view word) {
    for (const StopRule stop : {StopRule::Depth, StopRule::BoneOrDepth, StopRule::Hub})
        if (text(stop) == word)
            return stop;
    return std::nullopt;
}

const Clearance* nearest_hazard(const PlannedPath& path) {
    const auto& all = path.clearances;
    const auto is_known = [](const Clearance& one) { return one.kind != Kind::Unknown; };
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const Clearance& one) { return is_known(one) && one.is_hard; });
    if (found == all.end())
        found = std::find_if(all.begin(), all.end(), is_known);
    return found == all.end() ? nullptr : &*found;
}

} // namespace filiform::chart
