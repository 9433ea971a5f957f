// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/data_document.h"

namespace filiform::atlas {

/// What a repeated row's words stand for this time round: "LEVEL" → "l4".
using Meaning = std::map<std::string, std::string>;

/// The text with each word replaced by what it stands for.
[[nodiscard]] std::string with(std::string text, const Meaning& meaning);

/// The rounds of a repetition: a map of words to lists that are equally long, on top of `outer`.
///
/// Problems: atlas.repetition, on the node, where the lists differ in length.
[[nodiscard]] std::vector<Meaning> meanings_of(const base::DataNode& lists, const Meaning& outer);

/// Notes `code` unless the node's `mark` is seen, calc, recalled or proposal.
void check_mark(const base::DataNode& node, const std::string& code);

} // namespace filiform::atlas
