// SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

#include <stdexcept>

#include <date/tz.h>

namespace filiform::base {

Instant Zone::instant_of(Date date, int minute) const {
    const ::date::local_seconds local(
        std::chrono::seconds(std::chrono::sys_days(date).time_since_epoch()) +
        std::chrono::minutes(minute));
    return zone_->to_sys(local, ::date::choose::earliest);
}

Zone::Local Zone::local_of(Instant instant) const {
    const auto local = zone_->to_local(std::chrono::floor<std::chrono::minutes>(instant));
    const auto day = std::chrono::floor<std::chrono::days>(local.time_since_epoch());
    const auto minutes = std::chrono::floor<std::chrono::minutes>(local.time_since_epoch() - day);
    return {Date(std::chrono::sys_days(day)), static_cast<int>(minutes.count())};
}

Result<Zone> find_zone(const std::string& name) {
    try {
        return Zone(::date::locate_zone(name));
    } catch (const std::exception&) { // the library's way to say that there is none
        return tl::unexpected(Problem{"zone.unknown", "",
                                      "This is no time zone that the system knows.",
                                      "Write it like Europe/Madrid; tzdata has to be installed."});
    }
}

} // namespace filiform::base
