// SPDX-License-Identifier: Apache-2.0
#include "workshop/body_cache.h"

#include <exception>
#include <utility>

namespace filiform::workshop {

BodyCache::Kept BodyCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    return touch(key);
}

base::Checked<BodyCache::Kept> BodyCache::get(const std::string& key, const Make& make) {
    std::promise<base::Checked<Kept>> promise;
    {
        std::unique_lock lock(mutex_);
        if (Kept kept = touch(key))
            return kept;
        if (const auto other = making_.find(key); other != making_.end()) {
            const Outcome outcome = other->second;
            lock.unlock();
            return outcome.get();
        }
        making_.emplace(key, promise.get_future().share());
    }
    try {
        base::Checked<Kept> made = make();
        {
            const std::lock_guard lock(mutex_);
            making_.erase(key);
            if (made)
                keep(key, *made);
        }
        promise.set_value(made);
        return made;
    } catch (...) {
        {
            const std::lock_guard lock(mutex_);
            making_.erase(key);
        }
        promise.set_exception(std::current_exception());
        throw;
    }
}

BodyCache::Kept BodyCache::touch(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end())
        return nullptr;
    places_.splice(places_.begin(), places_, found->second);
    return places_.front().body;
}

void BodyCache::keep(const std::string& key, const Kept& body) {
    if (body->bytes() > most_bytes_)
        return;
    while (bytes_ + body->bytes() > most_bytes_) {
        bytes_ -= places_.back().body->bytes();
        by_key_.erase(places_.back().key);
        places_.pop_back();
    }
    places_.push_front({key, body});
    by_key_[key] = places_.begin();
    bytes_ += body->bytes();
}

std::size_t BodyCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

std::size_t BodyCache::count() const {
    const std::lock_guard lock(mutex_);
    return places_.size();
}

} // namespace filiform::workshop
