// SPDX-License-Identifier: Apache-2.0
#include "record/choice.h"
#include "record/kinds.h"
#include "record/session.h"

namespace filiform::record {

std::span<const std::string_view> words(Needle::Response) {
    static constexpr auto all =
        worded<Needle::Response::Shooting>("none", "ache", "heaviness", "warmth", "referred_pain",
                                           "sharp_pain", "burning", "electric", "shooting");
    return all;
}

std::span<const std::string_view> words(Needle::Complication) {
    static constexpr auto all = worded<Needle::Complication::Other>(
        "bleeding", "bruise", "haematoma", "pain", "nerve_contact", "vessel_contact", "stuck",
        "bent", "broken", "left_in", "fainting", "other");
    return all;
}

void describe(Fields& fields, ElectricalSettings& settings) {
    fields.text({"device", "What made the current."}, settings.device, line_length);
    fields.number({"frequencyHz", "How often it pulses."}, settings.frequency_hz, {0, 1000});
    fields.number({"pulseUs", "How long a pulse is."}, settings.pulse_us, {0, 10000});
    fields.number({"intensity", "As felt, 0 to 10."}, settings.intensity, {0, 10});
    fields.number({"minutes", "How long it ran."}, settings.minutes, {0, 120});
    fields.integer({"pairedWith", "The other needle of the circuit, by its place, from 0."},
                   settings.paired_with, {0, 59});
}

namespace {

void describe_product(Fields& fields, Needle& needle) {
    fields.reference(Field{"stock", "The lot it was taken from."}.found_by("stock"), needle.stock,
                     one_of<Kind::Stock>);
    fields.text({"product", "As printed on the packet."}, needle.product, line_length);
    fields.text(Field{"lot", "As printed on the packet."}.found_by("lot"), needle.lot, code_length);
    fields.number({"diameterMm", "Of the needle."}, needle.diameter_mm, {0.05, 2});
    fields.number({"lengthMm", "Of the needle, tip to base of the handle."}, needle.length_mm,
                  {3, 200});
}

void describe_place(Fields& fields, Needle& needle) {
    fields.integer({"plannedTarget", "Its place among the plan's targets, from 0; none when it was "
                                     "not planned."},
                   needle.planned_target, {0, 63});
    fields.text(Field{"entry", "Where it went in, from landmarks."}.identifying(), needle.entry,
                text_length);
    fields.number({"offsetLateralMm", "From the planned entry; towards the middle is negative."},
                  needle.offset_lateral_mm, {-300, 300});
    fields.number({"offsetCranialMm", "From the planned entry; towards the feet is negative."},
                  needle.offset_cranial_mm, {-300, 300});
    fields.number({"depthMm", "How deep it went, along the needle."}, needle.depth_mm, {0, 200});
    fields.number({"angleToSkinDeg", "90 is straight in."}, needle.angle_to_skin_deg, {0, 90});
}

void describe_use(Fields& fields, Needle& needle) {
    fields.flag({"guideTube", "Whether a guide tube was used."}, needle.guide_tube);
    fields.choice({"technique", "How it was used."}, needle.technique);
    fields.integer({"passes", "Up and down, of a pistoned needle."}, needle.passes, {0, 200});
    fields.flag({"twitch", "Whether the muscle twitched."}, needle.twitch);
    fields.choices({"responses", "What the patient felt."}, needle.responses);
    fields.flag({"boneContact", "Whether bone was felt."}, needle.bone_contact);
    fields.object({"electrical", "Current through it."}, needle.electrical);
}

} // namespace

void describe(Fields& fields, Needle& needle) {
    fields.text(
        Field{"target", "The muscle with its side: \"piriformis.right\"."}.required().found_by(
            "target"),
        needle.target, code_length);
    fields.text({"level", "Of a long muscle, the vertebra: \"l4\"."}, needle.level, code_length);
    describe_product(fields, needle);
    describe_place(fields, needle);
    describe_use(fields, needle);
    fields.instant({"timeIn", "When it went in; none when it was prepared only."}, needle.time_in);
    fields.instant({"timeOut", "When it was taken out."}, needle.time_out);
    fields.reference({"removedBy", "Who took it out."}, needle.removed_by,
                     one_of<Kind::Practitioner>);
    fields.choices({"complications", "What went wrong at this needle."}, needle.complications);
    fields.text(Field{"note", "Anything else about it."}.identifying(), needle.note, text_length);
}

} // namespace filiform::record
