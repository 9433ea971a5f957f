// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "store/turn.h"

/// Everything that writes; no other room includes this.
namespace filiform::store {

/// One thread that writes what many ask for: all that waits goes into one transaction, so that it
/// costs one flush of the disk.
///
/// A job may refuse, and must do so before it writes anything; the others of its transaction do not
/// notice. When the database fails half-way, the transaction is rolled back and every job is tried
/// once more, alone, so that nobody fails for another's sake.
class Writer {
  public:
    using Job = std::function<void(Turn&)>;

    Writer(Address address, std::unique_ptr<Connection> connection);
    /// Does what still waits, then ends.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Waits until `job` is done and on disk. Throws what the job threw, or why it was not written.
    /// The job can run twice; only the last run counts.
    void perform(const Job& job);
    /// Written with the next transaction, at the latest after 50 ms.
    void note(AuditRow row);
    /// Why notes cannot be written at the moment.
    [[nodiscard]] std::optional<base::Problem> trouble() const;

  private:
    struct Waiting {
        const Job* job = nullptr;
        std::promise<void> done;
        std::exception_ptr refusal;
    };
    struct Batch {
        std::vector<Waiting*> jobs;
        std::vector<AuditRow> notes;
    };
    enum class Outcome { Written, Failed, Unknown };

    void work();
    bool wait_for(Batch& batch);
    void write(Batch& batch);
    void write_alone(Waiting& waiting);
    void write_notes(std::vector<AuditRow>& notes);
    Outcome attempt(const std::vector<Waiting*>& jobs, const std::vector<AuditRow>& notes);
    void fail(Waiting& waiting);

    Address address_;
    std::unique_ptr<Connection> connection_; ///< empty after it was lost
    std::exception_ptr failure_;             ///< of the last attempt
    bool is_failure_lost_ = false;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting*> jobs_;
    std::vector<AuditRow> notes_;
    std::chrono::steady_clock::time_point notes_due_;
    std::size_t lost_notes_ = 0;
    std::optional<base::Problem> trouble_;
    bool is_ending_ = false;
    std::thread thread_;
};

} // namespace filiform::store
