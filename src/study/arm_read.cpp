// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "study/drawn.h"
#include "study/protocol_parts.h"

namespace filiform::study {

namespace {

std::optional<chart::NeedleProduct> read_needle(const std::string& text) {
    const std::size_t by = text.find('x');
    if (by == std::string::npos)
        return std::nullopt;
    const auto number = [](const std::string& digits) {
        const bool is_plain =
            !digits.empty() && digits.find_first_not_of("0123456789.") == std::string::npos;
        return is_plain ? std::strtod(digits.c_str(), nullptr) : 0.0;
    };
    const double diameter = number(text.substr(0, by));
    const double length = number(text.substr(by + 1));
    constexpr double thickest_mm = 3;
    constexpr double longest_mm = 200;
    if (!(diameter > 0 && diameter <= thickest_mm && length >= 5 && length <= longest_mm))
        return std::nullopt;
    return chart::NeedleProduct{text, diameter, length};
}

void read_needles(const base::DataNode& node, Arm& arm) {
    (void)node.child("needle");
    for (const std::string& text : names_at(node, "needle")) {
        if (const auto needle = read_needle(text))
            arm.needles.push_back(*needle);
        else
            node.child("needle").complain("study.needle", "'" + text + "' is no needle.",
                                          "Write diameter x length in mm, as 0.30x60.");
    }
    std::stable_sort(arm.needles.begin(), arm.needles.end(),
                     [](const auto& a, const auto& b) { return a.length_mm < b.length_mm; });
    if (node.has("reach"))
        arm.reach_mm = read_formula(node, "reach", node.text("reach"));
    arm.reach_sd_mm = number_in(node, "reach_sd_mm", 0, 100, 0);
    if (arm.needles.size() > 1 && !node.has("reach"))
        node.child("needle").complain("study.needle", "It is not said which needle is taken.",
                                      "Add reach: FORMULA, the length that is needed.");
}

void read_stop(const base::DataNode& node, Arm& arm) {
    using What = anatomy::StopAt::What;
    const std::string text = node.text("stop");
    if (node.has("target")) {
        arm.target = node.text("target");
        arm.not_drawn = check_drawn(node, "target", {arm.target});
    }
    if (node.has("depth"))
        arm.depth_mm = read_formula(node, "depth", node.text("depth"));
    arm.depth_sd_mm = number_in(node, "depth_sd_mm", 0, 100, 0);
    arm.retract_mm = number_in(node, "retract_mm", 0, 200, 0);
    if (text.empty())
        return;
    const auto stop = anatomy::read_stop(text);
    if (!stop) {
        node.child("stop").complain(stop.error().code, stop.error().what, stop.error().hint);
        return;
    }
    arm.stop = *stop;
    const bool is_bare = stop->what == What::Depth && stop->depth_mm == 0;
    if (is_bare && !node.has("depth"))
        node.child("stop").complain("study.stop", "It is not said how deep.",
                                    "Add depth: FORMULA, or write stop: 45mm.");
    if (!is_bare && node.has("depth"))
        node.child("depth").complain("study.stop", "The stop rule does not ask for a depth.",
                                     "Write stop: depth.");
    const bool asks_target =
        stop->what != What::Depth && stop->what != What::FirstBone && stop->what != What::Hub;
    if (asks_target && arm.target.empty())
        node.child("stop").complain("study.stop", "It is not said in which structure.",
                                    "Add target: STRUCTURE.");
}

/// The acupuncture point an entry begins with, or null.
const needle::PointRule* point_named(const std::vector<needle::PointRule>& points,
                                     std::string_view entry) {
    const std::string_view name = entry.substr(0, entry.find(' '));
    const auto found = std::find_if(points.begin(), points.end(),
                                    [&](const auto& rule) { return rule.point == name; });
    return found == points.end() ? nullptr : &*found;
}

/// An entry that begins with a point, said by the landmarks the point is found by.
std::string written_out(const needle::PointRule& point, std::string_view entry) {
    constexpr std::string_view side = ".SIDE"; // an arm needles more than one
    std::string place = point.at;
    for (std::size_t at = place.find(side); at != std::string::npos; at = place.find(side))
        place.erase(at, side.size());
    if (point.lateral_mm > 0)
        place += " lateral=" + std::to_string(point.lateral_mm) + "mm";
    return place + std::string(entry.substr(point.point.size()));
}

Marks marks_towards(needle::Axis face) {
    switch (face) {
    case needle::Axis::Posterior:
        return Marks::Behind;
    case needle::Axis::Anterior:
        return Marks::Before;
    case needle::Axis::Lateral:
        return Marks::Beside;
    default:
        return Marks::Nearest;
    }
}

} // namespace

Arm read_arm(const base::DataNode& node, const Cohort& cohort,
             const std::vector<needle::PointRule>& points, const std::set<std::string>& sources) {
    node.allow_only({"id", "what", "sex", "sides", "repeats", "entry", "marks", "direction",
                     "needle", "reach", "reach_sd_mm", "stop", "target", "depth", "depth_sd_mm",
                     "retract_mm", "outcomes"});
    Arm arm;
    arm.where = node.where();
    arm.id = read_id(node, "id");
    arm.what = node.text_or("what", arm.id);
    if (node.has("sex"))
        arm.sex = read_word<atlas::Sex>(node, "sex",
                                        {{"m", atlas::Sex::Male}, {"f", atlas::Sex::Female}});
    arm.sides = node.has("sides") ? read_word(node, "sides", side_words()) : cohort.sides;
    constexpr int most_repeats = 100;
    arm.repeats = whole_in(node, "repeats", 1, most_repeats, 1);
    arm.has_needle = node.has("entry");
    if (arm.has_needle) {
        arm.entry = node.text("entry");
        const needle::PointRule* point = point_named(points, arm.entry);
        if (point != nullptr)
            arm.entry = written_out(*point, arm.entry);
        arm.entry_where = node.child("entry").where();
        if (node.has("marks"))
            arm.marks = read_word<Marks>(node, "marks",
                                         {{"nearest", Marks::Nearest},
                                          {"behind", Marks::Behind},
                                          {"before", Marks::Before},
                                          {"beside", Marks::Beside}});
        else if (point != nullptr)
            arm.marks = marks_towards(point->face);
        arm.direction = node.text_or("direction", "perpendicular");
        arm.direction_where =
            node.has("direction") ? node.child("direction").where() : arm.entry_where;
        read_needles(node, arm);
        read_stop(node, arm);
    } else {
        for (const char* key : {"marks", "direction", "needle", "stop", "target", "depth", "reach"})
            if (node.has(key))
                node.child(key).complain("study.needle", "The arm has no entry.", "Add entry.");
    }
    for (const base::DataNode& row : node.child("outcomes").items())
        arm.outcomes.push_back(read_outcome(row, arm, sources));
    if (arm.outcomes.empty())
        node.complain("study.outcomes", "Nothing is asked of this arm.", "Add outcomes.");
    return arm;
}

Pool read_pool(const base::DataNode& node, const std::vector<Arm>& arms,
               const std::set<std::string>& sources) {
    node.allow_only({"id", "what", "outcome", "arms", "published", "because"});
    Pool pool;
    pool.outcome.id = read_id(node, "id");
    pool.outcome.what = node.text_or("what", pool.outcome.id);
    pool.outcome.because = node.text_or("because", "");
    pool.of_arms = node.text("outcome");
    const std::vector<std::string> named = names_at(node, "arms");
    for (const std::string& name : named)
        if (std::none_of(arms.begin(), arms.end(), [&](const Arm& arm) { return arm.id == name; }))
            node.child("arms").complain("study.arms", "There is no arm '" + name + "'.", "");
    for (const Arm& arm : arms) {
        const bool is_meant =
            named.empty() || std::find(named.begin(), named.end(), arm.id) != named.end();
        const auto found =
            std::find_if(arm.outcomes.begin(), arm.outcomes.end(),
                         [&](const Outcome& outcome) { return outcome.id == pool.of_arms; });
        if (!is_meant || found == arm.outcomes.end())
            continue;
        pool.arms.push_back(arm.id);
        pool.outcome.measure = found->measure;
        pool.outcome.not_drawn.insert(pool.outcome.not_drawn.end(), found->not_drawn.begin(),
                                      found->not_drawn.end());
        if (!is_yes_or_no(found->measure))
            node.child("outcome").complain("study.measure",
                                           "'" + pool.of_arms + "' is no yes or no.",
                                           "Only counts are pooled.");
    }
    if (pool.arms.empty())
        node.child("outcome").complain("study.arms",
                                       "No arm has an outcome '" + pool.of_arms + "'.", "");
    if (node.has("published"))
        pool.outcome.published =
            read_published(node.child("published"), pool.outcome, false, sources);
    return pool;
}

} // namespace filiform::study
