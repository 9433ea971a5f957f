// SPDX-License-Identifier: Apache-2.0
#include "record/adverse_event.h"

#include <gtest/gtest.h>

namespace filiform::record {
namespace {

using Severity = AdverseEvent::Severity;
using Duration = AdverseEvent::Duration;
using Grade = AdverseEvent::Grade;

TEST(Grading, is_as_the_published_definitions_say_where_they_say_it) {
    EXPECT_EQ(grade_of(Severity::Mild, Duration::Hours, false), Grade::MildOrNone);
    EXPECT_EQ(grade_of(Severity::Moderate, Duration::Days, false), Grade::Moderate);
    EXPECT_EQ(grade_of(Severity::Mild, Duration::Weeks, false), Grade::Moderate);
    EXPECT_EQ(grade_of(Severity::Severe, Duration::Days, false), Grade::Major);
    EXPECT_EQ(grade_of(Severity::Moderate, Duration::Weeks, false), Grade::Major);
    EXPECT_EQ(grade_of(Severity::Severe, Duration::Weeks, false), Grade::Major);
}

TEST(Grading, goes_up_where_they_leave_it_open) {
    EXPECT_EQ(grade_of(Severity::Moderate, Duration::Hours, false), Grade::Moderate);
    EXPECT_EQ(grade_of(Severity::Severe, Duration::Hours, false), Grade::Major);
    EXPECT_EQ(grade_of(Severity::Mild, Duration::Days, false), Grade::Moderate);
}

TEST(Grading, never_falls_when_it_is_worse_or_lasts_longer) {
    for (int severity = 0; severity < 3; ++severity)
        for (int duration = 0; duration < 3; ++duration) {
            const auto here =
                grade_of(static_cast<Severity>(severity), static_cast<Duration>(duration), false);
            if (severity < 2) {
                EXPECT_GE(grade_of(static_cast<Severity>(severity + 1),
                                   static_cast<Duration>(duration), false),
                          here);
            }
            if (duration < 2) {
                EXPECT_GE(grade_of(static_cast<Severity>(severity),
                                   static_cast<Duration>(duration + 1), false),
                          here);
            }
        }
}

TEST(Grading, takes_what_is_not_known_for_the_worst) {
    EXPECT_EQ(grade_of(Severity::Mild, std::nullopt, false), Grade::Moderate);
    EXPECT_EQ(grade_of(std::nullopt, Duration::Hours, false), Grade::Major);
    EXPECT_EQ(grade_of(std::nullopt, std::nullopt, false), Grade::Major);
}

TEST(Grading, puts_what_is_serious_above_everything) {
    EXPECT_EQ(grade_of(Severity::Mild, Duration::Hours, true), Grade::Serious);
}

} // namespace
} // namespace filiform::record
