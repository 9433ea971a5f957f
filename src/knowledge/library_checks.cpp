// SPDX-License-Identifier: Apache-2.0
#include "knowledge/library_checks.h"

#include <algorithm>
#include <limits>
#include <map>

namespace filiform::knowledge {

namespace {

/// What all tests of one finding at one place leave of its values.
struct Left {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool may_be_yes = true;
    bool may_be_no = true;

    void take(const Test& test) {
        // Strict bounds are kept as loose ones: a library's numbers are whole or coarse.
        low = std::max({low, test.at_least.value_or(low), test.above.value_or(low)});
        high = std::min({high, test.at_most.value_or(high), test.below.value_or(high)});
        may_be_yes &= test.is.value_or(true);
        may_be_no &= !test.is.value_or(false);
    }
    [[nodiscard]] bool is_nothing() const { return low > high || (!may_be_yes && !may_be_no); }
};

bool is_joined_by_all(const Condition& condition) {
    return condition.kind == Condition::Kind::All ||
           (condition.kind == Condition::Kind::Count && condition.least == condition.parts.size());
}

/// Everything of a library that says something and cites something.
struct Statement {
    std::string id;
    std::string where;
    std::vector<const Condition*> conditions;
    std::vector<chart::SourceId> sources;
};

std::vector<Statement> statements_of(const Library& library) {
    std::vector<Statement> all;
    for (const ScreeningRule& rule : library.screening) {
        Statement one{rule.id.text(), rule.where, {&rule.when}, rule.sources};
        for (const BodyClass& body : rule.classes)
            one.sources.push_back(body.source);
        all.push_back(std::move(one));
    }
    for (const Cause& cause : library.causes) {
        Statement one{cause.id, cause.where, {&cause.leads_if}, cause.sources};
        one.sources.push_back(cause.start_source);
        for (const EvidenceGroup& group : cause.groups)
            for (const Evidence& item : group.items) {
                one.conditions.push_back(&item.when);
                one.sources.push_back(item.source);
            }
        all.push_back(std::move(one));
    }
    for (const CareOption& option : library.care) {
        Statement one{option.id, option.where, {&option.when}, option.sources};
        for (const Position& position : option.positions)
            one.sources.push_back(position.source);
        all.push_back(std::move(one));
    }
    for (const TargetChoice& choice : library.targets)
        all.push_back({choice.id, choice.where, {&choice.when}, choice.sources});
    for (const Advice& advice : library.advice)
        all.push_back({advice.id, advice.where, {&advice.when}, advice.sources});
    return all;
}

/// Findings that are spoken of elsewhere than in a condition.
std::set<chart::FindingId> named_apart(const Library& library) {
    std::set<chart::FindingId> named{chart::FindingId("leg_pain_side")};
    for (const ScreeningRule& rule : library.screening)
        if (!rule.restrained_by.empty())
            named.insert(chart::FindingId(rule.restrained_by));
    for (const TargetChoice& choice : library.targets)
        if (!choice.level_from.empty())
            named.insert(chart::FindingId(choice.level_from));
    return named;
}

} // namespace

bool can_never_hold(const Condition& condition) {
    if (condition.kind == Condition::Kind::Test) {
        Left left;
        left.take(condition.test);
        return left.is_nothing();
    }
    if (condition.kind == Condition::Kind::Not)
        return false;
    const auto never = std::count_if(condition.parts.begin(), condition.parts.end(),
                                     [](const Condition& part) { return can_never_hold(part); });
    if (condition.kind == Condition::Kind::Any)
        return !condition.parts.empty() &&
               never == static_cast<std::ptrdiff_t>(condition.parts.size());
    if (!is_joined_by_all(condition))
        return condition.parts.size() - static_cast<std::size_t>(never) < condition.least;
    std::map<std::string, Left> by_answer;
    for (const Condition& part : condition.parts)
        if (part.kind == Condition::Kind::Test && part.test.side != WhichSide::Either)
            by_answer[part.test.finding.text() + std::to_string(static_cast<int>(part.test.side))]
                .take(part.test);
    return never > 0 || std::any_of(by_answer.begin(), by_answer.end(),
                                    [](const auto& one) { return one.second.is_nothing(); });
}

namespace {

/// Whether what a finding is answered with is what its sign is graded with.
bool is_answered_as(const SignGrading& grading, const Finding& finding) {
    if (!finding.has_sides)
        return false;
    if (grading.answers.empty())
        return finding.kind == FindingKind::Number && finding.low == 0 &&
               finding.high == grading.highest;
    const auto is_choice = [&](const std::string& answer) {
        return std::any_of(finding.choices.begin(), finding.choices.end(),
                           [&](const Finding::Choice& choice) { return choice.id == answer; });
    };
    return finding.kind == FindingKind::Choice &&
           std::all_of(grading.answers.begin(), grading.answers.end(), is_choice);
}

void check_sign(const Library& library, const Finding& finding, base::Problems& problems) {
    if (!finding.sign.is_there())
        return;
    const auto grading =
        std::find_if(library.signs.begin(), library.signs.end(),
                     [&](const SignGrading& one) { return one.test == finding.sign.test; });
    if (grading == library.signs.end())
        problems.push_back({"knowledge.sign", finding.where,
                            "'" + finding.sign.test + "' is no test that the record grades.",
                            "data/knowledge/signs.yaml names them."});
    else if (!is_answered_as(*grading, finding))
        problems.push_back(
            {"knowledge.sign", finding.where,
             finding.id.text() + " is not answered as " + grading->test + " is graded.",
             "Ask for each side, with the answers of data/knowledge/signs.yaml."});
}

} // namespace

base::Problems check_library(const Library& library, const std::set<std::string>& sources) {
    base::Problems problems;
    std::set<std::string> ids;
    std::set<chart::FindingId> spoken_of = named_apart(library);
    for (const Statement& statement : statements_of(library)) {
        if (!ids.insert(statement.id).second)
            problems.push_back({"knowledge.repeated", statement.where,
                                statement.id + " is there already.", "Ids are used once."});
        for (const chart::SourceId& source : statement.sources)
            if (sources.count(source.text()) == 0)
                problems.push_back({"knowledge.source", statement.where,
                                    "The source '" + source.text() + "' is in no register.",
                                    "Add it to data/sources/knowledge.yaml."});
        if (statement.sources.empty())
            problems.push_back({"knowledge.source", statement.where,
                                statement.id + " cites nothing.", "Add its sources."});
        for (const Condition* condition : statement.conditions) {
            if (can_never_hold(*condition))
                problems.push_back({"knowledge.never", statement.where,
                                    "A condition of " + statement.id + " can never hold.", ""});
            for (const chart::FindingId& id : findings_in(*condition))
                spoken_of.insert(id);
        }
    }
    if (std::none_of(library.care.begin(), library.care.end(),
                     [](const CareOption& option) { return option.is_for_all; }))
        problems.push_back({"knowledge.care", "care", "No care is for all.",
                            "Advice, exercise or watchful waiting stands before any needle."});
    std::set<chart::FindingId> found;
    for (const Finding& finding : library.findings) {
        if (!found.insert(finding.id).second)
            problems.push_back({"knowledge.repeated", finding.where,
                                finding.id.text() + " is there already.",
                                "Findings are written once."});
        if (!finding.is_given && spoken_of.count(finding.id) == 0)
            problems.push_back({"knowledge.unused", finding.where,
                                "Nothing speaks of " + finding.id.text() + ".",
                                "Use it, or take it away: nobody answers for nothing."});
        for (const chart::SourceId& source : finding.sources)
            if (sources.count(source.text()) == 0)
                problems.push_back({"knowledge.source", finding.where,
                                    "The source '" + source.text() + "' is in no register.",
                                    "Add it to data/sources/knowledge.yaml."});
        check_sign(library, finding, problems);
    }
    return problems;
}

} // namespace filiform::knowledge
