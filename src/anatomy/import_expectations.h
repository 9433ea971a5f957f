// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "anatomy/import_fixture.h"

/// For tests only: what an import said.
namespace filiform::anatomy::fixture {

/// The codes, comma-separated; empty when the import succeeds.
inline std::string codes(const base::Checked<Body>& made) {
    std::string text;
    if (made)
        return text;
    for (const base::Problem& problem : made.error())
        text += (text.empty() ? "" : ",") + problem.code;
    return text;
}

/// All sentences a person would read.
inline std::string sentences(const base::Checked<Body>& made) {
    std::string text;
    if (made)
        return text;
    for (const base::Problem& problem : made.error())
        text += base::sentence(problem) + "\n";
    return text;
}

inline bool warns(const Body& body, std::string_view code) {
    return std::any_of(body.warnings.begin(), body.warnings.end(),
                       [&](const chart::Warning& w) { return w.code == code; });
}

#define EXPECT_SAYS(made, words)                                                                   \
    EXPECT_NE(sentences(made).find(words), std::string::npos) << sentences(made)

/// The trunk as it is imported, once for all tests of a program.
inline const Body& trunk_body() {
    static const Body body = [] {
        auto made = import_body(fixture::trunk());
        EXPECT_TRUE(made.has_value()) << sentences(made);
        return made ? std::move(*made) : Body{};
    }();
    return body;
}

} // namespace filiform::anatomy::fixture
