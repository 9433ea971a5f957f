// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/fields.h"

/// Parts that several nouns have.
namespace filiform::record {

// How long texts may be, in characters.
inline constexpr std::size_t code_length = 64;
inline constexpr std::size_t line_length = 200;
inline constexpr std::size_t text_length = 4000;
inline constexpr std::size_t letter_length = 40000;

struct Address {
    std::vector<std::string> lines; ///< street and number, floor
    std::string city, region, postcode;
    std::string country; ///< two letters (ISO 3166)
    friend bool operator==(const Address&, const Address&) = default;
};
void describe(Fields& fields, Address& address);

/// Somebody outside the clinic: a relative, a family doctor, whom a letter is for.
struct Contact {
    std::string name;
    std::string relation; ///< "daughter", "general practitioner"
    std::string organisation;
    std::string phone, email;
    std::optional<Address> address;
    friend bool operator==(const Contact&, const Contact&) = default;
};
/// Every field identifies.
void describe(Fields& fields, Contact& contact);

/// A number somebody gave: "urn:oid:…", "1234".
struct Identifier {
    std::string system; ///< who gave it, as an address or a name
    std::string value;
    friend bool operator==(const Identifier&, const Identifier&) = default;
};
void describe(Fields& fields, Identifier& identifier);

/// Bytes kept beside the record.
struct Document {
    std::string name; ///< "plan.pdf"
    std::string media_type;
    std::string blob; ///< SHA-256
    Whole bytes;
    friend bool operator==(const Document&, const Document&) = default;
};
void describe(Fields& fields, Document& document);

/// Somebody answered for a rule of the library: went on against it, or cleared what it asks for.
struct RuleDecision {
    std::string rule; ///< "contraindication.anticoagulant"
    std::string by;   ///< a name, as it is printed
    std::string reason;
    Day on;
    friend bool operator==(const RuleDecision&, const RuleDecision&) = default;
};
void describe(Fields& fields, RuleDecision& decision);

/// What the screening engine decided on the answers of one moment, in its own ids.
enum class ScreeningDecision { Go, Caution, Ask, ReferRoutine, ReferUrgent, EmergencyToday };
[[nodiscard]] std::span<const std::string_view> words(ScreeningDecision);
struct ScreeningResult {
    struct Rule {
        std::string id;
        std::string level;    ///< "refer_urgent"
        std::string needling; ///< "free", "modify", "clear", "stop"
        Flag is_known;        ///< false: it cannot be told for want of answers
        friend bool operator==(const Rule&, const Rule&) = default;
    };
    std::optional<ScreeningDecision> decision;
    Flag may_needle;
    std::vector<Rule> rules; ///< that spoke, the strictest first
    /// Findings that have to be known before anybody is needled, and those among them that could
    /// mean an emergency.
    std::vector<std::string> to_ask, unanswered_emergency;
    std::vector<std::string> restraint; ///< "No needle thicker than 0.25 mm."
    std::string inputs;                 ///< SHA-256 of what was screened
    std::string knowledge;              ///< digest of the library
    Moment at;
    friend bool operator==(const ScreeningResult&, const ScreeningResult&) = default;
};
void describe(Fields& fields, ScreeningResult::Rule& rule);
void describe(Fields& fields, ScreeningResult& screening);

/// Pain from 0 (none) to 10 (the worst that can be thought of).
struct Pain {
    Number leg, back;
    friend bool operator==(const Pain&, const Pain&) = default;
};
void describe(Fields& fields, Pain& pain);

/// Which side of the body.
enum class Side { Left, Right, Middle, Both };
[[nodiscard]] std::span<const std::string_view> words(Side);

/// One sign of the neurological examination.
///
/// Grades: dermatome 0 absent, 1 altered, 2 normal; myotome 0 to 5 (MRC); reflex 0 absent to
///         4 clonus, 2 normal. A sign that could not be tested has no grade.
///         data/knowledge/signs.yaml says the same to whoever asks.
struct NeuroSign {
    enum class Test { Dermatome, Myotome, Reflex };
    enum class Level { T12, L1, L2, L3, L4, L5, S1, S2, S3, S4 };
    std::optional<Test> test;
    std::optional<Level> level;
    std::optional<Side> side; ///< left or right
    Whole grade;
    std::string note;
    friend bool operator==(const NeuroSign&, const NeuroSign&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(NeuroSign::Test);
[[nodiscard]] std::span<const std::string_view> words(NeuroSign::Level);
[[nodiscard]] std::int64_t highest_grade(NeuroSign::Test test);
void describe(Fields& fields, NeuroSign& sign);

} // namespace filiform::record
