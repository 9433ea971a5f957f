// SPDX-License-Identifier: Apache-2.0
#include "anatomy/inference_rules.h"

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::anatomy {

using base::DataNode;

namespace {

std::vector<double> read_values(const DataNode& node) {
    node.allow_only({"value", "values", "mark", "source", "why"});
    const std::string mark = node.text("mark");
    if (mark != "seen" && mark != "calc" && mark != "recalled" && mark != "proposal")
        node.complain("inferred.mark", "a mark is seen, calc, recalled or proposal");
    if (mark == "seen" && node.text_or("source", "").empty())
        node.complain("inferred.source", "a number that was seen has a source");
    if (node.has("value"))
        return {node.number("value")};
    std::vector<double> values;
    for (const DataNode& item : node.child("values").items())
        values.push_back(item.as_number());
    return values;
}

std::map<std::string, InferenceRule> read_rules() {
    const auto text = base::find_data_file("anatomy/inferred.yaml");
    base::expects(text.has_value(), "data/anatomy/inferred.yaml is embedded");
    const base::DataDocument document(*text, "data/anatomy/inferred.yaml");
    const DataNode structures = document.root().child("structures");
    std::map<std::string, InferenceRule> rules;
    for (const std::string& stem : structures.keys()) {
        const DataNode node = structures.child(stem);
        node.allow_only({"note", "sources", "numbers"});
        InferenceRule rule;
        rule.note = node.text("note");
        for (const std::string& source : node.texts("sources"))
            rule.sources.emplace_back(source);
        const DataNode numbers = node.child("numbers");
        for (const std::string& name : numbers.keys())
            rule.numbers[name] = read_values(numbers.child(name));
        rules[stem] = std::move(rule);
    }
    base::expects(document.problems().empty(), "data/anatomy/inferred.yaml has no problems");
    return rules;
}

} // namespace

const std::vector<double>& InferenceRule::values(const std::string& name) const {
    const auto found = numbers.find(name);
    base::expects(found != numbers.end(), "a rule's number is in data/anatomy/inferred.yaml");
    return found->second;
}

double InferenceRule::number(const std::string& name) const {
    const std::vector<double>& all = values(name);
    base::expects(all.size() == 1, "a rule's single number is one");
    return all.front();
}

const InferenceRule& inference_rule(const std::string& stem) {
    static const std::map<std::string, InferenceRule> rules = read_rules();
    const auto found = rules.find(stem);
    base::expects(found != rules.end(), "an inferred structure has a rule");
    return found->second;
}

} // namespace filiform::anatomy
