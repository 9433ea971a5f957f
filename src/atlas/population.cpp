// SPDX-License-Identifier: Apache-2.0
#include "atlas/population.h"

#include <cmath>

#include "atlas/wording.h"
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::atlas {

using base::DataNode;

namespace {

const std::vector<std::string> units{"mm", "mm2", "deg", "1"};

bool is_one_of(const std::string& word, const std::vector<std::string>& words) {
    for (const std::string& other : words)
        if (word == other)
            return true;
    return false;
}

void check_word(const DataNode& node, const std::string& key, const std::vector<std::string>& words,
                const std::string& code) {
    const std::string word = node.text(key);
    std::string known;
    for (const std::string& other : words)
        known += (known.empty() ? "" : ", ") + other;
    if (!is_one_of(word, words))
        node.complain(code, "The " + key + " \"" + word + "\" is none of " + known + ".");
}

std::vector<chart::SourceId> read_sources(const DataNode& node) {
    std::vector<chart::SourceId> sources;
    for (const std::string& key : node.texts_or_none("source"))
        sources.emplace_back(key);
    return sources;
}

std::map<std::string, Range> read_ranges(const DataNode& node) {
    std::map<std::string, Range> ranges;
    for (const std::string& key : node.keys()) {
        const std::vector<DataNode> ends = node.child(key).items();
        if (ends.size() == 2)
            ranges[key] = {ends[0].as_number(), ends[1].as_number()};
        else
            node.complain("population.range", "The range of " + key + " has two ends.");
    }
    return ranges;
}

/// Reads parameters one after the other; each sees those before it.
class ParameterReader {
  public:
    explicit ParameterReader(Population& people) : people_(people), names_(covariate_names()) {}

    void read(const DataNode& node) {
        node.allow_only({"id", "unit", "what", "scale", "men", "women", "both", "follows", "mark",
                         "source", "who", "why"});
        check_mark(node, "population.mark");
        check_word(node, "unit", units, "population.unit");
        const std::string scale = node.text_or("scale", "linear");
        if (scale != "linear" && scale != "log")
            node.complain("population.scale", "The scale \"" + scale + "\" is not linear or log.");
        const DataNode men = node.child(node.has("both") ? "both" : "men");
        const DataNode women = node.child(node.has("both") ? "both" : "women");
        auto of_men = read_regression(node, men);
        auto of_women = read_regression(node, women);
        const std::string id = node.text("id");
        if (people_.find(id))
            node.complain("population.repeated", "There are two parameters \"" + id + "\".");
        names_.push_back(id);
        if (!of_men || !of_women)
            return;
        if (people_.men.add(of_men->follows) > 1 || people_.women.add(of_women->follows) > 1)
            node.complain("population.follows",
                          "\"" + id + "\" shares more than all of its spread with others.");
        people_.parameters.push_back({id, node.text("unit"), node.text("what"), node.text("mark"),
                                      read_sources(node), scale == "log", *of_men, *of_women});
    }

  private:
    std::optional<Formula> read_formula(const DataNode& node, const std::string& key) {
        const std::string text = node.text(key);
        if (text.empty())
            return std::nullopt;
        const auto formula = Formula::read(text, names_);
        if (!formula) {
            node.complain(formula.error().code, formula.error().what, formula.error().hint);
            return std::nullopt;
        }
        return *formula;
    }

    std::optional<Regression> read_regression(const DataNode& parameter, const DataNode& node) {
        node.allow_only({"mean", "sd", "follows"});
        const auto mean = read_formula(node, "mean");
        const auto sd = read_formula(node, "sd");
        if (!mean || !sd)
            return std::nullopt;
        Regression regression{*mean, *sd, {}};
        const DataNode& owner = node.has("follows") ? node : parameter;
        if (!owner.has("follows"))
            return regression;
        const DataNode follows = owner.child("follows");
        for (const std::string& key : follows.keys()) {
            const auto leader = people_.find(key);
            if (leader)
                regression.follows[*leader] = follows.number(key);
            else
                follows.complain("population.follows",
                                 "No parameter \"" + key + "\" stands above this one.");
        }
        return regression;
    }

    Population& people_;
    std::vector<std::string> names_;
};

std::vector<double> read_shares(const DataNode& node, const std::vector<std::string>& kinds) {
    node.allow_only({"mark", "source", "who", "shares"});
    const DataNode listed = node.child("shares");
    std::vector<double> shares;
    double sum = 0;
    for (const std::string& kind : kinds) {
        shares.push_back(listed.number(kind));
        sum += shares.back();
    }
    constexpr double rounding = 1e-9;
    if (listed.keys().size() != kinds.size() || std::abs(sum - 1) > rounding)
        listed.complain("population.shares", "The shares name every kind once and add up to 1.");
    return shares;
}

/// Every kind has a course of its own or counts as one that has.
void read_courses(const DataNode& node, Variant& variant) {
    node.allow_only({"structure", "side", "ids", "counted_as", "not_drawn", "words"});
    variant.structure = node.text("structure");
    variant.course_side = node.text_or("side", "");
    if (node.has("side") && variant.course_side != "left" && variant.course_side != "right")
        node.complain("population.courses", "The side \"" + variant.course_side + "\" is none.",
                      "Write left or right.");
    const DataNode ids = node.child("ids");
    const DataNode words = node.child("words");
    for (const std::string& kind : ids.keys()) {
        variant.courses[kind] = ids.text(kind);
        variant.course_words[kind] = words.text(kind);
    }
    if (node.has("counted_as")) {
        const DataNode others = node.child("counted_as");
        for (const std::string& kind : others.keys())
            variant.counted_as[kind] = others.text(kind);
    }
    variant.not_drawn = node.texts_or_none("not_drawn");
    for (const std::string& kind : variant.kinds) {
        const auto as = variant.counted_as.find(kind);
        const int places =
            (variant.courses.contains(kind) ? 1 : 0) +
            (as != variant.counted_as.end() && variant.courses.contains(as->second) ? 1 : 0) +
            (is_one_of(kind, variant.not_drawn) ? 1 : 0);
        const bool is_usual = kind == variant.kinds.front();
        if (places != 1 || (is_usual && !variant.courses.contains(kind)))
            node.complain("population.courses",
                          "The kind \"" + kind + "\" has no course, or more than one.",
                          "Give it an id, say as which it is counted, or list it as not_drawn; the "
                          "usual one is drawn.");
    }
}

void read_variant(const DataNode& node, Population& people) {
    node.allow_only({"id", "what", "kinds", "mark", "source", "who", "why", "pooled", "men",
                     "women", "east_asian", "supine", "courses"});
    check_mark(node, "population.mark");
    Variant variant;
    variant.id = node.text("id");
    variant.what = node.text("what");
    variant.mark = node.text("mark");
    variant.sources = read_sources(node);
    variant.kinds = node.texts("kinds");
    if (node.has("courses"))
        read_courses(node.child("courses"), variant);
    for (const std::string& ancestry : people.ancestries) {
        if (!node.has(ancestry))
            continue;
        const auto shares = read_shares(node.child(ancestry), variant.kinds);
        variant.men[ancestry] = shares;
        variant.women[ancestry] = shares;
    }
    if (node.has("men"))
        variant.men["pooled"] = read_shares(node.child("men"), variant.kinds);
    if (node.has("women"))
        variant.women["pooled"] = read_shares(node.child("women"), variant.kinds);
    if (node.has("supine"))
        variant.supine = read_shares(node.child("supine"), variant.kinds);
    if (!variant.men.contains("pooled") || !variant.women.contains("pooled"))
        node.complain("population.shares", "A variant has pooled shares, or men's and women's.");
    people.variants.push_back(std::move(variant));
}

Population load_population() {
    const auto text = base::find_data_file("atlas/population.yaml");
    base::expects(text.has_value(), "data/atlas/population.yaml is embedded");
    auto people = read_population(*text, "data/atlas/population.yaml");
    if (!people)
        throw base::BrokenContract(base::sentence(people.error().front()));
    return *std::move(people);
}

} // namespace

const std::vector<double>& Variant::shares(const Person& person) const {
    if (person.lying == Lying::Supine && !supine.empty())
        return supine;
    const auto& table = person.sex == Sex::Male ? men : women;
    const auto found = table.find(person.ancestry);
    return found != table.end() ? found->second : table.at("pooled");
}

std::optional<std::size_t> Population::find(std::string_view id) const {
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].id == id)
            return i;
    return std::nullopt;
}

