// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "workshop/ready_body.h"

namespace filiform::workshop {

/// Bodies that were made, kept for the next who asks.
///
/// Key:     says what a body is made from: equal keys, equal bodies.
/// Bounded: by the bytes of what is kept; what was used longest ago goes first. A body larger than
///          all of it is handed over and not kept. Who holds a body holds it on after it went. A
///          body that grew is to be counted again.
/// Once:    who asks for a body that another is making waits for that one, and gets its problems
///          too; nothing is kept of a making that failed.
/// Threads: any.
class BodyCache {
  public:
    using Kept = std::shared_ptr<const ReadyBody>;
    using Make = std::function<base::Checked<Kept>()>;

    explicit BodyCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// A body that is kept, at once; null when there is none, also while it is being made.
    [[nodiscard]] Kept find(const std::string& key);
    /// The same, made when there is none. Problems: those of `make`.
    [[nodiscard]] base::Checked<Kept> get(const std::string& key, const Make& make);

    /// Counts a body anew that may have grown; others go when there is too little room for it, and
    /// it goes itself when it is larger than all. Nothing when it is not kept any more.
    void recount(const std::string& key);

    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::size_t count() const;

  private:
    struct Place {
        std::string key;
        Kept body;
        std::size_t bytes = 0; ///< as counted
    };
    using Outcome = std::shared_future<base::Checked<Kept>>;
    [[nodiscard]] Kept touch(const std::string& key);
    void keep(const std::string& key, const Kept& body);
    void drop(std::list<Place>::iterator place);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::list<Place> places_; ///< what was used last comes first
    std::map<std::string, std::list<Place>::iterator> by_key_;
    std::map<std::string, Outcome> making_;
    std::size_t bytes_ = 0;
};

} // namespace filiform::workshop
