// SPDX-License-Identifier: Apache-2.0
#include "server/jobs.h"

#include <atomic>
#include <future>
#include <stdexcept>

#include <gtest/gtest.h>

namespace filiform::server {

namespace {

base::Instant a_time() {
    return base::Instant(std::chrono::hours(24 * 20000));
}

Jobs::Job when_over(const Jobs& jobs, const std::string& id) {
    while (true) {
        const auto job = jobs.find(id, "ada");
        if (job->state != Jobs::State::Waiting && job->state != Jobs::State::Running)
            return *job;
        std::this_thread::yield();
    }
}

/// Runs until somebody lets it end, and says that it has begun. Must outlive the jobs it runs in.
struct Gated {
    std::promise<void> begun, let_go;
    JobWork work() {
        return [this](JobProgress& progress) -> base::Checked<std::string> {
            progress.say("halfway", 0.5);
            begun.set_value();
            let_go.get_future().wait();
            if (progress.is_cancelled())
                return tl::unexpected(base::Problems{{"job.cancelled", "", "", ""}});
            return std::string("{}");
        };
    }
};

} // namespace

TEST(Jobs, are_done_one_after_the_other_and_tell_how_far_they_are) {
    Gated first;
    Jobs jobs(8, 8, a_time);
    const auto one = jobs.begin("plan", "ada", first.work());
    const auto two = jobs.begin("plan", "ada", [](JobProgress&) { return std::string("[2]"); });
    ASSERT_TRUE(one);
    first.begun.get_future().wait();
    EXPECT_EQ(jobs.find(one->id, "ada")->what, "halfway");
    EXPECT_EQ(jobs.find(one->id, "ada")->share, 0.5);
    EXPECT_EQ(jobs.find(two->id, "ada")->state, Jobs::State::Waiting);
    first.let_go.set_value();
    EXPECT_EQ(when_over(jobs, two->id).result, "[2]");
    EXPECT_EQ(when_over(jobs, one->id).state, Jobs::State::Done);
}

TEST(Jobs, are_told_to_nobody_else) {
    Jobs jobs(8, 8, a_time);
    const auto job = jobs.begin("plan", "ada", [](JobProgress&) { return std::string("{}"); });
    EXPECT_EQ(jobs.find(job->id, "eve").error().code, "job.missing");
    EXPECT_EQ(jobs.cancel(job->id, "eve").error().code, "job.missing");
}

TEST(Jobs, are_cancelled_while_they_wait_or_run) {
    Gated first;
    Jobs jobs(8, 8, a_time);
    const auto one = jobs.begin("plan", "ada", first.work());
    const auto two = jobs.begin("plan", "ada", [](JobProgress&) { return std::string("{}"); });
    first.begun.get_future().wait();
    EXPECT_EQ(jobs.cancel(two->id, "ada")->state, Jobs::State::Cancelled);
    ASSERT_TRUE(jobs.cancel(one->id, "ada"));
    first.let_go.set_value();
    EXPECT_EQ(when_over(jobs, one->id).state, Jobs::State::Cancelled);
}

TEST(Jobs, are_refused_beyond_what_may_wait) {
    Gated first;
    Jobs jobs(1, 8, a_time);
    ASSERT_TRUE(jobs.begin("plan", "ada", first.work()));
    first.begun.get_future().wait();
    ASSERT_TRUE(jobs.begin("plan", "ada", [](JobProgress&) { return std::string("{}"); }));
    EXPECT_EQ(jobs.begin("plan", "ada", {}).error().code, "job.many");
    first.let_go.set_value();
}

TEST(Jobs, of_care_wait_for_no_study) {
    Gated study;
    Jobs jobs(8, 8, a_time);
    const auto slow = jobs.begin("study", "ada", study.work(), Jobs::Lane::Study);
    study.begun.get_future().wait();
    const auto next = jobs.begin(
        "study", "ada", [](JobProgress&) { return std::string("[]"); }, Jobs::Lane::Study);
    const auto plan = jobs.begin("plan", "ada", [](JobProgress&) { return std::string("{}"); });
    EXPECT_EQ(when_over(jobs, plan->id).state, Jobs::State::Done);
    EXPECT_EQ(jobs.find(slow->id, "ada")->state, Jobs::State::Running);
    EXPECT_EQ(jobs.find(next->id, "ada")->state, Jobs::State::Waiting);
    study.let_go.set_value();
    EXPECT_EQ(when_over(jobs, next->id).state, Jobs::State::Done);
}

TEST(Jobs, are_forgotten_from_the_oldest_when_their_results_are_large) {
    std::atomic<int> seconds = 0; // ids sort by their time
    Jobs jobs(8, 8, [&] { return a_time() + std::chrono::seconds(++seconds); });
    const auto large = [&] {
        const auto job = jobs.begin("map", "ada", [](JobProgress&) {
            return std::string(40U << 20U, ' '); // two are more than 64 MiB
        });
        return when_over(jobs, job->id).id;
    };
    const std::string first = large();
    const std::string second = large();
    EXPECT_TRUE(jobs.find(first, "ada")); // the next that begins makes room
    const std::string third = large();
    EXPECT_FALSE(jobs.find(first, "ada"));
    EXPECT_TRUE(jobs.find(third, "ada"));
    const auto small = jobs.begin("plan", "ada", [](JobProgress&) { return std::string("{}"); });
    EXPECT_FALSE(jobs.find(second, "ada"));
    EXPECT_TRUE(jobs.find(third, "ada"));
    EXPECT_EQ(when_over(jobs, small->id).state, Jobs::State::Done);
}

TEST(Jobs, that_throw_have_failed) {
    Jobs jobs(8, 8, a_time);
    const auto job = jobs.begin("plan", "ada", [](JobProgress&) -> base::Checked<std::string> {
        throw std::runtime_error("unexpected");
    });
    EXPECT_EQ(when_over(jobs, job->id).state, Jobs::State::Failed);
}

} // namespace filiform::server
