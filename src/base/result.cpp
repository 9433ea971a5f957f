// SPDX-License-Identifier: Apache-2.0
#include "base/result.h"

namespace filiform::base {

std::string sentence(const Problem& problem) {
    std::string text = problem.where.empty() ? problem.what : problem.where + ": " + problem.what;
    if (!problem.hint.empty())
        text += " " + problem.hint;
    return text;
}

} // namespace filiform::base
