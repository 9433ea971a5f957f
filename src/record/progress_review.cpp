// SPDX-License-Identifier: Apache-2.0
#include "record/progress_review.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

using Review = ProgressReview;

std::span<const std::string_view> words(Review::Step) {
    static constexpr auto all = worded<Review::Step::EmergencyToday>(
        "go_on", "reduce", "change", "stop", "refer", "refer_urgent", "emergency_today");
    return all;
}

std::span<const std::string_view> words(Review::Chance::Of) {
    static constexpr auto all =
        worded<Review::Chance::Of::Goal>("important_change", "worse", "goal");
    return all;
}

void describe(Fields& fields, Review::Chance& chance) {
    fields.choice(Field{"of", "Of what."}.required(), chance.of);
    fields.date({"by", "By when a goal is reached."}, chance.by);
    fields.number(Field{"probability", "How likely it is."}.required(), chance.probability, {0, 1});
    fields.number({"low", "By the belief that makes it least likely."}, chance.low, {0, 1});
    fields.number({"high", "By the belief that makes it most likely."}, chance.high, {0, 1});
}

void describe(Fields& fields, Review& review) {
    fields.reference(Field{"patient", "Whose care is reviewed."}.required().found_by("patient"),
                     review.patient, one_of<Kind::Patient>);
    fields.reference(Field{"episode", "What is reviewed."}.required().found_by("episode"),
                     review.episode, one_of<Kind::Episode>);
    fields.reference(Field{"practitioner", "Who reviews."}.required().found_by("practitioner"),
                     review.practitioner, one_of<Kind::Practitioner>);
    fields.instant(Field{"on", "When."}.required().found_by("date"), review.on);
    fields.text({"follow", "Code of the instrument that is followed."}, review.follow, code_length);
    fields.number({"goal", "The level of pain wanted, at most."}, review.goal, {0, 10});
    fields.date({"goalOn", "By when."}, review.goal_on);
    fields.answers(Field{"answers", "To what a review asks: yes or no, by finding."}.identifying(),
                   review.answers);
    fields.choice({"step", "What comes next. This and what follows is the server's."}, review.step);
    fields.texts({"rules", "The rules that hold, the strictest first."}, review.rules, 100,
                 line_length);
    fields.texts({"toAsk", "What is not known and could make it stricter."}, review.to_ask, 100,
                 line_length);
    fields.objects({"chances", "How likely what is."}, review.chances, 100);
    fields.texts({"summary", "What was found, in sentences."}, review.summary, 20, text_length);
    fields.text({"inputs", "SHA-256 of the course that was reviewed."}, review.inputs, 64);
    fields.text({"program", "What reviewed it."}, review.program, line_length);
}

} // namespace filiform::record
