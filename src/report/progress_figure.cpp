// SPDX-License-Identifier: Apache-2.0
#include "report/progress_figure.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/expects.h"
#include "report/figure_parts.h"
#include "report/palette.h"
#include "report/text_marks.h"

namespace filiform::report {

namespace {

constexpr double figure_width = 180;
constexpr double figure_height = 108;
constexpr double most_points = 10;
const Area plot{17, 9, 159, 70};

/// Colours of this figure that no palette has: quiet ones that a grey print keeps apart.
const Colour sore_colour{0.93, 0.72, 0.36, 0.30};
const Colour nature_colour{0.54, 0.29, 0.24, 1};
const Colour goal_colour{0.05, 0.42, 0.25, 1};

class ProgressChart {
  public:
    explicit ProgressChart(const ProgressPicture& picture)
        : picture_(picture), first_(picture.moments.front().day),
          last_(picture.moments.back().day) {
        drawing_.width_mm = figure_width;
        drawing_.height_mm = figure_height;
    }

    Drawing draw() {
        add_caption(drawing_, picture_.title, picture_.remark);
        add_grid();
        drawing_.clip(rectangle(plot));
        add_matters();
        add_soreness();
        add_bands();
        add_goal();
        drawing_.unclip();
        add_scores();
        add_needles();
        add_now();
        add_goal_word();
        add_legend();
        return std::move(drawing_);
    }

  private:
    using Moment = ProgressPicture::Moment;

    [[nodiscard]] Spot at(double day, double points) const {
        return {plot.x + plot.width * (day - first_) / (last_ - first_),
                plot.bottom() - plot.height * points / most_points};
    }

    void add_grid() {
        for (int points = 0; points <= 10; points += 2) {
            const Spot left = at(first_, points);
            drawing_.stroke(segment(left, {plot.right(), left.y}), {palette().rule, 0.15});
            add_text(drawing_, {left.x - 1.5, left.y - 1.7}, std::to_string(points), small_style(),
                     Align::Right);
        }
        TextStyle quiet = small_style();
        quiet.colour = palette().quiet;
        add_paragraph(drawing_, {0, plot.y - 1}, 11, "worst pain", quiet);
        add_paragraph(drawing_, {0, plot.bottom() - 6}, 11, "no pain", quiet);
        double free_from = 0;
        for (const auto& tick : picture_.ticks) {
            const Spot foot = at(tick.day, 0);
            drawing_.stroke(segment(foot, {foot.x, foot.y + 1.2}), {palette().quiet, 0.2});
            const double half = measure(tick.text, small_style()).width / 2;
            if (foot.x - half < free_from || foot.x + half > figure_width)
                continue;
            free_from = foot.x + half + 2;
            add_text(drawing_, {foot.x, foot.y + 6.2}, tick.text, small_style(), Align::Centre);
        }
    }

    void add_matters() {
        if (!picture_.matters)
            return;
        const Spot top = at(first_, picture_.matters->high);
        const Spot foot = at(first_, std::max(0.0, picture_.matters->low));
        const Outline band = rectangle({plot.x, top.y, plot.width, foot.y - top.y});
        drawing_.fill(band, with_opacity(goal_colour, 0.07));
        drawing_.hatch(band, Hatch::Falling, with_opacity(goal_colour, 0.35), 2.4);
    }

    void add_soreness() {
        for (const auto& session : picture_.sessions)
            if (session.sore_days > 0 && !session.is_planned) {
                const double left = at(session.day, 0).x;
                const double right = at(session.day + session.sore_days, 0).x;
                drawing_.fill(rectangle({left, plot.y, right - left, plot.height}), sore_colour);
            }
    }

    Outline band(const std::function<double(const Moment&)>& low,
                 const std::function<double(const Moment&)>& high) const {
        Line line;
        line.is_closed = true;
        for (const Moment& moment : picture_.moments)
            line.spots.push_back(at(moment.day, high(moment)));
        for (auto moment = picture_.moments.rbegin(); moment != picture_.moments.rend(); ++moment)
            line.spots.push_back(at(moment->day, low(*moment)));
        return {line};
    }

    /// The line through moments from one day to another.
    Outline line(const std::function<double(const Moment&)>& value, double from, double to) const {
        Line line;
        for (const Moment& moment : picture_.moments)
            if (moment.day >= from && moment.day <= to)
                line.spots.push_back(at(moment.day, value(moment)));
        return {line};
    }

    void add_bands() {
        const Colour accent = palette().accent;
        drawing_.fill(
            band([](const Moment& m) { return m.low; }, [](const Moment& m) { return m.high; }),
            with_opacity(accent, 0.14));
        drawing_.fill(band([](const Moment& m) { return m.half_low; },
                           [](const Moment& m) { return m.half_high; }),
                      with_opacity(accent, 0.20));
        const auto nature = [](const Moment& m) { return m.nature; };
        const auto middle = [](const Moment& m) { return m.middle; };
        drawing_.stroke(line(nature, first_, last_), {nature_colour, 0.5, Dash::DashDot});
        drawing_.stroke(line(middle, first_, picture_.now), {accent, 0.7});
        drawing_.stroke(line(middle, picture_.now, last_), {accent, 0.7, Dash::Dotted});
    }

