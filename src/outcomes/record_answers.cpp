// SPDX-License-Identifier: Apache-2.0
#include "outcomes/record_answers.h"

#include <algorithm>
#include <set>

#include "base/data_files.h"
#include "base/expects.h"
#include "chart/citation.h"
#include "knowledge/library.h"
#include "knowledge/words.h"
#include "outcomes/figures.h"

namespace filiform::outcomes {

namespace {

using knowledge::Answers;
using knowledge::Finding;
using knowledge::Truth;

constexpr const char* record_file = "outcomes/record.yaml";

std::vector<chart::SourceId> cited_in(const base::DataNode& node) {
    std::vector<chart::SourceId> sources;
    for (const std::string& key : node.texts("sources")) {
        sources.emplace_back(key);
        if (chart::find_citation(sources.back()) == nullptr)
            node.complain("outcomes.source", "The source '" + key + "' is in no register.",
                          "Add it to a file of data/sources.");
    }
    return sources;
}

RecordRule read_record_rule(const base::DataNode& node, const knowledge::Findings& findings) {
    node.allow_only({"finding", "when", "no_counts", "sources", "mark"});
    RecordRule rule;
    rule.where = node.where();
    rule.finding = chart::FindingId(node.text("finding"));
    if (!is_asked_finding(rule.finding.text()))
        node.complain("outcomes.finding",
                      "A review asks nothing called '" + rule.finding.text() + "'.",
                      "Write one of: " + asked_findings() + ".");
    rule.when = knowledge::read_condition(node.child("when"), findings);
    rule.no_counts = node.flag("no_counts");
    rule.sources = cited_in(node);
    rule.mark = knowledge::read_mark(node);
    return rule;
}

/// A finding of the library that is one of several words.
const Finding* read_choice(const base::DataNode& node, const char* key,
                           const knowledge::Findings& findings, chart::FindingId& id) {
    id = chart::FindingId(node.text(key));
    const Finding* found = knowledge::find_finding(findings, id.text());
    if (found == nullptr || found->kind != knowledge::FindingKind::Choice)
        node.complain("outcomes.finding", "'" + id.text() + "' is no choice of the library.",
                      "Name one that asks for one of several words.");
    return found;
}

void read_soreness(const base::DataNode& node, const knowledge::Findings& findings,
                   RecordAnswers& record) {
    node.allow_only({"asked", "until", "hours", "sources", "mark"});
    static_cast<void>(read_choice(node, "asked", findings, record.sore));
    const Finding* until = read_choice(node, "until", findings, record.sore_until);
    const base::DataNode hours = node.child("hours");
    for (const std::string& word : hours.keys())
        record.sore_hours[word] = hours.number(word);
    for (const auto& choice : until == nullptr ? std::vector<Finding::Choice>{} : until->choices)
        if (!record.sore_hours.contains(choice.id))
            hours.complain("outcomes.hours", "'" + choice.id + "' has no hours.",
                           "Say after how many hours it was over.");
    static_cast<void>(cited_in(node));
    static_cast<void>(knowledge::read_mark(node));
}

const std::string* word_of(const Answers& answers, const chart::FindingId& finding) {
    const auto found = answers.find(finding);
    const auto* words =
        found == answers.end() ? nullptr : std::get_if<std::vector<std::string>>(&found->second);
    return words == nullptr || words->empty() ? nullptr : &words->front();
}

} // namespace

base::Checked<RecordAnswers> read_record_answers(std::string_view text, std::string name,
                                                 const knowledge::Findings& findings) {
    const base::DataDocument document(text, std::move(name));
    RecordAnswers record;
    const base::DataNode root = document.root();
    root.allow_only({"findings", "soreness"});
    std::set<std::string> seen;
    for (const base::DataNode& node : root.child("findings").items()) {
        record.rules.push_back(read_record_rule(node, findings));
        if (!seen.insert(record.rules.back().finding.text()).second)
            node.complain("outcomes.finding",
                          "'" + record.rules.back().finding.text() + "' is there twice.",
                          "Join the two with any.");
    }
    read_soreness(root.child("soreness"), findings, record);
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return record;
}

const RecordAnswers& record_answers() {
    static const RecordAnswers read = [] {
        const auto& library = knowledge::library();
        base::expects(library.has_value(), "the program carries a library that can be read");
        auto checked = read_record_answers(base::find_data_file(record_file).value_or(""),
                                           std::string("data/") + record_file, library->findings);
        base::expects(checked.has_value(),
                      checked ? "" : base::sentence(checked.error().front()).c_str());
        return *std::move(checked);
    }();
    return read;
}

std::map<std::string, bool> answered(const RecordAnswers& record, const Answers& newest,
                                     const Answers& today) {
    std::map<std::string, bool> known;
    for (const RecordRule& rule : record.rules) {
        if (knowledge::truth_of(rule.when, newest) == Truth::Yes)
            known[rule.finding.text()] = true;
        else if (rule.no_counts && knowledge::truth_of(rule.when, today) == Truth::No)
            known[rule.finding.text()] = false;
    }
    return known;
}

Soreness soreness_of(const RecordAnswers& record, const Answers& check, double hours_after) {
    Soreness said;
    const std::string* sore = word_of(check, record.sore);
    const std::string* until = word_of(check, record.sore_until);
    if (until != nullptr)
        if (const auto hours = record.sore_hours.find(*until); hours != record.sore_hours.end())
            said.hours = *until == "still" ? std::max(hours->second, hours_after) : hours->second;
    if (sore != nullptr)
        said.was_sore = *sore != "none";
    else if (said.hours)
        said.was_sore = *said.hours > 0;
    // Who was not sore was so for no time, whatever the other answer says; and the other way round.
    if (said.was_sore == false || said.hours == 0.0)
        said.hours.reset();
    return said;
}

} // namespace filiform::outcomes
