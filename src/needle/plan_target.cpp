// SPDX-License-Identifier: Apache-2.0
#include "needle/plan_target.h"

#include "base/expects.h"
#include "base/parallel.h"
#include "needle/approach.h"
#include "needle/instruction.h"
#include "needle/no_path.h"
#include "needle/notes.h"
#include "needle/pareto.h"
#include "needle/recheck.h"
#include "needle/refine.h"
#include "needle/search.h"
#include "needle/shaft.h"
#include "needle/tolerance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>

namespace filiform::needle {

namespace {

using chart::NeedlePath;
using chart::PlannedPath;

double clearance_in_sd(const Scene& scene, const PlannedPath& planned) {
    const HandModel& hand = scene.rules->hand;
    double least = 1e9;
    for (const chart::Clearance& c : planned.clearances) {
        if (!c.is_hard)
            continue;
        const double hand_sd =
            std::hypot(hand.entry_sd_mm, std::tan(hand.angle_sd_rad) * c.at_depth_mm);
        least = std::min(least, c.min_mm / std::max(0.1, std::hypot(hand_sd, c.position_sd_mm)));
    }
    return least;
}

Option option_of(const Scene& scene, const PlannedPath& planned, const RiskEstimate& risk) {
    Option option;
    option.entry = planned.path.entry;
    option.direction = planned.path.direction;
    option.verdict = static_cast<int>(planned.judgement.verdict);
    option.standing[Merit::Clearance] = clearance_in_sd(scene, planned);
    option.standing[Merit::Touch] = -risk.any_touch.probability;
    option.standing[Merit::Reach] = risk.reach.probability;
    option.standing[Merit::Length] = -planned.path.needle.length_mm;
    option.standing[Merit::Tilt] = planned.angle_to_skin_rad - std::numbers::pi / 2;
    option.standing[Merit::Bite] = planned.bite_mm;
    option.standing[Merit::Backstop] = planned.backstop ? 1 : 0;
    // Of two needles straight in neither is straighter: the last digits tell nothing apart.
    constexpr double per_unit = 1e6;
    for (const Merit merit : all_merits)
        option.standing[merit] = std::round(option.standing[merit] * per_unit) / per_unit;
    return option;
}

/// The best candidate of each block of skin, best first, no more than `most`.
std::vector<Candidate> thin_out(const Scene& scene, const SearchResult& found, std::size_t most) {
    constexpr double block_mm = 10;
    // Blocks are counted from the target, so that a moved body has the same, and from the midline
    // outwards on either side: blocks that tie are in one order on both.
    const double outwards = scene.side == chart::Side::Left ? -1 : 1;
    const geometry::Box box = target_box(scene);
    const geometry::Vec3 centre = (box.low + box.high) / 2;
    std::map<std::array<long, 3>, Candidate> best;
    for (const CellResult& cell : found.cells) {
        if (!cell.best)
            continue;
        const geometry::Vec3 p = cell.cell.point - centre;
        const std::array<long, 3> block{std::lround(outwards * p.x / block_mm),
                                        std::lround(p.y / block_mm), std::lround(p.z / block_mm)};
        const auto known = best.find(block);
        if (known == best.end() || cell.best->merit > known->second.merit)
            best.insert_or_assign(block, *cell.best);
    }
    std::vector<Candidate> candidates;
    for (auto& [block, candidate] : best)
        candidates.push_back(candidate);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.merit > b.merit; });
    if (candidates.size() > most)
        candidates.resize(most);
    return candidates;
}

std::vector<Option> weigh(const Scene& scene, const std::vector<Candidate>& candidates,
                          const PerturbationTable& table, std::size_t samples) {
    std::vector<Option> options(candidates.size());
    base::parallel_chunks(candidates.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const NeedlePath& path = candidates[i].path;
            const Finding finding = likely_finding(scene, path.entry);
            const RiskEstimate risk = estimate_risk(scene, path, finding, table, samples, 0);
            options[i] = option_of(scene, judge(scene, path), risk);
            // Else what looks best may all be refused in the end, and what would not is never
            // tried.
            options[i].verdict = std::max(options[i].verdict, static_cast<int>(risk.verdict));
        }
    });
    return options;
}

void add_reason(PlannedPath& planned, chart::Verdict verdict, chart::Reason reason) {
    planned.judgement.verdict = std::max(planned.judgement.verdict, verdict);
    planned.judgement.reasons.push_back(std::move(reason));
}

