// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

#include <gtest/gtest.h>

#include "knowledge/library.h"

namespace filiform::knowledge {

/// The library the program carries; a test that cannot have it ends with its problems.
inline const Library& carried() {
    static const base::Checked<Library>& all = library();
    if (!all) {
        for (const base::Problem& problem : all.error())
            ADD_FAILURE() << base::sentence(problem);
        throw std::runtime_error("the library cannot be read");
    }
    return *all;
}

} // namespace filiform::knowledge
