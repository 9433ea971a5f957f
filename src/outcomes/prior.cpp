// SPDX-License-Identifier: Apache-2.0
#include "outcomes/prior.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/data_files.h"
#include "base/expects.h"
#include "chart/citation.h"
#include "knowledge/words.h"
#include "outcomes/normal.h"

namespace filiform::outcomes {

namespace {

constexpr const char* carried_file = "outcomes/prior.yaml";

/// Where each component of a prior stands, by its id.
std::map<std::string, Component*, std::less<>> components_of(Prior& prior) {
    return {{"start", &prior.start},
            {"natural_recent", &prior.natural[0]},
            {"natural_chronic", &prior.natural[1]},
            {"natural_unknown", &prior.natural[2]},
            {"recovery_days", &prior.recovery_days},
            {"context", &prior.context},
            {"needle", &prior.needle},
            {"needle_half_life_days", &prior.needle_half_life_days},
            {"soreness", &prior.soreness},
            {"noise", &prior.noise},
            {"wander", &prior.wander}};
}

using Numbers = std::map<std::string, double*, std::less<>>;

Numbers constants_of(Prior& prior) {
    return {{"natural_by_day", &prior.natural_by_day},
            {"chronic_from_days", &prior.chronic_from_days},
            {"context_days", &prior.context_days},
            {"full_after_sessions", &prior.full_after_sessions},
            {"soreness_days", &prior.soreness_days},
            {"day_share", &prior.day_share},
            {"day_days", &prior.day_days},
            {"wander_days", &prior.wander_days}};
}

Numbers rules_of(Prior& prior) {
    SayingRules& rules = prior.rules;
    return {{"few_readings", &rules.few_readings},
            {"few_days", &rules.few_days},
            {"barely_narrower", &rules.barely_narrower},
            {"needle_barely_narrower", &rules.needle_barely_narrower},
            {"credit_points", &rules.credit_points},
            {"credit_probability", &rules.credit_probability},
            {"false_credit_share", &rules.false_credit_share}};
}

PriorRow read_row(const base::DataNode& node) {
    PriorRow row;
    row.id = node.text("id");
    row.unit = node.text("unit");
    row.mark = knowledge::read_mark(node);
    row.about = node.text("about");
    for (const std::string& key : node.texts("sources")) {
        row.sources.emplace_back(key);
        if (chart::find_citation(row.sources.back()) == nullptr)
            node.complain("outcomes.source", "The source '" + key + "' is in no register.",
                          "Add it to a file of data/sources.");
    }
    return row;
}

/// Calls `take` with each row of a list whose id is known, once; complains of all else.
template <class Place, class Take>
void each_known(const base::DataNode& root, const char* list,
                std::map<std::string, Place*, std::less<>> places, const Take& take) {
    for (const base::DataNode& node : root.child(list).items()) {
        const auto found = places.find(node.text("id"));
        if (found == places.end()) {
            node.complain("outcomes.prior",
                          "'" + node.text("id") + "' is not known here, or stands twice.");
            continue;
        }
        take(node, *found->second);
        places.erase(found);
    }
    for (const auto& [id, place] : places)
        root.child(list).complain("outcomes.prior", "'" + id + "' is missing.");
}

void read_component(const base::DataNode& node, Component& component) {
    component.centre = node.number("centre");
    component.sd = node.number("sd");
    component.is_lognormal = node.text_or("shape", "normal") == "lognormal";
    if (component.sd < 0 || (component.is_lognormal && component.centre <= 0))
        node.complain("outcomes.prior", "The spread, or the median of a lognormal, is below 0.");
}

PriorVariant read_variant(const base::DataNode& node, const Prior& prior) {
    node.allow_only({"id", "changes", "moves", "about"});
    PriorVariant variant{node.text("id"), node.text("about"), prior};
    if (node.has("changes"))
        change_components(node.child("changes"), variant.prior);
    if (node.has("moves")) {
        node.child("moves").allow_only({"natural"});
        for (Component& natural : variant.prior.natural)
            natural.centre += node.child("moves").number("natural");
    }
    return variant;
}

void check_numbers(const base::DataNode& root, const Prior& prior) {
    for (const double days : {prior.natural_by_day, prior.chronic_from_days, prior.context_days,
                              prior.soreness_days, prior.day_days, prior.wander_days})
        if (days <= 0)
            root.complain("outcomes.prior", "A time of the constants is not above 0.");
    if (prior.full_after_sessions < 1)
        root.complain("outcomes.prior", "full_after_sessions is below 1.");
    if (prior.day_share < 0 || prior.day_share >= 1)
        root.complain("outcomes.prior", "day_share lies outside 0 to 1.");
}

} // namespace

void change_components(const base::DataNode& changes, Prior& prior) {
    auto components = components_of(prior);
    for (const std::string& id : changes.keys()) {
        const base::DataNode node = changes.child(id);
        node.allow_only({"centre", "sd"});
        const auto change = [&](Component& component) {
            component.centre = node.number("centre");
            component.sd = node.number("sd");
            if (component.sd < 0 || (component.is_lognormal && component.centre <= 0))
                node.complain("outcomes.prior",
                              "The spread, or the median of a lognormal, is below 0.");
        };
        if (id == "natural")
            std::for_each(prior.natural.begin(), prior.natural.end(), change);
        else if (const auto found = components.find(id); found != components.end())
            change(*found->second);
        else
            node.complain("outcomes.prior", "'" + id + "' is no component.");
    }
}

std::string_view text(Duration duration) {
    switch (duration) {
    case Duration::Recent:
        return "recent";
    case Duration::Chronic:
        return "chronic";
    case Duration::Unknown:
        return "unknown";
    }
    return "";
}

double Component::quantile(double p) const {
    const double away = sd * normal_quantile(p);
    return is_lognormal ? centre * std::exp(away) : centre + away;
}

const PriorVariant* Beliefs::find_variant(std::string_view id) const {
    const auto found = std::find_if(variants.begin(), variants.end(),
                                    [&](const PriorVariant& one) { return one.id == id; });
    return found == variants.end() ? nullptr : &*found;
}

base::Checked<Beliefs> read_beliefs(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"components", "constants", "variants", "rules"});
    Beliefs beliefs;
    each_known(
        root, "components", components_of(beliefs.prior),
        [&](const base::DataNode& node, Component& component) {
            node.allow_only({"id", "shape", "centre", "sd", "unit", "sources", "mark", "about"});
            read_component(node, component);
            PriorRow row = read_row(node);
            row.centre = component.centre;
            row.sd = component.sd;
            row.shape = node.text("shape");
            beliefs.rows.push_back(std::move(row));
        });
    const auto read_number = [&](const base::DataNode& node, double& value) {
        node.allow_only({"id", "value", "unit", "sources", "mark", "about"});
        value = node.number("value");
        beliefs.rows.push_back(read_row(node));
        beliefs.rows.back().centre = value;
    };
    each_known(root, "constants", constants_of(beliefs.prior), read_number);
    each_known(root, "rules", rules_of(beliefs.prior), read_number);
    check_numbers(root, beliefs.prior);
    for (const base::DataNode& node : root.child("variants").items())
        beliefs.variants.push_back(read_variant(node, beliefs.prior));
    if (beliefs.find_variant("neutral") == nullptr)
        root.complain("outcomes.prior",
                      "The variant 'neutral' is missing: credit is judged by it.");
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return beliefs;
}

const Beliefs& beliefs() {
    static const Beliefs read = [] {
        auto checked = read_beliefs(base::find_data_file(carried_file).value_or(""),
                                    std::string("data/") + carried_file);
        base::expects(checked.has_value(),
                      checked ? "" : base::sentence(checked.error().front()).c_str());
        return *std::move(checked);
    }();
    return read;
}

} // namespace filiform::outcomes
