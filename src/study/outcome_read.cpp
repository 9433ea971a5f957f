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
                                      {"tip_near", Measure::TipNear},
                                      {"first_bone", Measure::FirstBone},
                                      {"tip_depth", Measure::TipDepth},
                                      {"depth_of", Measure::DepthOf},
                                      {"end_of", Measure::EndOf},
                                      {"distance", Measure::Distance},
                                      {"tip_distance", Measure::TipDistance},
                                      {"entry_lateral", Measure::EntryLateral},
                                      {"tip_lateral", Measure::TipLateral},
                                      {"number", Measure::Number},
                                      {"holds", Measure::Holds},
                                      {"all_of", Measure::AllOf},
                                      {"any_of", Measure::AnyOf}};
    return words;
}

bool speaks_of_structures(Measure measure) {
    switch (measure) {
    case Measure::Pierced:
    case Measure::Touched:
    case Measure::TipInside:
    case Measure::Within:
    case Measure::TipNear:
    case Measure::DepthOf:
    case Measure::EndOf:
    case Measure::Distance:
    case Measure::TipDistance:
        return true;
    case Measure::FirstBone:
    case Measure::TipDepth:
    case Measure::EntryLateral:
    case Measure::TipLateral:
    case Measure::Number:
    case Measure::Holds:
    case Measure::AllOf:
    case Measure::AnyOf:
        return false;
    }
    return false;
}

/// The earlier answers of the arm that one is made of, as "nerve" or "not nerve".
std::vector<Joined> read_joined(const base::DataNode& node, const Arm& arm) {
    constexpr std::string_view negated = "not ";
    std::vector<Joined> joined;
    for (const std::string& text : node.texts("outcomes")) {
        const bool is_not = text.starts_with(negated);
        const std::string id = text.substr(is_not ? negated.size() : 0);
        const auto found = std::find_if(arm.outcomes.begin(), arm.outcomes.end(),
                                        [&](const Outcome& outcome) { return outcome.id == id; });
        if (found == arm.outcomes.end())
            node.child("outcomes")
                .complain("study.outcomes", "No outcome '" + id + "' stands before this one.",
                          "Write the ids of outcomes above it, with 'not' before one that must not "
                          "hold.");
        else if (!is_yes_or_no(found->measure))
            node.child("outcomes")
                .complain("study.measure", "'" + id + "' is no yes or no.",
                          "Only those are joined.");
        else
            joined.push_back({static_cast<std::size_t>(found - arm.outcomes.begin()), is_not});
    }
    return joined;
}

} // namespace

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

Published read_published(const base::DataNode& node, const Outcome& outcome, bool on_both_sides,
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
    const std::size_t per_body = on_both_sides ? 2 : 1;
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
    node.allow_only({"id", "what", "measure", "of", "within_mm", "value", "on", "outcomes",
                     "published", "because"});
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
    if (measure == Measure::Within || measure == Measure::TipNear)
        outcome.within_mm = node.number("within_mm");
    else if (node.has("within_mm"))
        refuse("within_mm", "Only the measures within and tip_near have a distance.", "");
    const bool has_formula = measure == Measure::Number || measure == Measure::Holds;
    if (has_formula)
        outcome.value = read_formula(node, "value", node.text("value"));
    else if (node.has("value"))
        refuse("value", "Only the measures number and holds have a value.", "");
    if (joins_answers(measure)) {
        outcome.joined = read_joined(node, arm);
        for (const Joined& part : outcome.joined) {
            const std::vector<std::string>& lacks = arm.outcomes[part.outcome].not_drawn;
            outcome.not_drawn.insert(outcome.not_drawn.end(), lacks.begin(), lacks.end());
        }
    } else if (node.has("outcomes")) {
        refuse("outcomes", "Only the measures all_of and any_of are made of other answers.", "");
    }
    for (const std::string& text : names_at(node, "on"))
        if (auto formula = read_formula(node, "on", text))
            outcome.on.push_back(std::move(*formula));
    if (!outcome.on.empty() && is_yes_or_no(measure))
        refuse("on", "A yes or no is not regressed on anything.", "");
    if (node.has("published"))
        outcome.published =
            read_published(node.child("published"), outcome,
                           arm.sides == Sides::Both && is_of_insertion(outcome, arm), sources);
    return outcome;
}

bool is_yes_or_no(Measure measure) {
    switch (measure) {
    case Measure::Pierced:
    case Measure::Touched:
    case Measure::TipInside:
    case Measure::Within:
    case Measure::TipNear:
    case Measure::FirstBone:
    case Measure::Holds:
    case Measure::AllOf:
    case Measure::AnyOf:
        return true;
    case Measure::TipDepth:
    case Measure::DepthOf:
    case Measure::EndOf:
    case Measure::Distance:
    case Measure::TipDistance:
    case Measure::EntryLateral:
    case Measure::TipLateral:
    case Measure::Number:
        return false;
    }
    return false;
}

bool needs_needle(Measure measure) {
    return measure != Measure::Number && measure != Measure::Holds && !joins_answers(measure);
}

bool is_of_insertion(const Outcome& outcome, const Arm& arm) {
    return needs_needle(outcome.measure) || (arm.has_needle && joins_answers(outcome.measure));
}

bool joins_answers(Measure measure) {
    return measure == Measure::AllOf || measure == Measure::AnyOf;
}

} // namespace filiform::study
