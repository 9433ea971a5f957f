// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/instant.h"

namespace filiform::server {

/// How much one key (an address, an account) may ask for.
struct Rate {
    double per_second = 50;
    double at_once = 200; ///< what may be saved up
};

/// A token bucket per key, in bounded memory: when there are more than `most_keys`, the one unused
/// for longest is forgotten, which can only be to its advantage.
/// Threads: any.
class RateLimit {
  public:
    explicit RateLimit(Rate rate, std::size_t most_keys = 65536);

    /// Takes `cost` for this key. Nothing is taken and the answer is false when there is too
    /// little.
    [[nodiscard]] bool take(const std::string& key, base::Instant now, double cost = 1);
    [[nodiscard]] std::size_t keys() const;

  private:
    struct Bucket {
        std::string key;
        double tokens = 0;
        base::Instant at{};
    };
    Rate rate_;
    std::size_t most_keys_;
    mutable std::mutex mutex_;
    std::list<Bucket> recent_; ///< the last used first
    std::unordered_map<std::string, std::list<Bucket>::iterator> places_;
};

} // namespace filiform::server
