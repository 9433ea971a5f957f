// SPDX-License-Identifier: Apache-2.0
#include "cli/option_checks.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace filiform::cli {

namespace {

std::optional<double> number_in(const std::string& text) {
    double number = 0;
    if (!CLI::detail::lexical_cast(text, number) || !std::isfinite(number))
        return std::nullopt;
    return number;
}

} // namespace

CLI::Validator whole_number() {
    return {[](const std::string& text) -> std::string {
                std::int64_t number = -1;
                const char* end = text.data() + text.size();
                const auto read = std::from_chars(text.data(), end, number);
                if (read.ec != std::errc() || read.ptr != end || number < 0)
                    return "'" + text + "' is no whole number from 0 up, as is expected here.";
                return "";
            },
            ""};
}

CLI::Validator finite_number() {
    return {[](const std::string& text) -> std::string {
                return number_in(text) ? ""
                                       : "'" + text + "' is no number. Write it like 52 or 52.5.";
            },
            ""};
}

CLI::Validator grid_mm() {
    return {[](const std::string& text) -> std::string {
                constexpr double finest = 0.5;
                constexpr double coarsest = 5;
                const auto number = number_in(text);
                return number && *number >= finest && *number <= coarsest
                           ? ""
                           : "A working grid of " + text +
                                 " mm is not possible. Choose 0.5 to 5 mm.";
            },
            "0.5 to 5"};
}

CLI::Validator ends_in(const std::string& ending) {
    return {[ending](const std::string& text) -> std::string {
                std::string end = std::filesystem::path(text).extension().string();
                std::transform(end.begin(), end.end(), end.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
                return end == ending ? ""
                                     : "'" + text + "' does not end in " + ending +
                                           ", the only kind written.";
            },
            ""};
}

void add_format(CLI::App& command, std::string& format) {
    command.add_option("--format", format, "text or json, on standard output")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
}

void add_body_file(CLI::App& command, std::string& body) {
    command.add_option("BODY", body, "Body file")->required();
}

} // namespace filiform::cli
