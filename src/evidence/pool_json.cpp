// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "base/json_writer.h"
#include "evidence/analysis_words.h"

namespace filiform::evidence {

namespace {

constexpr int digits = 10;

class PoolJson {
  public:
    PoolJson(const Analysis& analysis, const TrialTable& table)
        : analysis_(analysis), table_(table) {}

    std::string write(const std::string& program) {
        out_.begin_object();
        out_.field("schema", "filiform.pool/1").field("program", program);
        out_.field("table", table_.name);
        out_.field("answer", analysis_.line ? "pooled" : "refused");
        out_.field("measure", name_of(analysis_.order.choice.measure));
        out_.field("scale", scale());
        write_method();
        write_studies();
        write_left_out();
        texts("refusals", analysis_.selection.refusals);
        texts("remarks", analysis_.selection.remarks);
        texts("warnings", analysis_.warnings);
        if (analysis_.line)
            write_results();
        out_.end_object();
        return std::move(out_).finish();
    }

  private:
    const char* scale() const {
        const Measure measure = analysis_.order.choice.measure;
        return is_ratio(measure)                  ? "naturalLogarithm"
               : measure == Measure::Proportion   ? "logit"
               : measure == Measure::FreemanTukey ? "doubleArcsine"
                                                  : "natural";
    }
    void number(std::string_view name, double value) { out_.key(name).number(value, digits); }
    void bounds(std::string_view low, std::string_view high, const Bounds& ends) {
        number(low, ends.low);
        number(high, ends.high);
    }
    void texts(std::string_view name, const std::vector<std::string>& all) {
        out_.key(name).begin_array();
        for (const std::string& one : all)
            out_.text(one);
        out_.end_array();
    }
    /// Estimate, se, interval, statistic, P; and the same as people read it.
    void effect(const Coefficient& one, bool is_on_scale = true) {
        number("estimate", one.estimate);
        number("se", one.se);
        bounds("low", "high", one.interval);
        number("statistic", one.statistic);
        number("p", one.p);
        if (!is_on_scale)
            return;
        number("shownEstimate", analysis_.shown(one.estimate));
        bounds("shownLow", "shownHigh",
               {analysis_.shown(one.interval.low), analysis_.shown(one.interval.high)});
    }

    void write_method() {
        const AnalysisOrder& order = analysis_.order;
        out_.key("method").begin_object();
        const bool is_weighted = order.method == Method::InverseVariance;
        out_.field("model", order.method == Method::MantelHaenszel      ? "mantelHaenszel"
                            : order.method == Method::Peto              ? "peto"
                            : order.method == Method::Glmm              ? "binomialNormal"
                            : order.model.estimator == Estimator::Fixed ? "fixed"
                                                                        : "random");
        if (is_weighted) {
            out_.field("estimator", name_of(order.model.estimator));
            out_.field("interval",
                       name_of(analysis_.pooled ? analysis_.pooled->model.order.adjustment
                                                : order.model.adjustment));
            out_.field("prediction", name_of(order.prediction));
        }
        number("level", order.model.level);
        texts("conventions", convention_sentences(analysis_));
        out_.end_object();
    }

    void write_studies() {
        out_.key("studies").begin_array();
        const auto& studies = analysis_.selection.studies;
        for (std::size_t i = 0; i < studies.size(); ++i) {
            const StudyEffect& study = studies[i];
            out_.begin_object();
            out_.key("line").integer(static_cast<std::int64_t>(study.row->line));
            out_.field("label", study.label);
            if (!study.row->text("id").empty())
                out_.field("id", study.row->text("id"));
            effect(coefficient_of(study.effect.estimate, std::sqrt(study.effect.variance),
                                  std::nullopt, analysis_.order.model.level));
            number("variance", study.effect.variance);
            if (analysis_.line && i < analysis_.line->weights_percent.size())
                number("weightPercent", analysis_.line->weights_percent[i]);
            if (i < analysis_.influences.size())
                write_influence(analysis_.influences[i]);
            out_.end_object();
        }
        out_.end_array();
    }
    void write_influence(const Influence& one) {
        out_.key("influence").begin_object();
        number("rstudent", one.rstudent);
        number("dffits", one.dffits);
        number("cookDistance", one.cook_distance);
        number("covarianceRatio", one.covariance_ratio);
        number("tau2Without", one.tau2_without);
        number("qWithout", one.q_without);
        number("hat", one.hat);
        out_.field("isInfluential", one.is_influential);
        out_.end_object();
    }
    void write_left_out() {
        out_.key("leftOut").begin_array();
        for (const LeftOut& one : analysis_.selection.left_out) {
            out_.begin_object();
            out_.key("line").integer(static_cast<std::int64_t>(one.row->line));
            out_.field("label", one.label).field("why", one.why).end_object();
        }
        out_.end_array();
    }

