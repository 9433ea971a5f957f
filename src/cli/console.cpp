// SPDX-License-Identifier: Apache-2.0
#include "cli/console.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <ostream>

namespace filiform::cli {

namespace {

/// Characters, not bytes: continuation bytes of UTF-8 take no column.
std::size_t columns(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_number(const std::string& text) {
    if (text.empty())
        return false;
    const auto first = static_cast<unsigned char>(text[0]);
    const bool starts_as_one = std::isdigit(first) != 0 || text[0] == '-' || text[0] == '+';
    return starts_as_one && std::none_of(text.begin(), text.end(),
                                         [](unsigned char c) { return std::isalpha(c) != 0; });
}

} // namespace

void progress(const Streams& streams, std::string_view what) {
    if (streams.shows_progress)
        streams.err << what << " …\n" << std::flush;
}

Exit refuse(const Streams& streams, const base::Problems& problems) {
    for (const base::Problem& problem : problems)
        streams.err << "filiform: " << base::sentence(problem) << '\n';
    return Exit::WrongInput;
}

Exit refuse(const Streams& streams, const base::Problem& problem) {
    return refuse(streams, base::Problems{problem});
}

Exit fail(const Streams& streams, const base::Problem& problem) {
    (void)refuse(streams, problem);
    return Exit::Failure;
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - columns(row[i]), ' ');
            if (i > 0)
                line += "  ";
            line += is_number(row[i]) ? padding + row[i] : row[i] + padding;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::string fixed(double value, int decimals) {
    if (!std::isfinite(value))
        return "–";
    std::array<char, 64> digits{};
    std::snprintf(digits.data(), digits.size(), "%.*f", decimals, value);
    return digits.data();
}

} // namespace filiform::cli
