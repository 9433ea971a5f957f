// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

/// Shared by the files that read and publish nouns; no other room includes this.
namespace filiform::record {

namespace json = boost::json;

/// The value of a JSON text that somebody else wrote: at most 1 MiB, at most 16 levels deep, valid
/// UTF-8, and no object with two members of one name.
/// Problems: record.too_large, record.too_deep, record.syntax, record.repeated_field (`where`
/// points to the member).
[[nodiscard]] base::Result<json::value> parse_json(std::string_view text, std::string_view name);

} // namespace filiform::record
