// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_files.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "base/file.h"
#include "chart/citation.h"
#include "cli/version.h"
#include "outcomes/figures.h"
#include "report/progress_letter.h"
#include "report/render.h"

namespace filiform::cli {

namespace {

using outcomes::Progress;
using report::ProgressPicture;

std::string day_words(base::Date date) {
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return std::to_string(static_cast<unsigned>(date.day())) + ' ' +
           months.at(static_cast<unsigned>(date.month()) - 1);
}

std::string full_day_words(base::Date date) {
    return day_words(date) + ' ' + std::to_string(static_cast<int>(date.year()));
}

std::string points(double value) {
    std::array<char, 32> text{};
    const double rounded = std::round(value * 10) / 10;
    std::snprintf(text.data(), text.size(), "%.1f", rounded == 0 ? 0.0 : rounded);
    return text.data();
}

std::string score_text(double value) {
    return value == std::floor(value) ? std::to_string(std::lround(value)) : points(value);
}

double day_in(const Progress& progress, base::Instant at) {
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    return Days(at - progress.start).count();
}

ProgressPicture picture_of(const Progress& progress) {
    ProgressPicture picture;
    picture.title = progress.followed->title;
    picture.remark = "to " + full_day_words(date_of(progress, progress.question.now));
    for (const outcomes::Moment& one : progress.forecast.moments)
        picture.moments.push_back({one.day, one.level.low, one.half.low, one.level.middle,
                                   one.half.high, one.level.high, one.nature.middle});
    for (const outcomes::CourseReading& score : progress.scores)
        picture.scores.push_back(
            {day_in(progress, score.at), score.value, score.period == outcomes::Period::Day});
    constexpr double usual_days = 3;
    for (std::size_t k = 0; k < progress.sessions.size(); ++k) {
        const outcomes::Session& session = progress.sessions[k];
        picture.sessions.push_back(
            {session.day, usual_days * session.soreness, k >= progress.sessions_done});
        if (k < progress.sore_hours.size() && progress.sore_hours[k])
            picture.sessions.back().sore_days = *progress.sore_hours[k] / 24;
    }
    const double days = progress.question.horizon;
    const double apart = days > 200 ? 28 : days > 90 ? 14 : 7;
    for (double day = 0; day <= days; day += apart)
        picture.ticks.push_back({day, day_words(date_of(progress, day))});
    picture.now = progress.question.now;
    picture.goal = progress.question.goal;
    const auto from = [&](double start) {
        return start - std::max(progress.question.important_points,
                                progress.question.important_percent / 100 * start);
    };
    if (const double high = from(progress.forecast.start.high); high > 0)
        picture.matters = {from(progress.forecast.start.low), high};
    return picture;
}

std::string chance_text(double value) {
    const long in_hundred = std::lround(100 * value);
    if (in_hundred < 1)
        return "less than 1 in 100";
    return in_hundred > 99 ? "more than 99 in 100" : std::to_string(in_hundred) + " in 100";
}

/// "fell by about 3.4 points (1.9 to 4.7)".
std::string change_text(const outcomes::Interval& change) {
    if (change.high < 0)
        return "fell by about " + points(-change.middle) + " points (" + points(-change.high) +
               " to " + points(-change.low) + ")";
    if (change.low > 0)
        return "rose by about " + points(change.middle) + " points (" + points(change.low) +
               " to " + points(change.high) + ")";
    return "changed by " + points(change.middle) + " points (" + points(change.low) + " to " +
           points(change.high) + "; less is better)";
}

std::vector<std::string> findings_of(const Progress& progress) {
    const outcomes::Forecast& forecast = progress.forecast;
    std::vector<std::string> said;
    if (!progress.too_little.empty()) {
        said.push_back("There is too little to say whether it helped. " + progress.too_little);
    } else {
        said.push_back("The pain behind the answers " + change_text(forecast.parts.change) +
                       ". That this is a change that matters is true with " +
                       chance_text(progress.important.value) + ".");
        said.push_back(
            "To be expected without the needle: " + points(forecast.parts.expected_anyway.middle) +
            " points (" + points(forecast.parts.expected_anyway.low) + " to " +
            points(forecast.parts.expected_anyway.high) +
            "): nature, attention and chance ups and downs.");
        said.push_back("Left for the needle: " + points(forecast.parts.needle.middle) +
                       " points (" + points(forecast.parts.needle.low) + " to " +
                       points(forecast.parts.needle.high) + "). " +
                       (progress.is_credited
                            ? "More than nature and chance explain."
                            : "The answers do not show that it was the needle; this figure is "
                              "mostly what was believed beforehand."));
    }
    if (!forecast.goal.empty())
        said.push_back("The goal of " + score_text(*progress.question.goal) + " is reached by " +
                       full_day_words(date_of(progress, forecast.goal.back().day)) + " with " +
                       chance_text(forecast.goal.back().with_needle) +
                       "; without any effect of the needle with " +
                       chance_text(forecast.goal.back().without_needle) + ".");
    return said;
}

std::string reason_text(const outcomes::AdviceRule& rule) {
    std::string text = rule.because + " " + rule.to_do + " [" + base::joined(rule.sources);
    if (!chart::is_verified(rule.mark))
        text += "; unverified";
    return text + (rule.status == "signed" ? "]" : "; draft]");
}

report::ProgressLetter::Score score_of(const outcomes::InstrumentProgress& one) {
    const outcomes::Instrument& instrument = *one.instrument;
    report::ProgressLetter::Score score{instrument.title, score_text(one.change.first),
                                        score_text(one.change.last),
                                        std::string(words(one.change.verdict)), ""};
    if (instrument.noise)
        score.thresholds = "noise " + score_text(*instrument.noise_points()) + " (" +
                           instrument.thresholds[*instrument.noise].source.text() + ")";
    if (instrument.important)
        score.thresholds += (score.thresholds.empty() ? "matters " : ", matters ") +
                            score_text(*instrument.important_points()) + " (" +
                            instrument.thresholds[*instrument.important].source.text() + ")";
    return score;
}

report::ProgressLetter letter_of(const Progress& progress) {
    report::ProgressLetter letter;
    letter.picture = picture_of(progress);
    letter.about = full_day_words(date_of(progress, progress.question.now)) + ": week " +
                   std::to_string(std::lround(std::floor(progress.question.now / 7)) + 1) +
                   " of care, sessions so far: " + std::to_string(progress.sessions_done) +
                   ". A draft; a clinician decides.";
    letter.findings = findings_of(progress);
    for (const outcomes::InstrumentProgress& one : progress.instruments)
        letter.scores.push_back(score_of(one));
    letter.step = words(progress.advised.step);
    for (const outcomes::AdviceRule* rule : reasons_shown(progress.advised))
        letter.reasons.push_back(reason_text(*rule));
    for (const chart::FindingId& id : progress.advised.to_ask)
        if (const auto* finding = knowledge::find_finding(outcomes::figures(), id.text()))
            letter.asks.push_back(finding->ask.empty() ? id.text() : finding->ask);
    letter.notice =
        "Ranges hold 90 of 100. Improvement in the first twelve weeks is common whatever is done. "
        "What is believed beforehand are proposals that nobody has signed (unverified): "
        "docs/progress.md. Research and educational software, not a certified medical device.";
    letter.provenance = std::string(program_name) + ", seed " + std::to_string(progress.seed);
    return letter;
}

} // namespace

base::Result<void> save_progress_files(const std::filesystem::path& folder,
                                       const outcomes::Progress& progress,
                                       const std::string& json) {
    report::prepare_to_draw();
    const report::ProgressLetter letter = letter_of(progress);
    const report::Drawing figure = report::draw_progress(letter.picture);
    const auto pages = report::draw_progress_letter(letter);
    const auto svg = report::svg(figure);
    const auto png = report::png(figure);
    const auto pdf = report::pdf(pages, "How it went");
    for (const auto& [name, bytes] :
         {std::pair{"progress.png", &png}, std::pair{"progress.pdf", &pdf}})
        if (auto saved = base::save_file(folder / name, std::span(*bytes)); !saved)
            return saved;
    if (auto saved = base::save_file(folder / "progress.svg", std::string_view(svg)); !saved)
        return saved;
    return base::save_file(folder / "progress.json", std::string_view(json));
}

} // namespace filiform::cli
