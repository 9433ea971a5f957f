// SPDX-License-Identifier: Apache-2.0
#include "report/target_tables.h"

#include <algorithm>

#include "report/palette.h"
#include "report/plain_words.h"
#include "report/wording.h"

namespace filiform::report {

using chart::Clearance;
using chart::PlannedPath;

namespace {

constexpr double hardly_ever = 0.0005; ///< a touch that in_percent calls below 0.1 %

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text.empty() ? "–" : text;
}

std::string known_from(const Clearance& clearance) {
    std::string known(chart::text(clearance.origin));
    if (clearance.position_sd_mm > 0)
        known += " ±" + fixed(clearance.position_sd_mm, 1);
    return known;
}

std::string nearest(const Clearance& clearance) {
    return clearance.is_at_least ? "≥ " + in_mm(clearance.min_mm) : in_mm(clearance.min_mm, 1);
}

const chart::Risk* risk_of(const PlannedPath& path, const chart::StructureId& id) {
    const auto found = std::find_if(path.risks.begin(), path.risks.end(),
                                    [&](const chart::Risk& one) { return one.structure == id; });
    return found == path.risks.end() ? nullptr : &*found;
}

/// The id under which the touches of a clearance's structure are counted.
const chart::StructureId& counted_as(const Clearance& clearance) {
    return clearance.variant_of.is_empty() ? clearance.structure : clearance.variant_of;
}

/// Touches of another course stand with the usual one's.
std::string touch_of(const PlannedPath& path, const Clearance& clearance) {
    if (!clearance.variant_of.is_empty())
        return "with the usual";
    const chart::Risk* risk = risk_of(path, clearance.structure);
    return risk == nullptr ? "–" : in_percent(risk->touch);
}

/// "sciatic nerve type B, 11 in 100"
std::string named(const Clearance& clearance, const PlannedPath& path) {
    const std::string name = short_name(clearance.structure, path.target.text());
    return clearance.variant_of.is_empty()
               ? name
               : name + ", " + chart::of_hundred(clearance.share) + " in 100";
}

std::string verdict_words(const PlannedPath& path) {
    const VerdictSwatch& verdict = palette().verdicts.at(path.judgement.verdict);
    return verdict.symbol + ' ' + verdict.word;
}

/// Inferred structures that the target's pages speak of, once each: the muscle, what the needle
/// passes, the nearest hazards.
std::vector<const anatomy::Structure*> inferred_near(const anatomy::Body& body,
                                                     const PlannedPath& path) {
    std::vector<const anatomy::Structure*> found;
    const auto add = [&](const chart::StructureId& id) {
        const anatomy::Structure* structure = anatomy::find_structure(body, id);
        if (structure != nullptr && !origin_note(structure->origin).empty() &&
            std::find(found.begin(), found.end(), structure) == found.end())
            found.push_back(structure);
    };
    add(path.target);
    for (const chart::Layer& layer : path.layers)
        add(layer.structure);
    for (std::size_t i = 0; i < std::min(near_hazards, path.clearances.size()); ++i)
        add(path.clearances[i].structure);
    return found;
}

std::string keys_of(const std::vector<chart::SourceId>& sources) {
    std::vector<std::string> keys;
    for (const chart::SourceId& source : sources)
        keys.push_back(source.text());
    return joined(keys);
}

/// "inferred, not seen; its place is known to ±4.3 mm (SD per axis). Placed under … (ROH22)".
std::string how_inferred(const anatomy::Structure& structure) {
    std::string how = origin_note(structure.origin) + ", not seen; its place is known to ±" +
                      in_mm(structure.position_sd_mm, 1) + " (SD per axis).";
    if (!structure.note.empty())
        how += ' ' + capitalised(structure.note);
    if (!structure.sources.empty())
        how += " (" + keys_of(structure.sources) + ")";
    return how;
}

/// The proposal's notes but those that say of one of `told` that it is inferred.
std::vector<std::string> other_notes(const chart::Proposal& proposal,
                                     const std::vector<const anatomy::Structure*>& told) {
    std::vector<std::string> notes;
    for (const std::string& note : proposal.notes) {
        const bool is_told = std::any_of(told.begin(), told.end(), [&](const auto* structure) {
            return note.find("The " + name_of(structure->id) + " is inferred") == 0;
        });
        if (!is_told)
            notes.push_back(note);
    }
    return notes;
}

} // namespace

