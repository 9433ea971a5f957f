// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "knowledge/screening_rule.h"

namespace filiform::knowledge {

/// A rule that holds, or that cannot be told for want of answers.
struct ScreeningFinding {
    const ScreeningRule* rule = nullptr;       ///< of the library that was screened with
    Truth truth = Truth::Yes;                  ///< Yes, or NotKnown
    std::vector<chart::FindingId> answers;     ///< that make it hold
    std::vector<chart::FindingId> missing;     ///< that would tell
    const chart::Decision* decision = nullptr; ///< who cleared or overrode it; it stays in the list
    Restraint restraint = {}; ///< what it holds back: nothing when overridden, or not known
};

/// That a patient may be needled, and how far. Only a screening makes one: what proposes needling
/// asks for it.
class Cleared {
  public:
    [[nodiscard]] const Restraint& restraint() const { return restraint_; }

  private:
    friend class Screener;
    explicit Cleared(Restraint restraint) : restraint_(std::move(restraint)) {}
    Restraint restraint_;
};

/// What a screening decided, with every reason.
struct Screening {
    Level level = Level::Go;
    std::vector<ScreeningFinding> findings;  ///< the strictest first
    std::vector<chart::FindingId> to_ask;    ///< what must be known, emergencies first; where an
                                             ///< answer may spare another, only the first
    std::vector<chart::FindingId> not_asked; ///< what else was not
    std::optional<Cleared> cleared;          ///< nothing when there must be no needle today
};

/// Screens one patient.
///
/// Level:     the strictest of all rules that hold, at least `caution`; at least `refer_routine`
/// (to
///            other care, or to whom the rule names) where one of them ends needling.
/// Missing:   an answer that is missing is never taken as no. Where it could make a rule hold that
///            locks while it is open, the decision is at least `ask` and nobody is needled;
///            elsewhere at least `caution`.
/// Grows:     a further sign, an answer yes where there was none or a no, never makes the decision
///            milder nor the restraint laxer. (An answer no to an open question may end an `ask`.)
/// Decided:   a clearance ends the lock of a rule that is to be cleared; its restraint stays. An
///            override ends the restraint of a rule that modifies, keeps its caution, and does
///            nothing to one that stops, needs a clearance, refers urgently or must be asked.
/// Order:     by level, then needling, then the library's.
[[nodiscard]] Screening screen(const std::vector<ScreeningRule>& rules, const Answers& answers,
                               const std::vector<chart::Decision>& clearances = {},
                               const std::vector<chart::Decision>& overrides = {});

/// Looks at how somebody is after a session, and clears nobody: what may be needled is decided at a
/// visit, by `screen`.
///
/// Rules:     those that are at the check, and of the others those that hold and refer urgently or
///            as an emergency. No other question is open: a check asks its own and no more.
/// Level:     as of `screen`, of these rules. Go or caution with nothing to ask and nothing not
///            asked is an all-clear.
[[nodiscard]] Screening screen_after_needling(const std::vector<ScreeningRule>& rules,
                                              const Answers& answers);

/// The same where the library that the rules are from is unfinished: what it lacks was not asked,
/// so nobody is cleared and the decision is at least `ask`.
[[nodiscard]] Screening withheld(Screening screening);

/// Clearances and overrides of rules that are not there, or that nobody can clear or override.
/// Problems: case.rule (with the nearest), case.clearance, case.override.
[[nodiscard]] base::Problems check_decisions(const std::vector<ScreeningRule>& rules,
                                             const chart::Consultation& consultation,
                                             const std::string& where);

} // namespace filiform::knowledge