const std::vector<std::string>& covariate_names() {
    static const std::vector<std::string> names{"height_cm", "weight_kg",     "bmi",
                                                "age_years", "male",          "female",
                                                "is_pillow", "is_side_lying", "is_supine"};
    return names;
}

std::vector<double> covariates_of(const Person& person) {
    const auto lies = [&](Lying lying) { return person.lying == lying ? 1.0 : 0.0; };
    const double male = person.sex == Sex::Male ? 1 : 0;
    return {person.height_cm,
            person.weight_kg,
            body_mass_index(person),
            person.age_years,
            male,
            1 - male,
            lies(Lying::PronePillow),
            lies(Lying::SideLying),
            lies(Lying::Supine)};
}

base::Checked<Population> read_population(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const DataNode root = document.root();
    root.allow_only(
        {"fitted", "possible", "extrapolated_spread", "ancestries", "parameters", "variants"});
    Population people;
    people.fitted = read_ranges(root.child("fitted"));
    people.possible = read_ranges(root.child("possible"));
    people.extrapolated_spread = root.number("extrapolated_spread");
    people.ancestries = root.texts("ancestries");
    ParameterReader reader(people);
    for (const DataNode& node : root.child("parameters").items())
        reader.read(node);
    for (const DataNode& node : root.child("variants").items())
        read_variant(node, people);
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return people;
}

const Population& population() {
    static const Population people = load_population();
    return people;
}

} // namespace filiform::atlas
