// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/condition.h"

namespace filiform::knowledge {

/// What a screening decides, from the mildest: how soon somebody else must see the patient.
enum class Level { Go, Caution, Ask, ReferRoutine, ReferUrgent, EmergencyToday };
[[nodiscard]] std::string_view text(Level level);

/// What a statement means for needling, from the mildest. `Clear`: not before somebody who is named
/// by the rule has agreed. `Stop`: not at all.
enum class Needling { Free, Modify, Clear, Stop };
[[nodiscard]] std::string_view text(Needling needling);

/// How a plan is held back. Regions and depth classes are those of data/knowledge/regions.yaml.
struct Restraint {
    std::set<std::string> barred;      ///< nothing is needled there
    std::set<std::string> superficial; ///< no deeper than `regions.yaml` calls superficial
    std::set<std::string> needs_image; ///< only with imaging of this body, or guided by it
    bool no_pistoning = false;
    bool no_current = false;
    std::optional<int> most_needles;   ///< in one visit
    std::optional<double> thickest_mm; ///< of a needle
    std::optional<int> compress_s;     ///< after each needle, at least
    bool lying_down = false;
    bool never_alone = false;

    [[nodiscard]] bool is_empty() const;
    /// Both at once: never laxer than either.
    void add(const Restraint& other);
    /// Whether everything that `other` holds back is held back here too.
    [[nodiscard]] bool is_no_laxer_than(const Restraint& other) const;
    friend bool operator==(const Restraint&, const Restraint&) = default;
};

/// What one issuing body says of an item: absolute, relative, a precaution, or for the site only.
struct BodyClass {
    std::string body;        ///< "WHO 1999"
    std::string class_words; ///< "absolute", "relative", "precaution", "site", "listed"
    chart::SourceId source;
};

/// A red flag, a contraindication or a precaution (data/knowledge/red_flags.yaml and
/// contraindications.yaml).
struct ScreeningRule {
    chart::RuleId id;
    std::string what; ///< its name, in words
    Condition when;
    Level level = Level::Caution;
    Needling needling = Needling::Free;
    Restraint restraint;
    std::string restrained_by; ///< a choices finding whose chosen regions are barred besides
    std::string cleared_by;    ///< of Clear: "the prescriber"
    std::string because;       ///< why, in plain words
    std::string what_to_do;    ///< for the clinician
    std::string tell_patient;  ///< in plain words; may be empty
    bool asked_each_visit = false;
    bool must_ask = false;    ///< it only modifies, but not before its answers are known
    bool is_at_check = false; ///< looked at when somebody asks how it went after a session
    std::vector<BodyClass> classes;
    std::vector<chart::SourceId> sources;
    std::string mark;     ///< how far the figures of `because` may be trusted: seen, recalled ...
    std::string status;   ///< draft or signed
    std::string where;    ///< file:line
    std::string digest{}; ///< of the statement as it stands (words.h)

    /// Whether a missing answer keeps the patient from being needled: all that would stop, refer
    /// urgently or need a clearance. The rest is noted as not asked.
    [[nodiscard]] bool must_be_known() const;
    /// The same, and what says `must_ask`: nobody is needled before its answer is there, and it is
    /// not overridden.
    [[nodiscard]] bool locks_while_open() const { return must_ask || must_be_known(); }
};

/// Words that name regions and depth classes.
using RegionNames = std::set<std::string>;

/// Problems: data.* of DataDocument, those of read_condition; knowledge.word, knowledge.region,
///           knowledge.mark, knowledge.repeated, knowledge.laxer (a condition that a further sign
///           could end), knowledge.clearance (Clear without anybody to clear it),
///           knowledge.restraint (Modify without a restraint, or one where nothing is modified).
[[nodiscard]] base::Checked<std::vector<ScreeningRule>>
read_screening_rules(std::string_view text, std::string name, const Findings& findings,
                     const RegionNames& regions);

} // namespace filiform::knowledge
