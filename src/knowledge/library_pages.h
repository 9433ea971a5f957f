// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "knowledge/library.h"

/// Pages that are made of the library and kept in docs/, in Markdown.
namespace filiform::knowledge {

/// docs/coverage.md: every claim of the articles, what becomes of it, where the library meets it
/// and the test that shows it. Links are relative to docs/.
[[nodiscard]] std::string coverage_page(const Library& library);

/// docs/questions.md: what patients ask, with the answers, in the order of the library: those of
/// the sheet and those it has no room for.
[[nodiscard]] std::string questions_page(const Library& library);

} // namespace filiform::knowledge
