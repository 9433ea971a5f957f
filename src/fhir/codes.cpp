// SPDX-License-Identifier: Apache-2.0
#include "fhir/codes.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::fhir {

namespace {

/// "snomed" → its address; the systems are named once at the head of the table.
using SystemsByName = std::map<std::string, std::string, std::less<>>;

Code read_code(const base::DataNode& node, const SystemsByName& systems) {
    node.allow_only({"system", "code", "display", "source", "mark"});
    Code code;
    const std::string system = node.text("system");
    const auto found = systems.find(system);
    if (found == systems.end())
        node.complain("data.value", "No system is called \"" + system + "\".",
                      "Name it under systems.");
    else
        code.system = found->second;
    code.code = node.text("code");
    code.display = node.text_or("display", "");
    code.source = node.text("source");
    code.mark = node.text("mark");
    return code;
}

CodeSet read_set(const base::DataNode& node, const SystemsByName& systems) {
    node.allow_only({"set", "words"});
    CodeSet set;
    set.name = node.text("set");
    std::set<std::string> seen;
    for (const base::DataNode& entry : node.child("words").items()) {
        entry.allow_only({"word", "display", "codes"});
        CodeSet::Word word{entry.text("word"), entry.text_or("display", ""), {}};
        if (entry.has("codes"))
            for (const base::DataNode& code : entry.child("codes").items())
                word.codes.push_back(read_code(code, systems));
        if (!seen.insert(word.word).second)
            entry.complain("data.duplicate", "\"" + word.word + "\" comes twice.");
        set.words.push_back(std::move(word));
    }
    return set;
}

} // namespace

base::Checked<std::vector<CodeSet>> read_codes(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"systems", "sets"});
    SystemsByName systems;
    const base::DataNode named = root.child("systems");
    for (const std::string& key : named.keys())
        systems[key] = named.text(key);
    std::vector<CodeSet> sets;
    for (const base::DataNode& node : root.child("sets").items())
        sets.push_back(read_set(node, systems));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return sets;
}

std::span<const CodeSet> carried_codes() {
    static const std::vector<CodeSet> carried = [] {
        const auto file = base::find_data_file("fhir/codes.yaml");
        base::expects(file.has_value(), "the program carries its codes");
        auto read = read_codes(*file, "data/fhir/codes.yaml");
        base::expects(read.has_value(), "the codes the program carries are whole");
        return std::move(*read);
    }();
    return carried;
}

namespace {

const CodeSet* find_set(std::string_view name) {
    const auto all = carried_codes();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const CodeSet& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

const CodeSet::Word* find_word(std::string_view set, std::string_view word) {
    const CodeSet* words = find_set(set);
    if (words == nullptr)
        return nullptr;
    const auto found = std::find_if(words->words.begin(), words->words.end(),
                                    [&](const CodeSet::Word& one) { return one.word == word; });
    return found == words->words.end() ? nullptr : &*found;
}

std::optional<std::string_view> word_of_code(std::string_view set, std::string_view system,
                                             std::string_view code) {
    const CodeSet* words = find_set(set);
    std::optional<std::string_view> found;
    if (words == nullptr)
        return found;
    for (const CodeSet::Word& word : words->words)
        for (const Code& one : word.codes)
            if (one.system == system && one.code == code) {
                if (found && *found != word.word)
                    return std::nullopt;
                found = word.word;
            }
    return found;
}

} // namespace filiform::fhir
