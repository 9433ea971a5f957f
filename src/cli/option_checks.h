// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace filiform::cli {

/// Only 0, 1, 2 … up to what a plan can keep; CLI11 alone takes -1 for a huge number.
[[nodiscard]] CLI::Validator whole_number();

/// Any number but nan and the infinities.
[[nodiscard]] CLI::Validator finite_number();

/// A working grid in mm: what an import can make a body on.
[[nodiscard]] CLI::Validator grid_mm();

/// A file's name that ends so: ".png".
[[nodiscard]] CLI::Validator ends_in(const std::string& ending);

/// Turns a word, in letters of either case, into the number of what it stands for.
template <class Meaning>
[[nodiscard]] CLI::Validator word_of(const std::map<std::string, Meaning>& words) {
    return {[words](std::string& text) -> std::string {
                std::string all;
                for (const auto& [word, meaning] : words) {
                    if (CLI::detail::to_lower(text) == word) {
                        text = std::to_string(static_cast<int>(meaning));
                        return "";
                    }
                    all += (all.empty() ? "" : ", ") + word;
                }
                return "'" + text + "' is none of " + all + ".";
            },
            ""};
}

/// Adds --format: text or json, on standard output.
void add_format(CLI::App& command, std::string& format);

/// Adds BODY, a body file, which must be given.
void add_body_file(CLI::App& command, std::string& body);

/// When the command line names `command`, `job` waits in `chosen` to be run with the options.
template <class Options>
void choose(CLI::App& command, Chosen& chosen, const std::shared_ptr<Options>& options,
            Exit (*job)(const Options&, const Streams&)) {
    command.callback([&chosen, options, job] {
        chosen = [options, job](const Streams& streams) { return job(*options, streams); };
    });
}

} // namespace filiform::cli
