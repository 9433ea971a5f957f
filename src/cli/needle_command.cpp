// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <numbers>
#include <ostream>

#include <CLI/CLI.hpp>

#include "anatomy/body_file.h"
#include "anatomy/landmark_expression.h"
#include "chart/case.h"
#include "chart/plan_json.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "needle/plan_target.h"
#include "needle/rules.h"

namespace filiform::cli {

namespace {

struct Options {
    std::string body;
    std::string entry;
    std::string direction = "perpendicular";
    std::string stop;
    std::string needle;
    std::string target;
    std::optional<double> depth_mm;
    std::uint64_t seed = 1;
    std::string format = "text";
};

struct Asked {
    chart::NeedlePath path;
    std::optional<chart::TargetRequest> target;
};

/// Which option a problem of an expression belongs to.
base::Problem of_option(base::Problem problem, const std::string& option) {
    problem.where = option + (problem.where.empty() ? "" : " (" + problem.where + ")");
    return problem;
}

base::Result<double> depth_of(const Options& options, const anatomy::Body& body,
                              const chart::NeedlePath& path, const chart::StructureId& target) {
    if (options.depth_mm)
        return *options.depth_mm;
    const auto stop = anatomy::read_stop(options.stop);
    if (!stop)
        return tl::unexpected(of_option(stop.error(), "--stop"));
    auto depth = anatomy::stop_depth_mm(
        body, *stop, {path.entry, path.direction, path.needle.length_mm}, target);
    if (!depth)
        return tl::unexpected(of_option(depth.error(), "--stop"));
    return depth;
}

base::Result<Asked> read_options(const Options& options, const anatomy::Body& body,
                                 const needle::Rules& rules) {
    Asked asked;
    if (!options.target.empty()) {
        asked.target = chart::read_target(options.target);
        if (!asked.target)
            return tl::unexpected(base::Problem{"usage.target", "--target " + options.target,
                                                "This is no target.",
                                                "Write it like piriformis.right."});
    }
    const chart::NeedleProduct* product = rules.drawer.find(options.needle);
    if (product == nullptr)
        return tl::unexpected(base::Problem{"usage.needle", "--needle " + options.needle,
                                            "The drawer holds no such needle.",
                                            "Write diameter x length in mm, like 0.30x60."});
    asked.path.needle = *product;
    const auto entry = anatomy::find_entry(body, options.entry);
    if (!entry)
        return tl::unexpected(of_option(entry.error(), "--entry"));
    asked.path.entry = *entry;
    const auto direction = anatomy::find_direction(body, *entry, options.direction);
    if (!direction)
        return tl::unexpected(of_option(direction.error(), "--direction"));
    asked.path.direction = *direction;
    const auto depth = depth_of(options, body, asked.path,
                                asked.target ? asked.target->structure : chart::StructureId());
    if (!depth)
        return tl::unexpected(depth.error());
    if (!(*depth > 0 && *depth <= product->length_mm))
        return tl::unexpected(base::Problem{
            "usage.depth", "--depth-mm " + fixed(*depth),
            "The needle is " + fixed(product->length_mm, 0) + " mm long and cannot go that deep.",
            "Ask for a depth between 0 and its length, or a longer needle."});
    asked.path.depth_mm = *depth;
    if (options.stop.find("first_bone") != std::string::npos)
        asked.path.stop = chart::StopRule::BoneOrDepth;
    if (options.stop.starts_with("hub"))
        asked.path.stop = chart::StopRule::Hub;
    return asked;
}

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
             "origin", "touch, 95 % interval"}};
    for (const chart::Clearance& c : judged.clearances) {
        std::string touch;
        for (const chart::Risk& risk : judged.risks)
            if (risk.structure == c.structure)
                touch = percent(risk.touch);
        rows.push_back({c.structure.text(), (c.is_at_least ? "≥ " : "") + fixed(c.min_mm),
                        fixed(c.at_depth_mm), fixed(c.beyond_tip_mm), fixed(c.limit_mm),
                        fixed(c.position_sd_mm), std::string(chart::text(c.origin)), touch});
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

Exit judge(const Options& options, const Streams& streams) {
    if (options.stop.empty() == !options.depth_mm.has_value())
        return refuse(streams, base::Problem{"usage.depth", "needle",
                                             "Exactly one of --depth-mm and --stop is expected.",
                                             "Say how deep, or what stops the needle."});
    const auto rules = needle::load_rules();
    if (!rules)
        return fail(streams, rules.error().front());
    const auto body = anatomy::load_body(options.body);
    if (!body)
        return refuse(streams, body.error());
    const auto asked = read_options(options, *body, *rules);
    if (!asked)
        return refuse(streams, asked.error());
    constexpr std::size_t samples = 4096;
    const needle::PerturbationTable table(options.seed, samples, *body, rules->limits);
    const chart::PlannedPath judged =
        needle::judge_needle(*body, *rules, asked->path, asked->target, table);
    streams.out << (options.format == "json" ? chart::write_path_json(judged) : describe(judged));
    const bool may_go = judged.judgement.verdict == chart::Verdict::Safe ||
                        judged.judgement.verdict == chart::Verdict::Caution;
    return may_go ? Exit::Done : Exit::AnsweredNo;
}

} // namespace

void add_needle(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand("needle", "Judge one needle in one body");
    const auto options = std::make_shared<Options>();
    command->add_option("BODY", options->body, "Body file")->required();
    command
        ->add_option("--entry", options->entry,
                     "Skin point: \"psis.right lateral=34mm caudal=12mm\" or \"x,y,z\" in mm")
        ->required();
    command
        ->add_option("--direction", options->direction,
                     "\"perpendicular\", tilts \"medial=10deg\", or a vector")
        ->capture_default_str();
    command->add_option("--depth-mm", options->depth_mm, "How deep");
    command->add_option("--stop", options->stop,
                        "Instead: first_bone, hub, target_centre, \"far_border - 5mm\"");
    command->add_option("--needle", options->needle, "From the drawer, like 0.30x60")->required();
    command->add_option("--target", options->target, "The muscle it is meant for");
    command->add_option("--seed", options->seed, "Seed of the risk estimate")
        ->capture_default_str();
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback([&chosen, options] {
        chosen = [options](const Streams& streams) { return judge(*options, streams); };
    });
}

} // namespace filiform::cli
