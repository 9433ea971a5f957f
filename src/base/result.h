// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace filiform::base {

/// Why the world (a file, a value somebody wrote) could not be used.
///
/// `code`  stable, dotted, for programs and tests: "imaging.truncated".
/// `where` file, file:line, element path or id.
/// `what`  one sentence with the value at fault; never patient data.
/// `hint`  what to do about it; may be empty.
struct Problem {
    std::string code;
    std::string where;
    std::string what;
    std::string hint;

    friend bool operator==(const Problem&, const Problem&) = default;
};

using Problems = std::vector<Problem>;

/// A value, or the one reason there is none. Mark every function that returns one [[nodiscard]].
template <class T>
using Result = tl::expected<T, Problem>;

/// A value, or every reason there is none: what loaders and decoders return.
template <class T>
using Checked = tl::expected<T, Problems>;

/// "where: what Hint." on one line, as shown to a person.
[[nodiscard]] std::string sentence(const Problem& problem);

} // namespace filiform::base
