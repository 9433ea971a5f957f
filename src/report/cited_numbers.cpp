// SPDX-License-Identifier: Apache-2.0
#include "report/cited_numbers.h"

#include <algorithm>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "chart/citation.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

using base::DataNode;

DataNode carried(std::string_view path) {
    const auto text = base::find_data_file(path);
    base::expects(text.has_value(), "the program carries its numbers");
    return base::DataDocument(*text, "data/" + std::string(path)).root();
}

std::string spaced(std::string word) {
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
}

std::string with(std::string words, std::string_view hole, const std::string& value) {
    const std::size_t at = words.find(hole);
    return at == std::string::npos ? words : words.replace(at, hole.size(), value);
}

/// "{}" becomes the value as written, "{%}" the value of `key` in per cent.
std::string put_into(const std::string& words, const DataNode& node, const std::string& key,
                     const std::string& value) {
    constexpr std::string_view percent_hole = "{%}";
    if (words.find(percent_hole) != std::string::npos)
        return with(words, percent_hole, fixed(100 * node.number(key), 0) + " %");
    return with(words, "{}", value);
}

/// Members that say what a number is of, or where it is from, not how much.
bool is_a_value(const std::string& key) {
    return key != "source" && key != "mark" && key != "kind" && key != "landmark";
}

CitedNumber row_of(const DataNode& node, const std::string& section, const DataNode& words) {
    CitedNumber row;
    row.what = section;
    if (node.has("kind"))
        row.what += " " + words.child("kinds").text_or(node.text("kind"), node.text("kind"));
    if (node.has("landmark")) {
        const std::string landmark = chart::spoken(node.text("landmark"));
        row.what += " " + (landmark.empty() ? std::string("any other landmark") : landmark);
    }
    const DataNode values = words.child("values");
    for (const std::string& key : node.keys()) {
        if (!is_a_value(key))
            continue;
        const std::string value =
            key == "hub" ? words.child("hubs").text(node.text(key)) : node.text(key);
        const std::string said = values.has(key) ? put_into(values.text(key), node, key, value)
                                                 : spaced(key) + " " + value;
        row.is_in_words = row.is_in_words && values.has(key);
        row.values += (row.values.empty() ? "" : "; ") + said;
    }
    row.source = chart::SourceId(node.text("source"));
    const std::string mark = node.text("mark");
    row.mark = words.child("marks").text_or(mark, mark);
    row.is_verified = chart::is_verified(mark);
    return row;
}

std::vector<CitedNumber> rows_of(std::string_view path, std::string_view file) {
    const DataNode root = carried(path);
    const DataNode words = carried("report/numbers.yaml");
    const DataNode sections = words.child("sections").child(file);
    std::vector<CitedNumber> rows;
    for (const std::string& key : root.keys()) {
        const DataNode part = root.child(key);
        const std::string section = sections.text_or(key, spaced(key));
        if (part.is_map() && part.has("source"))
            rows.push_back(row_of(part, section, words));
        if (part.is_list())
            for (const DataNode& item : part.items())
                if (item.is_map() && item.has("source"))
                    rows.push_back(row_of(item, section, words));
    }
    return rows;
}

} // namespace

std::vector<CitedNumber> cited_limits() {
    return rows_of("needle/limits.yaml", "limits");
}

std::vector<CitedNumber> cited_hand_errors() {
    return rows_of("needle/hand.yaml", "hand");
}

} // namespace filiform::report
