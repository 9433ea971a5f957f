// SPDX-License-Identifier: Apache-2.0
#include "knowledge/screening_rule.h"

#include <algorithm>

#include "knowledge/words.h"

namespace filiform::knowledge {

namespace {

constexpr Words<Level, 6> levels{{{"go", Level::Go},
                                  {"caution", Level::Caution},
                                  {"ask", Level::Ask},
                                  {"refer_routine", Level::ReferRoutine},
                                  {"refer_urgent", Level::ReferUrgent},
                                  {"emergency_today", Level::EmergencyToday}}};

constexpr Words<Needling, 4> needlings{{{"free", Needling::Free},
                                        {"modify", Needling::Modify},
                                        {"clear", Needling::Clear},
                                        {"stop", Needling::Stop}}};

std::set<std::string> read_regions(const base::DataNode& node, const char* key,
                                   const RegionNames& regions) {
    std::set<std::string> named;
    for (const std::string& region : node.texts_or_none(key)) {
        if (regions.count(region) == 0)
            node.child(key).complain("knowledge.region", "'" + region + "' is no region.",
                                     "data/knowledge/regions.yaml names them.");
        named.insert(region);
    }
    return named;
}

Restraint read_restraint(const base::DataNode& node, const RegionNames& regions) {
    node.allow_only({"bar", "superficial", "imaging", "no_pistoning", "no_current", "most_needles",
                     "thickest_mm", "compress_s", "lying_down", "never_alone"});
    Restraint restraint;
    restraint.barred = read_regions(node, "bar", regions);
    restraint.superficial = read_regions(node, "superficial", regions);
    restraint.needs_image = read_regions(node, "imaging", regions);
    restraint.no_pistoning = node.flag_or("no_pistoning", false);
    restraint.no_current = node.flag_or("no_current", false);
    restraint.lying_down = node.flag_or("lying_down", false);
    restraint.never_alone = node.flag_or("never_alone", false);
    if (node.has("most_needles"))
        restraint.most_needles = node.integer("most_needles");
    if (node.has("thickest_mm"))
        restraint.thickest_mm = node.number("thickest_mm");
    if (node.has("compress_s"))
        restraint.compress_s = node.integer("compress_s");
    return restraint;
}

ScreeningRule read_rule(const base::DataNode& node, const Findings& findings,
                        const RegionNames& regions) {
    node.allow_only({"id", "what", "when", "level", "needling", "restraint", "restrained_by",
                     "cleared_by", "because", "do", "tell", "each_visit", "must_ask", "at_check",
                     "classes", "sources", "mark", "status"});
    ScreeningRule rule;
    rule.id = chart::RuleId(node.text("id"));
    rule.where = node.where();
    rule.digest = digest_of(node);
    rule.what = node.text("what");
    rule.when = read_condition(node.child("when"), findings);
    rule.level = value_of(node, "level", levels);
    rule.needling = value_of(node, "needling", needlings);
    if (node.has("restraint"))
        rule.restraint = read_restraint(node.child("restraint"), regions);
    rule.restrained_by = node.text_or("restrained_by", "");
    rule.cleared_by = node.text_or("cleared_by", "");
    rule.because = node.text("because");
    rule.what_to_do = node.text("do");
    rule.tell_patient = node.text_or("tell", "");
    rule.asked_each_visit = node.flag_or("each_visit", false);
    rule.must_ask = node.flag_or("must_ask", false);
    rule.is_at_check = node.flag_or("at_check", false);
    if (node.has("classes"))
        for (const base::DataNode& row : node.child("classes").items()) {
            row.allow_only({"body", "class", "source"});
            rule.classes.push_back(
                {row.text("body"), row.text("class"), chart::SourceId(row.text("source"))});
        }
    for (const std::string& key : node.texts("sources"))
        rule.sources.emplace_back(key);
    rule.mark = read_mark(node);
    rule.status = read_status(node);
    return rule;
}

void check_rule(const base::DataNode& node, const ScreeningRule& rule, const Findings& findings) {
    if (!grows_with_signs(rule.when))
        node.complain("knowledge.laxer",
                      "A further sign could end what " + rule.id.text() +
                          " says: it has a 'not', a 'no' or a 'none'.",
                      "Say it by signs that are there.");
    if ((rule.needling == Needling::Clear) == rule.cleared_by.empty())
        node.complain("knowledge.clearance",
                      rule.cleared_by.empty() ? "It is not said who clears " + rule.id.text() + "."
                                              : rule.id.text() + " needs no clearance.",
                      "needling: clear and cleared_by go together.");
    const bool restrains = !rule.restraint.is_empty() || !rule.restrained_by.empty();
    const bool may = rule.needling == Needling::Modify || rule.needling == Needling::Clear;
    if (restrains && !may)
        node.complain("knowledge.restraint", "Nothing is modified by " + rule.id.text() + ".",
                      "Write needling: modify, or take the restraint away.");
    if (!restrains && rule.needling == Needling::Modify)
        node.complain("knowledge.restraint", "It is not said how needling is modified.",
                      "Add restraint, or another word for needling.");
    if (rule.restrained_by.empty())
        return;
    const Finding* by = find_finding(findings, rule.restrained_by);
    if (by == nullptr || by->kind != FindingKind::Choices)
        node.child("restrained_by")
            .complain("knowledge.finding", "'" + rule.restrained_by + "' is no choice of regions.");
}

template <class Value>
void take_least(std::optional<Value>& mine, const std::optional<Value>& theirs) {
    if (theirs && (!mine || *theirs < *mine))
        mine = theirs;
}

} // namespace

std::string_view text(Level level) {
    return word_of(levels, level);
}

std::string_view text(Needling needling) {
    return word_of(needlings, needling);
}

bool Restraint::is_empty() const {
    return *this == Restraint{};
}

void Restraint::add(const Restraint& other) {
    barred.insert(other.barred.begin(), other.barred.end());
    superficial.insert(other.superficial.begin(), other.superficial.end());
    needs_image.insert(other.needs_image.begin(), other.needs_image.end());
    no_pistoning |= other.no_pistoning;
    no_current |= other.no_current;
    lying_down |= other.lying_down;
    never_alone |= other.never_alone;
    take_least(most_needles, other.most_needles);
    take_least(thickest_mm, other.thickest_mm);
    if (other.compress_s)
        compress_s = std::max(compress_s.value_or(0), *other.compress_s);
}

bool Restraint::is_no_laxer_than(const Restraint& other) const {
    Restraint both = other;
    both.add(*this);
    return both == *this;
}

bool ScreeningRule::must_be_known() const {
    return level >= Level::ReferUrgent || needling >= Needling::Clear;
}

base::Checked<std::vector<ScreeningRule>> read_screening_rules(std::string_view text,
                                                               std::string name,
                                                               const Findings& findings,
                                                               const RegionNames& regions) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"rules"});
    std::vector<ScreeningRule> rules;
    for (const base::DataNode& row : root.child("rules").items()) {
        ScreeningRule rule = read_rule(row, findings, regions);
        check_rule(row, rule, findings);
        const auto same = [&](const ScreeningRule& other) { return other.id == rule.id; };
        if (std::any_of(rules.begin(), rules.end(), same))
            row.complain("knowledge.repeated", rule.id.text() + " is there already.");
        rules.push_back(std::move(rule));
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return rules;
}

} // namespace filiform::knowledge
