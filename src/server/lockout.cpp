// SPDX-License-Identifier: Apache-2.0
#include "server/lockout.h"

#include <algorithm>

namespace filiform::server {

namespace {

using std::chrono::milliseconds;

constexpr int free_failures = 4;
constexpr int free_failures_of_all = 30;
constexpr milliseconds first_wait = std::chrono::seconds(1);
constexpr milliseconds longest_wait = std::chrono::minutes(15);
constexpr milliseconds wait_of_all = std::chrono::minutes(1);
constexpr milliseconds forgotten_after = std::chrono::hours(24);

std::string pair_key(const std::string& login, const std::string& address) {
    return login + '\n' + address;
}

milliseconds left(milliseconds wait, base::Instant last, base::Instant now) {
    return std::max(milliseconds(0), wait - std::max(milliseconds(0), now - last));
}

milliseconds wait_after(int failures) {
    milliseconds wait = first_wait;
    for (int i = free_failures + 1; i < failures && wait < longest_wait; ++i)
        wait *= 2;
    return failures > free_failures ? std::min(wait, longest_wait) : milliseconds(0);
}

} // namespace

Lockout::Lockout(std::size_t most_keys) : most_keys_(most_keys) {}

Lockout::Count& Lockout::count_of(const std::string& key) {
    const auto found = places_.find(key);
    if (found != places_.end()) {
        recent_.splice(recent_.begin(), recent_, found->second);
        return recent_.front();
    }
    if (places_.size() >= most_keys_) {
        places_.erase(recent_.back().key);
        recent_.pop_back();
    }
    recent_.push_front({key, 0, {}, false});
    places_.emplace(key, recent_.begin());
    return recent_.front();
}

const Lockout::Count* Lockout::find(const std::string& key) const {
    const auto found = places_.find(key);
    return found == places_.end() ? nullptr : &*found->second;
}

milliseconds Lockout::wait(const std::string& login, const std::string& address,
                           base::Instant now) const {
    const std::lock_guard lock(mutex_);
    milliseconds longest(0);
    const Count* here = find(pair_key(login, address));
    if (here != nullptr && now - here->last < forgotten_after)
        longest = left(wait_after(here->failures), here->last, now);
    const Count* all = find(login);
    const bool is_known = here != nullptr && here->is_known;
    if (all != nullptr && !is_known && all->failures > free_failures_of_all)
        longest = std::max(longest, left(wait_of_all, all->last, now));
    return longest;
}

void Lockout::failed(const std::string& login, const std::string& address, base::Instant now) {
    const std::lock_guard lock(mutex_);
    for (const std::string& key : {pair_key(login, address), login}) {
        Count& count = count_of(key);
        if (now - count.last >= forgotten_after)
            count.failures = 0;
        ++count.failures;
        count.last = now;
    }
}

void Lockout::succeeded(const std::string& login, const std::string& address) {
    const std::lock_guard lock(mutex_);
    Count& here = count_of(pair_key(login, address));
    here.failures = 0;
    here.is_known = true;
}

void Lockout::forgive(const std::string& login) {
    const std::lock_guard lock(mutex_);
    for (Count& count : recent_)
        if (count.key == login || count.key.starts_with(login + '\n'))
            count.failures = 0;
}

} // namespace filiform::server
