// SPDX-License-Identifier: Apache-2.0
// What nobody drew on the real CT, measured against the papers it was placed by; the table in
// docs/validation/inferred.md is this one.
#include <cmath>
#include <cstdio>
#include <sstream>

#include "anatomy/import.h"
#include "inferred_ct_rules.h"
#include "story.h"

namespace filiform::story {
namespace {

const std::vector<InferredRule>& the_rules() {
    static const std::vector<InferredRule> rules = [] {
        const RealScan files = real_scan();
        if (files.labels.empty())
            return std::vector<InferredRule>();
        anatomy::ImportFiles request;
        request.labels.push_back({files.labels, "totalsegmentator-v2"});
        request.image = files.image;
        return measure_inferred(anatomy::load_and_import(request).value());
    }();
    return rules;
}

class InferredCt : public testing::Test {
  protected:
    void SetUp() override {
        if (the_rules().empty())
            GTEST_SKIP() << "this machine has no shared CT";
    }
};

std::string number(double value, const char* format = "%.1f") {
    char text[32];
    std::snprintf(text, sizeof text, format, std::abs(value) < 0.05 ? 0.0 : value);
    return text;
}

std::string bounds(const InferredRule& rule) {
    if (rule.least && rule.most)
        return number(*rule.least, "%g") + " to " + number(*rule.most, "%g");
    if (rule.least)
        return "at least " + number(*rule.least, "%g");
    return "shown only";
}

/// One table row, its two measured figures apart.
struct Row {
    std::string before;
    double right = 0;
    double left = 0;
    std::string after;

    [[nodiscard]] std::string text() const {
        return before + number(right) + " | " + number(left) + after;
    }
};

Row row_of(const InferredRule& rule) {
    std::string name = rule.structure;
    for (char& c : name)
        if (c == '_')
            c = ' ';
    const std::string published = rule.published.empty() ? "–" : rule.published;
    return {"| " + name + " | " + rule.what + " | " + published + " | ", *rule.right, *rule.left,
            " | " + bounds(rule) + " |"};
}

/// Whether a line of the document says the same; the figures may differ by what another compiler's
/// rounding can move them.
bool says(const std::string& line, const Row& row) {
    constexpr double within = 0.15;
    if (!line.starts_with(row.before) || !line.ends_with(row.after))
        return false;
    double right = 0;
    double left = 0;
    const std::string figures = line.substr(row.before.size());
    return std::sscanf(figures.c_str(), "%lf | %lf", &right, &left) == 2 &&
           std::abs(right - row.right) <= within && std::abs(left - row.left) <= within;
}

TEST_F(InferredCt, EveryStructureKeepsTheRuleItWasPlacedBy) {
    for (const InferredRule& rule : the_rules())
        for (const auto& value : {rule.right, rule.left}) {
            ASSERT_TRUE(value.has_value());
            if (rule.least) {
                EXPECT_GE(*value, *rule.least) << rule.structure << ": " << rule.what;
            }
            if (rule.most) {
                EXPECT_LE(*value, *rule.most) << rule.structure << ": " << rule.what;
            }
        }
}

TEST_F(InferredCt, ThePublishedTableIsTheMeasuredOne) {
    std::istringstream document(bytes_of(std::filesystem::path(FILIFORM_SOURCE_DIR) / "docs" /
                                         "validation" / "inferred.md"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(document, line);)
        if (line.starts_with("| "))
            lines.push_back(line);
    constexpr std::size_t heading = 2;
    std::string table;
    bool is_same = lines.size() == the_rules().size() + heading;
    for (std::size_t i = 0; i < the_rules().size(); ++i) {
        const Row row = row_of(the_rules()[i]);
        is_same = is_same && says(lines[i + heading], row);
        table += row.text() + "\n";
    }
    EXPECT_TRUE(is_same) << "docs/validation/inferred.md should have these rows:\n" << table;
}

} // namespace
} // namespace filiform::story
