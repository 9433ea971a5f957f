// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "study/drawn.h"
#include "study/protocol_parts.h"

namespace filiform::study {

namespace {

const Words<Measure>& measure_words() {
    static const Words<Measure> words{{"pierced", Measure::Pierced},
                                      {"touched", Measure::Touched},
                                      {"tip_inside", Measure::TipInside},
                                      {"within", Measure::Within},
                                      {"first_bone", Measure::FirstBone},
                                      {"tip_depth", Measure::TipDepth},
                                      {"depth_of", Measure::DepthOf},
                                      {"distance", Measure::Distance},
                                      {"entry_lateral", Measure::EntryLateral},
                                      {"tip_lateral", Measure::TipLateral},
                                      {"number", Measure::Number},
                                      {"holds", Measure::Holds}};
    return words;
}

bool speaks_of_structures(Measure measure) {
    switch (measure) {
    case Measure::Pierced:
    case Measure::Touched:
    case Measure::TipInside:
    case Measure::Within:
    case Measure::DepthOf:
    case Measure::Distance:
        return true;
    case Measure::FirstBone:
    case Measure::TipDepth:
    case Measure::EntryLateral:
    case Measure::TipLateral:
    case Measure::Number:
    case Measure::Holds:
        return false;
    }
    return false;
}

/// One structure's name, or a list of them.
std::vector<std::string> names_at(const base::DataNode& node, std::string_view key) {
    if (!node.has(key))
        return {};
    return node.child(key).is_list() ? node.texts(key) : std::vector{node.text(key)};
}

/// Notes names that nobody knows; returns those that no shape file draws yet.
std::vector<std::string> check_drawn(const base::DataNode& node, std::string_view key,
                                     const std::vector<std::string>& names) {
    std::vector<std::string> not_drawn;
    for (const std::string& name : names) {
        const Drawing drawing = drawing_of(name);
        if (drawing == Drawing::NotYet)
            not_drawn.push_back(name);
        if (drawing != Drawing::Unknown)
            continue;
        if (chart::side_of(name) != chart::Side::None) {
            node.child(key).complain("study.structure", "'" + name + "' names a side.",
                                     "Leave it out: structures take the side that is needled.");
            continue;
        }
        const std::string near = nearest_structure(name);
        node.child(key).complain("study.structure", "There is no structure '" + name + "'.",
                                 near.empty() ? "`filiform body show` lists them."
                                              : "Did you mean " + near + "?");
    }
    return not_drawn;
}

Published read_published(const base::DataNode& node, const Outcome& outcome, Sides sides,
                         const std::set<std::string>& sources) {
    node.allow_only({"count", "mean", "sd", "r2", "of", "bodies", "source", "mark"});
    check_source(node, sources);
    Published published;
    published.source = chart::SourceId(node.text("source"));
    published.mark = node.text("mark");
    constexpr int most = 1000000;
    published.of = static_cast<std::size_t>(node.has("of") ? whole_in(node, "of", 1, most, 1)
                                                           : node.integer("of"));
    // Where the paper does not say, as many bodies as it takes when each is needled as here.
    const std::size_t per_body = sides == Sides::Both && needs_needle(outcome.measure) ? 2 : 1;
    const std::size_t fewest = (published.of + per_body - 1) / per_body;
    published.bodies = static_cast<std::size_t>(
        whole_in(node, "bodies", 1, most, static_cast<int>(std::max<std::size_t>(fewest, 1))));
    const bool is_count = is_yes_or_no(outcome.measure);
    const char* key = is_count ? "count" : outcome.on.empty() ? "mean" : "r2";
    published.value = node.number(key);
    for (const char* other : {"count", "mean", "r2"})
        if (std::string_view(other) != key && node.has(other))
            node.child(other).complain("study.published",
                                       "This outcome is no " + std::string(other) + ".",
                                       "Write " + std::string(key) + ".");
    published.kind = is_count             ? Published::Kind::Count
                     : outcome.on.empty() ? Published::Kind::Mean
                                          : Published::Kind::Explained;
    if (is_count)
        (void)whole_in(node, "count", 0, static_cast<int>(published.of), 0);
    if (published.kind == Published::Kind::Explained)
        (void)number_in(node, "r2", 0, 1, 0);
    if (node.has("sd"))
        published.sd = number_in(node, "sd", 0, 1e6, 0);
    if (published.bodies > published.of)
        node.complain("study.published", "There are more bodies than insertions.", "");
    return published;
}

Outcome read_outcome(const base::DataNode& node, const Arm& arm,
                     const std::set<std::string>& sources) {
    node.allow_only(
        {"id", "what", "measure", "of", "within_mm", "value", "on", "published", "because"});
    Outcome outcome;
    outcome.id = read_id(node, "id");
    outcome.what = node.text_or("what", outcome.id);
    (void)node.text("measure");
    outcome.measure = read_word(node, "measure", measure_words());
    outcome.because = node.text_or("because", "");
    const Measure measure = outcome.measure;
    const auto refuse = [&](const char* key, const std::string& what, const std::string& hint) {
        (node.has(key) ? node.child(key) : node).complain("study.measure", what, hint);
    };
    if (needs_needle(measure) && !arm.has_needle)
        refuse("measure", "This is read off a needle, and the arm has none.",
               "Give the arm an entry, or use number or holds.");
    outcome.of = names_at(node, "of");
    if (speaks_of_structures(measure) && outcome.of.empty())
        refuse("of", "It is not said of which structure.", "Add of: STRUCTURE.");
    if (!speaks_of_structures(measure) && measure != Measure::FirstBone && !outcome.of.empty())
        refuse("of", "This measure speaks of no structure.", "Take 'of' away.");
    outcome.not_drawn = check_drawn(node, "of", outcome.of);
    if (measure == Measure::Within)
        outcome.within_mm = node.number("within_mm");
    else if (node.has("within_mm"))
        refuse("within_mm", "Only the measure 'within' has a distance.", "");
    const bool has_formula = measure == Measure::Number || measure == Measure::Holds;
    if (has_formula)
        outcome.value = read_formula(node, "value", node.text("value"));
    else if (node.has("value"))
        refuse("value", "Only the measures number and holds have a value.", "");
    for (const std::string& text : names_at(node, "on"))
        if (auto formula = read_formula(node, "on", text))
            outcome.on.push_back(std::move(*formula));
    if (!outcome.on.empty() && is_yes_or_no(measure))
        refuse("on", "A yes or no is not regressed on anything.", "");
    if (node.has("published"))
        outcome.published = read_published(node.child("published"), outcome, arm.sides, sources);
    return outcome;
}

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
    const bool asks_target = stop->what == What::TargetCentre || stop->what == What::FarBorder;
    if (asks_target && arm.target.empty())
        node.child("stop").complain("study.stop", "It is not said in which structure.",
                                    "Add target: STRUCTURE.");
}

} // namespace

