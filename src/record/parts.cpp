// SPDX-License-Identifier: Apache-2.0
#include "record/parts.h"

#include "record/choice.h"

namespace filiform::record {

std::span<const std::string_view> words(ScreeningDecision) {
    static constexpr auto all = worded<ScreeningDecision::EmergencyToday>(
        "go", "caution", "ask", "refer_routine", "refer_urgent", "emergency_today");
    return all;
}

std::span<const std::string_view> words(Side) {
    static constexpr auto all = worded<Side::Both>("left", "right", "middle", "both");
    return all;
}

std::span<const std::string_view> words(NeuroSign::Test) {
    static constexpr auto all = worded<NeuroSign::Test::Reflex>("dermatome", "myotome", "reflex");
    return all;
}

std::span<const std::string_view> words(NeuroSign::Level) {
    static constexpr auto all =
        worded<NeuroSign::Level::S4>("t12", "l1", "l2", "l3", "l4", "l5", "s1", "s2", "s3", "s4");
    return all;
}

void describe(Fields& fields, Address& address) {
    fields.texts(Field{"lines", "Street and number, floor, care of."}.identifying(), address.lines,
                 5, line_length);
    fields.text(Field{"city", "Town."}.identifying(), address.city, line_length);
    fields.text(Field{"region", "State, province or county."}.identifying(), address.region,
                line_length);
    fields.text(Field{"postcode", "Postal code."}.identifying(), address.postcode, 20);
    fields.text({"country", "Two letters, ISO 3166: \"ES\"."}, address.country, 2);
}

void describe(Fields& fields, Contact& contact) {
    fields.text(Field{"name", "Who it is."}.identifying(), contact.name, line_length);
    fields.text(Field{"relation", "What they are to the patient."}.identifying(), contact.relation,
                line_length);
    fields.text(Field{"organisation", "Practice, hospital or company."}.identifying(),
                contact.organisation, line_length);
    fields.text(Field{"phone", "Telephone number."}.identifying(), contact.phone, code_length);
    fields.text(Field{"email", "Electronic mail."}.identifying(), contact.email, line_length);
    fields.object(Field{"address", "Where letters go."}.identifying(), contact.address);
}

void describe(Fields& fields, Identifier& identifier) {
    fields.text({"system", "Who gave the number, as an address or a name."}, identifier.system,
                line_length);
    fields.text(Field{"value", "The number itself."}.required().identifying(), identifier.value,
                line_length);
}

void describe(Fields& fields, Document& document) {
    fields.text(Field{"name", "What it is called: \"plan.pdf\"."}.required(), document.name,
                line_length);
    fields.text(Field{"mediaType", "What its bytes are: \"application/pdf\"."}.required(),
                document.media_type, 100);
    fields.blob(Field{"blob", "SHA-256 of its bytes, which are kept beside the record."}.required(),
                document.blob);
    fields.integer({"bytes", "How many bytes it has."}, document.bytes, {0, 1e12});
}

void describe(Fields& fields, RuleDecision& decision) {
    fields.text(Field{"rule", "The rule of the library that was decided on."}.required(),
                decision.rule, line_length);
    fields.text(Field{"by", "Who answers for it."}.required(), decision.by, line_length);
    fields.text(Field{"reason", "Why."}.required().identifying(), decision.reason, text_length);
    fields.date({"on", "When it was decided."}, decision.on);
}

void describe(Fields& fields, ScreeningResult::Rule& rule) {
    fields.text(Field{"id", "The rule that spoke."}.required(), rule.id, line_length);
    fields.text({"level", "How urgent it is: \"refer_urgent\"."}, rule.level, code_length);
    fields.text({"needling", "What it says of needling: free, modify, clear or stop."},
                rule.needling, code_length);
    fields.flag({"isKnown", "False when it cannot be told for want of answers."}, rule.is_known);
}

void describe(Fields& fields, ScreeningResult& screening) {
    fields.choice(Field{"decision", "What the screening decided."}.required(), screening.decision);
    fields.flag(Field{"mayNeedle", "Whether needling is left open."}.required(),
                screening.may_needle);
    fields.objects({"rules", "The rules that spoke, the strictest first."}, screening.rules, 200);
    fields.texts({"toAsk", "Findings to be known before anybody is needled."}, screening.to_ask,
                 200, line_length);
    fields.texts({"unansweredEmergency", "Those of them that could mean an emergency."},
                 screening.unanswered_emergency, 200, line_length);
    fields.texts({"restraint", "How needling is held back."}, screening.restraint, 50, text_length);
    fields.text(Field{"inputs", "SHA-256 of what was screened."}.required(), screening.inputs, 64);
    fields.text({"knowledge", "Digest of the library that decided."}, screening.knowledge, 64);
    fields.instant({"at", "When it was decided."}, screening.at);
}

void describe(Fields& fields, Pain& pain) {
    fields.number({"leg", "Leg pain, 0 none to 10 the worst that can be thought of."}, pain.leg,
                  {0, 10});
    fields.number({"back", "Back pain, 0 none to 10 the worst that can be thought of."}, pain.back,
                  {0, 10});
}

std::int64_t highest_grade(NeuroSign::Test test) {
    switch (test) {
    case NeuroSign::Test::Dermatome:
        return 2;
    case NeuroSign::Test::Myotome:
        return 5;
    case NeuroSign::Test::Reflex:
        return 4;
    }
    return 0;
}

void describe(Fields& fields, NeuroSign& sign) {
    fields.choice(Field{"test", "What was tested."}.required(), sign.test);
    fields.choice(Field{"level", "The root, by its vertebra."}.required(), sign.level);
    fields.choice(Field{"side", "Left or right."}.required(), sign.side);
    fields.integer({"grade", "Dermatome 0 absent, 1 altered, 2 normal; myotome 0 to 5 (MRC); "
                             "reflex 0 absent to 4 clonus. Left out when it could not be tested."},
                   sign.grade, {0, 5});
    fields.text(Field{"note", "Anything else about it."}.identifying(), sign.note, text_length);
}

} // namespace filiform::record
