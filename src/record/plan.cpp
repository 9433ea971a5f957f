// SPDX-License-Identifier: Apache-2.0
#include "record/plan.h"

#include "record/choice.h"
#include "record/kinds.h"

namespace filiform::record {

std::span<const std::string_view> words(Technique) {
    static constexpr auto all =
        worded<Technique::Electrical>("superficial", "still", "rotated", "pistoned", "electrical");
    return all;
}

std::span<const std::string_view> words(Stop) {
    static constexpr auto all = worded<Stop::Hub>("depth", "bone_or_depth", "hub");
    return all;
}

void describe(Fields& fields, BodyVector& vector) {
    fields.number(Field{"x", "Towards the patient's right."}.required(), vector.x, {-5000, 5000});
    fields.number(Field{"y", "Towards the front."}.required(), vector.y, {-5000, 5000});
    fields.number(Field{"z", "Towards the head."}.required(), vector.z, {-5000, 5000});
}

void describe(Fields& fields, ChosenPath& path) {
    fields.integer({"index", "Which of the planner's proposals for the target, from 0; left out "
                             "where a hand set it."},
                   path.index, {0, 100});
    fields.object(Field{"entryMm", "Where the needle enters the skin, body frame."}.required(),
                  path.entry);
    fields.object(Field{"direction", "Unit vector into the body, body frame."}.required(),
                  path.direction);
    fields.number(Field{"depthMm", "How deep, along the direction."}.required(), path.depth_mm,
                  {0, 200});
    fields.number({"angleToSkinDeg", "90 is straight in."}, path.angle_to_skin_deg, {0, 90});
    fields.number(Field{"diameterMm", "Of the needle."}.required(), path.diameter_mm, {0.05, 2});
    fields.number(Field{"lengthMm", "Of the needle, tip to base of the handle."}.required(),
                  path.length_mm, {3, 200});
    fields.text(Field{"instruction", "From landmarks under the finger."}.required(),
                path.instruction, text_length);
    fields.choice({"stop", "What ends the insertion."}, path.stop);
    fields.text({"stopRule", "When to stop."}, path.stop_rule, text_length);
    fields.text({"verdict", "How the planner judged it."}, path.verdict, code_length);
}

void describe(Fields& fields, PlannedTarget& target) {
    fields.text(Field{"target", "The muscle with its side: \"piriformis.right\"."}.required(),
                target.target, code_length);
    fields.text({"level", "Of a long muscle, the vertebra: \"l4\"."}, target.level, code_length);
    fields.text({"because", "Why it is needled."}, target.because, text_length);
    fields.object({"path", "The needle chosen."}, target.path);
    fields.text({"noPath", "Why there is none."}, target.no_path, text_length);
    fields.choice({"technique", "How the needle is used."}, target.technique);
}

void describe(Fields& fields, Plan::Dose& dose) {
    fields.integer({"mostNeedles", "In one session."}, dose.most_needles, {0, 50});
    fields.integer({"retentionMinutes", "How long needles stay in; 0: taken out at once."},
                   dose.retention_minutes, {0, 60});
    fields.integer({"sessions", "Planned altogether."}, dose.sessions, {1, 50});
    fields.integer({"intervalDays", "Between two sessions."}, dose.interval_days, {1, 90});
    fields.integer({"reviewAfter", "Sessions after which it is asked whether needling helps."},
                   dose.review_after, {1, 50});
}

void describe(Fields& fields, Plan::Provenance& provenance) {
    fields.text(Field{"program", "The program that made it."}.required(), provenance.program,
                line_length);
    fields.text({"knowledge", "Digest of the library."}, provenance.knowledge, 64);
    fields.text({"body", "Digest of the body it was planned on."}, provenance.body, 64);
    fields.text({"inputs", "Digest of the answers."}, provenance.inputs, 64);
    fields.text({"seed", "Of the random numbers, decimal."}, provenance.seed, 20);
}

namespace {

void describe_what_is_planned(Fields& fields, Plan& plan) {
    fields.choice(Field{"decision", "What the screening decided."}.required().found_by("decision"),
                  plan.decision);
    fields.flag(Field{"needlingAllowed", "Whether needling may be carried out."}.required(),
                plan.needling_allowed);
    fields.objects({"targets", "The muscles to needle."}, plan.targets, 64);
    fields.object({"dose", "How many needles, how long, how often."}, plan.dose);
    fields.texts({"stopRules", "When to stop a session or the course."}, plan.stop_rules, 20,
                 text_length);
    fields.texts(Field{"goals", "What is to be reached."}.identifying(), plan.goals, 20,
                 text_length);
    fields.texts({"alternatives", "Care offered instead or besides, as the library names it."},
                 plan.alternatives, 50, line_length);
}

} // namespace

void describe(Fields& fields, Plan& plan) {
    fields.reference(Field{"patient", "Whose it is."}.required().found_by("patient"), plan.patient,
                     one_of<Kind::Patient>);
    fields.reference(Field{"episode", "What it belongs to."}.required().found_by("episode"),
                     plan.episode, one_of<Kind::Episode>);
    fields.reference(Field{"assessment", "What it rests on."}.required().found_by("assessment"),
                     plan.assessment, one_of<Kind::Assessment>);
    fields.reference(
        Field{"practitioner", "Who answers for it."}.required().found_by("practitioner"),
        plan.practitioner, one_of<Kind::Practitioner>);
    fields.reference(Field{"replaces", "The plan that this one supersedes."}.found_by("replaces"),
                     plan.replaces, one_of<Kind::Plan>);
    fields.instant(Field{"madeAt", "When it was made."}.required().found_by("date"), plan.made_at);
    describe_what_is_planned(fields, plan);
    fields.objects({"overrides", "Where the clinician goes on against advice, and why."},
                   plan.overrides, 64);
    fields.objects(Field{"documents", "Pages and figures."}.identifying(), plan.documents, 50);
    fields.object({"provenance", "What it was made from."}, plan.provenance);
    fields.text(Field{"note", "The clinician's own words."}.identifying(), plan.note, text_length);
}

} // namespace filiform::record
