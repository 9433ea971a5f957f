// SPDX-License-Identifier: Apache-2.0
#include "needle/point_rule.h"

#include <algorithm>

#include "base/data_document.h"
#include "needle/rule_reading.h"

namespace filiform::needle {

namespace {

constexpr Range lateral_mm{0, 150};
constexpr Range depth_mm{0, 125};

/// What holds for every point.
struct Common {
    double back_cun_mm = 0;
    double radius_mm = 0;
};

double read_length(const base::DataNode& root, const char* key, const Range& range) {
    const base::DataNode node = root.child(key);
    node.allow_only({"mm", "source", "mark"});
    (void)node.text("source");
    check_mark(node, "mark");
    return number_within(node, "mm", range);
}

PointRule read_point(const base::DataNode& row, const Common& common) {
    row.allow_only({"point", "where", "at", "lateral_cun", "face", "from_mm", "to_mm", "tissue",
                    "location_source", "location_mark", "depth_source", "depth_mark"});
    PointRule rule;
    rule.point = row.text("point");
    rule.where = row.text("where");
    rule.at = row.text("at");
    rule.lateral_mm = row.number_or("lateral_cun", 0) * common.back_cun_mm;
    rule.face = read_axis(row, "face");
    rule.from_mm = number_within(row, "from_mm", depth_mm);
    rule.to_mm = number_within(row, "to_mm", depth_mm);
    rule.radius_mm = common.radius_mm;
    rule.tissue = row.text("tissue");
    for (const char* key : {"location_source", "depth_source"})
        rule.sources.emplace_back(row.text(key));
    for (const char* key : {"location_mark", "depth_mark"})
        check_mark(row, key);
    if (rule.lateral_mm < lateral_mm.low || rule.lateral_mm > lateral_mm.high)
        row.complain("data.range", "A point lies at most 150 mm beside its place.");
    if (rule.to_mm <= rule.from_mm)
        row.complain("needle.point", "The depth of this point ends before it begins.",
                     "Give to_mm above from_mm.");
    return rule;
}

} // namespace

base::Checked<std::vector<PointRule>> read_point_rules(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"back_cun", "radius", "points"});
    const Common common{read_length(root, "back_cun", {10, 40}),
                        read_length(root, "radius", {1, 30})};
    std::vector<PointRule> rules;
    for (const base::DataNode& row : root.child("points").items()) {
        rules.push_back(read_point(row, common));
        const auto same = [&](const PointRule& r) { return r.point == rules.back().point; };
        if (std::count_if(rules.begin(), rules.end(), same) > 1)
            row.complain("needle.point", "The point " + rules.back().point + " is given twice.");
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return rules;
}

const PointRule* find_point_rule(const std::vector<PointRule>& rules,
                                 const chart::StructureId& target) {
    const std::string& id = target.text();
    const std::string point = id.substr(0, id.find('.'));
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const PointRule& r) { return r.point == point; });
    return found == rules.end() ? nullptr : &*found;
}

} // namespace filiform::needle
