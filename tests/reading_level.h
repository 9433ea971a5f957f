// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace filiform::story {

/// How hard a text is to read.
struct ReadingLevel {
    double words_per_sentence = 0;
    double syllables_per_word = 0;
    double grade = 0;             ///< Flesch and Kincaid: the years of school it asks for
    std::string longest_sentence; ///< by words
    std::size_t longest_words = 0;
};

/// Sentences end with a full stop, a question mark, an exclamation mark, a colon or a line's end.
/// Words are runs of letters; syllables are groups of vowels, without a silent e at the end.
/// Formula: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Research Branch Report 8-75, 1975.
[[nodiscard]] ReadingLevel reading_level(const std::string& text);

/// The syllables of one word: "needle" has two, "make" one.
[[nodiscard]] std::size_t syllables_in(const std::string& word);

} // namespace filiform::story
