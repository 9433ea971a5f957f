// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/drawing.h"

namespace filiform::report::fixtures {

inline std::vector<const TextMark*> texts_in(const Drawing& drawing) {
    std::vector<const TextMark*> texts;
    for (const Mark& mark : drawing.marks)
        if (const auto* text = std::get_if<TextMark>(&mark))
            texts.push_back(text);
    return texts;
}

inline bool says(const Drawing& drawing, const std::string& words) {
    for (const TextMark* text : texts_in(drawing))
        if (text->text.find(words) != std::string::npos)
            return true;
    return false;
}

/// Pairs of texts whose boxes share more than a hair: "A | B".
inline std::vector<std::string> colliding_texts(const Drawing& drawing) {
    constexpr double hair_mm = 0.35; // line spacing that belongs to a box but carries no ink
    std::vector<std::string> found;
    const auto texts = texts_in(drawing);
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = i + 1; j < texts.size(); ++j)
            if (overlap(texts[i]->box.grown(-hair_mm), texts[j]->box.grown(-hair_mm)))
                found.push_back(texts[i]->text + " | " + texts[j]->text);
    return found;
}

/// Texts that reach beyond the drawing.
inline std::vector<std::string> escaping_texts(const Drawing& drawing) {
    constexpr double hair_mm = 0.1;
    std::vector<std::string> found;
    const Area page = Area{0, 0, drawing.width_mm, drawing.height_mm}.grown(hair_mm);
    for (const TextMark* text : texts_in(drawing))
        if (!page.contains({text->box.x, text->box.y}) ||
            !page.contains({text->box.right(), text->box.bottom()}))
            found.push_back(text->text);
    return found;
}

} // namespace filiform::report::fixtures
