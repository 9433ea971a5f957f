// SPDX-License-Identifier: Apache-2.0
#include "study/sided_text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace filiform::study {

namespace {

bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool goes_on(char c) {
    return starts_word(c) || (c >= '0' && c <= '9') || c == '.';
}

struct Word {
    std::size_t at = 0;
    std::string_view text;
};

/// Words, not the units that follow a number.
std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && goes_on(text[end]))
            ++end;
        if (end > i && starts_word(text[i]))
            words.push_back({i, text.substr(i, end - i)});
        i = std::max(end, i + 1);
    }
    return words;
}

bool has_landmark(const std::vector<anatomy::Landmark>& landmarks, const std::string& id) {
    return std::any_of(landmarks.begin(), landmarks.end(),
                       [&](const anatomy::Landmark& mark) { return mark.id.text() == id; });
}

} // namespace

std::string for_side(std::string_view text, chart::Side side,
                     const std::vector<anatomy::Landmark>& landmarks) {
    const bool is_right = side == chart::Side::Right;
    const std::vector<Word> words = words_of(text);
    const auto sided = [&](std::string_view word) {
        return std::string(word) + (is_right ? ".right" : ".left");
    };
    const bool has_sides = std::any_of(words.begin(), words.end(), [&](const Word& word) {
        return chart::side_of(word.text) != chart::Side::None ||
               has_landmark(landmarks, sided(word.text));
    });
    std::string out;
    std::size_t done = 0;
    for (const Word& word : words) {
        out += text.substr(done, word.at - done);
        done = word.at + word.text.size();
        if (has_landmark(landmarks, sided(word.text)))
            out += sided(word.text);
        else if (!has_sides && (word.text == "lateral" || word.text == "medial"))
            out += (word.text == "lateral") == is_right ? "right" : "left";
        else
            out += word.text;
    }
    return out += text.substr(done);
}

std::vector<chart::LandmarkId> landmarks_in(std::string_view text,
                                            const std::vector<anatomy::Landmark>& landmarks) {
    std::vector<chart::LandmarkId> ids;
    for (const Word& word : words_of(text)) {
        const chart::LandmarkId id{std::string(word.text)};
        if (has_landmark(landmarks, id.text()) &&
            std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    }
    return ids;
}

std::string place_in(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return std::string(text);
    std::size_t begin = text.find_last_not_of(' ', equals == 0 ? 0 : equals - 1);
    while (begin != std::string_view::npos && begin > 0 && goes_on(text[begin - 1]))
        --begin;
    return std::string(text.substr(0, begin == std::string_view::npos ? 0 : begin));
}

double offsets_mm(std::string_view text) {
    double sum = 0;
    const std::string whole(text);
    for (std::size_t at = whole.find('='); at != std::string::npos; at = whole.find('=', at + 1)) {
        char* end = nullptr;
        const double length = std::strtod(whole.c_str() + at + 1, &end);
        constexpr double mm_per_cm = 10;
        sum += std::abs(length) * (*end == 'c' ? mm_per_cm : 1);
    }
    return sum;
}

} // namespace filiform::study
