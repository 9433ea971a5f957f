// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

namespace filiform::base {

/// A readable id whose type says what it names, so that a structure's id cannot be passed where a
/// landmark's is wanted. `Tag` is any type used for nothing else.
template <class Tag>
class TypedId {
  public:
    TypedId() = default;
    explicit TypedId(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool is_empty() const { return text_.empty(); }

    // NOLINTNEXTLINE(modernize-use-nullptr): no pointer here, clang-tidy 14 takes it for one
    friend auto operator<=>(const TypedId&, const TypedId&) = default;
    friend std::ostream& operator<<(std::ostream& out, const TypedId& id) {
        return out << id.text_;
    }

  private:
    std::string text_;
};

/// Ids as a person reads a list of them: "a, b".
template <class Ids>
[[nodiscard]] std::string joined(const Ids& ids) {
    std::string text;
    for (const auto& id : ids)
        text += (text.empty() ? "" : ", ") + id.text();
    return text;
}

} // namespace filiform::base

template <class Tag>
struct std::hash<filiform::base::TypedId<Tag>> {
    std::size_t operator()(const filiform::base::TypedId<Tag>& id) const {
        return std::hash<std::string>{}(id.text());
    }
};
