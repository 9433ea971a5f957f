// SPDX-License-Identifier: Apache-2.0
#include "knowledge/target_choice.h"

#include <algorithm>

#include "knowledge/words.h"

namespace filiform::knowledge {

namespace {

const chart::FindingId leg_pain_side("leg_pain_side");

std::vector<std::pair<std::string, std::string>> read_technique(const base::DataNode& node) {
    node.allow_only({"position", "technique", "twitch", "retention", "end_feel", "never"});
    std::vector<std::pair<std::string, std::string>> all;
    for (const std::string& key : node.keys())
        all.emplace_back(key, node.text(key));
    return all;
}

TargetChoice read_choice(const base::DataNode& node, const Findings& findings,
                         const std::vector<std::string>& muscles) {
    node.allow_only({"id", "muscle", "plain", "when", "level_from", "because", "technique",
                     "sources", "mark", "status"});
    TargetChoice choice;
    choice.where = node.where();
    choice.digest = digest_of(node);
    choice.id = node.text("id");
    choice.muscle = node.text("muscle");
    if (std::find(muscles.begin(), muscles.end(), choice.muscle) == muscles.end())
        node.child("muscle").complain("knowledge.muscle",
                                      "'" + choice.muscle + "' is not placed anywhere.",
                                      "data/knowledge/muscles.yaml places muscles.");
    choice.in_plain_words = node.text("plain");
    choice.when = read_condition(node.child("when"), findings);
    if (findings_in(choice.when).empty())
        node.child("when").complain("knowledge.condition",
                                    "A muscle is needled for what was found in it.",
                                    "Name a finding.");
    choice.level_from = node.text_or("level_from", "");
    if (!choice.level_from.empty()) {
        const Finding* level = find_finding(findings, choice.level_from);
        if (level == nullptr || level->kind != FindingKind::Choice)
            node.child("level_from")
                .complain("knowledge.finding", "'" + choice.level_from + "' is no choice.");
    }
    choice.because = node.text("because");
    choice.technique = read_technique(node.child("technique"));
    for (const std::string& key : node.texts("sources"))
        choice.sources.emplace_back(key);
    choice.mark = read_mark(node);
    choice.status = read_status(node);
    return choice;
}

/// The one word of a choice; empty when it was not answered, or with none.
std::string chosen(const Answers& answers, const std::string& finding) {
    const auto found = answers.find(chart::FindingId(finding));
    if (found == answers.end())
        return "";
    const auto* words = std::get_if<std::vector<std::string>>(&found->second);
    return words == nullptr || words->empty() || words->front() == "none" ? "" : words->front();
}

std::vector<std::string> sides_of(const Answers& answers) {
    const std::string hurts = chosen(answers, leg_pain_side.text());
    return hurts == "right" || hurts == "left" ? std::vector<std::string>{hurts}
                                               : std::vector<std::string>{"right", "left"};
}

} // namespace

base::Checked<std::vector<TargetChoice>>
read_target_choices(std::string_view text, std::string name, const Findings& findings,
                    const std::vector<std::string>& muscles) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"targets"});
    std::vector<TargetChoice> choices;
    for (const base::DataNode& row : root.child("targets").items())
        choices.push_back(read_choice(row, findings, muscles));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return choices;
}

std::vector<ChosenTarget> choose_targets(const std::vector<TargetChoice>& choices,
                                         const Answers& answers) {
    std::vector<ChosenTarget> all;
    for (const std::string& side : sides_of(answers)) {
        Answers here = answers;
        here[leg_pain_side] = std::vector<std::string>{side};
        for (const TargetChoice& choice : choices) {
            ChosenTarget one;
            one.choice = &choice;
            one.is_found = truth_of(choice.when, here);
            if (one.is_found == Truth::No)
                continue;
            one.target.structure = chart::StructureId(choice.muscle + "." + side);
            one.answers = answers_for(choice.when, here);
            one.missing = missing_for(choice.when, here);
            if (!choice.level_from.empty()) {
                one.target.level = chosen(answers, choice.level_from);
                if (one.target.level.empty()) {
                    one.is_found = Truth::NotKnown;
                    one.missing.emplace_back(choice.level_from);
                }
            }
            all.push_back(std::move(one));
        }
    }
    std::stable_partition(all.begin(), all.end(),
                          [](const ChosenTarget& one) { return one.is_found == Truth::Yes; });
    return all;
}

} // namespace filiform::knowledge
