// SPDX-License-Identifier: Apache-2.0
#include "atlas/spread_rules.h"

#include <algorithm>

#include "atlas/figure.h"
#include "atlas/wording.h"
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::atlas {

using base::DataNode;

namespace {

class RuleReader {
  public:
    void read(const DataNode& list, const Meaning& meaning) {
        for (const DataNode& node : list.items()) {
            if (!node.has("for")) {
                read_row(node, meaning);
                continue;
            }
            node.allow_only({"for", "structures"});
            for (const Meaning& round : meanings_of(node.child("for"), meaning))
                read(node.child("structures"), round);
        }
    }

    SpreadRule read_other(const DataNode& node) {
        node.allow_only({"rule_sd_mm", "mark", "why"});
        read_basis(node, rules);
        return {{}, {}, "", "", node.number("rule_sd_mm")};
    }

    SpreadRules rules;

  private:
    static void read_basis(const DataNode& node, SpreadRules& rules) {
        check_mark(node, "spread.mark");
        for (const std::string& source : node.texts_or_none("source"))
            rules.sources.emplace_back(source);
    }

    static std::string known(const DataNode& node, const std::string& name) {
        const auto& names = number_names();
        if (std::find(names.begin(), names.end(), name) == names.end())
            node.complain("spread.unknown", "The figure has no \"" + name + "\".");
        return name;
    }

    void read_row(const DataNode& node, const Meaning& meaning) {
        node.allow_only({"ids", "points", "x", "z", "seen_from", "depth", "rule_sd_mm", "mark",
                         "source", "why"});
        read_basis(node, rules);
        SpreadRule rule;
        for (const std::string& id : node.texts("ids")) {
            rule.ids.push_back(with(id, meaning));
            for (const SpreadRule& other : rules.rows)
                if (std::find(other.ids.begin(), other.ids.end(), rule.ids.back()) !=
                    other.ids.end())
                    node.complain("spread.repeated", "\"" + rule.ids.back() + "\" has two rules.");
        }
        rule.seen_from = with(node.text_or("seen_from", ""), meaning);
        if (!rule.seen_from.empty())
            (void)known(node, rule.seen_from + ".x");
        rule.depth = with(node.text_or("depth", ""), meaning);
        if (!rule.depth.empty())
            (void)known(node, rule.depth);
        rule.rule_sd_mm = node.number("rule_sd_mm");
        read_places(node, meaning, rule);
        rules.rows.push_back(std::move(rule));
    }

    static void read_places(const DataNode& node, const Meaning& meaning, SpreadRule& rule) {
        for (const std::string& point : node.texts_or_none("points")) {
            const std::string id = with(point, meaning);
            rule.places.push_back(
                {known(node, id + ".x"), known(node, id + ".y"), known(node, id + ".z")});
        }
        if (node.has("x"))
            rule.places.push_back({known(node, with(node.text("x"), meaning)), "",
                                   known(node, with(node.text("z"), meaning))});
        if (rule.places.empty() || (node.has("x") && rule.depth.empty()))
            node.complain("spread.place", "A structure has points, or x, z and a depth.");
    }
};

SpreadRules load_rules() {
    const auto text = base::find_data_file("atlas/spread.yaml");
    base::expects(text.has_value(), "data/atlas/spread.yaml is embedded");
    auto rules = read_spread_rules(*text, "data/atlas/spread.yaml");
    if (!rules)
        throw base::BrokenContract(base::sentence(rules.error().front()));
    return *std::move(rules);
}

} // namespace

base::Checked<SpreadRules> read_spread_rules(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const DataNode root = document.root();
    root.allow_only({"unit", "other", "structures"});
    RuleReader reader;
    reader.rules.other = reader.read_other(root.child("other"));
    reader.read(root.child("structures"), {});
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return std::move(reader.rules);
}

const SpreadRules& spread_rules() {
    static const SpreadRules rules = load_rules();
    return rules;
}

const SpreadRule& spread_rule(const std::string& id) {
    const SpreadRules& rules = spread_rules();
    for (const SpreadRule& rule : rules.rows)
        if (std::find(rule.ids.begin(), rule.ids.end(), id) != rule.ids.end())
            return rule;
    return rules.other;
}

} // namespace filiform::atlas
