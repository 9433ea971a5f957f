// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/instant.h"

namespace filiform::server {

/// Makes whoever fails to log in wait, longer each time.
///
/// Counted:  per login and address, so that a stranger elsewhere cannot lock anybody out; and per
///           login over all addresses, where the wait is short and not asked of an address from
///           which that login succeeded since the program started.
/// Unknown logins are counted like known ones, so that waiting tells nothing.
/// Wait:     none for the first 4 failures, then 1 s, doubled each time up to 15 min (of one
///           address); 1 min after every failure beyond the 30th (of all addresses), so that nobody
///           can try more than 100 passwords of one login in an hour.
/// Forgets:  a day after the last failure; in memory only, bounded.
/// Threads:  any.
class Lockout {
  public:
    explicit Lockout(std::size_t most_keys = 65536);

    /// How long this one has still to wait; zero when they may try.
    [[nodiscard]] std::chrono::milliseconds
    wait(const std::string& login, const std::string& address, base::Instant now) const;
    void failed(const std::string& login, const std::string& address, base::Instant now);
    void succeeded(const std::string& login, const std::string& address);
    /// Forgets every failure of a login, as somebody in charge asks for.
    void forgive(const std::string& login);

  private:
    struct Count {
        std::string key;
        int failures = 0;
        base::Instant last{};
        bool is_known = false; ///< succeeded from there
    };
    using Counts = std::list<Count>;
    Count& count_of(const std::string& key);
    [[nodiscard]] const Count* find(const std::string& key) const;

    std::size_t most_keys_;
    mutable std::mutex mutex_;
    Counts recent_;
    std::unordered_map<std::string, Counts::iterator> places_;
};

} // namespace filiform::server
