// SPDX-License-Identifier: Apache-2.0
#include "evidence/living.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/spelling.h"
#include "chart/citation.h"
#include "evidence/analysis_words.h"

namespace filiform::evidence {

namespace {

constexpr std::array<std::pair<const char*, Measure>, 6> measure_words{
    {{"md", Measure::MeanDifference},
     {"smd", Measure::StandardisedDifference},
     {"or", Measure::OddsRatio},
     {"rr", Measure::RiskRatio},
     {"rd", Measure::RiskDifference},
     {"generic", Measure::Generic}}};
constexpr std::array<const char*, 5> certainty_ids{"high", "moderate", "low", "very_low",
                                                   "no_evidence"};
constexpr std::array<const char*, 4> marks{"seen", "recalled", "derived", "proposal"};

bool is_registered(const std::string& source) {
    return chart::find_citation(chart::SourceId(source)) != nullptr;
}

Measure read_measure(const base::DataNode& node) {
    const std::string word = node.text("measure");
    for (const auto& [name, measure] : measure_words)
        if (word == name)
            return measure;
    node.complain("evidence.word", "'" + word + "' is no measure.",
                  "One of md, smd, or, rr, rd, generic.");
    return Measure::Generic;
}

template <class Words>
void expect_word(const base::DataNode& node, const std::string& word, const Words& words) {
    std::string all;
    for (const char* one : words) {
        if (word == one)
            return;
        all += (all.empty() ? "" : ", ") + std::string(one);
    }
    node.complain("evidence.word", "'" + word + "' is not a word known here.",
                  "One of " + all + ".");
}

Question read_question(const base::DataNode& node) {
    node.allow_only({"id", "asks", "rows", "measure", "nothing_pooled", "pooled", "certainty",
                     "certainty_why", "informs", "sources", "mark"});
    Question question;
    question.id = node.text("id");
    question.asks = node.text("asks");
    question.rows = node.texts("rows");
    question.measure = read_measure(node);
    question.nothing_pooled = node.text_or("nothing_pooled", "");
    if (node.has("pooled")) {
        const base::DataNode pooled = node.child("pooled");
        pooled.allow_only({"studies", "estimate", "low", "high"});
        question.pooled =
            SignedResult{static_cast<std::size_t>(std::max(0, pooled.integer("studies"))),
                         pooled.number("estimate"), pooled.number("low"), pooled.number("high")};
    }
    if (question.pooled.has_value() == !question.nothing_pooled.empty())
        node.complain("evidence.word", "It needs either 'pooled' or 'nothing_pooled'.",
                      "Say what was pooled, or why nothing is.");
    question.certainty = node.text("certainty");
    expect_word(node, question.certainty, certainty_ids);
    question.certainty_why = node.text("certainty_why");
    question.informs = node.texts("informs");
    for (const std::string& source : node.texts("sources")) {
        question.sources.emplace_back(source);
        if (!is_registered(source))
            node.complain("evidence.source", "'" + source + "' is no source that is registered.",
                          "Add it to data/sources/evidence.yaml.");
    }
    question.mark = node.text("mark");
    expect_word(node, question.mark, marks);
    question.where = node.where();
    return question;
}

/// As near as the digits that were put down allow.
bool is_same(double now, double then) {
    constexpr double half_a_place = 0.00501;
    return std::abs(now - then) <= half_a_place;
}

void check_rows(const LivingEvidence& evidence, base::Problems& problems) {
    std::set<std::string> ids;
    std::vector<std::string> names;
    for (const TrialRow& row : evidence.trials.rows) {
        ids.insert(row.text("id"));
        names.push_back(row.text("id"));
        const std::string source = row.text("source");
        const std::string where = evidence.trials.name + ":" + std::to_string(row.line);
        if (row.text("id").empty())
            problems.push_back({"evidence.row", where + ", column id", "The row has no id.",
                                "Questions name rows by their id."});
        if (!is_registered(source))
            problems.push_back({"evidence.source", where + ", column source",
                                "'" + source + "' is no source that is registered.",
                                "Add it to data/sources/evidence.yaml."});
    }
    for (const Question& question : evidence.questions)
        for (const std::string& id : question.rows)
            if (!ids.contains(id)) {
                const std::string near = base::nearest_name(names, id);
                problems.push_back(
                    {"evidence.row", question.where,
                     "'" + id + "' is no row of " + evidence.trials.name + ".",
                     near.empty() ? "Name a row by its id." : "Did you mean " + near + "?"});
            }
}

void check_results(const LivingEvidence& evidence, base::Problems& problems) {
    for (const Question& question : evidence.questions) {
        const auto now = answer(question, evidence.trials);
        if (!now)
            problems.push_back(now.error());
        else if (const auto problem = change_of(question, *now))
            problems.push_back(*problem);
    }
}

/// What keeps a new row from being taken in.
base::Problems faults_of(const TrialRow& row, const TrialTable& there,
                         const std::vector<Question>& questions, const std::string& where) {
    base::Problems problems;
    const std::string id = row.text("id");
    const std::string asked = row.text("question");
    std::vector<std::string> names;
    for (const Question& question : questions)
        names.push_back(question.id);
    if (std::find(names.begin(), names.end(), asked) == names.end()) {
        const std::string near = base::nearest_name(names, asked);
        problems.push_back({"evidence.question", where + ", column question",
                            "'" + asked + "' is no question of the library.",
                            near.empty()
                                ? "Name one of its questions, as evidence.needling_disability."
                                : "Did you mean " + near + "?"});
    }
    const bool is_old = std::any_of(there.rows.begin(), there.rows.end(),
                                    [&](const TrialRow& old) { return old.text("id") == id; });
    if (id.empty() || is_old)
        problems.push_back({"trials.repeated", where + ", column id", "'" + id + "' is no new id.",
                            "Give the row an id of its own."});
    if (row.text("source").empty())
        problems.push_back({"evidence.source", where + ", column source", "No source is named.",
                            "Name it: a DOI, a number of PubMed, or a reference."});
    return problems;
}

} // namespace

std::optional<base::Problem> change_of(const Question& question, const Analysis& now) {
    const std::string hint = "Look at the certainty again and sign it for what the trials say now.";
    if (!now.line) {
        if (!question.pooled)
            return std::nullopt;
        return base::Problem{"evidence.changed", question.where,
                             question.id + " gives no result any more.", hint};
    }
    const Bounds ends{now.shown(now.line->effect.interval.low),
                      now.shown(now.line->effect.interval.high)};
    const double estimate = now.shown(now.line->effect.estimate);
    if (question.pooled && question.pooled->studies == now.selection.studies.size() &&
        is_same(estimate, question.pooled->estimate) && is_same(ends.low, question.pooled->low) &&
        is_same(ends.high, question.pooled->high))
        return std::nullopt;
    return base::Problem{
        "evidence.changed", question.where,
        question.id + " gives " + plain_number(estimate) + " (" + plain_interval(ends) + ") of " +
            std::to_string(now.selection.studies.size()) + " now, which is not what was signed.",
        hint};
}

base::Result<Analysis> answer(const Question& question, const TrialTable& trials) {
    AnalysisOrder order;
    order.choice.measure = question.measure;
    order.choice.is_chosen_by_id = true;
    order.choice.ids = question.rows;
    return analyse(trials, order);
}

base::Checked<LivingEvidence> read_living_evidence(std::string_view trials,
                                                   const std::string& trials_name,
                                                   std::string_view questions,
                                                   const std::string& questions_name) {
    base::Problems problems;
    LivingEvidence evidence;
    auto table = read_trials(trials, trials_name);
    if (table)
        evidence.trials = std::move(*table);
    else
        problems = table.error();
    const base::DataDocument document(questions, questions_name);
    document.root().allow_only({"questions"});
    std::set<std::string> ids;
    for (const base::DataNode& node : document.root().child("questions").items()) {
        evidence.questions.push_back(read_question(node));
        if (!ids.insert(evidence.questions.back().id).second)
            node.complain("evidence.word",
                          "'" + evidence.questions.back().id + "' is there already.",
                          "Give each question an id of its own.");
    }
    problems.insert(problems.end(), document.problems().begin(), document.problems().end());
    if (problems.empty()) {
        check_rows(evidence, problems);
        if (problems.empty())
            check_results(evidence, problems);
    }
    if (!problems.empty())
        return tl::unexpected(problems);
    return evidence;
}

const base::Checked<LivingEvidence>& living_evidence() {
    static const base::Checked<LivingEvidence> carried = [] {
        const auto trials = base::find_data_file("evidence/trials.csv");
        const auto questions = base::find_data_file("evidence/questions.yaml");
        return read_living_evidence(trials.value_or(""), "data/evidence/trials.csv",
                                    questions.value_or(""), "data/evidence/questions.yaml");
    }();
    return carried;
}

base::Checked<std::unique_ptr<Added>> add_trials(const LivingEvidence& evidence,
                                                 std::string_view text, const std::string& name) {
    const auto table = read_trials(text, name);
    if (!table)
        return tl::unexpected(table.error());
    auto added = std::make_unique<Added>();
    added->trials = evidence.trials;
    added->questions = evidence.questions;
    base::Problems problems;
    std::set<std::string> touched;
    for (const TrialRow& row : table->rows) {
        const std::string where = name + ":" + std::to_string(row.line);
        const base::Problems faults = faults_of(row, evidence.trials, evidence.questions, where);
        problems.insert(problems.end(), faults.begin(), faults.end());
        if (!problems.empty())
            continue;
        std::find_if(added->questions.begin(), added->questions.end(), [&](const Question& one) {
            return one.id == row.text("question");
        })->rows.push_back(row.text("id"));
        touched.insert(row.text("question"));
        added->trials.rows.push_back(row);
    }
    for (const std::string& column : table->columns)
        if (!added->trials.has_column(column))
            added->trials.columns.push_back(column);
    for (std::size_t i = 0; problems.empty() && i < added->questions.size(); ++i) {
        if (!touched.contains(added->questions[i].id))
            continue;
        auto before = answer(evidence.questions[i], added->trials);
        auto after = answer(added->questions[i], added->trials);
        if (before && after)
            added->changes.push_back({&added->questions[i], std::move(*before), std::move(*after)});
        else
            problems.push_back(before ? after.error() : before.error());
    }
    if (!problems.empty())
        return tl::unexpected(problems);
    return added;
}

std::string certainty_words(const std::string& certainty) {
    std::string words = certainty;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string answer_words(const Question& question, const Analysis& analysis) {
    if (!analysis.line)
        return analysis.selection.refusals.empty() ? "nothing pooled. " + question.nothing_pooled
                                                   : analysis.selection.refusals.front();
    const Coefficient& effect = analysis.line->effect;
    const std::size_t studies = analysis.selection.studies.size();
    return plain_number(analysis.shown(effect.estimate)) + " (" +
           plain_interval(
               {analysis.shown(effect.interval.low), analysis.shown(effect.interval.high)}) +
           "), " + std::to_string(studies) + (studies == 1 ? " study" : " studies");
}

} // namespace filiform::evidence
