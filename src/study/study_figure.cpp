// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "study/report.h"

namespace filiform::study {

namespace {

// Lengths are pixels of the picture.
constexpr double width = 960;
constexpr double left = 330;  ///< where scales begin
constexpr double right = 700; ///< and end
constexpr double row_height = 46;
constexpr double top = 86;

std::string px(double value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.1f", value);
    return digits;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

/// Cut to what fits beside the scale, between characters.
std::string shortened(const std::string& text, std::size_t most) {
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

std::string text_at(double x, double y, const std::string& text, const char* style = "") {
    return "<text x=\"" + px(x) + "\" y=\"" + px(y) + "\" " + style + ">" + escaped(text) +
           "</text>\n";
}

std::string bar(double from, double to, double y, double height, const char* style) {
    // What is one count wide must still be seen.
    constexpr double thinnest = 2;
    return "<rect x=\"" + px(from) + "\" y=\"" + px(y - height / 2) + "\" width=\"" +
           px(std::max(to - from, thinnest)) + "\" height=\"" + px(height) + "\" " + style + "/>\n";
}

/// The scale of one row: counts from none to all, R² from 0 to 1, means around what there is.
struct Scale {
    double low = 0;
    double high = 1;
    [[nodiscard]] double at(double value) const {
        return left + (right - left) * std::clamp((value - low) / (high - low), 0.0, 1.0);
    }
};

double model_value(const Answer& answer) {
    if (is_yes_or_no(answer.outcome->measure))
        return static_cast<double>(answer.hits) / static_cast<double>(answer.insertions) *
               static_cast<double>(answer.outcome->published->of);
    return answer.explained ? *answer.explained : answer.moments.mean;
}

Scale scale_of(const Answer& answer) {
    const Published& published = *answer.outcome->published;
    if (published.kind == Published::Kind::Count)
        return {0, static_cast<double>(published.of)};
    if (published.kind == Published::Kind::Explained)
        return {0, 1};
    const Interval& ninety = answer.compared->ninety;
    const double low = std::min({ninety.low, published.value, model_value(answer)});
    const double high = std::max({ninety.high, published.value, model_value(answer)});
    const double margin = std::max(0.25 * (high - low), 1e-6 + 0.02 * std::abs(high));
    return {low - margin, high + margin};
}

std::string end_text(double value, const Published& published) {
    char digits[32];
    const int decimals = published.kind == Published::Kind::Count ? 0 : 1;
    std::snprintf(digits, sizeof digits, "%.*f", decimals, value);
    return digits;
}

std::string row_of(const std::string& arm, const Answer& answer, double y) {
    const Published& published = *answer.outcome->published;
    constexpr std::size_t most_letters = 46;
    std::string out = text_at(16, y - 3, shortened(answer.outcome->what, most_letters));
    out += text_at(16, y + 13, shortened(arm, most_letters), "class=\"small\"");
    if (!answer.compared) {
        out += text_at(left, y + 4, say(answer).verdict, "class=\"small\"");
        return out;
    }
    const Compared& compared = *answer.compared;
    const Scale scale = scale_of(answer);
    out += bar(left, right, y, 1, "fill=\"#777\"");
    out += bar(scale.at(compared.ninety.low), scale.at(compared.ninety.high), y, 10,
               "fill=\"#d5dbe3\" stroke=\"#556\" stroke-width=\"0.6\"");
    out += bar(scale.at(compared.half.low), scale.at(compared.half.high), y, 18,
               "fill=\"#8d9db5\" stroke=\"#334\" stroke-width=\"0.6\"");
    const double model = scale.at(model_value(answer));
    out += bar(model - 1, model + 1, y, 24, "fill=\"#111\"");
    const double found = scale.at(published.value);
    out += "<path d=\"M" + px(found) + " " + px(y - 8) + " l7 8 l-7 8 l-7 -8 z\" fill=\"" +
           (compared.verdict == Verdict::Outside ? "#fff" : "#c0392b") +
           "\" stroke=\"#c0392b\" stroke-width=\"2\"/>\n";
    out += text_at(left, y + 21, end_text(scale.low, published), "class=\"small\"");
    out += text_at(right, y + 21, end_text(scale.high, published),
                   "class=\"small\" text-anchor=\"end\"");
    out += text_at(right + 16, y - 3, say(answer).published);
    out += text_at(right + 16, y + 13, say(answer).verdict, "class=\"small\"");
    return out;
}

} // namespace

std::string study_figure(const Protocol& protocol, const Findings& findings) {
    std::string rows;
    double y = top;
    const auto add = [&](const std::string& arm, const std::vector<Answer>& answers) {
        for (const Answer& answer : answers)
            if (answer.outcome->published) {
                rows += row_of(arm, answer, y);
                y += row_height;
            }
    };
    for (const ArmFindings& arm : findings.arms)
        add(arm.arm->id, arm.answers);
    add("several arms together", findings.pooled);
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + px(width) +
                      "\" height=\"" + px(y + 16) +
                      "\" font-family=\"DejaVu Sans, sans-serif\" font-size=\"13\">\n"
                      "<style>.small{font-size:10.5px;fill:#444}</style>\n"
                      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
    out += text_at(16, 24, protocol.title, "font-size=\"16\" font-weight=\"bold\"");
    out +=
        text_at(16, 44,
                std::to_string(findings.bodies) +
                    " virtual bodies. Bars: what the model predicts for a study of the published "
                    "size (central 90 % pale, 50 % dark); line: the model; diamond: published, "
                    "hollow when outside.",
                "class=\"small\"");
    return out + rows + "</svg>\n";
}

} // namespace filiform::study