Table layer_table(const PlannedPath& path, double width_mm) {
    Table table;
    table.title = "What the needle passes";
    table.columns = {{"from", 11, Align::Right},
                     {"to", 11, Align::Right},
                     {"layer", width_mm - 22, Align::Left}};
    for (const chart::Layer& layer : path.layers) {
        std::string name = layer.name.empty() ? chart::spoken(layer.structure.text()) : layer.name;
        const std::string note = origin_note(layer.origin);
        if (!note.empty())
            name += " (" + note + ")";
        table.rows.push_back({{in_mm(layer.from_mm), in_mm(layer.to_mm), name},
                              !layer.structure.is_empty() && layer.structure == path.target,
                              layer.structure.is_empty()});
    }
    return table;
}

Table clearance_table(const std::vector<Clearance>& clearances, const PlannedPath& path,
                      const SeenIn& seen_in, double width_mm) {
    Table table;
    table.title = "How near it comes, and how likely a touch is";
    constexpr double numbers_mm = 101;
    table.columns = {{"this side unless said", width_mm - numbers_mm, Align::Left},
                     {"known from, SD", 21, Align::Left},
                     {"nearest", 12, Align::Right},
                     {"at depth", 12, Align::Right},
                     {"past tip", 12, Align::Right},
                     {"needs", 12, Align::Right},
                     {"touch (95 %)", 24, Align::Right},
                     {"fig.", 8, Align::Left}};
    for (const Clearance& clearance : clearances) {
        const auto seen = seen_in.find(clearance.structure);
        table.rows.push_back(
            {{named(clearance, path), known_from(clearance), nearest(clearance),
              in_mm(clearance.at_depth_mm), in_mm(clearance.beyond_tip_mm, 1),
              clearance.is_hard ? in_mm(clearance.limit_mm, 1) : "–", touch_of(path, clearance),
              seen == seen_in.end() ? "–" : seen->second},
             clearance.min_mm < clearance.limit_mm,
             false});
    }
    return table;
}

std::vector<Clearance> most_telling(const PlannedPath& path) {
    constexpr std::ptrdiff_t nearest = 6;
    const auto touch = [&](const Clearance& one) {
        const chart::Risk* risk = risk_of(path, counted_as(one));
        return risk == nullptr || risk->touch.probability < hardly_ever ? 0
                                                                        : risk->touch.probability;
    };
    std::vector<Clearance> order = path.clearances;
    if (order.size() > nearest)
        std::stable_sort(
            order.begin() + nearest, order.end(),
            [&](const Clearance& a, const Clearance& b) { return touch(a) > touch(b); });
    return order;
}

ByDistance by_distance(const PlannedPath& path) {
    constexpr double far_mm = 60;
    ByDistance apart;
    for (const Clearance& clearance : path.clearances) {
        const chart::Risk* risk = risk_of(path, counted_as(clearance));
        const bool is_touched = risk != nullptr && risk->touch.probability >= hardly_ever;
        const bool is_far = clearance.min_mm >= far_mm && clearance.beyond_tip_mm >= far_mm;
        (is_far && !is_touched ? apart.far : apart.near).push_back(clearance);
    }
    return apart;
}

Table far_table(const std::vector<Clearance>& far, double width_mm) {
    Table table;
    table.title = "Farther than 60 mm, a touch below 0.1 %";
    table.columns = {{"both sides named", width_mm - 29, Align::Left},
                     {"nearest", 15, Align::Right},
                     {"past tip", 14, Align::Right}};
    for (const Clearance& clearance : far)
        table.rows.push_back(
            {{name_of(clearance.structure), nearest(clearance), in_mm(clearance.beyond_tip_mm, 1)},
             false,
             false});
    return table;
}

Table short_proposals(const std::vector<PlannedPath>& paths, double width_mm) {
    Table table;
    table.title = "All proposals";
    table.columns = {{"", 4, Align::Left},
                     {"needle", 21, Align::Left},
                     {"depth", 12, Align::Right},
                     {"verdict", 18, Align::Left},
                     {"touch", width_mm - 55, Align::Right}};
    table.columns.back().heading = "likeliest touch";
    for (std::size_t i = 0; i < paths.size(); ++i)
        table.rows.push_back(
            {{std::to_string(i + 1), name_of(paths[i].path.needle),
              chart::depth_in_words(paths[i].path.depth_mm), verdict_words(paths[i]),
              paths[i].risks.empty() ? "–" : in_percent(paths[i].risks.front().touch.probability)},
             i == 0,
             false});
    return table;
}

