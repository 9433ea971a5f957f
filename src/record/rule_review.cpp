// SPDX-License-Identifier: Apache-2.0
#include "record/rule_review.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(RuleReview::Verdict) {
    static constexpr auto all =
        worded<RuleReview::Verdict::Stricter>("agreed", "disputed", "stricter");
    return all;
}

std::span<const std::string_view> words(RuleReview::Level) {
    static constexpr auto all = worded<RuleReview::Level::EmergencyToday>(
        "caution", "refer_routine", "refer_urgent", "emergency_today");
    return all;
}

std::span<const std::string_view> words(RuleReview::Needling) {
    static constexpr auto all = worded<RuleReview::Needling::Stop>("clear", "stop");
    return all;
}

void describe(Fields& fields, RuleReview& review) {
    fields.text(
        Field{"rule", "The statement, as the library names it."}.required().found_by("rule"),
        review.rule, line_length);
    fields.text(
        Field{"text", "The digest of the statement as it stood."}.required().found_by("text"),
        review.text, code_length);
    fields.choice(Field{"verdict", "What the clinic says of it."}.required().found_by("verdict"),
                  review.verdict);
    fields.choice({"level", "Stricter: in this clinic at least this."}, review.level);
    fields.choice({"needling", "Stricter: not before somebody agreed, or not at all."},
                  review.needling);
    fields.text(Field{"reason", "Why."}.required(), review.reason, text_length);
    fields.reference(
        Field{"practitioner", "Who answers for it."}.required().found_by("practitioner"),
        review.practitioner, one_of<Kind::Practitioner>);
    fields.date(Field{"on", "The day."}.required().found_by("date"), review.on);
}

} // namespace filiform::record
