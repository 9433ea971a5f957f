// SPDX-License-Identifier: Apache-2.0
#include "record/assessment.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(BodyMark::View) {
    static constexpr auto all = worded<BodyMark::View::Right>("front", "back", "left", "right");
    return all;
}

std::span<const std::string_view> words(BodyMark::Region) {
    static constexpr auto all = worded<BodyMark::Region::Arm>(
        "lumbar", "sacral", "abdomen", "groin", "saddle", "gluteal", "hip_side", "thigh_front",
        "thigh_back", "knee", "calf", "shin", "foot_top", "foot_sole", "foot_outer", "big_toe",
        "small_toes", "thoracic", "neck", "head", "arm");
    return all;
}

std::span<const std::string_view> words(BodyMark::Quality) {
    static constexpr auto all = worded<BodyMark::Quality::Other>(
        "aching", "burning", "cramping", "dull", "electric", "heavy", "itching", "numb", "shooting",
        "stabbing", "throbbing", "tight", "tingling", "cold", "weak", "other");
    return all;
}

std::span<const std::string_view> words(TriggerPoint::Finding) {
    static constexpr auto all = worded<TriggerPoint::Finding::ShortRange>(
        "taut_band", "tender", "recognised_pain", "referred_pain", "twitch", "short_range");
    return all;
}

void describe(Fields& fields, ChartPoint& point) {
    fields.number(Field{"x", "Share of the drawing's width, from its left."}.required(), point.x,
                  {0, 1});
    fields.number(Field{"y", "Share of the drawing's height, from its top."}.required(), point.y,
                  {0, 1});
}

void describe(Fields& fields, BodyMark& mark) {
    fields.choices({"regions", "The parts of the body it lies in."}, mark.regions);
    fields.choice({"side", "Which side of the body."}, mark.side);
    fields.choice({"view", "The drawing it was drawn on."}, mark.view);
    fields.objects({"drawn", "The line or outline drawn, point by point."}, mark.drawn, 500);
    fields.choices({"qualities", "How it feels."}, mark.qualities);
    fields.number({"intensity", "0 nothing to 10 the worst that can be thought of."},
                  mark.intensity, {0, 10});
    fields.text(Field{"note", "Anything else about it."}.identifying(), mark.note, text_length);
}

void describe(Fields& fields, TriggerPoint& point) {
    fields.text(Field{"muscle", "The muscle with its side: \"piriformis.right\"."}.required(),
                point.muscle, code_length);
    fields.text({"level", "Of a long muscle, the vertebra: \"l4\"."}, point.level, code_length);
    fields.choices({"findings", "What the hand found and the patient said."}, point.findings);
    fields.text(Field{"refersTo", "Where pressing it is felt."}.identifying(), point.refers_to,
                line_length);
    fields.choice({"view", "The drawing that its place is on."}, point.view);
    fields.object({"place", "Where it is on that drawing."}, point.place);
}

void describe(Fields& fields, BodyMeasure& measure) {
    fields.text(
        Field{"what", "What was measured: \"hip_girth\", \"skin_to_piriformis.right\"."}.required(),
        measure.what, code_length);
    fields.number(Field{"mm", "How long it is."}.required(), measure.mm, {0.1, 3000});
    fields.number({"sdMm", "The standard deviation of measuring it; none: as good as exact."},
                  measure.sd_mm, {0, 100});
}

void describe(Fields& fields, Scan& scan) {
    fields.date({"takenOn", "When the scan was taken."}, scan.taken_on);
    fields.text(
        Field{"scheme", "What the numbers of its labels mean: \"totalsegmentator-v2\"."}.required(),
        scan.scheme, code_length);
    fields.object(Field{"labels", "The label map: NIfTI, gzipped."}.required(), scan.labels);
    fields.object({"image", "The CT it was drawn on: NIfTI, gzipped."}, scan.image);
}

void describe(Fields& fields, Assessment::Cause& cause) {
    fields.text(Field{"id", "The cause, as the library names it."}.required(), cause.id,
                line_length);
    fields.number(Field{"probability", "How likely it is."}.required(), cause.probability, {0, 1});
    fields.number({"low", "Lower end of the 95 % interval."}, cause.low, {0, 1});
    fields.number({"high", "Upper end of the 95 % interval."}, cause.high, {0, 1});
}

namespace {

void describe_findings(Fields& fields, Assessment& assessment) {
    fields.number({"heightCm", "Height."}, assessment.height_cm, {30, 260});
    fields.number({"weightKg", "Weight."}, assessment.weight_kg, {1, 500});
    fields.objects({"measures", "Lengths taken of the body, from which it is made."},
                   assessment.measures, 40);
    fields.object(
        Field{"scan", "A segmented scan, from which the body is made instead."}.identifying(),
        assessment.scan);
    fields.answers({"answers", "What was answered and found, by finding of the library."},
                   assessment.answers);
    fields.objects({"chart", "What the patient drew on the body chart."}, assessment.chart, 50);
    fields.objects({"neurology", "Dermatomes, myotomes and reflexes."}, assessment.neurology, 100);
    fields.objects({"triggerPoints", "Spots found in muscles."}, assessment.trigger_points, 60);
    fields.object({"pain", "Pain now."}, assessment.pain);
    fields.text(
        Field{"medicines", "As taken now, with the last INR where there is one."}.identifying(),
        assessment.medicines, text_length);
}

} // namespace

void describe(Fields& fields, Assessment& assessment) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"),
                     assessment.patient, one_of<Kind::Patient>);
    fields.reference(Field{"episode", "What it belongs to."}.required().found_by("episode"),
                     assessment.episode, one_of<Kind::Episode>);
    fields.reference(Field{"practitioner", "Who examined."}.required().found_by("practitioner"),
                     assessment.practitioner, one_of<Kind::Practitioner>);
    fields.reference(Field{"amends", "The assessment that this one corrects."}.found_by("amends"),
                     assessment.amends, one_of<Kind::Assessment>);
    fields.reference(
        Field{"checks", "The session after which it asks how that went."}.found_by("checks"),
        assessment.checks, one_of<Kind::Session>);
    fields.date(Field{"on", "The day."}.required().found_by("date"), assessment.on);
    describe_findings(fields, assessment);
    fields.object({"screening", "What the screening decided on these answers."},
                  assessment.screening);
    fields.objects({"causes", "What may be behind the pain, the leading cause first."},
                   assessment.causes, 40);
    fields.objects({"clearances", "Who cleared what a rule asks to be cleared."},
                   assessment.clearances, 64);
    fields.objects({"overrides", "Where the clinician goes on against advice, and why."},
                   assessment.overrides, 64);
    fields.text(Field{"impression", "The clinician's own words."}.identifying(),
                assessment.impression, letter_length);
}

} // namespace filiform::record
