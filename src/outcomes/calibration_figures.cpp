// SPDX-License-Identifier: Apache-2.0
#include "outcomes/calibration_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace filiform::outcomes {

namespace {

std::string px(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

std::string svg_begin(double width, double height) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + px(width) + "\" height=\"" +
           px(height) +
           "\" font-family=\"DejaVu Sans, sans-serif\" font-size=\"11\">\n<rect width=\"100%\" "
           "height=\"100%\" fill=\"#fff\"/>\n";
}

std::string svg_text(double x, double y, const std::string& text, const char* more = "") {
    return "<text x=\"" + px(x) + "\" y=\"" + px(y) + "\" " + more + ">" + text + "</text>\n";
}

std::string svg_bar(double x, double y, double width, double height, const char* fill) {
    return "<rect x=\"" + px(x) + "\" y=\"" + px(y) + "\" width=\"" + px(width) + "\" height=\"" +
           px(height) + "\" fill=\"" + fill + "\"/>\n";
}

std::string svg_dot(double x, double y, const char* fill) {
    return "<circle cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"4.5\" fill=\"" + fill +
           "\" stroke=\"#1f4e79\" stroke-width=\"1.5\"/>\n";
}

constexpr double left = 130;
constexpr double cell_width = 100;
constexpr double cell_height = 62;
constexpr const char* band_fill = "#dfe6ee";
constexpr const char* bar_fill = "#1f4e79";

std::string histogram(const Ranked& ranked, std::size_t patients, double x, double y) {
    const double expected = static_cast<double>(patients) / static_cast<double>(rank_bins);
    const double slack = 2.576 * std::sqrt(expected * (1 - 1.0 / static_cast<double>(rank_bins)));
    constexpr double tall = cell_height - 14;
    const double scale = tall / (2.2 * expected);
    const double bar = (cell_width - 12) / static_cast<double>(rank_bins);
    const double foot = y + tall;
    std::string out = svg_bar(x, foot - (expected + slack) * scale, cell_width - 12,
                              2 * slack * scale, band_fill);
    for (std::size_t k = 0; k < rank_bins; ++k) {
        const double height = std::min(tall, static_cast<double>(ranked.bins[k]) * scale);
        out += svg_bar(x + bar * static_cast<double>(k) + 0.5, foot - height, bar - 1, height,
                       bar_fill);
    }
    return out + svg_bar(x, foot, cell_width - 12, 0.8, "#777");
}

} // namespace

std::string rank_figure(const std::vector<Tally>& tallies) {
    std::string rows;
    double y = 44;
    for (const Tally& tally : tallies) {
        if (!tally.cohort->is_as_believed)
            continue;
        rows += svg_text(8, y + cell_height / 2, tally.cohort->id);
        for (std::size_t q = 0; q < quantities; ++q)
            rows += histogram(tally.ranked[q], tally.patients,
                              left + cell_width * static_cast<double>(q), y);
        y += cell_height;
    }
    std::string out = svg_begin(left + cell_width * static_cast<double>(quantities), y + 10);
    out += svg_text(8, 16,
                    "Where the truth lies among the draws: even bars mean calibrated. Pale: where "
                    "99 of 100 bars belong by chance.");
    for (std::size_t q = 0; q < quantities; ++q)
        out += svg_text(left + cell_width * static_cast<double>(q), 36,
                        std::string(text(static_cast<Quantity>(q))), "font-weight=\"bold\"");
    return out + rows + "</svg>\n";
}

std::string coverage_figure(const std::vector<Tally>& tallies) {
    constexpr double width = 560;
    constexpr double begin = 150;
    constexpr double scale = (width - begin - 20) / 100;
    constexpr double row = 24;
    const double height = 60 + row * static_cast<double>(tallies.size());
    std::string out = svg_begin(width, height + 10);
    out += svg_text(8, 16, "Percent of truths within the ranges said to hold 50 and 90 of 100.");
    out += svg_text(8, 32,
                    "Filled: level now. Hollow: level ahead. Grey band: chance alone, 99 of "
                    "100 times.");
    for (const double said : {50.0, 90.0}) {
        const double share = said / 100;
        const double slack =
            257.6 * std::sqrt(share * (1 - share) / static_cast<double>(tallies.front().patients));
        out +=
            svg_bar(begin + (said - slack) * scale, 44, 2 * slack * scale, height - 54, band_fill);
        out += svg_bar(begin + said * scale - 0.5, 44, 1, height - 54, "#777");
        out += svg_text(begin + said * scale, height + 4, px(said).substr(0, 2),
                        "text-anchor=\"middle\"");
    }
    double y = 58;
    for (const Tally& tally : tallies) {
        const auto at = [&](std::size_t count) {
            return begin +
                   100 * scale * static_cast<double>(count) / static_cast<double>(tally.patients);
        };
        out += svg_text(8, y + 4, tally.cohort->id + (tally.cohort->is_as_believed ? "" : " *"));
        const Ranked& now = tally.ranked[static_cast<std::size_t>(Quantity::Now)];
        const Ranked& ahead = tally.ranked[static_cast<std::size_t>(Quantity::Ahead)];
        for (const auto& [ranked, fill] : {std::pair{&ahead, "#fff"}, std::pair{&now, "#1f4e79"}}) {
            out += svg_dot(at(ranked->in_half), y, fill);
            out += svg_dot(at(ranked->in_ninety), y, fill);
        }
        y += row;
    }
    out += svg_text(8, height + 4, "* not as believed");
    return out + "</svg>\n";
}

} // namespace filiform::outcomes
