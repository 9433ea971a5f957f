// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "record/nouns.h"

namespace filiform::record {

/// A noun with what its entry says of it.
template <class One>
struct Known {
    EntryId id;
    State state = State::Open;
    One noun;
    std::string by{}; ///< the account that wrote this version, or "system"; empty: not asked
};

} // namespace filiform::record
