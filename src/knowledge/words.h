// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/data_document.h"

/// The fixed words of the library's files.
namespace filiform::knowledge {

template <class Value, std::size_t n>
using Words = std::array<std::pair<std::string_view, Value>, n>;

template <class Value, std::size_t n>
[[nodiscard]] std::string_view word_of(const Words<Value, n>& words, Value value) {
    for (const auto& [word, one] : words)
        if (one == value)
            return word;
    return "";
}

/// Problems: noted in the document: knowledge.word, with the words there are.
template <class Value, std::size_t n>
[[nodiscard]] Value value_of(const base::DataNode& node, const char* key,
                             const Words<Value, n>& words) {
    const std::string said = node.text(key);
    std::string all;
    for (const auto& [word, value] : words) {
        if (word == said)
            return value;
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    node.child(key).complain("knowledge.word", "'" + said + "' is none of the words for this.",
                             "Write one of: " + all + ".");
    return words.front().second;
}

/// How far a figure may be trusted: `mark` of a row, checked.
/// Problems: noted in the document: knowledge.mark.
[[nodiscard]] std::string read_mark(const base::DataNode& node);

/// Whether it was signed: `status` of a row, draft when it is left out.
/// Problems: noted in the document: knowledge.word.
[[nodiscard]] std::string read_status(const base::DataNode& node);

/// SHA-256 of a statement as it is written, whatever its layout and whether it was signed: what
/// somebody agreed to is known to have changed when this has.
[[nodiscard]] std::string digest_of(const base::DataNode& node);

} // namespace filiform::knowledge
