// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/expects.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/store_options.h"
#include "quality/asked.h"
#include "quality/figures_json.h"
#include "quality/follow.h"
#include "store/store.h"

namespace filiform::cli {

namespace {

struct QualityOptions {
    std::string store;
    quality::AskedPeriod period;
    std::string format = "text";
};

/// As an export is: done at the server's own machine, by nobody who logged in.
void note_in_audit(store::Store& store, base::Instant now) {
    store::AuditRow row;
    row.at = now;
    row.by = "console";
    row.action = "read_figures";
    row.outcome = "done";
    store.audit().note(row);
    (void)store.audit().settle();
}

Exit print_figures(const QualityOptions& options, const Streams& streams) {
    const auto store = store::open_store(options.store, store::Use::Beside);
    if (!store)
        return store_problem(streams, store.error());
    auto zone = base::find_zone("UTC");
    if (!zone)
        return fail(streams, zone.error());
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    auto wanted = quality::read_wanted(options.period, now, *zone); // before anything is read
    if (!wanted) {
        base::Problem problem = wanted.error();
        problem.where.insert(0, "--");
        return refuse(streams, problem);
    }
    const auto rates = quality::carried_published_rates();
    base::expects(rates.has_value(), "the program carries published rates that can be read");
    progress(streams, "Reading the record …");
    quality::Followed followed;
    if (const auto done = quality::follow_all(**store, followed); !done)
        return store_problem(streams, done.error());
    if (const auto own = base::find_zone(followed.ledger.time_zone())) {
        zone = *own;
        wanted = quality::read_wanted(options.period, now, *zone);
    }
    note_in_audit(**store, now);
    const quality::Figures figures = quality::figures(followed.ledger, *wanted, *rates);
    streams.out << (options.format == "json" ? quality::figures_json(figures, *zone)
                                             : quality::figures_text(figures, *zone));
    return Exit::Done;
}

} // namespace

void add_quality(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand(
        "quality", "Print what the clinic counted in a period, against published rates and with "
                   "its uncertainty (docs/quality.md)");
    const auto options = std::make_shared<QualityOptions>();
    add_store(*command, options->store);
    command->add_option("--from", options->period.from,
                        "The first day, like 2026-01-01 (else a year before the last)");
    command->add_option("--to", options->period.to, "The last day (else today)");
    command->add_option("--grouping", options->period.grouping,
                        "What outcomes are grouped by: none, cause, technique or dose");
    add_format(*command, options->format);
    choose(*command, chosen, options, print_figures);
}

} // namespace filiform::cli
