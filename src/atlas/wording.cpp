// SPDX-License-Identifier: Apache-2.0
#include "atlas/wording.h"

namespace filiform::atlas {

std::string with(std::string text, const Meaning& meaning) {
    for (const auto& [word, stands_for] : meaning)
        for (std::size_t at = text.find(word); at != std::string::npos;
             at = text.find(word, at + stands_for.size()))
            text.replace(at, word.size(), stands_for);
    return text;
}

std::vector<Meaning> meanings_of(const base::DataNode& lists, const Meaning& outer) {
    std::vector<Meaning> rounds;
    for (const std::string& word : lists.keys()) {
        const std::vector<std::string> meanings = lists.texts(word);
        if (rounds.empty())
            rounds.assign(meanings.size(), outer);
        if (meanings.size() != rounds.size()) {
            lists.complain("atlas.repetition", "The lists of a repetition are equally long.");
            return {};
        }
        for (std::size_t i = 0; i < meanings.size(); ++i)
            rounds[i][word] = meanings[i];
    }
    return rounds;
}

void check_mark(const base::DataNode& node, const std::string& code) {
    const std::string mark = node.text("mark");
    if (mark != "seen" && mark != "calc" && mark != "recalled" && mark != "proposal")
        node.complain(code, "The mark \"" + mark + "\" is none of seen, calc, recalled, proposal.");
}

} // namespace filiform::atlas
