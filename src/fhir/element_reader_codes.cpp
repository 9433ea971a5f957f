// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fhir/addresses.h"
#include "fhir/codes.h"
#include "fhir/element_reader.h"

namespace filiform::fhir {

namespace {

/// What a coding means by itself: nothing when several words share the code.
std::string meaning_of(const json::object& coding, std::string_view set) {
    const std::string_view system = text_of(coding, "system");
    const std::string_view code = text_of(coding, "code");
    if (system == own_system(set))
        return read_token(code);
    return std::string(word_of_code(set, system, code).value_or(""));
}

/// Whether the word has this code too, which others may share.
bool is_also(const json::object& coding, std::string_view set, std::string_view word) {
    const CodeSet::Word* known = find_word(set, word);
    return known != nullptr &&
           std::any_of(known->codes.begin(), known->codes.end(), [&](const Code& one) {
               return one.system == text_of(coding, "system") &&
                      one.code == text_of(coding, "code");
           });
}

} // namespace

std::string ElementReader::take_codings(std::string_view path, std::string_view set,
                                        std::span<const std::string_view> words) {
    const Found found = find(path);
    const json::object* given = found.value == nullptr ? nullptr : found.value->if_object();
    const json::array* codings = given == nullptr ? nullptr : array_of(*given, "coding");
    if (codings == nullptr)
        return "";
    std::string meant;
    for (const json::value& one : *codings) {
        std::string word = one.is_object() ? meaning_of(one.get_object(), set) : "";
        if (!words.empty() && std::find(words.begin(), words.end(), word) == words.end())
            continue;
        if (meant.empty())
            meant = std::move(word);
    }
    for (std::size_t i = 0; i < codings->size() && !meant.empty(); ++i)
        take_coding((*codings)[i], found.where + ".coding[" + std::to_string(i) + "]", set, meant);
    for (const json::value* one : found.choosing)
        reading_.take(*one);
    if (meant.empty())
        complain(found, "fhir.code", "None of these codes is known here.",
                 "Use one of " + own_system(set) + ".");
    return meant;
}

void ElementReader::take_coding(const json::value& coding, const std::string& where,
                                std::string_view set, std::string_view meant) {
    const json::object* given = coding.if_object();
    if (given == nullptr)
        return;
    const std::string word = meaning_of(*given, set);
    const bool agrees = word == meant || is_also(*given, set, meant);
    if (word.empty() && !agrees)
        return; // of a system that is not known here: it is left, and so refused
    if (!agrees)
        reading_.complain("fhir.disagrees", where, "The codings mean different things.",
                          "Send those that agree.");
    for (const char* member : {"system", "code", "display"}) // the label follows from the code
        if (const json::value* one = given->if_contains(member))
            reading_.take(*one);
}

void ElementReader::coded(std::string_view path, std::optional<std::size_t>& place,
                          std::string_view set, std::span<const std::string_view> words) {
    place.reset();
    const std::string word = take_codings(path, set, words);
    const auto known = std::find(words.begin(), words.end(), word);
    if (known != words.end())
        place = static_cast<std::size_t>(known - words.begin());
}

void ElementReader::open_coded(std::string_view path, std::string& word, std::string_view set) {
    word = take_codings(path, set, {});
}

} // namespace filiform::fhir
