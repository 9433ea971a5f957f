// SPDX-License-Identifier: Apache-2.0
#include "knowledge/question.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "knowledge/reply.h"

namespace filiform::knowledge {

namespace {

using chart::FindingId;

constexpr std::array<std::string_view, 4> asked_particulars{"age_years", "male", "height_cm",
                                                            "weight_kg"};

bool reads(const Condition& condition, const FindingId& id) {
    return (condition.kind == Condition::Kind::Test && condition.test.finding == id) ||
           std::any_of(condition.parts.begin(), condition.parts.end(),
                       [&](const Condition& part) { return reads(part, id); });
}

bool reads(const ScreeningRule& rule, const FindingId& id) {
    return rule.restrained_by == id.text() || reads(rule.when, id);
}

bool reads(const TargetChoice& choice, const FindingId& id) {
    return choice.level_from == id.text() || reads(choice.when, id);
}

bool reads(const Cause& cause, const FindingId& id) {
    const auto item_reads = [&](const Evidence& item) { return reads(item.when, id); };
    return reads(cause.leads_if, id) ||
           std::any_of(cause.groups.begin(), cause.groups.end(), [&](const EvidenceGroup& group) {
               return std::any_of(group.items.begin(), group.items.end(), item_reads);
           });
}

/// Everything read by the rules that `is_meant`.
template <class IsMeant>
std::set<FindingId> read_by(const Library& library, const IsMeant& is_meant) {
    std::set<FindingId> all;
    for (const ScreeningRule& rule : library.screening)
        if (is_meant(rule))
            all.merge(findings_in(rule.when));
    return all;
}

/// Where a question stands: its part, asked or examined, its group's turn.
using Place = std::array<std::size_t, 4>;

class Order {
  public:
    explicit Order(const Library& library)
        : emergency_(read_by(
              library,
              [](const ScreeningRule& rule) { return rule.level == Level::EmergencyToday; })),
          locking_(
              read_by(library, [](const ScreeningRule& rule) { return rule.locks_while_open(); })),
          each_visit_(
              read_by(library, [](const ScreeningRule& rule) { return rule.asked_each_visit; })) {
        std::size_t turns = 0;
        for (const Finding& finding : library.findings) {
            Group& group = groups_[finding.group];
            group.turn = ++turns;
            group.is_late &= !locks(finding);
        }
    }

    [[nodiscard]] bool is_emergency(const Finding& finding) const {
        return emergency_.count(finding.id) > 0;
    }
    [[nodiscard]] bool locks(const Finding& finding) const {
        return locking_.count(finding.id) > 0;
    }
    [[nodiscard]] Question question(const Finding& finding) const {
        return {&finding, is_emergency(finding), locks(finding), each_visit_.count(finding.id) > 0};
    }
    [[nodiscard]] Place place(const Finding& finding) const {
        const std::size_t is_examined = finding.ask.empty() ? 1 : 0;
        if (is_emergency(finding))
            return {0, is_examined, 0, 0};
        const Group& group = groups_.at(finding.group);
        return {1, is_examined, group.is_late ? 1U : 0U, group.turn};
    }

