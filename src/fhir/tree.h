// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

/// What the files that read and write FHIR's JSON share; no other room includes this.
namespace filiform::fhir {

namespace json = boost::json;

/// The object that a text of somebody else holds: at most 8 MiB, at most 32 levels deep, numbers
/// to the last bit, nothing said twice, and nothing empty, which FHIR forbids (null, "", [] and
/// {}). `where` of a problem is a FHIRPath below `name`.
/// Problems: fhir.too_large, fhir.too_deep, fhir.syntax, fhir.repeated, fhir.empty.
[[nodiscard]] base::Checked<json::object> read_tree(std::string_view text, std::string_view name);
/// The same without the rule on what is empty, for what is not a resource.
[[nodiscard]] base::Checked<json::object> read_plain_tree(std::string_view text,
                                                          std::string_view name);

/// On one line; a number that is whole without a point, so that equal values are equal bytes.
[[nodiscard]] std::string write_tree(const json::value& value);

/// A member that is a text, or an empty one.
[[nodiscard]] std::string_view text_of(const json::object& object, std::string_view key);
/// A member that is an object, or a list, or nothing.
[[nodiscard]] const json::object* object_of(const json::object& object, std::string_view key);
[[nodiscard]] const json::array* array_of(const json::object& object, std::string_view key);

/// Follows names and brackets: "name[0].family", "code.coding[0].code"; nothing where there is
/// none.
[[nodiscard]] const json::value* find_at(const json::object& object, std::string_view path);

} // namespace filiform::fhir
