// SPDX-License-Identifier: Apache-2.0
#include "reading_level.h"

#include <cctype>
#include <cstring>

namespace filiform::story {

namespace {

bool is_vowel(char letter) {
    return std::strchr("aeiouy", letter) != nullptr;
}

bool is_letter(char letter) {
    return std::isalpha(static_cast<unsigned char>(letter)) != 0 || letter == '\'';
}

std::vector<std::string> words_of(const std::string& sentence) {
    std::vector<std::string> words;
    std::string word;
    for (const char letter : sentence + " ") {
        if (is_letter(letter)) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        } else if (!word.empty()) {
            words.push_back(word);
            word.clear();
        }
    }
    return words;
}

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> sentences(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_decimal = text[i] == '.' && i + 1 < text.size() &&
                                std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0;
        if (std::strchr(".?!:\n", text[i]) != nullptr && !is_decimal)
            sentences.emplace_back();
        else
            sentences.back() += text[i];
    }
    return sentences;
}

} // namespace

std::size_t syllables_in(const std::string& word) {
    std::size_t groups = 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1])))
            ++groups;
    const std::size_t end = word.size();
    const bool ends_in_e = end >= 2 && word[end - 1] == 'e' && !is_vowel(word[end - 2]);
    const bool is_table = end >= 3 && word[end - 2] == 'l' && !is_vowel(word[end - 3]);
    if (ends_in_e && !is_table && groups > 1)
        --groups;
    return groups == 0 ? 1 : groups;
}

ReadingLevel reading_level(const std::string& text) {
    double sentences = 0;
    double words = 0;
    double syllables = 0;
    ReadingLevel level;
    for (const std::string& sentence : sentences_of(text)) {
        const std::vector<std::string> spoken = words_of(sentence);
        if (spoken.empty())
            continue;
        sentences += 1;
        words += static_cast<double>(spoken.size());
        for (const std::string& word : spoken)
            syllables += static_cast<double>(syllables_in(word));
        if (spoken.size() > level.longest_words) {
            level.longest_words = spoken.size();
            level.longest_sentence = sentence;
        }
    }
    if (sentences == 0)
        return level;
    level.words_per_sentence = words / sentences;
    level.syllables_per_word = syllables / words;
    level.grade = 0.39 * level.words_per_sentence + 11.8 * level.syllables_per_word - 15.59;
    return level;
}

} // namespace filiform::story
