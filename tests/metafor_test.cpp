// SPDX-License-Identifier: Apache-2.0
// The pooling room beside R's metafor, a program of its own, on drawn data: same data, same
// numbers.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <string>

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/random.h"
#include "evidence/bias.h"
#include "evidence/counts_pool.h"
#include "evidence/glmm.h"
#include "evidence/pool.h"
#include "evidence/regression.h"

namespace filiform::evidence {
namespace {

namespace fs = std::filesystem;

/// Relative to the larger of the number and 1. Both sides search to about 1e-13; what is left is
/// how flat a likelihood is, and R's own functions (its integrals and its roots).
constexpr double usual = 1e-5;
/// Of searches that lme4 stops early.
constexpr double loose = 3e-3;

constexpr std::uint64_t seed = 20;

struct Row {
    double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0;
    double x = 0, z = 0;
};
struct DrawnSet {
    std::string kind;
    std::vector<Row> rows;
};

double whole(double value) {
    return std::max(0.0, std::round(value));
}

double binomial(base::RandomStream& random, double n, double p) {
    double events = 0;
    for (double i = 0; i < n; ++i)
        events += random.uniform() < p ? 1 : 0;
    return events;
}

double probability(double logit) {
    return 1 / (1 + std::exp(-logit));
}

Row draw_row(base::RandomStream& random, const std::string& kind, double tau, bool is_rare) {
    Row row;
    row.x = whole(10 + 40 * random.uniform());
    row.z = random.normal();
    const double between = tau * random.normal() - 0.01 * row.x;
    const double n1 = whole(10 + 90 * random.uniform());
    const double n2 = whole(10 + 90 * random.uniform());
    const double base_logit = is_rare ? -3.5 : -0.6 + 0.5 * random.normal();
    if (kind == "counts")
        return {binomial(random, n1, probability(base_logit + between)),
                n1,
                binomial(random, n2, probability(base_logit)),
                n2,
                0,
                0,
                row.x,
                row.z};
    if (kind == "means")
        return {n1,
                5 + between + 0.3 * random.normal(),
                0.8 + random.uniform(),
                n2,
                5 + 0.3 * random.normal(),
                0.8 + random.uniform(),
                row.x,
                row.z};
    return {binomial(random, n1, probability(base_logit + between)), n1, 0, 0, 0, 0, row.x, row.z};
}

std::vector<DrawnSet> draw_sets() {
    std::vector<DrawnSet> sets;
    const std::vector<std::string> kinds{"counts", "means", "single"};
    for (std::uint64_t i = 0; i < 9; ++i) {
        base::RandomStream random(seed, i);
        DrawnSet set{kinds[i % 3], {}};
        const std::size_t k = 4 + static_cast<std::size_t>(9 * random.uniform());
        const double tau = i % 5 == 0 ? 0 : 0.2 + random.uniform();
        for (std::size_t row = 0; row < k; ++row)
            set.rows.push_back(draw_row(random, set.kind, tau, i % 4 == 3));
        sets.push_back(std::move(set));
    }
    return sets;
}

void save(const std::vector<DrawnSet>& sets, const fs::path& path) {
    std::ofstream file(path);
    file << std::setprecision(17) << "set,kind,a,b,c,d,e,f,x,z\n";
    for (std::size_t i = 0; i < sets.size(); ++i)
        for (const Row& row : sets[i].rows)
            file << i << ',' << sets[i].kind << ',' << row.a << ',' << row.b << ',' << row.c << ','
                 << row.d << ',' << row.e << ',' << row.f << ',' << row.x << ',' << row.z << '\n';
}

/// What R said, and how much of it was compared.
class Answers {
  public:
    void load(const fs::path& path) {
        std::ifstream file(path);
        std::string key;
        for (std::string value; file >> key >> value;)
            said_[key] = std::strtod(value.c_str(), nullptr);
    }
    [[nodiscard]] bool has(const std::string& key) const { return said_.contains(key + "/1"); }
    [[nodiscard]] double first(const std::string& key) const { return said_.at(key + "/1"); }
    void expect(const std::string& key, const std::vector<double>& ours, double tolerance = usual) {
        for (std::size_t i = 0; i < ours.size(); ++i) {
            const auto found = said_.find(key + "/" + std::to_string(i + 1));
            ASSERT_NE(found, said_.end()) << "R did not answer " << key;
            EXPECT_NEAR(ours[i], found->second, tolerance * std::max(1.0, std::abs(found->second)))
                << found->first;
            ++compared_;
        }
    }
    [[nodiscard]] std::size_t size() const { return said_.size(); }
    [[nodiscard]] std::size_t compared() const { return compared_; }
    int higher = 0; ///< likelihoods that are higher here: R stood on a lower summit

