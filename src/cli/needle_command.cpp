// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <numbers>
#include <ostream>

#include <CLI/CLI.hpp>

#include "chart/plan_json.h"
#include "cli/asked_needle.h"
#include "cli/body_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "needle/plan_target.h"
#include "needle/rules.h"

namespace filiform::cli {

namespace {

struct NeedleOptions {
    std::string body;
    NeedleWords words;
    std::vector<std::string> variants;
    std::string format = "text";
};

std::string percent(const chart::Estimate& estimate) {
    return fixed(100 * estimate.probability, 2) + " % (" + fixed(100 * estimate.low, 2) + "–" +
           fixed(100 * estimate.high, 2) + ")";
}

std::string describe(const chart::PlannedPath& judged) {
    std::string out = "Verdict: " + std::string(chart::text(judged.judgement.verdict)) + "\n";
    for (const chart::Reason& reason : judged.judgement.reasons)
        out += "  " + reason.what + "\n";
    out += judged.instruction + "\n\n";
    std::vector<std::vector<std::string>> rows{{"layer", "from mm", "to mm", "origin"}};
    for (const chart::Layer& layer : judged.layers)
        rows.push_back({layer.name, fixed(layer.from_mm), fixed(layer.to_mm),
                        std::string(chart::text(layer.origin))});
    out += table(rows) + "\n";
    rows = {{"hazard", "clearance mm", "at depth mm", "beyond tip mm", "limit mm", "SD mm",
             "origin", "people %", "touch, 95 % interval"}};
    for (const chart::Clearance& c : judged.clearances) {
        std::string touch;
        for (const chart::Risk& risk : judged.risks)
            if (risk.structure == c.structure)
                touch = percent(risk.touch) +
                        (risk.from_variants > 0
                             ? ", of it other courses " + fixed(100 * risk.from_variants, 2) + " %"
                             : "");
        rows.push_back({c.structure.text(), (c.is_at_least ? "≥ " : "") + fixed(c.min_mm),
                        fixed(c.at_depth_mm), fixed(c.beyond_tip_mm), fixed(c.limit_mm),
                        fixed(c.position_sd_mm), std::string(chart::text(c.origin)),
                        c.share < 1 ? chart::of_hundred(c.share) : "", touch});
    }
    out += table(rows) + "\n";
    const auto bound = [](double value, bool is_at_least, const char* unit) {
        return (is_at_least ? "≥ " : "") + fixed(value) + unit;
    };
    const chart::Tolerance& t = judged.tolerance;
    out += "Tolerance: entry " + bound(t.entry_mm, t.entry_is_at_least, " mm") + ", angle " +
           bound(t.angle_rad * 180 / std::numbers::pi, t.angle_is_at_least, "°") + ", depth " +
           bound(t.depth_mm, t.depth_is_at_least, " mm") + "\n";
    if (!judged.target.is_empty())
        out += "Reaches " + judged.target.text() + ": " + percent(judged.reach) + "\n";
    if (judged.backstop)
        out += "Bone behind: " + judged.backstop->structure.text() + " at " +
               fixed(judged.backstop->at_mm) + " mm\n";
    return out;
}

Exit judge(const NeedleOptions& options, const Streams& streams) {
    const auto rules = needle::load_rules();
    if (!rules)
        return fail(streams, rules.error().front());
    if (const auto checked = check_words(options.words, *rules); !checked)
        return refuse(streams, checked.error());
    auto body = load_body_file(options.body, options.variants, streams);
    if (!body)
        return refuse(streams, body.error());
    const auto asked = find_needle(options.words, *body, *rules);
    if (!asked)
        return refuse(streams, asked.error());
    const needle::PerturbationTable table(asked->seed, workshop::judged_samples, *body,
                                          rules->limits);
    const chart::PlannedPath judged =
        needle::judge_needle(*body, *rules, asked->path, asked->target, table);
    streams.out << (options.format == "json" ? chart::write_path_json(judged) : describe(judged));
    const bool may_go = judged.judgement.verdict == chart::Verdict::Safe ||
                        judged.judgement.verdict == chart::Verdict::Caution;
    return may_go ? Exit::Done : Exit::AnsweredNo;
}

} // namespace

void add_needle(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        app.add_subcommand("needle", "Judge one needle in one body, in words or out of a plan");
    command->footer(
        "In words: --entry, --needle and how deep (--depth-mm, --stop, or both with "
        "bone_or_depth).\nOut of a plan: --plan plan.json --target piriformis.right --proposal 2");
    const auto options = std::make_shared<NeedleOptions>();
    NeedleWords& words = options->words;
    workshop::SaidNeedle& said = words.said;
    add_body_file(*command, options->body);
    add_variant(*command, options->variants);
    command->add_option("--entry", said.entry,
                        "Skin point: \"psis.right lateral=34mm caudal=12mm\" or \"x,y,z\" in mm");
    command->add_option("--direction", said.direction,
                        "\"perpendicular\" (default), tilts \"medial=10deg\", or a vector");
    command->add_option("--needle", said.needle, "From the drawer, like 0.30x60");
    command->add_option("--depth-mm", said.depth_mm, "How deep")->check(finite_number());
    command->add_option("--stop", said.stop,
                        "Instead: first_bone, hub, target_centre, \"far_border - 5mm\"; or beside "
                        "--depth-mm: bone_or_depth");
    command->add_option("--target", said.target, "The muscle it is meant for");
    command->add_option("--plan", words.plan, "Or judge a proposal of this plan.json again");
    command->add_option("--proposal", words.proposal, "Which of its target's, from 1 (default 1)")
        ->check(whole_number());
    command
        ->add_option("--seed", words.seed, "Seed of the risk estimate (default 1, or the plan's)")
        ->check(whole_number());
    add_format(*command, options->format);
    choose(*command, chosen, options, judge);
}

} // namespace filiform::cli