  private:
    struct Group {
        std::size_t turn = 0; ///< where the library has the last of it
        bool is_late = true;  ///< nothing of it locks while it is open
    };
    std::set<FindingId> emergency_, locking_, each_visit_;
    std::map<std::string, Group> groups_;
};

std::string cited(const std::vector<chart::SourceId>& sources) {
    std::string text;
    for (const chart::SourceId& source : sources)
        text += (text.empty() ? " [" : ", ") + source.text();
    return text.empty() ? "" : text + "]";
}

/// Whether a piece of evidence, or whether a cause may lead, could still be told by it.
bool matters_to(const Cause& cause, const FindingId& id, const Answers& answers) {
    const auto is_open = [&](const Condition& condition) {
        return reads(condition, id) && truth_of(condition, answers) != Truth::No;
    };
    return is_open(cause.leads_if) ||
           std::any_of(cause.groups.begin(), cause.groups.end(), [&](const EvidenceGroup& group) {
               return std::any_of(group.items.begin(), group.items.end(),
                                  [&](const Evidence& item) { return is_open(item.when); });
           });
}

} // namespace

std::vector<Question> questions_of(const Library& library) {
    std::vector<Question> questions;
    const Order order(library);
    for (const std::string_view id : asked_particulars)
        if (const Finding* finding = find_finding(library.findings, id);
            finding != nullptr && finding->is_given)
            questions.push_back({finding, false, order.locks(*finding), false});
    const auto first_found = static_cast<std::ptrdiff_t>(questions.size());
    for (const Finding& finding : library.findings)
        if (!finding.is_given)
            questions.push_back(order.question(finding));
    std::stable_sort(questions.begin() + first_found, questions.end(),
                     [&](const Question& a, const Question& b) {
                         return order.place(*a.finding) < order.place(*b.finding);
                     });
    return questions;
}

std::string_view part_of(const Question& question) {
    if (question.finding->is_given)
        return "particulars";
    if (question.is_emergency)
        return "emergency";
    return question.finding->ask.empty() ? "examination" : "history";
}

bool is_asked_again(const Question& question) {
    return !question.finding->ask.empty() && !question.finding->is_given &&
           (question.is_emergency || question.is_asked_each_visit);
}

bool is_spared(const Library& library, const Finding& finding, const Answers& answers) {
    if (finding.is_given || finding.id.text() == "leg_pain_side")
        return false;
    // Its own answer must not be what rules a statement out.
    Answers others = answers;
    for (const char* side : {"", ".right", ".left"})
        others.erase(FindingId(finding.id.text() + side));
    const auto none = [](const auto& statements, const auto& needs_it) {
        return std::none_of(statements.begin(), statements.end(), needs_it);
    };
    const auto may_hold = [&](const auto& statement) {
        return reads(statement.when, finding.id) && truth_of(statement.when, others) != Truth::No;
    };
    return none(library.screening,
                [&](const ScreeningRule& rule) {
                    return reads(rule, finding.id) && truth_of(rule.when, others) != Truth::No;
                }) &&
           none(library.causes,
                [&](const Cause& cause) { return matters_to(cause, finding.id, others); }) &&
           none(library.care, may_hold) && none(library.advice, may_hold) &&
           none(choose_targets(library.targets, others),
                [&](const ChosenTarget& one) { return reads(*one.choice, finding.id); });
}

bool is_passed_over(const Library& library, const Finding& finding,
                    const chart::Consultation& consultation, const Answers& answers) {
    return consultation.is_after_needling ? !is_asked_after_needling(library, finding)
                                          : is_spared(library, finding, answers);
}

Progress progress_of(const Library& library, const std::vector<Question>& questions,
                     const chart::Consultation& consultation, const Answers& answers) {
    Progress progress;
    progress.tally.asked = questions.size();
    for (const Question& question : questions) {
        if (is_answered(*question.finding, consultation)) {
            ++progress.tally.answered;
        } else if (is_passed_over(library, *question.finding, consultation, answers)) {
            ++progress.tally.spared;
            progress.spared.push_back(question.finding->id);
        } else {
            ++progress.tally.open;
        }
    }
    return progress;
}

bool is_asked_after_needling(const Library& library, const Finding& finding) {
    return !finding.is_given && !finding.ask.empty() &&
           std::any_of(library.screening.begin(), library.screening.end(),
                       [&](const ScreeningRule& rule) {
                           return rule.is_at_check && reads(rule, finding.id);
                       });
}

std::vector<std::string> who_needs(const Library& library, const Finding& finding) {
    std::vector<const ScreeningRule*> rules;
    for (const ScreeningRule& rule : library.screening)
        if (reads(rule, finding.id))
            rules.push_back(&rule);
    std::stable_sort(rules.begin(), rules.end(),
                     [](const auto* a, const auto* b) { return a->level > b->level; });
    std::vector<std::string> lines;
    for (const ScreeningRule* rule : rules)
        lines.push_back(rule->id.text() + ": " + rule->what + " (" +
                        std::string(text(rule->level)) + ")" + cited(rule->sources));
    for (const Cause& cause : library.causes)
        if (reads(cause, finding.id))
            lines.push_back(cause.id + ": " + cause.name + cited(cause.sources));
    for (const CareOption& option : library.care)
        if (reads(option.when, finding.id))
            lines.push_back(option.id + ": " + option.name + cited(option.sources));
    for (const TargetChoice& choice : library.targets)
        if (reads(choice, finding.id))
            lines.push_back(choice.id + ": whether it is needled" + cited(choice.sources));
    for (const Advice& advice : library.advice)
        if (reads(advice.when, finding.id))
            lines.push_back(advice.id + ": " + advice.text + cited(advice.sources));
    if (finding.id.text() == "leg_pain_side")
        lines.emplace_back(
            "Every finding with sides: which of them is that of the leg that hurts.");
    if (!finding.sources.empty())
        lines.push_back("The question itself:" + cited(finding.sources));
    return lines;
}

} // namespace filiform::knowledge
