// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/instant.h"
#include "base/result.h"

namespace filiform::server {

/// What a job is told and tells while it runs. Threads: any.
class JobProgress {
  public:
    /// What is being done, and how much of all is done: 0 to 1.
    void say(std::string what, double share);
    /// Whether the one who asked no longer wants it; a job that sees it ends as soon as it can.
    [[nodiscard]] bool is_cancelled() const { return is_cancelled_; }

    void cancel() { is_cancelled_ = true; }
    [[nodiscard]] std::pair<std::string, double> last() const;

  private:
    mutable std::mutex mutex_;
    std::string what_;
    double share_ = 0;
    std::atomic<bool> is_cancelled_ = false;
};

/// Does long work: its result as JSON, or every reason there is none.
using JobWork = std::function<base::Checked<std::string>(JobProgress&)>;

/// Work that takes longer than an answer may, on threads of its own (each job may use every core):
/// what somebody waits for beside a patient one after the other, and beside it the studies, one
/// after the other too, so that no plan waits for a study.
///
/// Bounded: at most `most_waiting` wait; what is done is kept for an hour, the last `most_kept` of
///          it, with results of 64 MiB together or the last one alone.
/// Threads: any.
class Jobs {
  public:
    enum class State { Waiting, Running, Done, Failed, Cancelled };
    enum class Lane { Care, Study };
    struct Job {
        std::string id, kind;
        std::string by; ///< the account; nobody else is told of it
        State state = State::Waiting;
        std::string what; ///< it is doing
        double share = 0;
        base::Instant asked{};
        std::string result; ///< JSON, when done
        base::Problems problems;
    };

    Jobs(std::size_t most_waiting, std::size_t most_kept, std::function<base::Instant()> clock);
    /// Cancels what waits and runs, and waits for it.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Problems: job.many.
    [[nodiscard]] base::Result<Job> begin(const std::string& kind, const std::string& by,
                                          JobWork work, Lane lane = Lane::Care);
    /// Problems: job.missing, also for another's.
    [[nodiscard]] base::Result<Job> find(const std::string& id, const std::string& by) const;
    [[nodiscard]] base::Result<Job> cancel(const std::string& id, const std::string& by);
    [[nodiscard]] std::size_t waiting() const;

  private:
    struct Kept {
        Job job;
        JobWork work;
        Lane lane = Lane::Care;
        JobProgress progress;
    };
    using Place = std::shared_ptr<Kept>; // the runner keeps it while it is forgotten
    void run(Lane lane);
    [[nodiscard]] std::deque<Place>::iterator next_of(Lane lane);
    void finish(Kept& kept, base::Checked<std::string> outcome);
    void forget_old();
    [[nodiscard]] base::Result<Place> place_of(const std::string& id, const std::string& by) const;
    [[nodiscard]] static Job seen(const Kept& kept);

    std::size_t most_waiting_, most_kept_;
    std::function<base::Instant()> clock_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::map<std::string, Place> jobs_; ///< ids sort by their time
    std::deque<Place> queue_;
    std::map<Lane, Place> running_;
    bool is_stopping_ = false;
    std::array<std::thread, 2> runners_;
};

[[nodiscard]] std::string_view text(Jobs::State state);

} // namespace filiform::server
