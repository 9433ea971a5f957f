// SPDX-License-Identifier: Apache-2.0
#include "server/jobs.h"

#include <algorithm>
#include <array>
#include <exception>

#include "store/store.h"

namespace filiform::server {

namespace {

constexpr std::chrono::milliseconds kept_for = std::chrono::hours(1);
constexpr std::size_t most_result_bytes = 64U << 20U;

bool is_over(Jobs::State state) {
    return state == Jobs::State::Done || state == Jobs::State::Failed ||
           state == Jobs::State::Cancelled;
}

} // namespace

std::string_view text(Jobs::State state) {
    constexpr std::array<std::string_view, 5> words{"waiting", "running", "done", "failed",
                                                    "cancelled"};
    return words.at(static_cast<std::size_t>(state));
}

void JobProgress::say(std::string what, double share) {
    const std::lock_guard lock(mutex_);
    what_ = std::move(what);
    share_ = std::clamp(share, 0.0, 1.0);
}

std::pair<std::string, double> JobProgress::last() const {
    const std::lock_guard lock(mutex_);
    return {what_, share_};
}

Jobs::Jobs(std::size_t most_waiting, std::size_t most_kept, std::function<base::Instant()> clock)
    : most_waiting_(most_waiting), most_kept_(most_kept),
      clock_(std::move(clock)), runners_{std::thread([this] { run(Lane::Care); }),
                                         std::thread([this] { run(Lane::Study); })} {}

Jobs::~Jobs() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
        queue_.clear();
        for (const auto& [lane, place] : running_)
            place->progress.cancel();
    }
    wake_.notify_all();
    for (std::thread& runner : runners_)
        runner.join();
}

base::Result<Jobs::Job> Jobs::begin(const std::string& kind, const std::string& by, JobWork work,
                                    Lane lane) {
    const std::lock_guard lock(mutex_);
    forget_old();
    if (queue_.size() >= most_waiting_)
        return tl::unexpected(base::Problem{"job.many", "",
                                            std::to_string(queue_.size()) + " jobs wait already.",
                                            "Ask again when some of them are done."});
    auto kept = std::make_shared<Kept>();
    kept->job.id = store::new_id(clock_()).text();
    kept->job.kind = kind;
    kept->job.by = by;
    kept->job.asked = clock_();
    kept->work = std::move(work);
    kept->lane = lane;
    jobs_.emplace(kept->job.id, kept);
    queue_.push_back(kept);
    wake_.notify_all();
    return seen(*kept);
}

Jobs::Job Jobs::seen(const Kept& kept) {
    Job job = kept.job;
    std::tie(job.what, job.share) = kept.progress.last();
    return job;
}

base::Result<Jobs::Place> Jobs::place_of(const std::string& id, const std::string& by) const {
    const auto found = jobs_.find(id);
    if (found == jobs_.end() || found->second->job.by != by)
        return tl::unexpected(base::Problem{"job.missing", "", "There is no such job.",
                                            "What is done is kept for an hour."});
    return found->second;
}

base::Result<Jobs::Job> Jobs::find(const std::string& id, const std::string& by) const {
    const std::lock_guard lock(mutex_);
    const auto place = place_of(id, by);
    if (!place)
        return tl::unexpected(place.error());
    return seen(**place);
}

base::Result<Jobs::Job> Jobs::cancel(const std::string& id, const std::string& by) {
    const std::lock_guard lock(mutex_);
    const auto place = place_of(id, by);
    if (!place)
        return tl::unexpected(place.error());
    Kept& kept = **place;
    kept.progress.cancel();
    if (kept.job.state == State::Waiting) {
        kept.job.state = State::Cancelled;
        queue_.erase(std::find(queue_.begin(), queue_.end(), *place));
    }
    return seen(kept);
}

std::size_t Jobs::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Jobs::forget_old() {
    const base::Instant now = clock_();
    std::size_t over = 0;
    std::size_t bytes = 0;
    for (const auto& [id, kept] : jobs_) {
        over += is_over(kept->job.state) ? 1 : 0;
        bytes += kept->job.result.size();
    }
    std::erase_if(jobs_, [&](const auto& one) { // the oldest come first
        const Job& job = one.second->job;
        const bool is_last = over == 1;
        const bool is_forgotten =
            is_over(job.state) && (now - job.asked > kept_for || over > most_kept_ ||
                                   (bytes > most_result_bytes && !is_last));
        over -= is_forgotten ? 1 : 0;
        bytes -= is_forgotten ? job.result.size() : 0;
        return is_forgotten;
    });
}

void Jobs::finish(Kept& kept, base::Checked<std::string> outcome) {
    kept.work = nullptr;
    if (outcome) {
        kept.job.state = State::Done;
        kept.job.result = *std::move(outcome);
        kept.progress.say("", 1);
    } else {
        kept.job.state = kept.progress.is_cancelled() ? State::Cancelled : State::Failed;
        kept.job.problems = std::move(outcome.error());
    }
}

std::deque<Jobs::Place>::iterator Jobs::next_of(Lane lane) {
    return std::find_if(queue_.begin(), queue_.end(),
                        [lane](const Place& place) { return place->lane == lane; });
}

void Jobs::run(Lane lane) {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return is_stopping_ || next_of(lane) != queue_.end(); });
        if (is_stopping_)
            return;
        const auto next = next_of(lane);
        const Place place = *next;
        queue_.erase(next);
        running_[lane] = place;
        place->job.state = State::Running;
        lock.unlock();
        base::Checked<std::string> outcome;
        try {
            outcome = place->work(place->progress);
        } catch (const std::exception&) {
            outcome = tl::unexpected(base::Problems{
                {"job.mistake", "", "This is a mistake of the program, not yours.", ""}});
        }
        lock.lock();
        running_.erase(lane);
        finish(*place, std::move(outcome));
    }
}

} // namespace filiform::server
