// SPDX-License-Identifier: Apache-2.0
#include "needle/target_rule.h"

#include "base/data_document.h"
#include "needle/rule_reading.h"

#include <algorithm>
#include <array>
#include <numbers>

namespace filiform::needle {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180;
constexpr std::array all_axes{Axis::Anterior, Axis::Posterior, Axis::Lateral,
                              Axis::Medial,   Axis::Cranial,   Axis::Caudal};

std::vector<base::DataNode> rows(const base::DataNode& node, std::string_view key) {
    if (!node.has(key))
        return {};
    return node.child(key).items();
}

DirectionRule read_direction(const base::DataNode& row) {
    row.allow_only({"toward", "at_most_deg", "levels", "because", "source", "mark"});
    DirectionRule rule;
    rule.toward = read_axis(row, "toward");
    rule.at_most_rad = number_within(row, "at_most_deg", {-90, 90}) * rad_per_deg;
    rule.levels = row.texts_or_none("levels");
    rule.because = row.text("because");
    rule.source = chart::SourceId(row.text("source"));
    check_mark(row, "mark");
    return rule;
}

PlaceRule read_place(const base::DataNode& row) {
    row.allow_only({"of", "from", "along", "at_least_mm", "at_most_mm", "levels", "because",
                    "source", "mark"});
    PlaceRule rule;
    const std::string of = row.text("of");
    rule.of = of == "entry" ? PlaceRule::Of::Entry : PlaceRule::Of::Tip;
    if (row.has("of") && of != "entry" && of != "tip")
        row.complain("needle.target", "The place of '" + of + "' is not known.",
                     "Use entry or tip.");
    rule.from = row.text("from");
    rule.along = read_axis(row, "along");
    if (row.has("at_least_mm"))
        rule.at_least_mm = row.number("at_least_mm");
    if (row.has("at_most_mm"))
        rule.at_most_mm = row.number("at_most_mm");
    if (!rule.at_least_mm && !rule.at_most_mm)
        row.complain("needle.target", "This place has no bound.",
                     "Give at_least_mm or at_most_mm.");
    rule.levels = row.texts_or_none("levels");
    rule.because = row.text("because");
    rule.source = chart::SourceId(row.text("source"));
    check_mark(row, "mark");
    return rule;
}

BackstopNeed read_backstop(const base::DataNode& row) {
    const std::string word = row.text("backstop");
    if (word == "contact")
        return BackstopNeed::Contact;
    if (word == "required")
        return BackstopNeed::Required;
    if (word == "wanted")
        return BackstopNeed::Wanted;
    if (row.has("backstop") && word != "preferred")
        row.complain("needle.target", "The backstop '" + word + "' is not known.",
                     "Use contact, required, wanted or preferred.");
    return BackstopNeed::Preferred;
}

void read_words(const base::DataNode& row, TargetRule& rule) {
    const std::string stop = row.text("stop");
    if (const auto known = chart::stop_rule_of(stop)) {
        rule.stop = *known;
    } else if (row.has("stop")) {
        row.complain("needle.target", "The stop rule '" + stop + "' is not known.",
                     "Use depth, bone_or_depth or hub.");
    }
    rule.backstop = read_backstop(row);
    for (const std::string& word : row.texts_or_none("hub_block")) {
        if (const auto kind = chart::kind_of(word)) {
            rule.hub_block.push_back(*kind);
        } else {
            row.complain("needle.target", "The kind '" + word + "' is not known.");
        }
    }
    if (!row.has("requires"))
        (void)row.texts("requires");
    rule.requires_known = row.texts_or_none("requires");
    rule.landmarks = row.texts_or_none("landmarks");
    rule.notes = row.texts_or_none("notes");
    if (row.has("notes_without"))
        for (const base::DataNode& one : row.child("notes_without").items()) {
            one.allow_only({"structure", "note"});
            rule.notes_without.push_back({one.text("structure"), one.text("note")});
        }
    for (const std::string& key : row.texts("sources"))
        rule.sources.emplace_back(key);
    check_mark(row, "mark");
}

TargetRule read_rule(const base::DataNode& row) {
    row.allow_only({"muscle", "position", "faces", "max_tilt_deg", "directions", "places",
                    "min_bite_mm", "far_border_margin_mm", "stop", "backstop", "hub_block",
                    "requires", "landmarks", "notes", "notes_without", "sources", "mark"});
    TargetRule rule;
    rule.muscle = row.text("muscle");
    rule.position = row.text("position");
    for (const base::DataNode& face : row.child("faces").items()) {
        face.allow_only({"axis", "within_deg"});
        rule.faces.push_back(
            {read_axis(face, "axis"), number_within(face, "within_deg", {1, 180}) * rad_per_deg});
    }
    rule.max_tilt_rad = number_within(row, "max_tilt_deg", {0, 85}) * rad_per_deg;
    for (const base::DataNode& one : rows(row, "directions"))
        rule.directions.push_back(read_direction(one));
    for (const base::DataNode& one : rows(row, "places"))
        rule.places.push_back(read_place(one));
    rule.min_bite_mm = number_within(row, "min_bite_mm", {0, 50});
    rule.far_border_margin_mm = number_within(row, "far_border_margin_mm", {0, 50});
    read_words(row, rule);
    return rule;
}

} // namespace

