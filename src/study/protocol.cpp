// SPDX-License-Identifier: Apache-2.0
#include "study/protocol.h"

#include <algorithm>
#include <cmath>

#include "atlas/figure.h"
#include "base/data_files.h"
#include "base/digest.h"
#include "base/spelling.h"
#include "needle/rules.h"
#include "study/protocol_parts.h"

namespace filiform::study {

namespace {

std::set<std::string> keys_of(const base::DataNode& root) {
    std::set<std::string> keys;
    if (root.has("sources"))
        for (const base::DataNode& row : root.child("sources").items()) {
            row.allow_only({"key", "reference", "doi", "pmid", "url"});
            (void)row.text("reference");
            keys.insert(row.text("key"));
        }
    return keys;
}

/// Everything the program cites, and what the study cites itself.
std::set<std::string> known_sources(const base::DataNode& root) {
    std::set<std::string> keys = keys_of(root);
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("sources/"))
            continue;
        const base::DataDocument document(file.text, std::string(file.path));
        for (const base::DataNode& row : document.root().child("sources").items())
            keys.insert(row.text("key"));
    }
    return keys;
}

template <class Row>
void complain_of_repeats(const base::DataNode& node, const std::vector<Row>& rows) {
    std::set<std::string> seen;
    for (const Row& row : rows)
        if (!row.id.empty() && !seen.insert(row.id).second)
            node.complain("study.repeated", "'" + row.id + "' is there twice.",
                          "Give each its own id.");
}

} // namespace

void complain_of_word(const base::DataNode& node, std::string_view key, std::string_view said,
                      const std::vector<std::string>& known) {
    std::string all;
    for (const std::string& word : known)
        all += (all.empty() ? "" : ", ") + word;
    node.child(key).complain("study.word",
                             "'" + std::string(said) + "' is no " + std::string(key) + ".",
                             "Write one of: " + all + ".");
}

const Words<Sides>& side_words() {
    static const Words<Sides> words{
        {"both", Sides::Both}, {"right", Sides::Right}, {"left", Sides::Left}};
    return words;
}

double number_in(const base::DataNode& node, std::string_view key, double low, double high,
                 double otherwise) {
    const double value = node.number_or(key, otherwise);
    if (value >= low && value <= high)
        return value;
    const auto short_text = [](double number) {
        std::string text = std::to_string(number);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
        return text;
    };
    node.child(key).complain("study.range", std::string(key) + " is " + short_text(value) + ".",
                             "Write a number from " + short_text(low) + " to " + short_text(high) +
                                 ".");
    return otherwise;
}

int whole_in(const base::DataNode& node, std::string_view key, int low, int high, int otherwise) {
    const double value = number_in(node, key, low, high, otherwise);
    if (value != std::floor(value))
        node.child(key).complain("study.range", std::string(key) + " is no whole number.", "");
    return static_cast<int>(value);
}

std::string read_id(const base::DataNode& node, std::string_view key) {
    std::string id = node.text(key);
    const auto may_stand = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (!id.empty() && !std::all_of(id.begin(), id.end(), may_stand))
        node.child(key).complain("study.id", "'" + id + "' cannot be an id.",
                                 "Use lower-case letters, digits and '_'.");
    return id;
}

std::optional<atlas::Formula> read_formula(const base::DataNode& node, std::string_view key,
                                           std::string_view text) {
    auto formula = atlas::Formula::read(text, atlas::number_names());
    if (formula)
        return std::move(*formula);
    const base::Problem& problem = formula.error();
    node.child(key).complain(problem.code, problem.what, problem.hint);
    return std::nullopt;
}

void check_source(const base::DataNode& node, const std::set<std::string>& sources) {
    const std::string source = node.text("source");
    if (!source.empty() && sources.count(source) == 0)
        node.child("source").complain("study.source", "The source '" + source + "' is not known.",
                                      "Add it under 'sources' of this file: {key: " + source +
                                          ", reference: \"...\"}.");
    static const Words<int> marks{{"seen", 0}, {"calc", 0}, {"recalled", 0}, {"proposal", 0}};
    (void)node.text("mark");
    (void)read_word(node, "mark", marks);
}

base::Checked<Protocol> read_protocol(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"study", "title", "notes", "seed", "bodies", "spacing_mm", "population",
                     "needler", "arms", "pooled", "sources"});
    const std::set<std::string> sources = known_sources(root);
    Protocol protocol;
    protocol.digest = base::sha256(text);
    protocol.id = read_id(root, "study");
    protocol.title = root.text("title");
    protocol.notes = root.texts_or_none("notes");
    constexpr double most_seed = 9007199254740992.0; // whole numbers of a double end here
    protocol.seed = static_cast<std::uint64_t>(number_in(root, "seed", 0, most_seed, 1));
    constexpr int most_bodies = 1000000;
    protocol.bodies = whole_in(root, "bodies", 2, most_bodies, protocol.bodies);
    protocol.spacing_mm = number_in(root, "spacing_mm", 1, 4, protocol.spacing_mm);
    protocol.cohort = read_cohort(root.child("population"));
    base::Problems problems;
    auto rules = needle::load_rules();
    std::vector<needle::PointRule> points;
    if (rules) {
        protocol.hand = rules->hand;
        points = rules->points;
    } else {
        problems = rules.error();
    }
    if (root.has("needler"))
        read_needler(root.child("needler"), sources, protocol.hand);
    const base::DataNode arms = root.child("arms");
    for (const base::DataNode& row : arms.items())
        protocol.arms.push_back(read_arm(row, protocol.cohort, points, sources));
    if (protocol.arms.empty())
        arms.complain("study.arms", "The study has no arm.", "Write at least one.");
    complain_of_repeats(arms, protocol.arms);
    for (const Arm& arm : protocol.arms)
        complain_of_repeats(arms, arm.outcomes);
    if (root.has("pooled"))
        for (const base::DataNode& row : root.child("pooled").items())
            protocol.pools.push_back(read_pool(row, protocol.arms, sources));
    problems.insert(problems.end(), document.problems().begin(), document.problems().end());
    if (!problems.empty())
        return tl::unexpected(problems);
    return protocol;
}

std::vector<chart::Side> sides_of(const Arm& arm) {
    switch (arm.sides) {
    case Sides::Both:
        return {chart::Side::Right, chart::Side::Left};
    case Sides::Right:
        return {chart::Side::Right};
    case Sides::Left:
        return {chart::Side::Left};
    }
    return {};
}

} // namespace filiform::study
