// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace filiform::base {

/// Our own mistake: a precondition that a caller inside this program broke. Never the answer to
/// wrong input. Caught only in `main` and at the request border.
class BrokenContract : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Throws BrokenContract unless `condition` holds; `what` says what must hold.
inline void expects(bool condition, const char* what) {
    if (!condition)
        throw BrokenContract(std::string("broken contract: ") + what);
}

} // namespace filiform::base
