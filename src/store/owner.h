// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "store/address.h"

/// Who has a store's file; no other room includes this.
namespace filiform::store {

/// Holds a SQLite store for one server until it is destroyed, or the process ends in whatever way.
/// The mark is a file of its own, "PATH.owner": a second descriptor of the store's own file would,
/// when closed, take SQLite's locks away.
class Owner {
  public:
    Owner() = default;
    /// Throws Refusal with store.busy, or store.read_only. PostgreSQL is shared: nothing to hold.
    explicit Owner(const Address& address);
    Owner(Owner&& other) noexcept;
    Owner& operator=(Owner&& other) noexcept;
    ~Owner();

  private:
    int file_ = -1;
};

/// Makes the file of a SQLite store, if there is none, its owner's alone, and holds it.
[[nodiscard]] Owner take_over(const Address& address);
/// The first half of it.
void make_private_file(const Address& address);

} // namespace filiform::store
