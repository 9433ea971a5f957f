// SPDX-License-Identifier: Apache-2.0
#include "server/rate_limit.h"

#include <algorithm>

namespace filiform::server {

RateLimit::RateLimit(Rate rate, std::size_t most_keys) : rate_(rate), most_keys_(most_keys) {}

bool RateLimit::take(const std::string& key, base::Instant now, double cost) {
    const std::lock_guard lock(mutex_);
    auto found = places_.find(key);
    if (found == places_.end()) {
        if (places_.size() >= most_keys_) {
            places_.erase(recent_.back().key);
            recent_.pop_back();
        }
        recent_.push_front({key, rate_.at_once, now});
        found = places_.emplace(key, recent_.begin()).first;
    } else {
        recent_.splice(recent_.begin(), recent_, found->second);
    }
    Bucket& bucket = *found->second;
    // A clock that was set back gives nothing and takes nothing.
    const double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
    bucket.tokens = std::min(rate_.at_once, bucket.tokens + passed * rate_.per_second);
    bucket.at = now;
    if (bucket.tokens < cost)
        return false;
    bucket.tokens -= cost;
    return true;
}

std::size_t RateLimit::keys() const {
    const std::lock_guard lock(mutex_);
    return places_.size();
}

} // namespace filiform::server
