// SPDX-License-Identifier: Apache-2.0
#include "knowledge/screen.h"

#include <algorithm>

#include "base/spelling.h"

namespace filiform::knowledge {

using chart::FindingId;

namespace {

const chart::Decision* decision_on(const std::vector<chart::Decision>& decisions,
                                   const ScreeningRule& rule) {
    const auto found = std::find_if(decisions.begin(), decisions.end(),
                                    [&](const auto& decision) { return decision.rule == rule.id; });
    return found == decisions.end() ? nullptr : &*found;
}

bool may_be_overridden(const ScreeningRule& rule) {
    return !rule.locks_while_open();
}

void add(std::vector<FindingId>& list, const std::vector<FindingId>& ids) {
    for (const FindingId& id : ids)
        if (std::find(list.begin(), list.end(), id) == list.end())
            list.push_back(id);
}

/// The regions that a choices finding names, barred.
std::set<std::string> named_regions(const ScreeningRule& rule, const Answers& answers) {
    const auto found = answers.find(FindingId(rule.restrained_by));
    if (rule.restrained_by.empty() || found == answers.end())
        return {};
    const auto& words = std::get<std::vector<std::string>>(found->second);
    std::set<std::string> regions(words.begin(), words.end());
    regions.erase("none");
    return regions;
}

} // namespace

/// Takes the rules one after the other, each once.
class Screener {
  public:
    Screener(const Answers& answers, const std::vector<chart::Decision>& clearances,
             const std::vector<chart::Decision>& overrides)
        : answers_(answers), clearances_(clearances), overrides_(overrides) {}

    Screening finish() {
        std::stable_sort(screening_.findings.begin(), screening_.findings.end(), goes_before);
        for (const ScreeningFinding& finding : screening_.findings)
            if (finding.truth == Truth::NotKnown)
                add(finding.rule->locks_while_open() ? screening_.to_ask : screening_.not_asked,
                    first_missing_for(finding.rule->when, answers_));
        std::erase_if(screening_.not_asked, [&](const FindingId& id) {
            return std::find(screening_.to_ask.begin(), screening_.to_ask.end(), id) !=
                   screening_.to_ask.end();
        });
        if (!is_locked_)
            screening_.cleared = Cleared(restraint_);
        return std::move(screening_);
    }

    void take(const ScreeningRule& rule) {
        const Truth truth = truth_of(rule.when, answers_);
        if (truth == Truth::No)
            return;
        ScreeningFinding finding{&rule, truth, answers_for(rule.when, answers_),
                                 missing_for(rule.when, answers_), nullptr};
        if (truth == Truth::NotKnown) {
            const bool must = rule.locks_while_open();
            raise(must ? Level::Ask : Level::Caution);
            is_locked_ |= must;
        } else {
            hold(rule, finding);
        }
        screening_.findings.push_back(std::move(finding));
    }

  private:
    void hold(const ScreeningRule& rule, ScreeningFinding& finding) {
        bool locks = rule.level >= Level::ReferUrgent || rule.needling == Needling::Stop;
        if (rule.needling == Needling::Clear) {
            finding.decision = decision_on(clearances_, rule);
            locks |= finding.decision == nullptr;
        }
        // Locked, they are somebody else's: an answer must not be milder than its question was.
        raise(std::max(rule.level, locks ? Level::ReferRoutine : Level::Caution));
        is_locked_ |= locks;
        if (may_be_overridden(rule))
            finding.decision = decision_on(overrides_, rule);
        if (may_be_overridden(rule) && finding.decision != nullptr)
            return;
        Restraint named;
        named.barred = named_regions(rule, answers_);
        finding.restraint = rule.restraint;
        finding.restraint.add(named);
        restraint_.add(finding.restraint);
    }

    void raise(Level level) { screening_.level = std::max(screening_.level, level); }

    static bool goes_before(const ScreeningFinding& a, const ScreeningFinding& b) {
        if (a.rule->level != b.rule->level)
            return a.rule->level > b.rule->level;
        if (a.rule->needling != b.rule->needling)
            return a.rule->needling > b.rule->needling;
        return a.truth > b.truth;
    }

    const Answers& answers_;
    const std::vector<chart::Decision>& clearances_;
    const std::vector<chart::Decision>& overrides_;
    Screening screening_;
    Restraint restraint_;
    bool is_locked_ = false;
};

Screening screen(const std::vector<ScreeningRule>& rules, const Answers& answers,
                 const std::vector<chart::Decision>& clearances,
                 const std::vector<chart::Decision>& overrides) {
    Screener screener(answers, clearances, overrides);
    for (const ScreeningRule& rule : rules)
        screener.take(rule);
    return screener.finish();
}

Screening screen_after_needling(const std::vector<ScreeningRule>& rules, const Answers& answers) {
    // Findings point at the rules, so the rules that count are shown to the screener one by one.
    const std::vector<chart::Decision> none;
    Screener screener(answers, none, none);
    for (const ScreeningRule& rule : rules) {
        const bool is_urgent =
            rule.level >= Level::ReferUrgent && truth_of(rule.when, answers) == Truth::Yes;
        if (rule.is_at_check || is_urgent)
            screener.take(rule);
    }
    Screening screening = screener.finish();
    screening.cleared.reset();
    return screening;
}

Screening withheld(Screening screening) {
    screening.level = std::max(screening.level, Level::Ask);
    screening.cleared.reset();
    return screening;
}

base::Problems check_decisions(const std::vector<ScreeningRule>& rules,
                               const chart::Consultation& consultation, const std::string& where) {
    base::Problems problems;
    std::vector<std::string> names;
    for (const ScreeningRule& rule : rules)
        names.push_back(rule.id.text());
    const auto check = [&](const std::vector<chart::Decision>& decisions, const std::string& list,
                           const auto& complaint) {
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            const std::string place = where + "/" + list + "/" + std::to_string(i) + "/rule";
            const std::string& id = decisions[i].rule.text();
            const auto found = std::find(names.begin(), names.end(), id);
            if (found == names.end()) {
                const std::string near = base::nearest_name(names, id);
                problems.push_back({"case.rule", place, "There is no rule '" + id + "'.",
                                    near.empty() ? "`filiform explain` lists them."
                                                 : "Did you mean " + near + "?"});
                continue;
            }
            complaint(rules[static_cast<std::size_t>(found - names.begin())], place);
        }
    };
    check(consultation.clearances, "clearances",
          [&](const ScreeningRule& rule, const std::string& place) {
              if (rule.needling != Needling::Clear)
                  problems.push_back({"case.clearance", place,
                                      "Nobody can clear " + rule.what + ".",
                                      "Take this clearance away."});
          });
    check(consultation.overrides, "overrides",
          [&](const ScreeningRule& rule, const std::string& place) {
              if (!may_be_overridden(rule))
                  problems.push_back({"case.override", place, rule.what + " is not overridden.",
                                      rule.needling == Needling::Clear
                                          ? "It is cleared by " + rule.cleared_by + "."
                                      : rule.needling == Needling::Modify
                                          ? "What it bars stays barred."
                                          : "It ends needling until it has been looked into."});
          });
    return problems;
}

} // namespace filiform::knowledge
