// SPDX-License-Identifier: Apache-2.0
#include "needle/rules.h"

#include "base/data_document.h"
#include "base/data_files.h"

#include <set>

namespace filiform::needle {

namespace {

using Sources = std::set<std::string>;

/// The keys of this room's own sources: other rooms vouch for theirs.
Sources read_source_keys(base::Problems& problems) {
    Sources keys;
    for (const base::DataFile& file : base::data_files()) {
        if (file.path != "sources/needle.yaml")
            continue;
        const base::DataDocument document(file.text, "data/" + std::string(file.path));
        for (const base::DataNode& row : document.root().child("sources").items())
            keys.insert(row.text("key"));
        problems.insert(problems.end(), document.problems().begin(), document.problems().end());
    }
    return keys;
}

/// Calls `read` on an embedded file and keeps its problems.
template <class Value>
Value take(std::string_view path, base::Checked<Value> (*read)(std::string_view, std::string),
           base::Problems& problems) {
    const std::string name = "data/" + std::string(path);
    const auto text = base::find_data_file(path);
    if (!text) {
        problems.push_back({"data.missing", name, "The program does not carry this file.", ""});
        return {};
    }
    auto result = read(*text, name);
    if (result)
        return std::move(*result);
    problems.insert(problems.end(), result.error().begin(), result.error().end());
    return {};
}

void check_source(const chart::SourceId& source, const std::string& where, const Sources& known,
                  base::Problems& problems) {
    if (known.count(source.text()) == 0)
        problems.push_back(
            {"needle.source", where,
             "The source '" + source.text() + "' is not in data/sources/needle.yaml.",
             "Add it there."});
}

void check_sources(const Rules& rules, const Sources& known, base::Problems& problems) {
    check_source(rules.drawer.source, "data/needle/needles.yaml", known, problems);
    for (const KindLimit& limit : rules.limits.kinds)
        check_source(limit.source, "data/needle/limits.yaml", known, problems);
    for (const Palpation& row : rules.hand.palpations)
        check_source(row.source, "data/needle/hand.yaml", known, problems);
    for (const TargetRule& rule : rules.targets) {
        const std::string where = "data/needle/targets.yaml, " + rule.muscle;
        for (const auto& source : rule.sources)
            check_source(source, where, known, problems);
        for (const auto& one : rule.directions)
            check_source(one.source, where, known, problems);
        for (const auto& one : rule.places)
            check_source(one.source, where, known, problems);
    }
    for (const PointRule& rule : rules.points) {
        const std::string where = "data/needle/points.yaml, " + rule.point;
        for (const auto& source : rule.sources)
            check_source(source, where, known, problems);
        if (find_rule(rules.targets, chart::StructureId(rule.point)) == nullptr)
            problems.push_back({"needle.point", where, "This point has no rule for its needle.",
                                "Add one to data/needle/targets.yaml."});
    }
}

} // namespace

base::Checked<Rules> load_rules() {
    base::Problems problems;
    Rules rules;
    rules.drawer = take<Drawer>("needle/needles.yaml", read_drawer, problems);
    rules.limits = take<Limits>("needle/limits.yaml", read_limits, problems);
    rules.hand = take<HandModel>("needle/hand.yaml", read_hand_model, problems);
    rules.targets =
        take<std::vector<TargetRule>>("needle/targets.yaml", read_target_rules, problems);
    rules.points = take<std::vector<PointRule>>("needle/points.yaml", read_point_rules, problems);
    rules.session = take<SessionLimits>("needle/session.yaml", read_session_limits, problems);
    rules.planning = take<Planning>("needle/planning.yaml", read_planning, problems);
    const Sources known = read_source_keys(problems);
    if (problems.empty())
        check_sources(rules, known, problems);
    if (!problems.empty())
        return tl::unexpected(problems);
    return rules;
}

} // namespace filiform::needle