chart::HandSpread spread_of(const Scene& scene, const PlannedPath& planned,
                            const Finding& finding) {
    const HandModel& hand = scene.rules->hand;
    const double bending =
        hand.bending_sd_rad(planned.path.depth_mm, planned.path.needle.diameter_mm);
    const double found = root_mean_square(finding.across_sd_mm, finding.along_sd_mm);
    return {std::hypot(hand.entry_sd_mm, found), std::hypot(hand.angle_sd_rad, bending),
            hand.depth_sd_mm, finding.level_too_high + finding.level_too_low, finding.level_mm};
}

const Hazard& hazard_named(const Scene& scene, const chart::StructureId& name) {
    const auto found = std::find_if(scene.hazards.begin(), scene.hazards.end(),
                                    [&](const Hazard& hazard) { return hazard.name == name; });
    base::expects(found != scene.hazards.end(), "a touch is of a hazard of its scene");
    return *found;
}

/// Where the axis first runs in the target, as far as the needle is long.
std::optional<chart::DepthSpan> find_target(const Scene& scene, const NeedlePath& path) {
    if (scene.target == nullptr)
        return std::nullopt;
    const geometry::DistanceField& field = scene.target->field;
    const double length = path.needle.length_mm;
    const double from = passage_through(field, {path.entry, path.direction, length}, 0).first_mm;
    if (from < 0)
        return std::nullopt;
    constexpr double within_mm = 0.1; // of the border that a passage finds, so as to be inside
    const double inside = std::min(from + within_mm, length);
    const Passage passage =
        passage_through(field, {path.entry, path.direction, inside}, length - inside);
    if (!passage.is_tip_inside) // a sliver
        return chart::DepthSpan{from, inside};
    return chart::DepthSpan{from, passage.leaves_at_mm < 0 ? length : passage.leaves_at_mm};
}

/// A needle with its risk, and what orders proposals.
struct Completed {
    PlannedPath planned;
    RiskEstimate risk;
    bool is_measurable = false;   ///< its entry is found from a landmark
    bool is_likely_touch = false; ///< of some hazard, as its limit has it
};

/// Everything about one needle, risk, tolerance and words included.
Completed complete(const Scene& scene, const NeedlePath& path, const PerturbationTable& table) {
    const auto words = say_entry(scene, path.entry);
    const Finding finding = finding_of(scene, path.entry, words);
    Completed completed{judge(scene, path), {}, words.has_value(), false};
    PlannedPath& planned = completed.planned;
    RiskEstimate& risk = completed.risk;
    risk = estimate_risk(scene, path, finding, table, table.samples());
    planned.hand = spread_of(scene, planned, finding);
    planned.risks = risk.touches;
    planned.any_touch = risk.any_touch;
    planned.reach = risk.reach;
    planned.tolerance = find_tolerance(scene, path);
    planned.target_at = find_target(scene, path);
    planned.entry_words = words ? spoken_entry(*words) : "";
    planned.instruction = make_instruction(scene, path, words);
    planned.stop_rule = stop_sentence(scene, path);
    completed.is_likely_touch = risk.verdict > chart::Verdict::Safe;
    for (const chart::Risk& one : risk.touches) {
        const chart::Verdict verdict =
            verdict_of_touch(scene, hazard_named(scene, one.structure), one.touch.probability);
        if (verdict == chart::Verdict::Safe)
            continue;
        char text[240];
        std::snprintf(text, sizeof text, "A free hand would touch the %s in %.0f of 100 needlings.",
                      chart::spoken(one.structure.text()).c_str(), 100 * one.touch.probability);
        add_reason(planned, verdict, {"needle.touch", one.structure, text});
    }
    return completed;
}

/// Names in what each proposal is better than every other.
void name_strengths(const std::vector<Option>& options, const Differences& differences,
                    std::vector<PlannedPath>& paths) {
    for (const Merit merit : all_merits)
        for (std::size_t i = 0; i < options.size(); ++i) {
            bool is_best = options.size() > 1;
            for (std::size_t j = 0; j < options.size(); ++j)
                is_best = is_best &&
                          (i == j || options[i].standing[merit] >
                                         options[j].standing[merit] + differences.notable[merit]);
            if (is_best)
                paths[i].strengths.emplace_back(praise(merit));
        }
}

struct Finished {
    Completed completed;
    Option option;
};

/// The better verdict first, then what hardly ever touches anything, then what ends in the muscle
/// most often.
bool goes_before(const Finished& a, const Finished& b) {
    if (a.option.verdict != b.option.verdict)
        return a.option.verdict < b.option.verdict;
    if (a.completed.is_likely_touch != b.completed.is_likely_touch)
        return b.completed.is_likely_touch;
    return a.option.standing[Merit::Reach] > b.option.standing[Merit::Reach];
}