bool is_yes_or_no(Measure measure) {
    switch (measure) {
    case Measure::Pierced:
    case Measure::Touched:
    case Measure::TipInside:
    case Measure::Within:
    case Measure::FirstBone:
    case Measure::Holds:
        return true;
    case Measure::TipDepth:
    case Measure::DepthOf:
    case Measure::Distance:
    case Measure::EntryLateral:
    case Measure::TipLateral:
    case Measure::Number:
        return false;
    }
    return false;
}

bool needs_needle(Measure measure) {
    return measure != Measure::Number && measure != Measure::Holds;
}

Arm read_arm(const base::DataNode& node, const Cohort& cohort,
             const std::set<std::string>& sources) {
    node.allow_only({"id", "what", "sex", "sides", "repeats", "entry", "direction", "needle",
                     "reach", "reach_sd_mm", "stop", "target", "depth", "depth_sd_mm", "retract_mm",
                     "outcomes"});
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
        arm.entry_where = node.child("entry").where();
        arm.direction = node.text_or("direction", "perpendicular");
        arm.direction_where =
            node.has("direction") ? node.child("direction").where() : arm.entry_where;
        read_needles(node, arm);
        read_stop(node, arm);
    } else {
        for (const char* key : {"direction", "needle", "stop", "target", "depth", "reach"})
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
            read_published(node.child("published"), pool.outcome, Sides::Right, sources);
    return pool;
}

} // namespace filiform::study