  private:
    std::map<std::string, double> said_;
    std::size_t compared_ = 0;
};

const std::vector<std::pair<std::string, Estimator>> estimators{
    {"FE", Estimator::Fixed}, {"DL", Estimator::Dl},    {"HE", Estimator::He},
    {"HS", Estimator::Hs},    {"SJ", Estimator::Sj},    {"PM", Estimator::Pm},
    {"ML", Estimator::Ml},    {"REML", Estimator::Reml}};
const std::vector<std::pair<std::string, Adjustment>> tests{
    {"z", Adjustment::None},
    {"bare", Adjustment::HartungKnappUnguarded},
    {"guarded", Adjustment::HartungKnapp}};

/// Whether R's summit is as high as ours; it must not be higher.
bool is_same_summit(Answers& r, const std::string& name, const Studies& studies,
                    Estimator estimator, double tau2) {
    if (estimator != Estimator::Ml && estimator != Estimator::Reml)
        return true;
    const double ours = log_likelihood(
        studies, tau2, estimator == Estimator::Ml ? Likelihood::Full : Likelihood::Restricted);
    const double theirs = r.first(name + "/log");
    EXPECT_GE(ours, theirs - 1e-7) << name;
    const bool is_same = ours < theirs + 1e-7;
    r.higher += is_same ? 0 : 1;
    return is_same;
}

void compare_models(Answers& r, const std::string& key, const std::vector<Effect>& effects) {
    for (const auto& [method, estimator] : estimators)
        for (const auto& [test, adjustment] : tests) {
            const std::string name = key + "/" + method + "/" + test;
            const Prediction kind = test == "z" ? Prediction::Normal : Prediction::TOfKLess1;
            const Pooled pooled = pool(effects, {estimator, adjustment, 0.95}, kind);
            const Heterogeneity& between = pooled.model.heterogeneity;
            if (test == "z" &&
                !is_same_summit(r, name, studies_of(effects), estimator, between.tau2))
                break;
            const Coefficient& mu = pooled.effect();
            r.expect(name + "/effect",
                     {mu.estimate, mu.se, mu.interval.low, mu.interval.high, mu.p});
            if (test == "z")
                r.expect(name + "/between",
                         {between.tau2, between.i2_percent, between.h2, between.q, between.p});
            if (r.has(name + "/se_tau2"))
                r.expect(name + "/se_tau2", {between.tau2_se});
            if (r.has(name + "/prediction"))
                r.expect(name + "/prediction", {pooled.prediction->low, pooled.prediction->high});
            if (r.has(name + "/profile"))
                r.expect(name + "/profile",
                         {between.tau2_interval->low, between.i2_interval_percent.low,
                          between.h2_interval.low, between.tau2_interval->high,
                          between.i2_interval_percent.high, between.h2_interval.high});
        }
}

template <class Values, class Of>
void append(std::vector<double>& all, const Values& values, const Of& of) {
    for (const auto& value : values)
        all.push_back(of(value));
}

void compare_influence(Answers& r, const std::string& key, const std::vector<Effect>& effects,
                       const ModelOrder& order) {
    std::vector<double> ours;
    const std::vector<Influence> all = influence(effects, order);
    append(ours, all, [](const Influence& one) { return one.rstudent; });
    append(ours, all, [](const Influence& one) { return one.dffits; });
    append(ours, all, [](const Influence& one) { return one.cook_distance; });
    append(ours, all, [](const Influence& one) { return one.covariance_ratio; });
    append(ours, all, [](const Influence& one) { return one.tau2_without; });
    append(ours, all, [](const Influence& one) { return one.q_without; });
    append(ours, all, [](const Influence& one) { return one.hat; });
    r.expect(key, ours);
}

void compare_trimming(Answers& r, const std::string& name, const std::vector<Effect>& effects,
                      const ModelOrder& order) {
    for (const auto& [kind, estimator] :
         {std::pair("L0", TrimEstimator::L0), std::pair("R0", TrimEstimator::R0)})
        for (const auto& [word, side] :
             {std::pair("left", MissingSide::Left), std::pair("right", MissingSide::Right)}) {
            const std::string key = name + "/trim/" + kind + "/" + word;
            const auto filled = trim_and_fill(effects, order, estimator, side);
            if (filled && r.has(key))
                r.expect(key, {static_cast<double>(filled->missing), filled->missing_se,
                               filled->pooled.effect().estimate, filled->pooled.effect().se});
        }
}

void compare_around(Answers& r, const std::string& key, const std::vector<Effect>& effects) {
    for (const auto& [method, estimator] :
         {std::pair("DL", Estimator::Dl), std::pair("REML", Estimator::Reml)}) {
        const std::string name = key + "/" + method;
        const ModelOrder order{estimator, Adjustment::None, 0.95};
        std::vector<double> ours;
        const std::vector<Pooled> fewer = leave_one_out(effects, order);
        append(ours, fewer, [](const Pooled& one) { return one.effect().estimate; });
        append(ours, fewer, [](const Pooled& one) { return one.effect().se; });
        append(ours, fewer, [](const Pooled& one) { return one.model.heterogeneity.tau2; });
        r.expect(name + "/left_out", ours);
        ours.clear();
        append(ours, cumulative(effects, order),
               [](const Pooled& one) { return one.effect().estimate; });
        r.expect(name + "/cumulative", ours);
        ours.clear();
        const std::vector<Coefficient> pulled = shrunken(effects, pool(effects, order));
        append(ours, pulled, [](const Coefficient& one) { return one.estimate; });
        append(ours, pulled, [](const Coefficient& one) { return one.se; });
        r.expect(name + "/shrunken", ours);
        compare_influence(r, name + "/influence_z", effects, order);
        compare_influence(r, name + "/influence_knha", effects,
                          {estimator, Adjustment::HartungKnappUnguarded, 0.95});
        compare_trimming(r, name, effects, order);
        const auto egger = mixed_egger(effects, order);
        ASSERT_TRUE(egger);
        r.expect(name + "/egger",
                 {egger->slope.statistic, egger->slope.p, egger->at_se_zero.estimate});
    }
    const auto classic = classic_egger(effects);
    ASSERT_TRUE(classic);
    r.expect(key + "/classic_egger", {classic->t, classic->p});
    const RankTest rank = begg_rank(effects);
    r.expect(key + "/rank", {rank.tau, rank.p});
    const HenmiCopas robust = henmi_copas(effects, 0.95);
    r.expect(key + "/henmi_copas", {robust.estimate, robust.interval.low, robust.interval.high},
             1e-4); // R integrates to 1e-4
}

void compare_regressions(Answers& r, const std::string& key, const std::vector<Effect>& effects,
                         const std::vector<Moderator>& moderators) {
    for (const auto& [method, estimator] : estimators)
        for (const auto& [test, adjustment] : tests) {
            const std::string name = key + "/" + method + "/" + test + "/regression";
            if (!r.has(name))
                continue;
            const auto fitted = regress(effects, moderators, {estimator, adjustment, 0.95});
            ASSERT_TRUE(fitted);
            const Heterogeneity& between = fitted->model.heterogeneity;
            Studies studies = studies_of(effects);
            studies.x = {effects.size(), 3, {}};
            for (std::size_t i = 0; i < effects.size(); ++i)
                studies.x.values.insert(studies.x.values.end(),
                                        {1, moderators[0].values[i], moderators[1].values[i]});
            if (!is_same_summit(r, name, studies, estimator, between.tau2))
                continue;
            std::vector<double> ours;
            append(ours, fitted->model.coefficients, [](const auto& one) { return one.estimate; });
            append(ours, fitted->model.coefficients, [](const auto& one) { return one.se; });
            append(ours, fitted->model.coefficients, [](const auto& one) { return one.p; });
            ours.insert(ours.end(), {between.tau2, between.i2_percent, between.q, between.p,
                                     fitted->moderators.statistic, fitted->moderators.p});
            r.expect(name, ours);
            if (r.has(name + "/se_tau2"))
                r.expect(name + "/se_tau2", {between.tau2_se});
            if (r.has(name + "/r2") && fitted->r2_percent)
                r.expect(name + "/r2", {*fitted->r2_percent});
        }
}

template <class Measure>
void compare_measure(Answers& r, const std::string& key, const DrawnSet& set,
                     const Measure& measure) {
    std::vector<Effect> effects;
    std::vector<Moderator> moderators{{"x", {}}, {"z", {}}};
    for (const Row& row : set.rows)
        if (const std::optional<Effect> effect = measure(row)) {
            effects.push_back(*effect);
            moderators[0].values.push_back(row.x);
            moderators[1].values.push_back(row.z);
        }
    std::vector<double> y;
    std::vector<double> v;
    append(y, effects, [](const Effect& one) { return one.estimate; });
    append(v, effects, [](const Effect& one) { return one.variance; });
    r.expect(key + "/y", y, 1e-12);
    r.expect(key + "/v", v, 1e-12);
    compare_models(r, key, effects);
    if (r.has(key + "/rank"))
        compare_around(r, key, effects);
    if (effects.size() >= 5)
        compare_regressions(r, key, effects, moderators);
}

void compare_counts(Answers& r, const std::string& set_name, const DrawnSet& set) {
    const auto arms = [](const Row& row) { return ArmCounts{row.a, row.b, row.c, row.d}; };
    compare_measure(r, set_name + "/OR", set,
                    [&](const Row& row) { return log_odds_ratio(arms(row)); });
    compare_measure(r, set_name + "/RR", set,
                    [&](const Row& row) { return log_risk_ratio(arms(row)); });
    compare_measure(r, set_name + "/RD", set,
                    [&](const Row& row) { return std::optional(risk_difference(arms(row))); });
    std::vector<ArmCounts> all;
    for (const Row& row : set.rows)
        all.push_back(arms(row));
    for (const auto& [name, method] : {std::pair("MH/OR", CountMethod::MantelHaenszelOr),
                                       std::pair("MH/RR", CountMethod::MantelHaenszelRr),
                                       std::pair("MH/RD", CountMethod::MantelHaenszelRd),
                                       std::pair("PETO", CountMethod::PetoOr)}) {
        const auto pooled = pool_counts(all, method);
        ASSERT_TRUE(pooled);
        r.expect(set_name + "/" + name,
                 {pooled->effect.estimate, pooled->effect.se, pooled->q, pooled->p});
    }
}

void compare_means(Answers& r, const std::string& set_name, const DrawnSet& set) {
    const auto arms = [](const Row& row) {
        return ArmMeans{row.a, row.b, row.c, row.d, row.e, row.f};
    };
    for (const auto& [name, spread] :
         {std::pair("/MD/LS", Spread::PerArm), std::pair("/MD/HO", Spread::Pooled)})
        compare_measure(r, set_name + name, set, [&, kind = spread](const Row& row) {
            return std::optional(mean_difference(arms(row), kind));
        });
    for (const auto& [name, variance] :
         {std::pair("/SMD/LS", GVariance::LargeSample), std::pair("/SMD/UB", GVariance::Unbiased)})
        compare_measure(r, set_name + name, set, [&, kind = variance](const Row& row) {
            return standardised_difference(arms(row), kind);
        });
}

void compare_proportions(Answers& r, const std::string& set_name, const DrawnSet& set) {
    const auto count = [](const Row& row) { return Count{row.a, row.b}; };
    compare_measure(r, set_name + "/PLO", set,
                    [&](const Row& row) { return std::optional(logit_proportion(count(row))); });
    compare_measure(r, set_name + "/PFT", set,
                    [&](const Row& row) { return std::optional(freeman_tukey(count(row))); });
    std::vector<Count> all;
    std::vector<double> sizes;
    std::vector<Effect> arcsines;
    for (const Row& row : set.rows) {
        all.push_back(count(row));
        sizes.push_back(row.b);
        arcsines.push_back(freeman_tukey(count(row)));
    }
    const Coefficient arcsine = pool(arcsines, {Estimator::Reml, Adjustment::None, 0.95}).effect();
    const auto back = [n = harmonic_mean(sizes)](double value) {
        return proportion_of_double_arcsine(value, n);
    };
    r.expect(set_name + "/PFT/back",
             {back(arcsine.estimate), back(arcsine.interval.low), back(arcsine.interval.high)});
    const auto logits = pool_logits(all);
    ASSERT_TRUE(logits);
    r.expect(set_name + "/GLMM",
             {logits->logit.estimate, logits->logit.se, std::sqrt(logits->tau2),
              logits->likelihood_ratio},
             loose);
}

TEST(BesideMetafor, EveryNumberOnDrawnDataIsTheSame) {
    const char* quiet = " >/dev/null 2>&1";
    if (std::system(
            (std::string("Rscript -e 'library(metafor); library(lme4)'") + quiet).c_str()) != 0)
        GTEST_SKIP() << "no R with metafor and lme4 here";
    const fs::path folder = fs::temp_directory_path() / ("metafor." + std::to_string(::getpid()));
    fs::create_directories(folder);
    const std::vector<DrawnSet> sets = draw_sets();
    save(sets, folder / "data.csv");
    const std::string command = "Rscript " FILIFORM_SOURCE_DIR "/tests/evidence/metafor.R " +
                                (folder / "data.csv").string() + " " +
                                (folder / "answers").string() + " >" + (folder / "log").string() +
                                " 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << std::ifstream(folder / "log").rdbuf();
    Answers r;
    r.load(folder / "answers");
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const std::string name = std::to_string(i);
        if (sets[i].kind == "counts")
            compare_counts(r, name, sets[i]);
        else if (sets[i].kind == "means")
            compare_means(r, name, sets[i]);
        else
            compare_proportions(r, name, sets[i]);
    }
    EXPECT_GT(r.compared(), 5000u);
    RecordProperty("compared", static_cast<int>(r.compared()));
    std::printf("%zu of R's %zu numbers compared; %d likelihoods higher than R's\n", r.compared(),
                r.size(), r.higher);
    fs::remove_all(folder);
}

} // namespace
} // namespace filiform::evidence
