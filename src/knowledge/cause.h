// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/condition.h"

namespace filiform::knowledge {

/// A number with what it may as well be: a 95 % interval.
struct Ranged {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// How much an answer tells: the likelihood ratio of a condition that holds, and of one that does
/// not.
struct Evidence {
    Condition when;
    std::string what;                ///< "pain below the knee"
    Ranged if_so;                    ///< likelihood ratio
    std::optional<Ranged> otherwise; ///< when the condition is known not to hold; nothing: tells
                                     ///< nothing
    chart::SourceId source;
    std::string mark;
    std::string why; ///< setting and limits: "surgical patients"
};

/// Evidence that says the same thing over again: only the strongest of it counts.
struct EvidenceGroup {
    std::string id;
    std::string what;
    std::vector<Evidence> items;
};

/// Something that may be behind the pain (data/knowledge/causes.yaml).
struct Cause {
    std::string id; ///< "cause.disc"
    std::string name;
    std::string in_plain_words; ///< for the patient
    Ranged start;               ///< probability before anything is asked
    chart::SourceId start_source;
    std::string start_mark;
    std::string start_why;
    double ceiling = 0; ///< all evidence together multiplies the odds by no more than this, and
                        ///< divides them by no more
    std::vector<EvidenceGroup> groups;
    Condition leads_if; ///< may only lead when this holds: empty (always) or a condition
    std::string leads_why;
    std::string what_next; ///< what is done about it
    std::vector<chart::SourceId> sources;
    std::string status;
    std::string where;
    std::string digest{}; ///< of the statement as it stands (words.h)
};

/// Problems: data.* of DataDocument, those of read_condition; knowledge.range (a ratio or
/// probability
///           outside its interval), knowledge.repeated, knowledge.mark.
[[nodiscard]] base::Checked<std::vector<Cause>> read_causes(std::string_view text, std::string name,
                                                            const Findings& findings);

/// A piece of evidence as it was weighed.
struct Weighed {
    const Evidence* evidence = nullptr;
    Ranged ratio;        ///< that counted
    bool holds = false;  ///< the condition does; otherwise it is known not to
    bool is_for = false; ///< it raises the probability
    bool counts = false; ///< the strongest of its group; others are shown and not counted
    std::vector<chart::FindingId> answers;
};

struct Untested {
    const Evidence* evidence = nullptr;
    std::vector<chart::FindingId> missing;
    double expected_change = 0; ///< of the probability, by knowing it: both answers weighed by
                                ///< how likely the ratios make them, evenly where one is not known
    bool could_change_lead = false; ///< one of the answers would put another cause first
};

struct WeighedCause {
    const Cause* cause = nullptr;
    Ranged probability; ///< 95 % interval from the starting probability's and the ratios' own
    Truth may_lead = Truth::Yes;
    std::vector<Weighed> evidence;
    std::vector<Untested> not_tested; ///< what would tell most first
};

/// Weighs every cause on its own: several may be at work at once, so they do not add up to one.
///
/// Method: odds of the start, times in each group the ratio of the strongest piece of evidence that
///         is known, at most `most_groups` groups (the strongest), all together within the cause's
///         ceiling. Uncertainty: normal in log odds, variances added.
/// Order:  causes that may lead first, by probability; then the others.
[[nodiscard]] std::vector<WeighedCause> weigh(const std::vector<Cause>& causes,
                                              const Answers& answers);

/// What is worth asking or examining next, whichever cause it bears on.
struct NextStep {
    std::vector<chart::FindingId> missing;
    const Evidence* evidence = nullptr; ///< that it would tell most about
    const Cause* cause = nullptr;       ///< whose evidence that is
    double expected_change = 0;         ///< of the probabilities of all causes, added up
    bool could_change_lead = false;     ///< one of the answers would put another cause first
};

/// The open items of all causes, those with the same answers missing joined into one: what could
/// put another cause first before what could not, then what would move the probabilities most.
[[nodiscard]] std::vector<NextStep> next_steps(const std::vector<WeighedCause>& causes);

/// Ratios are never multiplied beyond so many: published ones overlap. [proposal]
inline constexpr std::size_t most_groups = 3;

} // namespace filiform::knowledge
