// SPDX-License-Identifier: Apache-2.0
#include "chart/structure.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

namespace filiform::chart {

namespace {

template <class E, std::size_t N>
using Words = std::array<std::pair<E, std::string_view>, N>;

constexpr Words<Kind, 16> kinds{{{Kind::Skin, "skin"},
                                 {Kind::Fat, "fat"},
                                 {Kind::Muscle, "muscle"},
                                 {Kind::Bone, "bone"},
                                 {Kind::Nerve, "nerve"},
                                 {Kind::Vessel, "vessel"},
                                 {Kind::Canal, "canal"},
                                 {Kind::Lung, "lung"},
                                 {Kind::Pleura, "pleura"},
                                 {Kind::Kidney, "kidney"},
                                 {Kind::Bowel, "bowel"},
                                 {Kind::Organ, "organ"},
                                 {Kind::Cavity, "cavity"},
                                 {Kind::Metal, "metal"},
                                 {Kind::Artefact, "artefact"},
                                 {Kind::Unknown, "unknown"}}};
constexpr Words<Role, 4> roles{{{Role::Target, "target"},
                                {Role::Hazard, "hazard"},
                                {Role::Bone, "bone"},
                                {Role::Envelope, "envelope"}}};
constexpr Words<Origin, 5> origins{{{Origin::Segmented, "segmented"},
                                    {Origin::Measured, "measured"},
                                    {Origin::Inferred, "inferred"},
                                    {Origin::Reference, "reference"},
                                    {Origin::Phantom, "phantom"}}};

template <class E, std::size_t N>
std::string_view word_for(const Words<E, N>& words, E value) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& entry) { return entry.first == value; });
    return found == words.end() ? std::string_view{} : found->second;
}

template <class E, std::size_t N>
std::optional<E> value_for(const Words<E, N>& words, std::string_view word) {
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](const auto& entry) { return entry.second == word; });
    if (found == words.end())
        return std::nullopt;
    return found->first;
}

/// "l4" and the like stand for a vertebra and are said in capitals.
bool is_level(std::string_view word) {
    return word.size() >= 2 && word.size() <= 3 &&
           std::string_view("tlsc").find(word[0]) != std::string_view::npos &&
           std::all_of(word.begin() + 1, word.end(),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// "gb30" and the like: two letters of a meridian and a number, said in capitals.
bool is_acupuncture_point(std::string_view word) {
    const auto is_letter = [](unsigned char c) { return std::islower(c) != 0; };
    const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
    return word.size() >= 3 && is_letter(word[0]) && is_letter(word[1]) &&
           std::all_of(word.begin() + 2, word.end(), is_digit);
}

std::string capitals(std::string_view word) {
    std::string upper(word);
    for (char& c : upper)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return upper;
}

} // namespace

std::string_view text(Kind kind) {
    return word_for(kinds, kind);
}
std::string_view text(Role role) {
    return word_for(roles, role);
}
std::string_view text(Origin origin) {
    return word_for(origins, origin);
}
std::optional<Kind> kind_of(std::string_view word) {
    return value_for(kinds, word);
}
std::optional<Role> role_of(std::string_view word) {
    return value_for(roles, word);
}
std::optional<Origin> origin_of(std::string_view word) {
    return value_for(origins, word);
}

Side side_of(std::string_view id) {
    if (id.ends_with(".right"))
        return Side::Right;
    if (id.ends_with(".left"))
        return Side::Left;
    return Side::None;
}

std::string without_side(std::string_view id) {
    return std::string(side_of(id) == Side::None ? id : id.substr(0, id.rfind('.')));
}

std::string of_hundred(double share) {
    constexpr double whole_from = 0.1;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), share < whole_from ? "%.1f" : "%.0f", 100 * share);
    return text.data();
}

std::string mirrored(std::string_view id) {
    switch (side_of(id)) {
    case Side::Right:
        return std::string(id.substr(0, id.size() - 6)) + ".left";
    case Side::Left:
        return std::string(id.substr(0, id.size() - 5)) + ".right";
    case Side::None:
        break;
    }
    return std::string(id);
}

std::string spoken(std::string_view id) {
    const Side side = side_of(id);
    std::string_view stem = id;
    std::string said;
    if (side == Side::Right) {
        stem.remove_suffix(6);
        said = "right ";
    } else if (side == Side::Left) {
        stem.remove_suffix(5);
        said = "left ";
    }
    std::string level;
    std::string name;
    while (!stem.empty()) {
        const std::size_t end = std::min(stem.find('_'), stem.size());
        const std::string_view word = stem.substr(0, end);
        stem.remove_prefix(std::min(end + 1, stem.size()));
        if (is_level(word)) {
            level = capitals(word);
            continue;
        }
        if (!name.empty())
            name += ' ';
        const bool is_acronym = word == "psis" || word == "piis" || word == "asis" ||
                                word.size() == 1 || // "type_b"
                                is_acupuncture_point(word);
        name += is_acronym ? capitals(word) : std::string(word);
    }
    if (level.empty())
        return said + name;
    if (name == "vertebra")
        return level + " vertebra";
    return said + name + " of " + level;
}

} // namespace filiform::chart
