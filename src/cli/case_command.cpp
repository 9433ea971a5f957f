// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <ctime>
#include <filesystem>
#include <istream>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "chart/case.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interruption.h"
#include "cli/option_checks.h"
#include "knowledge/interview.h"

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

struct NewCaseOptions {
    std::string out;
    bool goes_on = false;
    std::string on; ///< "" for today
    std::string knowledge;
};

/// A file's name as a shell takes it.
std::string in_shell_words(const std::string& name) {
    const bool is_plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("._-/").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (is_plain)
        return name;
    std::string quoted = "'";
    for (const char c : name)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// The day on the calendar at the desk.
base::Date today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    constexpr int years_of_tm_from = 1900;
    return {std::chrono::year(local.tm_year + years_of_tm_from),
            std::chrono::month(static_cast<unsigned>(local.tm_mon) + 1),
            std::chrono::day(static_cast<unsigned>(local.tm_mday))};
}

base::Result<base::Date> day_of_visit(const NewCaseOptions& options) {
    if (options.on.empty())
        return today();
    auto day = base::read_date(options.on);
    if (!day)
        day.error().where = "--on " + options.on;
    return day;
}

base::Checked<chart::Case> case_to_go_on_with(const std::string& file) {
    constexpr std::size_t most_bytes = 1U << 20U;
    const auto text = base::load_file(file, most_bytes);
    if (!text)
        return tl::unexpected(base::Problems{text.error()});
    return chart::read_case(*text, file);
}

/// The case to fill: a new one, or the one in the file.
base::Checked<chart::Case> case_to_fill(const NewCaseOptions& options) {
    const auto day = day_of_visit(options);
    if (!day)
        return tl::unexpected(base::Problems{day.error()});
    const auto wrong = [&](const char* code, std::string what, std::string hint) {
        return tl::unexpected(
            base::Problems{{code, options.out, std::move(what), std::move(hint)}});
    };
    std::error_code ignored;
    const bool is_there = fs::exists(fs::symlink_status(options.out, ignored));
    if (is_there != options.goes_on)
        return is_there ? wrong("usage.out", "This file is there already; nothing was changed.",
                                "Add --continue to go on with it, or name another file.")
                        : wrong("usage.out", "There is no such case to go on with.",
                                "Leave --continue out to begin it.");
    chart::Case wanted;
    if (options.goes_on) {
        auto read = case_to_go_on_with(options.out);
        if (!read)
            return read;
        wanted = std::move(*read);
    }
    if (!wanted.consultation) {
        wanted.consultation = chart::Consultation{};
        wanted.consultation->on = *day;
    }
    // What must be asked at every visit is not taken over from another one.
    if (const std::string then = base::text(wanted.consultation->on); then != base::text(*day))
        return wrong("usage.on",
                     "This consultation was on " + then + ", not on " + base::text(*day) + ".",
                     "Begin a new case for a new visit; to complete the record of that day add "
                     "--on " +
                         then + ".");
    return wanted;
}

/// One case being filled, on the disk after every answer: whatever ends the program, nothing that
/// was answered is lost.
class Desk {
  public:
    Desk(const NewCaseOptions& options, chart::Case wanted, knowledge::Interview interview,
         const Streams& streams)
        : options_(options), wanted_(std::move(wanted)), interview_(std::move(interview)),
          streams_(streams) {}

    Exit ask() {
        if (const auto saved = save(); !saved)
            return fail(streams_, saved.error());
        streams_.out << "A case of " << base::text(wanted_.consultation->on)
                     << ". Enter or ? when something is not known; back, why, help, quit.\n"
                     << "Every answer is kept in " << options_.out << " as it is given.\n";
        say(interview_.opening());
        while (!interview_.is_over()) {
            streams_.out << '\n' << interview_.asks() << "\n> " << std::flush;
            std::string line;
            if (!std::getline(streams_.in, line)) {
                streams_.out << "\nThe input ended.\n";
                break;
            }
            const knowledge::Interview::Reply reply = interview_.take(line);
            if (reply.has_changed)
                if (const auto saved = save(); !saved)
                    return fail(streams_, saved.error());
            say(reply.said);
        }
        say_what_is_next();
        return Exit::Done;
    }

  private:
    [[nodiscard]] base::Result<void> save() {
        const Interruption waiting; // no half-written file is left beside it
        wanted_.consultation = interview_.consultation();
        return base::save_file(options_.out, chart::write_case(wanted_));
    }

    void say(const std::vector<std::string>& paragraphs) {
        for (const std::string& one : paragraphs)
            streams_.out << '\n' << one << '\n';
    }

    void say_what_is_next() {
        streams_.out << '\n';
        for (const std::string& line : interview_.summary())
            streams_.out << line << '\n';
        streams_.out << "Wrote " << options_.out << '\n';
        const std::string name = in_shell_words(options_.out);
        if (interview_.tally().open > 0)
            streams_.out << "What is open:  filiform case new --out " << name << " --continue\n";
        streams_.out << "Next:  filiform plan " << name << " --out DIR\n";
    }

    const NewCaseOptions& options_;
    chart::Case wanted_;
    knowledge::Interview interview_;
    const Streams& streams_;
};

Exit new_case(const NewCaseOptions& options, const Streams& streams) {
    auto wanted = case_to_fill(options);
    if (!wanted)
        return refuse(streams, wanted.error());
    base::Checked<knowledge::Library> own;
    if (!options.knowledge.empty())
        own = knowledge::load_library(options.knowledge, knowledge::known_sources());
    const base::Checked<knowledge::Library>& library =
        options.knowledge.empty() ? knowledge::library() : own;
    if (!library)
        return refuse(streams, library.error());
    auto interview = knowledge::Interview::begin(*library, *wanted->consultation,
                                                 options.out + "#/consultation");
    if (!interview)
        return refuse(streams, interview.error());
    return Desk(options, std::move(*wanted), std::move(*interview), streams).ask();
}

} // namespace

void add_case(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        app.add_subcommand("case", "Ask a consultation at the terminal and write its case");
    command->require_subcommand(1);
    CLI::App* asked = command->add_subcommand(
        "new", "Ask the questions of a consultation, here at the terminal, and write a case");
    asked->footer("A question may be left open: Enter or ?. back, why, help and quit are answers "
                  "too. Each answer is written as it is given.");
    const auto options = std::make_shared<NewCaseOptions>();
    asked->add_option("--out", options->out, "Case file to write")->required();
    asked->add_flag("--continue", options->goes_on,
                    "Keep the answers in it and ask what is still open");
    asked->add_option("--on", options->on, "Day of the visit, as 2026-11-25 (default today)");
    asked->add_option("--knowledge", options->knowledge,
                      "A library like data/knowledge, instead of the one the program carries");
    choose(*asked, chosen, options, new_case);
}

} // namespace filiform::cli
