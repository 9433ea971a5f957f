// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "server/content.h"

namespace filiform::server {

/// The pages for the browser, by name: "index.html", "favicon.svg", "assets/main-1f2e.js". Names
/// are looked up here and nowhere else, so that no name leads to a file of the machine.
using Pages = std::map<std::string, Content, std::less<>>;

/// One file of the pages, as a program carries it.
struct CarriedPage {
    std::string_view name;
    std::string_view bytes;
    std::string_view gzip; ///< empty where compressing gained nothing
    std::string_view digest;
};

/// The content of a carried file. What lies in assets/ has a name that changes with its bytes, and
/// may be kept for a year; the rest is asked for again each time.
[[nodiscard]] Content content_of(const CarriedPage& page);

/// By the end of a name; of an unknown one "application/octet-stream", which no browser runs.
[[nodiscard]] std::string media_type_of(std::string_view name);

/// The pages that this program carries; none when it was built without them. The library that
/// defines it is made by cmake/pages.cmake, and whoever serves pages links it.
[[nodiscard]] Pages carried_pages();

} // namespace filiform::server
