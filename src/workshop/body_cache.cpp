// SPDX-License-Identifier: Apache-2.0
#include "workshop/body_cache.h"

#include <exception>
#include <iterator>
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

void BodyCache::drop(std::list<Place>::iterator place) {
    bytes_ -= place->bytes;
    by_key_.erase(place->key);
    places_.erase(place);
}

void BodyCache::keep(const std::string& key, const Kept& body) {
    const std::size_t needed = body->bytes();
    if (needed > most_bytes_)
        return;
    while (bytes_ + needed > most_bytes_)
        drop(std::prev(places_.end()));
    places_.push_front({key, body, needed});
    by_key_[key] = places_.begin();
    bytes_ += needed;
}

void BodyCache::recount(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end() || found->second->body->bytes() == found->second->bytes)
        return;
    const Kept body = found->second->body;
    drop(found->second);
    keep(key, body);
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
