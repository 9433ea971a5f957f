// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/version.h"
#include "study/findings.h"
#include "study/journal.h"
#include "study/report.h"
#include "study/run.h"

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

struct StudyOptions {
    std::string study;
    std::optional<int> bodies;
    std::optional<std::uint64_t> seed;
    std::string out;
    std::string format = "text";
    const CLI::Option* threads = nullptr;
};

/// Tells on a terminal how far a study is, once a second.
class HowFar {
  public:
    explicit HowFar(const Streams& streams) : streams_(streams) {}

    void operator()(std::uint64_t done, std::uint64_t of) {
        using std::chrono::duration;
        const auto now = Clock::now();
        if (first_ == 0)
            first_ = done;
        if (now - said_ < std::chrono::seconds(1) && done != of)
            return;
        said_ = now;
        const double passed = duration<double>(now - began_).count();
        const auto made = static_cast<double>(done - first_ + 1);
        const auto minutes = std::lround(passed / made * static_cast<double>(of - done) / 60);
        progress(streams_, std::to_string(done) + " of " + std::to_string(of) + " bodies, " +
                               std::to_string(minutes) + " min to go");
    }

  private:
    using Clock = std::chrono::steady_clock;
    const Streams& streams_;
    Clock::time_point began_ = Clock::now();
    Clock::time_point said_;
    std::uint64_t first_ = 0;
};

base::Checked<study::Protocol> load_protocol(const StudyOptions& options) {
    constexpr std::size_t most_bytes = 1 << 20;
    const auto text = base::load_file(options.study, most_bytes);
    if (!text)
        return tl::unexpected(base::Problems{text.error()});
    auto protocol = study::read_protocol(*text, options.study);
    if (!protocol)
        return protocol;
    if (const base::Problems problems = study::try_arms(*protocol); !problems.empty())
        return tl::unexpected(problems);
    return protocol;
}

/// The files of a finished study.
base::Result<void> save_all(const fs::path& folder, const study::Protocol& protocol,
                            const study::Findings& findings, std::uint64_t seed) {
    const std::vector<std::pair<const char*, std::string>> files{
        {"study.json", study_json(protocol, findings, seed, std::string(program_name))},
        {"study.md", study_page(protocol, findings, seed)},
        {"study.svg", study_figure(protocol, findings)}};
    for (const auto& [name, text] : files)
        if (const auto saved = base::save_file(folder / name, std::string_view(text)); !saved)
            return saved;
    return {};
}

Exit run_study(const StudyOptions& options, const Streams& streams) {
    const auto shard = study::Shard::join();
    if (!shard)
        return refuse(streams, shard.error());
    const bool is_first = (*shard)->is_first();
    const auto protocol = load_protocol(options);
    if (!protocol)
        return is_first ? refuse(streams, protocol.error()) : Exit::WrongInput;
    const std::uint64_t seed = options.seed.value_or(protocol->seed);
    const fs::path folder = options.out.empty() ? protocol->id + ".study" : options.out;
    study::RunOrder order;
    order.seed = seed;
    order.bodies = static_cast<std::uint64_t>(options.bodies.value_or(protocol->bodies));
    order.threads = options.threads->as<unsigned>();
    order.folder = folder;
    if (is_first)
        order.progress = [how_far = std::make_shared<HowFar>(streams)](auto done, auto of) {
            (*how_far)(done, of);
        };
    const auto rows = study::run_bodies(*protocol, order, **shard);
    if (!rows) {
        const bool is_input = rows.error().code == "study.person";
        return is_input ? refuse(streams, rows.error()) : fail(streams, rows.error());
    }
    // All have read the journals before the first takes them away.
    if (!(*shard)->all_are_well(true) || !is_first)
        return Exit::Done;
    const study::Findings findings = study::find_out(*protocol, *rows, seed);
    if (const auto saved = save_all(folder, *protocol, findings, seed); !saved)
        return fail(streams, saved.error());
    study::remove_journals(folder);
    if (options.format == "json")
        streams.out << study_json(*protocol, findings, seed, std::string(program_name));
    else
        streams.out << protocol->title << '\n'
                    << study_table(findings) << "Wrote study.json, study.md and study.svg in "
                    << folder.string() << ".\n";
    return Exit::Done;
}

} // namespace

void add_study(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand(
        "study", "Run a needling experiment on virtual bodies and compare it with what was "
                 "published (docs/studies.md)");
    const auto options = std::make_shared<StudyOptions>();
    options->threads = app.get_option("--threads");
    constexpr int most_bodies = 1000000;
    command->add_option("STUDY.yaml", options->study, "The experiment")->required();
    command
        ->add_option("--bodies", options->bodies,
                     "How many bodies are drawn (else as the study says)")
        ->check(CLI::Range(2, most_bodies));
    command->add_option("--seed", options->seed, "Seed of every draw (else as the study says)")
        ->check(whole_number());
    command->add_option("--out", options->out,
                        "Folder of study.json, study.md, study.svg and, until they are written, of "
                        "the journal of finished bodies (else STUDY.study)");
    add_format(*command, options->format);
    command->callback([&chosen, options] {
        chosen = [options](const Streams& streams) { return run_study(*options, streams); };
    });
}

} // namespace filiform::cli
