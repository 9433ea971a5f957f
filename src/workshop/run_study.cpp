// SPDX-License-Identifier: Apache-2.0
#include <chrono>

#include "study/findings.h"
#include "study/report.h"
#include "study/subject.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

/// How many bodies are wanted, if a server draws so many.
base::Checked<int> bodies_of(const Tools& tools, const study::Protocol& protocol,
                             const server::StudyWanted& wanted) {
    const int bodies = wanted.bodies.value_or(protocol.bodies);
    const int most = tools.options.most_study_bodies;
    if (bodies >= 2 && bodies <= most)
        return bodies;
    return tl::unexpected(base::Problems{
        {"study.many", "#/bodies",
         "A server draws 2 to " + std::to_string(most) + " bodies, not " + std::to_string(bodies) +
             ".",
         "Say fewer bodies, or run it with filiform study on a machine of its own."}});
}

} // namespace

/// Body after body, each on all threads: unlike study::run_bodies it sets no number of threads,
/// which is the whole program's, and writes no journal.
base::Checked<std::string> run_study(const Tools& tools, const server::StudyWanted& wanted,
                                     server::JobProgress& progress) {
    using std::chrono::steady_clock;
    progress.say("Reading the study", 0);
    const auto protocol = study::read_protocol(wanted.protocol, "study");
    if (!protocol)
        return tl::unexpected(protocol.error());
    const auto bodies = bodies_of(tools, *protocol, wanted);
    if (!bodies)
        return tl::unexpected(bodies.error());
    if (const base::Problems problems = study::try_arms(*protocol); !problems.empty())
        return tl::unexpected(problems);
    const std::uint64_t seed = wanted.seed.value_or(protocol->seed);
    const auto end = steady_clock::now() + tools.options.longest_study;
    std::vector<study::Row> rows;
    for (int body = 0; body < *bodies; ++body) {
        progress.say("Body " + std::to_string(body + 1) + " of " + std::to_string(*bodies),
                     static_cast<double>(body) / *bodies);
        if (progress.is_cancelled())
            return tl::unexpected(
                base::Problems{{"study.cancelled", "", "The study is not wanted any more.", ""}});
        if (steady_clock::now() > end)
            return tl::unexpected(base::Problems{
                {"study.long", "#/bodies",
                 "After the time a server gives a study, " + std::to_string(body) + " of " +
                     std::to_string(*bodies) + " bodies were done.",
                 "Say fewer bodies, or run it with filiform study on a machine of its own."}});
        auto row = study::needle_body(*protocol, seed, static_cast<std::uint64_t>(body));
        if (!row)
            return tl::unexpected(base::Problems{row.error()});
        rows.push_back(*std::move(row));
    }
    return study::study_json(*protocol, study::find_out(*protocol, rows, seed), seed,
                             tools.options.program);
}

} // namespace filiform::workshop
