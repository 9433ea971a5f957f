// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "knowledge/cause.h"
#include "knowledge/words.h"

namespace filiform::knowledge {

namespace {

/// `{value: 7.4, low: 1.9, high: 30}`.
Ranged read_ranged(const base::DataNode& node, double least, double most) {
    node.allow_only({"value", "low", "high"});
    const Ranged ranged{node.number("value"), node.number("low"), node.number("high")};
    const bool is_ordered = least < ranged.low && ranged.low <= ranged.value &&
                            ranged.value <= ranged.high && ranged.high < most;
    if (!is_ordered)
        node.complain("knowledge.range", "The value does not lie within its interval, or the "
                                         "interval is impossible.");
    return ranged;
}

Evidence read_evidence(const base::DataNode& node, const Findings& findings) {
    node.allow_only({"when", "what", "if_so", "otherwise", "source", "mark", "why"});
    constexpr double most_ratio = 1000;
    Evidence evidence;
    evidence.when = read_condition(node.child("when"), findings);
    evidence.what = node.text("what");
    evidence.if_so = read_ranged(node.child("if_so"), 0, most_ratio);
    if (node.has("otherwise"))
        evidence.otherwise = read_ranged(node.child("otherwise"), 0, most_ratio);
    if (evidence.otherwise && (evidence.if_so.value - 1) * (evidence.otherwise->value - 1) > 0)
        node.complain("knowledge.range", "Whether it holds or not, it tells the same.",
                      "One ratio lies above 1 and the other below.");
    evidence.source = chart::SourceId(node.text("source"));
    evidence.mark = read_mark(node);
    evidence.why = node.text_or("why", "");
    return evidence;
}

Cause read_cause(const base::DataNode& node, const Findings& findings) {
    node.allow_only({"id", "name", "plain", "start", "ceiling", "groups", "leads_if", "leads_why",
                     "next", "sources", "status"});
    Cause cause;
    cause.where = node.where();
    cause.digest = digest_of(node);
    cause.id = node.text("id");
    cause.name = node.text("name");
    cause.in_plain_words = node.text("plain");
    const base::DataNode start = node.child("start");
    start.allow_only({"probability", "source", "mark", "why"});
    cause.start = read_ranged(start.child("probability"), 0, 1);
    cause.start_source = chart::SourceId(start.text("source"));
    cause.start_mark = read_mark(start);
    cause.start_why = start.text_or("why", "");
    cause.ceiling = node.number("ceiling");
    if (cause.ceiling < 1)
        node.child("ceiling").complain("knowledge.range", "A ceiling is at least 1.");
    for (const base::DataNode& row : node.child("groups").items()) {
        row.allow_only({"id", "what", "items"});
        EvidenceGroup group{row.text("id"), row.text("what"), {}};
        for (const base::DataNode& item : row.child("items").items())
            group.items.push_back(read_evidence(item, findings));
        const auto same = [&](const EvidenceGroup& other) { return other.id == group.id; };
        if (std::any_of(cause.groups.begin(), cause.groups.end(), same))
            row.complain("knowledge.repeated", "The group " + group.id + " is there already.");
        cause.groups.push_back(std::move(group));
    }
    if (node.has("leads_if")) {
        cause.leads_if = read_condition(node.child("leads_if"), findings);
        cause.leads_why = node.text("leads_why");
    }
    cause.what_next = node.text("next");
    for (const std::string& key : node.texts("sources"))
        cause.sources.emplace_back(key);
    cause.status = node.text_or("status", "draft");
    return cause;
}

} // namespace

base::Checked<std::vector<Cause>> read_causes(std::string_view text, std::string name,
                                              const Findings& findings) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"causes"});
    std::vector<Cause> causes;
    for (const base::DataNode& row : root.child("causes").items()) {
        Cause cause = read_cause(row, findings);
        const auto same = [&](const Cause& other) { return other.id == cause.id; };
        if (std::any_of(causes.begin(), causes.end(), same))
            row.complain("knowledge.repeated", cause.id + " is there already.");
        causes.push_back(std::move(cause));
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return causes;
}

} // namespace filiform::knowledge
