// SPDX-License-Identifier: Apache-2.0
#include "atlas/calibration.h"

#include "atlas/figure.h"
#include "atlas/wording.h"
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::atlas {

using base::DataNode;

namespace {

template <class Value>
Value read_word(const DataNode& node, const std::string& key, const std::string& word,
                const std::vector<std::pair<std::string_view, Value>>& known) {
    std::string all;
    for (const auto& [name, value] : known) {
        if (name == word)
            return value;
        all += (all.empty() ? "" : ", ") + std::string(name);
    }
    node.complain("calipers.word", "The " + key + " \"" + word + "\" is none of " + all + ".");
    return known.front().second;
}

std::string distance_text(const std::vector<std::string>& ends) {
    std::string sum;
    for (const char* axis : {".x", ".y", ".z"})
        sum += (sum.empty() ? "" : " + ") + ("(" + ends[0] + axis) + " - " + ends[1] + axis + ")^2";
    return "sqrt(" + sum + ")";
}

Formula read_value(const DataNode& node) {
    std::string text = "0";
    if (node.has("between")) {
        const std::vector<std::string> ends = node.texts("between");
        if (ends.size() == 2)
            text = distance_text(ends);
        else
            node.complain("calipers.word", "\"between\" names two points.");
    } else {
        text = node.text("value");
    }
    const auto formula = Formula::read(text.empty() ? "0" : text, number_names());
    if (formula)
        return *formula;
    node.complain(formula.error().code, formula.error().what, formula.error().hint);
    return *Formula::read("0", {});
}

Caliper read_caliper(const DataNode& node) {
    node.allow_only({"what", "value", "between", "kind", "on", "published", "sd", "n", "source",
                     "mark", "role", "because"});
    using Kind = Caliper::Kind;
    using Role = Caliper::Role;
    check_mark(node, "calipers.mark");
    Caliper caliper{
        node.text("what"),
        read_word<Kind>(node, "kind", node.text_or("kind", "mean"),
                        {{"mean", Kind::Mean}, {"share", Kind::Share}, {"r2", Kind::Explained}}),
        read_word<Role>(node, "role", node.text("role"),
                        {{"input", Role::Input}, {"check", Role::Check}}),
        read_value(node),
        node.text_or("on", ""),
        node.number("published"),
        {},
        0,
        chart::SourceId(node.text("source")),
        node.text("mark"),
        node.text_or("because", "")};
    if (node.has("sd"))
        caliper.sd = node.number("sd");
    if (caliper.kind != Kind::Mean)
        caliper.n = node.integer("n");
    if (caliper.kind == Kind::Explained)
        (void)node.text("on");
    return caliper;
}

Cohort::Spreading read_spreading(const DataNode& node, const std::string& key) {
    const std::vector<DataNode> both = node.child(key).items();
    if (both.size() != 2) {
        node.complain("calipers.word", "\"" + key + "\" is a mean and a standard deviation.");
        return {};
    }
    return {both[0].as_number(), both[1].as_number()};
}

Cohort read_cohort(const DataNode& node) {
    node.allow_only(
        {"id", "who", "men", "age_years", "height_cm", "bmi", "lying", "assumed", "rows"});
    Cohort cohort{node.text("id"),
                  node.text("who"),
                  node.number("men"),
                  read_spreading(node, "age_years"),
                  read_spreading(node, "height_cm"),
                  read_spreading(node, "bmi"),
                  read_word(node, "lying", node.text("lying"), lying_words()),
                  node.texts_or_none("assumed"),
                  {}};
    for (const DataNode& row : node.child("rows").items())
        cohort.calipers.push_back(read_caliper(row));
    return cohort;
}

std::vector<Cohort> load_cohorts() {
    const auto text = base::find_data_file("atlas/calipers.yaml");
    base::expects(text.has_value(), "data/atlas/calipers.yaml is embedded");
    auto made = read_cohorts(*text, "data/atlas/calipers.yaml");
    if (!made)
        throw base::BrokenContract(base::sentence(made.error().front()));
    return *std::move(made);
}

} // namespace

base::Checked<std::vector<Cohort>> read_cohorts(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    document.root().allow_only({"unit", "cohorts"});
    std::vector<Cohort> made;
    for (const DataNode& node : document.root().child("cohorts").items())
        made.push_back(read_cohort(node));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return made;
}

const std::vector<Cohort>& cohorts() {
    static const std::vector<Cohort> all = load_cohorts();
    return all;
}

} // namespace filiform::atlas
