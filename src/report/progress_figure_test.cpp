// SPDX-License-Identifier: Apache-2.0
#include "report/progress_letter.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/expects.h"
#include "report/drawing_expectations.h"

namespace filiform::report {
namespace {

using fixtures::colliding_texts;
using fixtures::escaping_texts;
using fixtures::says;

/// Four weeks of care, from 7 to 4, and six weeks ahead.
ProgressPicture four_weeks() {
    ProgressPicture picture;
    picture.title = "Leg pain, 0 to 10";
    picture.remark = "to 31 Mar 2026";
    for (int day = 0; day <= 70; day += 2) {
        const double middle = 4 + 3 * std::exp(-day / 20.0);
        picture.moments.push_back({static_cast<double>(day), std::max(0.0, middle - 1.5),
                                   middle - 0.6, middle, middle + 0.6, middle + 1.5, middle + 0.5});
    }
    for (int week = 0; week < 5; ++week)
        picture.scores.push_back({7.0 * week, 7.0 - week / 2, week % 2 == 1});
    picture.sessions = {{0.2, 1.5, false}, {7.2, 3, false}, {14.2, 0, false}, {35, 3, true}};
    for (int week = 0; week <= 10; ++week)
        picture.ticks.push_back({7.0 * week, std::to_string(week + 1) + " Mar"});
    picture.now = 29;
    picture.goal = 2;
    picture.matters = ProgressPicture::Matters{4.2, 5.5};
    return picture;
}

TEST(ProgressFigure, NothingWrittenCollidesOrRunsOff) {
    const Drawing drawing = draw_progress(four_weeks());
    EXPECT_EQ(colliding_texts(drawing), std::vector<std::string>{});
    EXPECT_EQ(escaping_texts(drawing), std::vector<std::string>{});
    for (const char* words : {"Leg pain, 0 to 10", "today", "goal", "what nature alone would bring",
                              "sore from needles", "a change matters from here down"})
        EXPECT_TRUE(says(drawing, words)) << words;
}

TEST(ProgressFigure, OfManyDaysOnlySoManyAreNamedAsFindRoom) {
    ProgressPicture picture = four_weeks();
    picture.ticks.clear();
    for (int day = 0; day <= 70; ++day)
        picture.ticks.push_back({static_cast<double>(day), std::to_string(day) + " Sep"});
    EXPECT_EQ(colliding_texts(draw_progress(picture)), std::vector<std::string>{});
}

TEST(ProgressFigure, ACourseOfOneMomentIsOurMistake) {
    ProgressPicture picture = four_weeks();
    picture.moments.resize(1);
    EXPECT_THROW((void)draw_progress(picture), base::BrokenContract);
}

TEST(ProgressLetter, OrdinaryCoursesTakeOnePageAndLongOnesMore) {
    ProgressLetter letter;
    letter.about = "31 Mar 2026: week 5 of care";
    letter.picture = four_weeks();
    letter.findings = {"The pain behind the answers fell by about 3 points."};
    letter.step = "go on";
    letter.reasons = {"The pain is better by what matters. [OSTELO08]"};
    letter.scores = {{"Leg pain, 0 to 10", "7", "4", "better than noise, and it matters",
                      "noise 2 (CHILDS05), matters 2 (OSTELO08)"}};
    EXPECT_EQ(draw_progress_letter(letter).size(), 1U);
    letter.reasons.assign(60, letter.reasons.front());
    EXPECT_GT(draw_progress_letter(letter).size(), 1U);
}

} // namespace
} // namespace filiform::report