    void add_goal() {
        if (picture_.goal)
            drawing_.stroke(segment(at(first_, *picture_.goal), at(last_, *picture_.goal)),
                            {goal_colour, 0.4, Dash::Dashed});
    }

    void add_goal_word() {
        if (!picture_.goal)
            return;
        TextStyle style = small_style();
        style.colour = goal_colour;
        style.weight = Weight::Bold;
        const Spot end = at(last_, *picture_.goal);
        add_haloed_text(drawing_, {end.x - 1, end.y - 3.6}, "goal", style, Align::Right);
    }

    void add_score(const Spot& spot, bool is_diary) {
        const Outline dot = circle(spot, is_diary ? 0.75 : 1.15);
        drawing_.fill(dot, is_diary ? Colour{1, 1, 1, 1} : palette().ink);
        drawing_.stroke(dot, {palette().ink, 0.25});
    }

    void add_scores() {
        for (const auto& score : picture_.scores)
            add_score(at(score.day, score.value), score.is_diary);
    }

    /// A needle in the strip below the axis: its tip at the day.
    void add_needle(const Spot& tip, bool is_planned) {
        const Colour ink = palette().ink;
        const Line head{{tip, {tip.x - 1.1, tip.y + 2.6}, {tip.x + 1.1, tip.y + 2.6}}, true};
        if (!is_planned)
            drawing_.fill({head}, ink);
        drawing_.stroke({head}, {ink, 0.25});
    }

    void add_needles() {
        for (const auto& session : picture_.sessions) {
            const Spot foot = at(session.day, 0);
            if (foot.x <= plot.right())
                add_needle({foot.x, foot.y + 1.6}, session.is_planned);
        }
    }

    void add_now() {
        const Spot top = at(picture_.now, most_points);
        drawing_.stroke(segment(top, {top.x, plot.bottom()}), {palette().quiet, 0.3});
        TextStyle style = small_style();
        style.weight = Weight::Bold;
        add_haloed_text(drawing_, {top.x + 1, top.y + 0.6}, "today", style);
    }

    /// One entry of the legend: a sign in a box of 8 mm, then words.
    void add_entry(const Spot& corner, const std::string& words,
                   const std::function<void(const Area&)>& sign) {
        const Area box{corner.x, corner.y, 8, 3.4};
        sign(box);
        add_text(drawing_, {box.right() + 1.5, corner.y}, words, small_style());
    }

    void add_legend() {
        const double left = plot.x - 8;
        const double top = plot.bottom() + 12;
        constexpr double row = 4.6;
        constexpr double column = 60;
        const Colour accent = palette().accent;
        const auto middle = [](const Area& box) {
            return segment({box.x, box.centre().y}, {box.right(), box.centre().y});
        };
        add_entry({left, top}, "what was answered (small: diary)", [&](const Area& box) {
            add_score({box.x + 2.5, box.centre().y}, false);
            add_score({box.x + 5.8, box.centre().y}, true);
        });
        add_entry({left, top + row}, "the pain behind the answers", [&](const Area& box) {
            drawing_.stroke(middle(box), {accent, 0.7});
        });
        add_entry({left, top + 2 * row}, "expected from today", [&](const Area& box) {
            drawing_.stroke(middle(box), {accent, 0.7, Dash::Dotted});
        });
        const double second = left + column;
        add_entry({second, top}, "where it is in 50 and 90 of 100", [&](const Area& box) {
            drawing_.fill(rectangle(box), with_opacity(accent, 0.14));
            drawing_.fill(rectangle({box.x, box.y + 0.9, box.width, 1.6}),
                          with_opacity(accent, 0.20));
        });
        add_entry({second, top + row}, "what nature alone would bring", [&](const Area& box) {
            drawing_.stroke(middle(box), {nature_colour, 0.5, Dash::DashDot});
        });
        add_entry({second, top + 2 * row}, "a change matters from here down", [&](const Area& box) {
            drawing_.fill(rectangle(box), with_opacity(goal_colour, 0.07));
            drawing_.hatch(rectangle(box), Hatch::Falling, with_opacity(goal_colour, 0.35), 2.4);
        });
        const double third = second + column;
        add_entry({third, top}, "needles held, and planned", [&](const Area& box) {
            add_needle({box.x + 2.2, box.y + 0.4}, false);
            add_needle({box.x + 5.8, box.y + 0.4}, true);
        });
        add_entry({third, top + row}, "sore from needles",
                  [&](const Area& box) { drawing_.fill(rectangle(box), sore_colour); });
    }

    const ProgressPicture& picture_;
    double first_;
    double last_;
    Drawing drawing_;
};

} // namespace

Drawing draw_progress(const ProgressPicture& picture) {
    base::expects(picture.moments.size() >= 2 &&
                      picture.moments.front().day < picture.moments.back().day,
                  "a course has two moments");
    return ProgressChart(picture).draw();
}

} // namespace filiform::report
