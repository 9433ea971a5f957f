// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "base/json_writer.h"
#include "chart/case.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/screening_words.h"
#include "knowledge/screening_notes.h"
#include "workshop/screened_case.h"

namespace filiform::cli {

namespace {

struct ScreenOptions {
    std::string case_file;
    std::string format = "text";
};

base::Checked<chart::Consultation> consultation_in(const std::string& file) {
    constexpr std::size_t most_bytes = 1U << 20U;
    const auto text = base::load_file(file, most_bytes);
    if (!text)
        return tl::unexpected(base::Problems{text.error()});
    auto wanted = chart::read_case(*text, file);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (!wanted->consultation)
        return tl::unexpected(base::Problems{
            {"case.missing", file + "#/consultation", "Nothing was asked of a patient here.",
             "Add a consultation: filiform schema case says what it holds."}});
    return std::move(*wanted->consultation);
}

std::string screening_json(const chart::Screening& screening) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.screening/1");
    chart::write_screening(json, screening);
    json.end_object();
    return std::move(json).finish();
}

Exit screen_case(const ScreenOptions& options, const Streams& streams) {
    const auto consultation = consultation_in(options.case_file);
    if (!consultation)
        return refuse(streams, consultation.error());
    const auto screened =
        workshop::screen_consultation(*consultation, options.case_file + "#/consultation");
    if (!screened)
        return refuse(streams, screened.error());
    const chart::Screening notes =
        knowledge::notes_of(*screened->library, screened->answers, screened->screening);
    if (options.format == "json")
        streams.out << screening_json(notes);
    else
        print_screening(notes, streams.out);
    return notes.may_needle ? Exit::Done : Exit::AnsweredNo;
}

} // namespace

void add_screen(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand(
        "screen", "Whether a patient may be needled, and who else must see them how soon");
    command->footer("Exit code 3: no needling today; the reasons are printed.");
    const auto options = std::make_shared<ScreenOptions>();
    command->add_option("CASE", options->case_file, "Case file with a consultation")->required();
    add_format(*command, options->format);
    choose(*command, chosen, options, screen_case);
}

} // namespace filiform::cli
