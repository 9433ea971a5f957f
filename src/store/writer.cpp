// SPDX-License-Identifier: Apache-2.0
#include "store/writer.h"

#include <utility>

namespace filiform::store {

namespace {

constexpr std::size_t most_jobs = 256;      ///< of one transaction
constexpr std::size_t most_notes = 100'000; ///< kept while the disk takes none
constexpr std::chrono::milliseconds patience{50};
constexpr std::chrono::seconds pause_after_failure{1};

AuditRow lost_row(std::size_t count, base::Instant at) {
    AuditRow row;
    row.at = at;
    row.by = "system";
    row.action = "notes_lost";
    row.outcome = "failed";
    row.reason = std::to_string(count) + " notes could not be written and were lost";
    return row;
}

} // namespace

Writer::Writer(Address address, std::unique_ptr<Connection> connection)
    : address_(std::move(address)), connection_(std::move(connection)),
      thread_([this] { work(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Writer::perform(const Job& job) {
    Waiting waiting;
    waiting.job = &job;
    auto done = waiting.done.get_future();
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(&waiting);
    }
    wake_.notify_one();
    done.get();
}

void Writer::note(AuditRow row) {
    const std::lock_guard lock(mutex_);
    if (notes_.size() >= most_notes) {
        ++lost_notes_;
        return;
    }
    if (notes_.empty()) {
        notes_due_ = std::max(notes_due_, std::chrono::steady_clock::now() + patience);
        wake_.notify_one();
    }
    notes_.push_back(std::move(row));
}

std::optional<base::Problem> Writer::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void Writer::work() {
    for (Batch batch; wait_for(batch); batch = {})
        write(batch);
}

bool Writer::wait_for(Batch& batch) {
    std::unique_lock lock(mutex_);
    while (jobs_.empty() && !is_ending_) {
        if (notes_.empty())
            wake_.wait(lock);
        else if (wake_.wait_until(lock, notes_due_) == std::cv_status::timeout)
            break;
    }
    while (!jobs_.empty() && batch.jobs.size() < most_jobs) {
        batch.jobs.push_back(jobs_.front());
        jobs_.pop_front();
    }
    batch.notes = std::exchange(notes_, {});
    if (lost_notes_ > 0)
        batch.notes.push_back(lost_row(std::exchange(lost_notes_, 0), batch.notes.back().at));
    return !batch.jobs.empty() || !batch.notes.empty() || !is_ending_;
}

void Writer::write(Batch& batch) {
    const Outcome outcome = attempt(batch.jobs, batch.notes);
    if (outcome == Outcome::Written) {
        const std::lock_guard lock(mutex_);
        trouble_.reset();
    } else if (!batch.notes.empty()) {
        write_notes(batch.notes); // when unknown too: written twice is better than lost
    }
    for (Waiting* waiting : batch.jobs)
        if (outcome == Outcome::Failed)
            write_alone(*waiting);
        else if (outcome == Outcome::Unknown)
            fail(*waiting);
        else if (waiting->refusal)
            waiting->done.set_exception(waiting->refusal);
        else
            waiting->done.set_value();
}

void Writer::write_alone(Waiting& waiting) {
    if (attempt({&waiting}, {}) != Outcome::Written)
        fail(waiting);
    else if (waiting.refusal)
        waiting.done.set_exception(waiting.refusal);
    else
        waiting.done.set_value();
}

void Writer::write_notes(std::vector<AuditRow>& notes) {
    const Outcome outcome = attempt({}, notes);
    const std::lock_guard lock(mutex_);
    if (outcome == Outcome::Written) {
        trouble_.reset();
        return;
    }
    trouble_ = base::Problem{"store.failed", address_.shown, "The audit cannot be written.", ""};
    try {
        std::rethrow_exception(failure_);
    } catch (const Failure& failure) {
        trouble_ = failure.problem;
    } catch (const std::exception&) {
        // Said above as far as it is known.
        trouble_->hint = "This is a mistake of the program.";
    }
    if (is_ending_)
        return; // there will be no better moment
    notes_.insert(notes_.begin(), std::make_move_iterator(notes.begin()),
                  std::make_move_iterator(notes.end()));
    notes_due_ = std::chrono::steady_clock::now() + pause_after_failure;
}

Writer::Outcome Writer::attempt(const std::vector<Waiting*>& jobs,
                                const std::vector<AuditRow>& notes) {
    bool is_committing = false;
    try {
        if (!connection_)
            connection_ = std::make_unique<Connection>(address_, Connection::Access::Write);
        Turn turn(*connection_);
        for (const AuditRow& note : notes)
            turn.append(note);
        for (Waiting* waiting : jobs) {
            waiting->refusal = nullptr;
            try {
                (*waiting->job)(turn);
            } catch (const Refusal&) {
                waiting->refusal = std::current_exception();
            }
        }
        turn.finish();
        is_committing = true;
        turn.commit();
        return Outcome::Written;
    } catch (const Failure& failure) {
        failure_ = std::current_exception();
        is_failure_lost_ = failure.is_lost;
    } catch (const std::exception&) {
        failure_ = std::current_exception();
        is_failure_lost_ = false;
    }
    if (!is_failure_lost_)
        return Outcome::Failed;
    connection_.reset();
    if (!is_committing)
        return Outcome::Failed;
    failure_ = std::make_exception_ptr(
        Failure{{"store.failed", address_.shown,
                 "The connection to the database broke while it was saving.",
                 "Look whether it was saved before you try again."},
                true});
    return Outcome::Unknown;
}

void Writer::fail(Waiting& waiting) {
    waiting.done.set_exception(failure_);
}

} // namespace filiform::store