Table all_proposals(const std::vector<PlannedPath>& paths) {
    Table table;
    table.title = "All proposals";
    table.columns = {{"", 5, Align::Left},
                     {"verdict", 17, Align::Left},
                     {"what to do", 75, Align::Left},
                     {"ends in the target", 15, Align::Right},
                     {"likeliest touch", 32, Align::Left},
                     {"better in", 42, Align::Left}};
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const PlannedPath& path = paths[i];
        std::string touch = "–";
        if (!path.risks.empty())
            touch =
                name_of(path.risks.front().structure) + ", " + in_percent(path.risks.front().touch);
        table.rows.push_back({{std::to_string(i + 1), verdict_words(path), path.instruction,
                               in_percent(path.reach.probability), touch, joined(path.strengths)},
                              false,
                              false});
    }
    return table;
}

Table blocker_table(const chart::NoPath& none, const SeenIn& seen_in, double width_mm) {
    Table table;
    table.title = "What stands in the way";
    table.columns = {{"structure", width_mm - 38, Align::Left},
                     {"of needles tried", 25, Align::Right},
                     {"figure", 13, Align::Left}};
    for (const chart::NoPath::Blocker& blocker : none.blockers) {
        const auto seen = seen_in.find(blocker.structure);
        table.rows.push_back({{capitalised(name_of(blocker.structure)), in_percent(blocker.share),
                               seen == seen_in.end() ? "–" : seen->second},
                              false,
                              false});
    }
    return table;
}

std::vector<std::string> short_notes(const anatomy::Body& body, const chart::Proposal& proposal) {
    std::vector<const anatomy::Structure*> inferred;
    const PlannedPath* path = best_path(proposal);
    if (path != nullptr)
        inferred = inferred_near(body, *path);
    std::vector<std::string> notes = other_notes(proposal, inferred);
    // What is missed more often than met is said before anything else.
    constexpr double as_likely_as_not = 0.5;
    const bool is_hard_to_meet = path != nullptr && path->reach.probability < as_likely_as_not;
    if (path != nullptr && path->hand.level_slip > 0)
        notes.insert(notes.begin(), "A finger starts one vertebra too high or too low in " +
                                        in_percent(path->hand.level_slip) + " (" +
                                        in_mm(path->hand.level_mm) + " off): it is in the risks.");
    std::vector<std::string> names;
    for (const anatomy::Structure* structure : inferred)
        if (structure->position_sd_mm > 0 &&
            structure->variant_of.is_empty()) // of other courses a note of their own speaks
            names.push_back(short_name(structure->id, proposal.target.structure.text()) + " ±" +
                            fixed(structure->position_sd_mm, 1));
    const std::string from = body.origin == chart::Origin::Reference
                                 ? "Worked out from a population, not seen in this person"
                                 : "Inferred from landmarks, not seen in this body";
    if (!names.empty())
        notes.insert(notes.begin(), from + " (SD per axis, mm): " + joined(names) + ".");
    if (is_hard_to_meet)
        notes.insert(notes.begin(),
                     "Only " + in_percent(path->reach.probability) +
                         " of free hands end in the muscle: do not rely on having met it.");
    if (!proposal.sources.empty())
        notes.push_back("Sources: " + keys_of(proposal.sources) + " (annex B).");
    return notes;
}

std::vector<std::string> full_notes(const anatomy::Body& body, const chart::Proposal& proposal) {
    std::vector<const anatomy::Structure*> inferred;
    if (const PlannedPath* path = best_path(proposal))
        inferred = inferred_near(body, *path);
    std::vector<std::string> notes = other_notes(proposal, inferred);
    // What was inferred alike is said once, of all.
    std::vector<std::pair<std::string, std::string>> groups; // how, and which
    for (const anatomy::Structure* structure : inferred) {
        const std::string how = how_inferred(*structure);
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [&](const auto& group) { return group.first == how; });
        if (same == groups.end())
            groups.emplace_back(how, name_of(structure->id));
        else
            same->second += ", " + name_of(structure->id);
    }
    for (const auto& [how, names] : groups)
        notes.push_back(capitalised(names) + ": " + how);
    return notes;
}

} // namespace filiform::report
