// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"

#include <exception>
#include <new>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <sys/resource.h>

#include <CLI/CLI.hpp>

#include "base/expects.h"
#include "base/parallel.h"
#include "base/spelling.h"
#include "cli/console.h"
#include "cli/version.h"

namespace filiform::cli {

namespace {

/// What is wrong with a command line that ends before it has named a command.
std::optional<base::Problem> no_command(const CLI::App& app) {
    const CLI::App* at = &app;
    while (!at->get_subcommands().empty())
        at = at->get_subcommands().front();
    std::vector<std::string> names;
    std::string all;
    for (const CLI::App* one : at->get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(one->get_name());
        all += (all.empty() ? "" : ", ") + names.back();
    }
    if (names.empty())
        return std::nullopt;
    const std::string hint = "Name one of: " + all + ". Run with --help for more.";
    const std::vector<std::string> words = app.remaining(true);
    if (words.empty())
        return base::Problem{"usage.command", "filiform" + (at == &app ? "" : ' ' + at->get_name()),
                             "What to do is missing.", hint};
    const std::string meant = base::nearest_name(names, words.front());
    return base::Problem{"usage.command", words.front(), "There is no such command.",
                         meant.empty() ? hint : "Did you mean " + meant + "?"};
}

/// How much was asked for is not in the exception; how much there may be is the system's to say.
base::Problem no_memory() {
    std::string what = "There is not enough memory for this; nothing was written.";
    rlimit allowed{};
    if (::getrlimit(RLIMIT_AS, &allowed) == 0 && allowed.rlim_cur != RLIM_INFINITY)
        what = "The " + std::to_string(allowed.rlim_cur >> 20U) +
               " MB of memory this program may use are not enough; nothing was written.";
    return {"memory", "memory", what,
            "A coarser grid needs less (--grid-mm 2, \"gridMm\": 2 in a case), and so does a scan "
            "cropped to what matters; else allow it more (ulimit -v), or use a larger machine."};
}

} // namespace

Exit run(int argc, const char* const* argv, const Streams& streams) {
    CLI::App app("Filiform drafts needle paths for dry needling that are safe in one particular "
                 "body. A licensed clinician decides. Research and educational software, not a "
                 "certified medical device.",
                 "filiform");
    app.set_version_flag("--version", std::string(program_name));
    app.require_subcommand(1);
    unsigned threads = 0;
    constexpr unsigned most_threads = 1024;
    app.add_option("--threads", threads, "Threads to use (0: all cores); never changes a result")
        ->check(CLI::Range(0U, most_threads));
    app.fallthrough(); // also after the name of what to do
    Chosen chosen;
    add_plan(app, chosen);
    add_body(app, chosen);
    add_needle(app, chosen);
    add_map(app, chosen);
    add_study(app, chosen);
    add_progress(app, chosen);
    add_case(app, chosen);
    add_screen(app, chosen);
    add_knowledge(app, chosen);
    add_evidence(app, chosen);
    add_schema(app, chosen);
    add_backup(app, chosen);
    add_audit(app, chosen);
    add_exchange(app, chosen);
    add_serve(app, chosen);
    add_user(app, chosen);
    add_quality(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool is_asked = error.get_exit_code() == 0;
        if (const auto slip = no_command(app); slip && error.get_name() == "RequiredError")
            return refuse(streams, *slip);
        app.exit(error, is_asked ? streams.out : streams.err, streams.err);
        return is_asked ? Exit::Done : Exit::WrongInput;
    }
    base::set_threads(threads);
    try {
        return chosen(streams);
    } catch (const std::bad_alloc&) {
        return fail(streams, no_memory());
    } catch (const std::exception& error) {
        streams.err << "filiform: This is a mistake of the program, not yours: " << error.what()
                    << ".\n";
        return Exit::Failure;
    }
}

} // namespace filiform::cli
