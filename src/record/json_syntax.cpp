// SPDX-License-Identifier: Apache-2.0
#include "record/json_syntax.h"

#include "base/strict_json.h"

#include <string>
#include <utility>

namespace filiform::record {

namespace {

constexpr base::JsonLimits json_limits{1U << 20U, 16};

} // namespace

base::Result<json::value> parse_json(std::string_view text, std::string_view name) {
    auto value = base::read_strict_json(text, json_limits);
    if (value)
        return *std::move(value);
    const base::JsonFault& fault = value.error();
    const auto refuse = [&](const char* code, std::string what, const char* hint) {
        return tl::unexpected(
            base::Problem{code, std::string(name) + "#" + fault.pointer, std::move(what), hint});
    };
    switch (fault.what) {
    case base::JsonFault::What::TooLarge:
        return refuse("record.too_large",
                      "This has " + std::to_string(text.size()) + " bytes; at most " +
                          std::to_string(json_limits.most_bytes) + " are read.",
                      "Keep long documents beside the entry.");
    case base::JsonFault::What::TooDeep:
        return refuse("record.too_deep", "This is nested deeper than anything the record holds.",
                      "See the schema of this kind.");
    case base::JsonFault::What::NotJson:
        break;
    case base::JsonFault::What::Repeated:
        return refuse("record.repeated_field", "An object has two fields of one name.",
                      "Keep one of them.");
    }
    return refuse("record.syntax", "This is not JSON: " + fault.detail + ".",
                  "One object in UTF-8 is expected.");
}

} // namespace filiform::record
