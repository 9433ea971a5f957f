// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "care/make_plan.h"
#include "chart/case.h"
#include "chart/plan_json.h"
#include "cli/body_source.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/plan_files.h"
#include "needle/add_points.h"
#include "needle/plan_target.h"
#include "needle/rules.h"
#include "report/figures.h"
#include "report/render.h"
#include "report/scene_glb.h"

namespace filiform::cli {

namespace {

struct MapOptions {
    std::string body;
    std::string target;
    std::vector<std::string> variants;
    std::string out = "map";
    std::uint64_t seed = 1;
    std::string format = "text";
};

base::Result<void> save(const MapOptions& options, const anatomy::Body& body,
                        const chart::EntryMap& map) {
    report::expect_memory_to_draw(); // before anything is written
    const std::filesystem::path folder(options.out);
    const std::string name = map.target.id();
    if (auto saved = base::save_file(folder / (name + ".json"), chart::write_map_json(map)); !saved)
        return saved;
    report::FigureInput input;
    input.body = &body;
    input.target = map.target.structure;
    input.map = &map;
    if (auto saved = report::save_png(folder / (name + ".png"), report::draw_back_view(input));
        !saved)
        return saved;
    return report::save_scene_glb(folder / (name + ".glb"), body, {}, {map});
}

Exit map(const MapOptions& options, const Streams& streams) {
    const auto target = chart::read_target(options.target);
    if (!target)
        return refuse(streams,
                      base::Problem{"usage.target", "--target " + options.target,
                                    "This is no target.", "Write it like piriformis.right."});
    const auto rules = needle::load_rules();
    if (!rules)
        return fail(streams, rules.error().front());
    base::Problems slips = care::check_targets(*rules, {*target});
    if (const auto place = check_folder(options.out); !place)
        slips.push_back(place.error());
    if (!slips.empty())
        return refuse(streams, slips);
    report::prepare_to_draw();
    auto body = load_body_file(options.body, options.variants, streams);
    if (!body)
        return refuse(streams, body.error());
    needle::add_points(*body, *rules, {&*target, 1});
    progress(streams, "Mapping " + target->id());
    const chart::EntryMap found = needle::make_entry_map(*body, *rules, *target, options.seed);
    progress(streams, "Drawing the map");
    if (const auto saved = save(options, *body, found); !saved)
        return fail(streams, saved.error());
    const auto count = [&](chart::Verdict verdict) {
        return std::count_if(found.points.begin(), found.points.end(), [&](const auto& point) {
            return point.reaches && point.verdict == verdict;
        });
    };
    const auto counted = table({{"skin points", std::to_string(found.points.size())},
                                {"safe", std::to_string(count(chart::Verdict::Safe))},
                                {"caution", std::to_string(count(chart::Verdict::Caution))},
                                {"unknown", std::to_string(count(chart::Verdict::Unknown))},
                                {"refused", std::to_string(count(chart::Verdict::Refused))}});
    streams.out << (options.format == "json" ? chart::write_map_json(found) : counted);
    const bool is_open = count(chart::Verdict::Safe) + count(chart::Verdict::Caution) > 0;
    return is_open ? Exit::Done : Exit::AnsweredNo;
}

} // namespace

void add_map(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        app.add_subcommand("map", "Safe-entry map of one target over the skin: JSON, PNG, GLB");
    const auto options = std::make_shared<MapOptions>();
    add_body_file(*command, options->body);
    add_variant(*command, options->variants);
    command->add_option("--target", options->target, "piriformis.right, multifidus.left@l4")
        ->required();
    command->add_option("--out", options->out, "Folder to write into")->capture_default_str();
    command->add_option("--seed", options->seed, "Seed of the risk estimates")
        ->check(whole_number())
        ->capture_default_str();
    add_format(*command, options->format);
    choose(*command, chosen, options, map);
}

} // namespace filiform::cli
