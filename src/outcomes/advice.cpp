// SPDX-License-Identifier: Apache-2.0
#include "outcomes/advice.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/data_files.h"
#include "base/expects.h"
#include "chart/citation.h"
#include "knowledge/words.h"
#include "outcomes/figures.h"

namespace filiform::outcomes {

namespace {

using knowledge::Truth;

constexpr const char* advice_file = "outcomes/advice.yaml";

constexpr knowledge::Words<NextStep, 7> step_words{{{"go_on", NextStep::GoOn},
                                                    {"reduce", NextStep::Reduce},
                                                    {"change", NextStep::Change},
                                                    {"stop", NextStep::Stop},
                                                    {"refer", NextStep::Refer},
                                                    {"refer_urgent", NextStep::ReferUrgent},
                                                    {"emergency_today", NextStep::EmergencyToday}}};

enum class Certainty { VeryLow, Low, Moderate, High };
constexpr knowledge::Words<Certainty, 4> certainty_words{{{"very_low", Certainty::VeryLow},
                                                          {"low", Certainty::Low},
                                                          {"moderate", Certainty::Moderate},
                                                          {"high", Certainty::High}}};

AdviceRule read_rule(const base::DataNode& node) {
    node.allow_only(
        {"id", "advice", "when", "because", "do", "sources", "certainty", "mark", "status"});
    AdviceRule rule;
    rule.where = node.where();
    rule.id = node.text("id");
    rule.step = knowledge::value_of(node, "advice", step_words);
    if (node.has("when"))
        rule.when = knowledge::read_condition(node.child("when"), figures());
    rule.because = node.text("because");
    rule.to_do = node.text("do");
    for (const std::string& key : node.texts("sources")) {
        rule.sources.emplace_back(key);
        if (chart::find_citation(rule.sources.back()) == nullptr)
            node.complain("outcomes.source", "The source '" + key + "' is in no register.",
                          "Add it to a file of data/sources.");
    }
    rule.certainty = knowledge::word_of(certainty_words,
                                        knowledge::value_of(node, "certainty", certainty_words));
    rule.mark = knowledge::read_mark(node);
    rule.status = knowledge::read_status(node);
    return rule;
}

void check_rules(const base::DataNode& root, const AdviceRules& rules) {
    std::set<std::string> ids;
    for (const AdviceRule& rule : rules)
        if (!ids.insert(rule.id).second)
            root.complain("outcomes.repeated", "'" + rule.id + "' is there twice.",
                          "Give each rule its own id.");
    const auto always = [](const AdviceRule& rule) {
        return rule.step == NextStep::GoOn && rule.when.kind == knowledge::Condition::Kind::All &&
               rule.when.parts.empty();
    };
    if (std::none_of(rules.begin(), rules.end(), always))
        root.complain("outcomes.advice", "No rule to go_on holds always.",
                      "Add one without 'when'.");
}

} // namespace

std::string_view text(NextStep step) {
    return knowledge::word_of(step_words, step);
}

std::string_view words(NextStep step) {
    constexpr std::array<std::string_view, 7> all{
        "go on",          "reduce",         "change target or treatment", "stop needling", "refer",
        "refer urgently", "emergency today"};
    return all[static_cast<std::size_t>(step)];
}

base::Checked<AdviceRules> read_advice_rules(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"advice"});
    AdviceRules rules;
    for (const base::DataNode& node : root.child("advice").items())
        rules.push_back(read_rule(node));
    check_rules(root, rules);
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return rules;
}

const AdviceRules& advice_rules() {
    static const AdviceRules read = [] {
        auto checked = read_advice_rules(base::find_data_file(advice_file).value_or(""),
                                         std::string("data/") + advice_file);
        base::expects(checked.has_value(),
                      checked ? "" : base::sentence(checked.error().front()).c_str());
        return *std::move(checked);
    }();
    return read;
}

Advised advise(const AdviceRules& rules, const knowledge::Answers& answers) {
    Advised advised;
    for (const AdviceRule& rule : rules)
        if (truth_of(rule.when, answers) == Truth::Yes) {
            advised.holding.push_back(&rule);
            advised.step = std::max(advised.step, rule.step);
        }
    std::stable_sort(advised.holding.begin(), advised.holding.end(),
                     [](const AdviceRule* a, const AdviceRule* b) { return a->step > b->step; });
    for (const AdviceRule& rule : rules) {
        if (rule.step <= advised.step || truth_of(rule.when, answers) != Truth::NotKnown)
            continue;
        advised.waiting.push_back(&rule);
        for (const chart::FindingId& id : first_missing_for(rule.when, answers))
            if (std::find(advised.to_ask.begin(), advised.to_ask.end(), id) == advised.to_ask.end())
                advised.to_ask.push_back(id);
    }
    return advised;
}

std::vector<const AdviceRule*> reasons_shown(const Advised& advised) {
    std::vector<const AdviceRule*> shown;
    for (const AdviceRule* rule : advised.holding) {
        const bool is_default = rule->when.kind == knowledge::Condition::Kind::All &&
                                rule->when.parts.empty() && advised.holding.size() > 1;
        if (!is_default && (rule->step == advised.step || rule->step != NextStep::GoOn))
            shown.push_back(rule);
    }
    return shown;
}

} // namespace filiform::outcomes
