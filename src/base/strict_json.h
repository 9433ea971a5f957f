// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <tl/expected.hpp>

/// For the bodies that read JSON which somebody else wrote; public headers do not include this.
namespace filiform::base {

struct JsonLimits {
    std::size_t most_bytes;
    std::size_t most_depth; ///< a list in an object is two deep
};

/// Why a text is not read. Each reader says it in the words of its own room.
struct JsonFault {
    enum class What {
        TooLarge,
        TooDeep,
        NotJson,  ///< nor UTF-8, or something follows it
        Repeated, ///< an object has two members of one name
    };
    What what = What::NotJson;
    std::string detail;  ///< of NotJson, what the parser says; of Repeated, the name
    std::string pointer; ///< of Repeated, to the second of them: "/a/0/b"; else ""
};

/// The one value of a JSON text (RFC 8259): UTF-8, no object with two members of one name, and
/// decimals to the last bit, which the library by itself reads off by one now and then.
/// Cost: linear; nothing is kept of what is beyond the limits.
[[nodiscard]] tl::expected<boost::json::value, JsonFault> read_strict_json(std::string_view text,
                                                                           JsonLimits limits);

} // namespace filiform::base
