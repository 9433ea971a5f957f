// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/digest.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/plan_files.h"
#include "cli/progress_files.h"
#include "cli/version.h"
#include "outcomes/calibration_page.h"
#include "outcomes/progress.h"

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

struct ProgressOptions {
    std::string course;
    std::string out;
    std::string format = "text";
    std::uint64_t seed = 1;
    std::string trial_out = "docs/validation";
    int patients = 400;
};

Exit run_progress(const ProgressOptions& options, const Streams& streams) {
    if (options.course.empty())
        return refuse(streams, base::Problem{"usage.course", "filiform progress",
                                             "The course to review is missing.",
                                             "Name a file; `filiform schema course` says what it "
                                             "holds."});
    if (!options.out.empty())
        if (const auto free = check_folder(options.out); !free)
            return refuse(streams, free.error());
    const auto text = base::load_file(options.course, outcomes::most_course_bytes);
    if (!text)
        return refuse(streams, text.error());
    const auto course = outcomes::read_course(*text, options.course);
    if (!course)
        return refuse(streams, course.error());
    outcomes::FitOrder order;
    order.seed = options.seed;
    const outcomes::Progress progress =
        outcomes::review(*course, outcomes::beliefs(), outcomes::advice_rules(), order);
    const std::string json =
        outcomes::progress_json(progress, {std::string(program_name), base::sha256(*text)});
    if (!options.out.empty())
        if (const auto saved = save_progress_files(options.out, progress, json); !saved)
            return fail(streams, saved.error());
    if (options.format == "json")
        streams.out << json;
    else
        streams.out << outcomes::progress_words(progress);
    return Exit::Done;
}

Exit run_trial(const ProgressOptions& options, const Streams& streams) {
    if (const auto free = check_folder(options.trial_out); !free)
        return refuse(streams, free.error());
    outcomes::TrialOrder order;
    order.patients = static_cast<std::size_t>(options.patients);
    order.seed = options.seed;
    order.progress = [&](const std::string& cohort) { progress(streams, "Trying " + cohort); };
    const outcomes::TrialPages pages = outcomes::try_all_out(outcomes::beliefs(), order);
    const fs::path folder = options.trial_out;
    for (const auto& [name, text] :
         {std::pair{"forecast.md", pages.page}, std::pair{"forecast-ranks.svg", pages.ranks},
          std::pair{"forecast-coverage.svg", pages.coverage}})
        if (const auto saved = base::save_file(folder / name, std::string_view(text)); !saved)
            return fail(streams, saved.error());
    streams.out << "Wrote forecast.md, forecast-ranks.svg and forecast-coverage.svg in "
                << folder.string() << ".\n";
    return Exit::Done;
}

} // namespace

void add_progress(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand(
        "progress", "Did it help? Review the course of one patient (docs/progress.md)");
    const auto options = std::make_shared<ProgressOptions>();
    command->add_option("COURSE.json", options->course, "Scores and sessions of one patient");
    command->add_option("--out", options->out,
                        "Folder of progress.json, progress.svg, progress.png and progress.pdf");
    command->add_option("--seed", options->seed, "Seed of every draw")->check(whole_number());
    add_format(*command, options->format);
    CLI::App* trial = command->add_subcommand(
        "calibrate", "Try the forecast on invented patients and write docs/validation/forecast.md");
    trial->add_option("--out", options->trial_out, "Folder of the page and its figures");
    constexpr int most_patients = 100000;
    trial->add_option("--patients", options->patients, "How many of each cohort")
        ->check(CLI::Range(20, most_patients));
    command->callback([&chosen, trial, options] {
        const bool is_trial = trial->parsed();
        chosen = [is_trial, options](const Streams& streams) {
            return is_trial ? run_trial(*options, streams) : run_progress(*options, streams);
        };
    });
}

} // namespace filiform::cli
