// SPDX-License-Identifier: Apache-2.0
#include "evidence/order_words.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace filiform::evidence {

namespace {

struct PoolWay {
    Method method = Method::InverseVariance;
    Estimator estimator = Estimator::Reml;
};

const std::map<std::string, Measure>& order_measures() {
    static const std::map<std::string, Measure> words{{"md", Measure::MeanDifference},
                                                      {"smd", Measure::StandardisedDifference},
                                                      {"g", Measure::StandardisedDifference},
                                                      {"or", Measure::OddsRatio},
                                                      {"log-or", Measure::OddsRatio},
                                                      {"logor", Measure::OddsRatio},
                                                      {"rr", Measure::RiskRatio},
                                                      {"log-rr", Measure::RiskRatio},
                                                      {"logrr", Measure::RiskRatio},
                                                      {"rd", Measure::RiskDifference},
                                                      {"proportion", Measure::Proportion},
                                                      {"logit", Measure::Proportion},
                                                      {"plo", Measure::Proportion},
                                                      {"freeman-tukey", Measure::FreemanTukey},
                                                      {"pft", Measure::FreemanTukey},
                                                      {"generic", Measure::Generic},
                                                      {"gen", Measure::Generic}};
    return words;
}

const std::map<std::string, PoolWay>& order_models() {
    const auto weighted = [](Estimator estimator) {
        return PoolWay{Method::InverseVariance, estimator};
    };
    static const std::map<std::string, PoolWay> words{
        {"fixed", weighted(Estimator::Fixed)},
        {"fe", weighted(Estimator::Fixed)},
        {"iv", weighted(Estimator::Fixed)},
        {"random", weighted(Estimator::Reml)},
        {"reml", weighted(Estimator::Reml)},
        {"dl", weighted(Estimator::Dl)},
        {"pm", weighted(Estimator::Pm)},
        {"eb", weighted(Estimator::Pm)},
        {"ml", weighted(Estimator::Ml)},
        {"sj", weighted(Estimator::Sj)},
        {"hs", weighted(Estimator::Hs)},
        {"he", weighted(Estimator::He)},
        {"dl2", weighted(Estimator::Dl2)},
        {"ca2", weighted(Estimator::Ca2)},
        {"mh", {Method::MantelHaenszel, Estimator::Fixed}},
        {"mantel-haenszel", {Method::MantelHaenszel, Estimator::Fixed}},
        {"peto", {Method::Peto, Estimator::Fixed}},
        {"glmm", {Method::Glmm, Estimator::Ml}}};
    return words;
}

const std::map<std::string, Adjustment>& order_adjustments() {
    static const std::map<std::string, Adjustment> words{
        {"hartung-knapp", Adjustment::HartungKnapp},
        {"none", Adjustment::None},
        {"hartung-knapp-unguarded", Adjustment::HartungKnappUnguarded}};
    return words;
}

const std::map<std::string, Prediction>& order_predictions() {
    static const std::map<std::string, Prediction> words{{"t-k-2", Prediction::TOfKLess2},
                                                         {"t-k-1", Prediction::TOfKLess1},
                                                         {"normal", Prediction::Normal}};
    return words;
}

const std::vector<std::string> together_words{"outcome", "unit", "trial", "scores"};

template <class Meaning>
std::vector<std::string> names_in(const std::map<std::string, Meaning>& words) {
    std::vector<std::string> names;
    for (const auto& [name, meaning] : words)
        names.push_back(name);
    return names;
}

std::string lower_case(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

void expect_known(base::Problems& problems, const std::string& member, const std::string& word) {
    const std::vector<std::string> all = words_for(member);
    if (word.empty() || std::find(all.begin(), all.end(), lower_case(word)) != all.end())
        return;
    std::string listed;
    for (const std::string& one : all)
        listed += (listed.empty() ? "" : ", ") + one;
    problems.push_back(
        {"evidence.word", member, "'" + word + "' is no word for this.", "One of " + listed + "."});
}

AnalysisOrder order_without_measure(const OrderWords& words) {
    AnalysisOrder order;
    const PoolWay way = order_models().at(words.model.empty() ? "reml" : lower_case(words.model));
    order.method = way.method;
    order.model.estimator = way.estimator;
    order.model.level = words.level;
    const bool is_random =
        way.estimator != Estimator::Fixed && way.method == Method::InverseVariance;
    order.model.adjustment = !words.adjust.empty()
                                 ? order_adjustments().at(lower_case(words.adjust))
                             : is_random ? Adjustment::HartungKnapp
                                         : Adjustment::None;
    order.prediction =
        order_predictions().at(words.prediction.empty() ? "t-k-2" : lower_case(words.prediction));
    order.moderators = words.moderators;
    order.by = words.by;
    order.cumulative_by = words.cumulative_by;
    order.choice.together = words.together;
    order.choice.spread = words.is_spread_pooled ? Spread::Pooled : Spread::PerArm;
    order.choice.g_variance =
        words.is_variance_unbiased ? GVariance::Unbiased : GVariance::LargeSample;
    for (const std::string& condition : words.where) {
        const std::size_t at = condition.find('=');
        order.choice.where.emplace_back(condition.substr(0, at), condition.substr(at + 1));
    }
    return order;
}

} // namespace

std::vector<std::string> words_for(std::string_view member) {
    return member == "measure"      ? names_in(order_measures())
           : member == "model"      ? names_in(order_models())
           : member == "adjust"     ? names_in(order_adjustments())
           : member == "prediction" ? names_in(order_predictions())
           : member == "together"   ? together_words
                                    : std::vector<std::string>{};
}

base::Problems order_faults(const OrderWords& words) {
    constexpr double least_level = 0.5;
    constexpr double most_level = 0.999999;
    base::Problems problems;
    expect_known(problems, "measure", words.measure);
    expect_known(problems, "model", words.model);
    expect_known(problems, "adjust", words.adjust);
    expect_known(problems, "prediction", words.prediction);
    for (const std::string& one : words.together)
        expect_known(problems, "together", one);
    for (const std::string& condition : words.where)
        if (const std::size_t at = condition.find('='); at == 0 || at == std::string::npos)
            problems.push_back({"evidence.where", "where",
                                "'" + condition + "' is not COLUMN=VALUE.", "Write outcome=ODI."});
    if (!(words.level >= least_level && words.level <= most_level))
        problems.push_back({"evidence.level", "level", "No interval is of that level.",
                            "Give a number from 0.5 to 0.999999, as 0.95."});
    return problems;
}

base::Checked<AnalysisOrder> read_order(const OrderWords& words, const TrialTable& table) {
    if (auto problems = order_faults(words); !problems.empty())
        return tl::unexpected(std::move(problems));
    AnalysisOrder order = order_without_measure(words);
    if (!words.measure.empty()) {
        order.choice.measure = order_measures().at(lower_case(words.measure));
        return order;
    }
    const auto likely = likely_measure(table);
    if (!likely)
        return tl::unexpected(base::Problems{
            {"evidence.measure", "measure", "What to pool is not plain from the columns.",
             "Say it: md, smd, or, rr, rd, proportion, freeman-tukey or generic."}});
    order.choice.measure = *likely;
    return order;
}

} // namespace filiform::evidence
