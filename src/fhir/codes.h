// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::fhir {

/// What somebody else's code system calls a word of ours.
struct Code {
    std::string system; ///< "http://snomed.info/sct"
    std::string code;
    std::string display; ///< may be empty: some texts are licensed
    std::string source;  ///< a key of data/sources
    std::string mark;    ///< "seen", "recalled": how far it may be trusted
};

/// The words of one of our code systems and what others call them.
struct CodeSet {
    struct Word {
        std::string word;
        std::string display;
        std::vector<Code> codes;
    };
    std::string name; ///< "adverse-event-type"
    std::vector<Word> words;
};

/// Reads a table of codes.
/// Problems: data.* of the document, data.duplicate.
[[nodiscard]] base::Checked<std::vector<CodeSet>> read_codes(std::string_view text,
                                                             std::string name);

/// What the program carries in data/fhir/codes.yaml.
[[nodiscard]] std::span<const CodeSet> carried_codes();
/// The word of a set, or nothing when the table has none.
[[nodiscard]] const CodeSet::Word* find_word(std::string_view set, std::string_view word);
/// Our word for somebody else's code, when exactly one has it.
[[nodiscard]] std::optional<std::string_view>
word_of_code(std::string_view set, std::string_view system, std::string_view code);

} // namespace filiform::fhir
