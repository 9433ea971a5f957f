// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_document.h"
#include "needle/point_rule.h"
#include "study/protocol.h"

/// Parts of reading a protocol, shared by the files that do it.
namespace filiform::study {

/// Words a key may have and what each means.
template <class Value>
using Words = std::vector<std::pair<std::string_view, Value>>;

void complain_of_word(const base::DataNode& node, std::string_view key, std::string_view said,
                      const std::vector<std::string>& known);

/// The value of a word; the first of the list when the key is left out or the word is unknown
/// (study.word).
template <class Value>
Value read_word(const base::DataNode& node, std::string_view key, const Words<Value>& words) {
    if (!node.has(key))
        return words.front().second;
    const std::string said = node.text(key);
    std::vector<std::string> known;
    for (const auto& [word, value] : words) {
        if (word == said)
            return value;
        known.emplace_back(word);
    }
    complain_of_word(node, key, said, known);
    return words.front().second;
}

[[nodiscard]] const Words<Sides>& side_words();

/// A number of at least `low` and at most `high` (study.range); `otherwise` when left out.
[[nodiscard]] double number_in(const base::DataNode& node, std::string_view key, double low,
                               double high, double otherwise);
[[nodiscard]] int whole_in(const base::DataNode& node, std::string_view key, int low, int high,
                           int otherwise);

/// Lower-case letters, digits and "_" (study.id).
[[nodiscard]] std::string read_id(const base::DataNode& node, std::string_view key);

/// A formula on the names of points.yaml.
[[nodiscard]] std::optional<atlas::Formula>
read_formula(const base::DataNode& node, std::string_view key, std::string_view text);

/// Checks `source` and `mark` of a row (study.source, study.mark).
void check_source(const base::DataNode& node, const std::set<std::string>& sources);

/// One structure's name, or a list of them; none when the key is left out.
[[nodiscard]] std::vector<std::string> names_at(const base::DataNode& node, std::string_view key);
/// Notes names that nobody knows; returns those that no shape file draws yet.
std::vector<std::string> check_drawn(const base::DataNode& node, std::string_view key,
                                     const std::vector<std::string>& names);

[[nodiscard]] Published read_published(const base::DataNode& node, const Outcome& outcome,
                                       bool on_both_sides, const std::set<std::string>& sources);
/// An outcome of an arm that has been read so far as the outcomes before it.
[[nodiscard]] Outcome read_outcome(const base::DataNode& node, const Arm& arm,
                                   const std::set<std::string>& sources);

[[nodiscard]] Cohort read_cohort(const base::DataNode& node);
void read_needler(const base::DataNode& node, const std::set<std::string>& sources,
                  needle::HandModel& hand);
[[nodiscard]] Arm read_arm(const base::DataNode& node, const Cohort& cohort,
                           const std::vector<needle::PointRule>& points,
                           const std::set<std::string>& sources);
[[nodiscard]] Pool read_pool(const base::DataNode& node, const std::vector<Arm>& arms,
                             const std::set<std::string>& sources);

} // namespace filiform::study