/// Leaves out what seldom arrives beside a needle that does and is no worse: a risk for nothing.
void drop_idle(std::vector<Finished>& finished) {
    const std::vector<Finished> all = finished;
    std::erase_if(finished, [&](const Finished& one) {
        return std::any_of(all.begin(), all.end(), [&](const Finished& other) {
            return other.option.verdict <= one.option.verdict &&
                   other.completed.is_likely_touch <= one.completed.is_likely_touch &&
                   one.option.standing[Merit::Reach] < other.option.standing[Merit::Reach] / 2;
        });
    });
}

/// Leaves out entries that no hand can find, unless all are such.
void drop_unmeasurable(std::vector<Finished>& finished) {
    const auto is_measurable = [](const Finished& one) { return one.completed.is_measurable; };
    if (std::any_of(finished.begin(), finished.end(), is_measurable))
        std::erase_if(finished, [&](const Finished& one) { return !is_measurable(one); });
}

std::vector<PlannedPath> finish(const Scene& scene, const std::vector<NeedlePath>& chosen,
                                const PerturbationTable& table) {
    std::vector<Finished> finished;
    for (const NeedlePath& path : chosen) {
        if (recheck(*scene.body, *scene.rules, scene.request, path))
            continue;
        Completed completed = complete(scene, path, table);
        if (completed.planned.judgement.verdict > chart::Verdict::Caution)
            continue;
        Option option = option_of(scene, completed.planned, completed.risk);
        const bool is_repeat =
            std::any_of(finished.begin(), finished.end(), [&](const Finished& other) {
                return is_alike(other.option, option, scene.rules->planning.differences);
            });
        if (!is_repeat)
            finished.push_back({std::move(completed), option});
    }
    drop_unmeasurable(finished);
    drop_idle(finished);
    std::stable_sort(finished.begin(), finished.end(), goes_before);
    std::vector<PlannedPath> paths;
    std::vector<Option> options;
    for (Finished& one : finished) {
        paths.push_back(std::move(one.completed.planned));
        options.push_back(one.option);
    }
    name_strengths(options, scene.rules->planning.differences, paths);
    return paths;
}

/// The needles of the map that no hand touches too much with, the least likely touch first.
std::vector<Candidate> find_bearable(const Scene& scene, const SearchResult& found,
                                     const PerturbationTable& table, const PlanSettings& settings) {
    std::vector<TouchOutlook> outlooks(found.cells.size());
    const std::size_t samples = std::min(settings.draft_samples, table.samples());
    base::parallel_chunks(found.cells.size(), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            if (const auto& best = found.cells[i].best)
                outlooks[i] = estimate_any_touch(
                    scene, best->path, likely_finding(scene, best->path.entry), table, samples);
    });
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < found.cells.size(); ++i)
        if (found.cells[i].best && outlooks[i].verdict <= chart::Verdict::Caution)
            kept.push_back(i);
    std::stable_sort(kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) {
        return outlooks[a].any.probability < outlooks[b].any.probability;
    });
    std::vector<Candidate> candidates;
    for (const std::size_t i : kept)
        if (candidates.size() < settings.most_drafts)
            candidates.push_back(*found.cells[i].best);
    return candidates;
}

enum class Refining { Done, LeftOut };

std::vector<PlannedPath> finish_best(const Scene& scene, const std::vector<Candidate>& candidates,
                                     const PerturbationTable& table, const PlanSettings& settings,
                                     Refining refining) {
    const auto options =
        weigh(scene, candidates, table, std::min(settings.draft_samples, table.samples()));
    std::vector<NeedlePath> chosen;
    for (const Choice& choice :
         choose(options, settings.most_paths, scene.rules->planning.differences)) {
        const NeedlePath& path = candidates[choice.index].path;
        chosen.push_back(refining == Refining::Done ? refine(scene, path, choice.because) : path);
    }
    return finish(scene, chosen, table);
}

void propose(const Scene& scene, const SearchResult& found, const PerturbationTable& table,
             const PlanSettings& settings, chart::Proposal& proposal) {
    std::vector<PlannedPath> paths;
    if (scene.unknowns.empty()) {
        paths = finish_best(scene, thin_out(scene, found, settings.most_drafts), table, settings,
                            Refining::Done);
        // The best by merit may all be what a hand touches too much with.
        if (paths.empty())
            paths = finish_best(scene, find_bearable(scene, found, table, settings), table,
                                settings, Refining::LeftOut);
    }
    proposal.notes = make_notes(scene, paths);
    proposal.sources = scene.rule->sources;
    if (paths.empty()) {
        proposal.paths = explain_no_path(scene, found);
    } else {
        proposal.paths = std::move(paths);
    }
}

