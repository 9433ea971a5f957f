// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/commands.h"

namespace filiform::cli {

/// One line on stderr, only when somebody watches.
void progress(const Streams& streams, std::string_view what);

/// Prints each problem on a line of its own and answers WrongInput.
Exit refuse(const Streams& streams, const base::Problems& problems);
Exit refuse(const Streams& streams, const base::Problem& problem);
/// The same for a failure to write what was asked for: answers Failure.
Exit fail(const Streams& streams, const base::Problem& problem);

/// A table with aligned columns: numbers (texts that start with a digit or a sign and hold no
/// letter) to the right, words to the left.
[[nodiscard]] std::string table(const std::vector<std::vector<std::string>>& rows);

/// A number with so many decimals, "–" when it is not finite.
[[nodiscard]] std::string fixed(double value, int decimals = 1);

} // namespace filiform::cli
