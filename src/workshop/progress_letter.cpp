// SPDX-License-Identifier: Apache-2.0
#include "workshop/progress_letter.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "chart/citation.h"
#include "outcomes/figures.h"
#include "outcomes/summary.h"

namespace filiform::workshop {

namespace {

using outcomes::Progress;
using report::ProgressPicture;

double day_in(const Progress& progress, base::Instant at) {
    using Days = std::chrono::duration<double, std::ratio<86400>>;
    return Days(at - progress.start).count();
}

ProgressPicture picture_of(const Progress& progress) {
    ProgressPicture picture;
    picture.title = progress.followed->title;
    picture.remark = "to " + outcomes::day_words(date_of(progress, progress.question.now));
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
        picture.ticks.push_back({day, outcomes::short_day_words(date_of(progress, day))});
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

std::string reason_text(const outcomes::AdviceRule& rule) {
    std::string text = rule.because + " " + rule.to_do + " [" + base::joined(rule.sources);
    if (!chart::is_verified(rule.mark))
        text += "; unverified";
    return text + (rule.status == "signed" ? "]" : "; draft]");
}

report::ProgressLetter::Score score_of(const outcomes::InstrumentProgress& one) {
    const outcomes::Instrument& instrument = *one.instrument;
    report::ProgressLetter::Score score{instrument.title, outcomes::score_words(one.change.first),
                                        outcomes::score_words(one.change.last),
                                        std::string(words(one.change.verdict)), ""};
    if (instrument.noise)
        score.thresholds = "noise " + outcomes::score_words(*instrument.noise_points()) + " (" +
                           instrument.thresholds[*instrument.noise].source.text() + ")";
    if (instrument.important)
        score.thresholds += (score.thresholds.empty() ? "matters " : ", matters ") +
                            outcomes::score_words(*instrument.important_points()) + " (" +
                            instrument.thresholds[*instrument.important].source.text() + ")";
    return score;
}

} // namespace

report::ProgressLetter progress_letter(const Progress& progress, const std::string& program) {
    report::ProgressLetter letter;
    letter.picture = picture_of(progress);
    letter.about = outcomes::day_words(date_of(progress, progress.question.now)) + ": week " +
                   std::to_string(std::lround(std::floor(progress.question.now / 7)) + 1) +
                   " of care, sessions so far: " + std::to_string(progress.sessions_done) +
                   ". A draft; a clinician decides.";
    letter.findings = outcomes::summary(progress);
    for (const outcomes::InstrumentProgress& one : progress.instruments)
        letter.scores.push_back(score_of(one));
    letter.step =
        std::string(progress.advised.to_ask.empty() ? "" : "ask first; as far as is known: ") +
        std::string(words(progress.advised.step));
    for (const outcomes::AdviceRule* rule : reasons_shown(progress.advised))
        letter.reasons.push_back(reason_text(*rule));
    for (const chart::FindingId& id : progress.advised.to_ask)
        if (const auto* finding = knowledge::find_finding(outcomes::figures(), id.text()))
            letter.asks.push_back(finding->ask.empty() ? id.text() : finding->ask);
    letter.notice =
        "Ranges hold 90 of 100. Improvement in the first twelve weeks is common whatever is done. "
        "What is believed beforehand are proposals that nobody has signed (unverified): "
        "docs/progress.md. Research and educational software, not a certified medical device.";
    letter.provenance = program + ", seed " + std::to_string(progress.seed);
    return letter;
}

} // namespace filiform::workshop