chart::EntryMap empty_map(const chart::TargetRequest& request) {
    chart::EntryMap map;
    map.target = request;
    map.spacing_mm = skin_cell_mm;
    return map;
}

/// The verdict that the judge's and the risk's together make: what nobody knows stays unknown.
chart::Verdict with_touch(chart::Verdict judged, chart::Verdict touch) {
    return judged <= chart::Verdict::Caution ? std::max(judged, touch) : judged;
}

void draw_point(const Scene& scene, const CellResult& cell, const PerturbationTable& table,
                std::size_t samples, chart::EntryMapPoint& point) {
    point.point = cell.cell.point;
    point.normal = cell.cell.normal;
    point.reaches = cell.reaches;
    point.direction = -cell.cell.normal;
    point.blocker = cell.blocker;
    if (!cell.best) {
        if (cell.is_only_unknown)
            point.verdict = chart::Verdict::Unknown;
        return;
    }
    const NeedlePath& path = cell.best->path;
    const Finding finding = likely_finding(scene, path.entry);
    const TouchOutlook outlook = estimate_any_touch(scene, path, finding, table, samples);
    point.touch = outlook.any.probability;
    const chart::Judgement judged = judge_limits(scene, path);
    point.verdict = with_touch(judged.verdict, outlook.verdict);
    if (!judged.reasons.empty())
        point.blocker = judged.reasons.front().structure;
    point.needle = path.needle;
    point.stop = path.stop;
    point.least_slack_mm = cell.best->room_mm;
    point.direction = path.direction;
    point.depth_mm = path.depth_mm;
}

void draw_map(const Scene& scene, const SearchResult& found, const PerturbationTable& table,
              std::size_t samples, chart::EntryMap& map) {
    map.points.resize(found.cells.size());
    base::parallel_chunks(found.cells.size(), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            draw_point(scene, found.cells[i], table, samples, map.points[i]);
    });
}

} // namespace

TargetPlan plan_target_with_map(const anatomy::Body& body, const Rules& rules,
                                const chart::TargetRequest& request, const PerturbationTable& table,
                                const PlanSettings& settings) {
    TargetPlan plan;
    plan.proposal.target = request;
    plan.map = empty_map(request);
    const auto scene = make_scene(body, rules, request);
    if (!scene) {
        plan.proposal.paths = scene.error();
        return plan;
    }
    const SearchResult found = find_candidates(*scene);
    propose(*scene, found, table, settings, plan.proposal);
    draw_map(*scene, found, table, std::min(settings.map_samples, table.samples()), plan.map);
    return plan;
}

chart::Proposal plan_target(const anatomy::Body& body, const Rules& rules,
                            const chart::TargetRequest& request, const PerturbationTable& table,
                            const PlanSettings& settings) {
    chart::Proposal proposal;
    proposal.target = request;
    const auto scene = make_scene(body, rules, request);
    if (!scene) {
        proposal.paths = scene.error();
        return proposal;
    }
    propose(*scene, find_candidates(*scene), table, settings, proposal);
    return proposal;
}

chart::Proposal plan_target(const anatomy::Body& body, const Rules& rules,
                            const chart::TargetRequest& request, std::uint64_t seed,
                            const PlanSettings& settings) {
    const PerturbationTable table(seed, settings.risk_samples, body, rules.limits);
    return plan_target(body, rules, request, table, settings);
}

PlannedPath judge_needle(const anatomy::Body& body, const Rules& rules, const NeedlePath& path,
                         const std::optional<chart::TargetRequest>& request,
                         const PerturbationTable& table) {
    if (request) {
        const auto scene = make_scene(body, rules, *request);
        if (scene)
            return complete(*scene, path, table).planned;
        PlannedPath planned = complete(make_scene(body, rules), path, table).planned;
        planned.target = request->structure;
        add_reason(planned, chart::Verdict::Unknown,
                   {"needle.no_target", request->structure, scene.error().because});
        return planned;
    }
    return complete(make_scene(body, rules), path, table).planned;
}

chart::EntryMap make_entry_map(const anatomy::Body& body, const Rules& rules,
                               const chart::TargetRequest& request, std::uint64_t seed,
                               const PlanSettings& settings) {
    chart::EntryMap map = empty_map(request);
    const auto scene = make_scene(body, rules, request);
    if (!scene)
        return map;
    const PerturbationTable table(seed, settings.map_samples, body, rules.limits);
    draw_map(*scene, find_candidates(*scene), table, table.samples(), map);
    return map;
}

} // namespace filiform::needle