    void write_results() {
        const Line& line = *analysis_.line;
        out_.key("pooled").begin_object();
        effect(line.effect);
        if (line.df)
            number("df", *line.df);
        out_.end_object();
        if (analysis_.pooled && analysis_.pooled->prediction) {
            const Bounds& ends = *analysis_.pooled->prediction;
            out_.key("prediction").begin_object();
            bounds("low", "high", ends);
            bounds("shownLow", "shownHigh",
                   {analysis_.shown(ends.low), analysis_.shown(ends.high)});
            out_.end_object();
        }
        if (line.q_df > 0)
            write_heterogeneity(line);
        write_repeats();
        if (analysis_.groups)
            write_groups(*analysis_.groups);
        if (analysis_.regression)
            write_regression(*analysis_.regression);
        if (analysis_.rank)
            write_asymmetry();
    }
    void write_heterogeneity(const Line& line) {
        out_.key("heterogeneity").begin_object();
        number("q", line.q);
        number("df", line.q_df);
        number("p", line.q_p);
        if (analysis_.logits)
            number("tau2", analysis_.logits->tau2);
        if (analysis_.pooled)
            write_between(analysis_.pooled->model.heterogeneity);
        out_.end_object();
    }
    void write_between(const Heterogeneity& found) {
        number("tau2", found.tau2);
        number("tau2Se", found.tau2_se);
        number("i2Percent", found.i2_percent);
        number("h2", found.h2);
        if (!found.tau2_interval)
            return;
        bounds("tau2Low", "tau2High", {found.tau2_interval->low, found.tau2_interval->high});
        bounds("i2LowPercent", "i2HighPercent", found.i2_interval_percent);
        bounds("h2Low", "h2High", found.h2_interval);
    }
    void write_repeats() {
        if (!analysis_.left_one_out.empty()) {
            out_.key("leaveOneOut").begin_array();
            for (std::size_t i = 0; i < analysis_.left_one_out.size(); ++i) {
                out_.begin_object().field("without", analysis_.selection.studies[i].label);
                effect(analysis_.left_one_out[i].effect());
                number("tau2", analysis_.left_one_out[i].model.heterogeneity.tau2);
                out_.end_object();
            }
            out_.end_array();
        }
        if (!analysis_.steps.empty()) {
            out_.key("cumulative").begin_array();
            for (const Step& step : analysis_.steps) {
                out_.begin_object().field("added", step.added);
                effect(step.effect);
                out_.end_object();
            }
            out_.end_array();
        }
    }
    void write_groups(const Subgroups& groups) {
        out_.key("subgroups").begin_object();
        out_.field("by", analysis_.order.by);
        number("qBetween", groups.q_between);
        number("df", groups.df);
        number("p", groups.p);
        out_.key("groups").begin_array();
        for (const Group& group : groups.groups) {
            out_.begin_object().field("name", group.name);
            out_.key("studies").integer(static_cast<std::int64_t>(group.members.size()));
            effect(group.model.coefficients.front());
            number("tau2", group.model.heterogeneity.tau2);
            out_.end_object();
        }
        out_.end_array().end_object();
    }
    void write_regression(const Regression& fitted) {
        out_.key("regression").begin_object();
        out_.key("coefficients").begin_array();
        for (std::size_t i = 0; i < fitted.names.size(); ++i) {
            out_.begin_object().field("name", fitted.names[i]);
            effect(fitted.model.coefficients[i], false);
            out_.end_object();
        }
        out_.end_array();
        const Heterogeneity& rest = fitted.model.heterogeneity;
        number("tau2", rest.tau2);
        number("i2Percent", rest.i2_percent);
        number("qe", rest.q);
        number("qeP", rest.p);
        number("qm", fitted.moderators.statistic);
        number("qmP", fitted.moderators.p);
        if (fitted.r2_percent)
            number("r2Percent", *fitted.r2_percent);
        out_.end_object();
    }
    void write_asymmetry() {
        out_.key("asymmetry").begin_object();
        if (analysis_.classic) {
            number("eggerIntercept", analysis_.classic->intercept);
            number("eggerSe", analysis_.classic->se);
            number("eggerT", analysis_.classic->t);
            number("eggerDf", analysis_.classic->df);
            number("eggerP", analysis_.classic->p);
        }
        if (analysis_.mixed) {
            number("mixedEggerZ", analysis_.mixed->slope.statistic);
            number("mixedEggerP", analysis_.mixed->slope.p);
            number("effectAtSeZero", analysis_.mixed->at_se_zero.estimate);
        }
        number("beggTau", analysis_.rank->tau);
        number("beggP", analysis_.rank->p);
        out_.key("trimAndFill").begin_array();
        for (const TrimAndFill& filled : analysis_.trimmed) {
            out_.begin_object();
            out_.field("estimator", filled.estimator == TrimEstimator::L0 ? "L0" : "R0");
            out_.field("side", filled.side == MissingSide::Left ? "left" : "right");
            out_.key("missing").integer(static_cast<std::int64_t>(filled.missing));
            effect(filled.pooled.effect());
            out_.end_object();
        }
        out_.end_array().end_object();
    }

    const Analysis& analysis_;
    const TrialTable& table_;
    base::JsonWriter out_;
};

} // namespace

std::string pool_json(const Analysis& analysis, const TrialTable& table,
                      const std::string& program) {
    return PoolJson(analysis, table).write(program);
}

} // namespace filiform::evidence
