// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"

/// What the bodies of this room that read or write JSON share; no other room includes this.
namespace filiform::server {

namespace json = boost::json;

inline constexpr std::size_t most_json_depth = 64;
/// 2^53: up to here every whole number is a JSON number.
inline constexpr std::uint64_t most_exact = 9007199254740992;

/// The body of a request as an object, nested at most 64 deep, with no name twice.
/// Problems: request.json.
[[nodiscard]] base::Result<json::object> read_object(std::string_view body);
[[nodiscard]] base::Result<json::value> read_json(std::string_view body);

/// Reads the members of a body, and says of each what is wrong with it: missing, of another type,
/// out of its bounds, not known. `at` is the pointer of the object: "" for the whole body.
class Members {
  public:
    explicit Members(const json::object& object, std::string at = "");

    [[nodiscard]] std::string text(std::string_view name, std::size_t most);
    [[nodiscard]] std::string text_or_none(std::string_view name, std::size_t most);
    [[nodiscard]] double number(std::string_view name, double low, double high);
    [[nodiscard]] std::optional<double> number_or_none(std::string_view name, double low,
                                                       double high);
    [[nodiscard]] std::optional<std::uint64_t> whole_or_none(std::string_view name,
                                                             std::uint64_t low, std::uint64_t high);
    [[nodiscard]] std::optional<bool> flag_or_none(std::string_view name);
    [[nodiscard]] std::vector<std::string> texts_or_none(std::string_view name, std::size_t most);
    /// A member of any form; nothing when it is missing.
    [[nodiscard]] const json::value* find(std::string_view name);
    void complain(std::string_view name, std::string what, std::string hint = "");
    /// What is wrong with an object within this one, too.
    void take(const Members& inner);

    /// What is wrong, members that nobody asked for included.
    [[nodiscard]] base::Problems problems() const;

  private:
    const json::value* typed(std::string_view name, json::kind kind, bool is_required,
                             std::string_view expected);

    const json::object& object_;
    std::string at_;
    std::set<std::string, std::less<>> known_;
    base::Problems problems_;
};

} // namespace filiform::server