Axis read_axis(const base::DataNode& row, std::string_view key) {
    const std::string word = row.text(key);
    for (const Axis axis : all_axes)
        if (text(axis) == word)
            return axis;
    if (row.has(key))
        row.complain("needle.target", "The direction '" + word + "' is not known.",
                     "Use anterior, posterior, lateral, medial, cranial or caudal.");
    return Axis::Posterior;
}

std::string_view text(Axis axis) {
    switch (axis) {
    case Axis::Anterior:
        return "anterior";
    case Axis::Posterior:
        return "posterior";
    case Axis::Lateral:
        return "lateral";
    case Axis::Medial:
        return "medial";
    case Axis::Cranial:
        return "cranial";
    case Axis::Caudal:
        return "caudal";
    }
    return "";
}

geometry::Vec3 unit_vector(Axis axis, chart::Side side) {
    const double outward = side == chart::Side::Left ? -1 : 1; // +x is the patient's right
    switch (axis) {
    case Axis::Anterior:
        return {0, 1, 0};
    case Axis::Posterior:
        return {0, -1, 0};
    case Axis::Lateral:
        return {outward, 0, 0};
    case Axis::Medial:
        return {-outward, 0, 0};
    case Axis::Cranial:
        return {0, 0, 1};
    case Axis::Caudal:
        return {0, 0, -1};
    }
    return {};
}

const TargetRule* find_rule(const std::vector<TargetRule>& rules,
                            const chart::StructureId& target) {
    const std::string& id = target.text();
    const std::string muscle = id.substr(0, id.find('.'));
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const TargetRule& r) { return r.muscle == muscle; });
    return found == rules.end() ? nullptr : &*found;
}

std::string filled(std::string_view pattern, chart::Side side, std::string_view level) {
    std::string result(pattern);
    const auto replace = [&](std::string_view word, std::string_view by) {
        for (std::size_t at = result.find(word); at != std::string::npos; at = result.find(word))
            result.replace(at, word.size(), by);
    };
    replace("SIDE", side == chart::Side::Left ? "left" : "right");
    replace("LEVEL", level);
    return result;
}

base::Checked<std::vector<TargetRule>> read_target_rules(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"targets"});
    std::vector<TargetRule> rules;
    for (const base::DataNode& row : root.child("targets").items()) {
        rules.push_back(read_rule(row));
        const auto same = [&](const TargetRule& r) { return r.muscle == rules.back().muscle; };
        if (std::count_if(rules.begin(), rules.end(), same) > 1)
            row.complain("needle.target", "The muscle " + rules.back().muscle + " has two rules.");
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return rules;
}

} // namespace filiform::needle
