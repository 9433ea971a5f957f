// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace filiform::cli {

/// How a command ended; the process's exit code.
enum class Exit {
    Done = 0,
    Failure = 1,    ///< our mistake, or the machine failed
    WrongInput = 2, ///< wrong input or usage; nothing was written
    AnsweredNo = 3, ///< the answer is no, with its reasons; the output was written
};

/// What a command reads and where it writes. `shows_progress` is true when `err` is a person's
/// terminal.
struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool shows_progress = false;
};

/// Runs one command line, `arguments` without the program's name.
[[nodiscard]] Exit run(int argc, const char* const* argv, const Streams& streams);

/// A sub-command that was chosen waits here to be run.
using Chosen = std::function<Exit(const Streams&)>;

/// Each adds its sub-command; when the command line names it, `chosen` is set.
void add_plan(CLI::App& app, Chosen& chosen);
void add_body(CLI::App& app, Chosen& chosen);
void add_needle(CLI::App& app, Chosen& chosen);
void add_map(CLI::App& app, Chosen& chosen);
void add_study(CLI::App& app, Chosen& chosen);
void add_progress(CLI::App& app, Chosen& chosen);
void add_case(CLI::App& app, Chosen& chosen);
void add_screen(CLI::App& app, Chosen& chosen);
void add_knowledge(CLI::App& app, Chosen& chosen);
void add_evidence(CLI::App& app, Chosen& chosen);
void add_schema(CLI::App& app, Chosen& chosen);
void add_backup(CLI::App& app, Chosen& chosen);
void add_audit(CLI::App& app, Chosen& chosen);
void add_exchange(CLI::App& app, Chosen& chosen);
void add_serve(CLI::App& app, Chosen& chosen);
void add_user(CLI::App& app, Chosen& chosen);
void add_quality(CLI::App& app, Chosen& chosen);

} // namespace filiform::cli
