// SPDX-License-Identifier: Apache-2.0
#include "server/read_notes.h"

#include <chrono>

namespace filiform::server {

bool ReadNotes::is_due(const std::string& what, base::Instant at) {
    const Minute minute = std::chrono::floor<std::chrono::minutes>(at);
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(what);
    if (found != places_.end()) {
        if (found->second->minute == minute)
            return false;
        found->second->minute = minute;
        recent_.splice(recent_.begin(), recent_, found->second);
        return true;
    }
    recent_.push_front({what, minute});
    places_[what] = recent_.begin();
    if (recent_.size() > most_) {
        places_.erase(recent_.back().what);
        recent_.pop_back();
    }
    return true;
}

void ReadNotes::note(store::Store& store, const Request& request, const Caller& caller,
                     const std::string& action, const record::Entry& entry) {
    const std::string what = caller.account + '\n' + action + '\n' + entry.id.text() + '\n' +
                             std::to_string(entry.version) + '\n' + request.from;
    if (is_due(what, request.at))
        note_read(store, request, caller, action, entry);
}

} // namespace filiform::server
