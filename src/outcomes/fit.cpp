// SPDX-License-Identifier: Apache-2.0
#include "outcomes/fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/expects.h"
#include "outcomes/normal.h"
#include "outcomes/triangle.h"

namespace filiform::outcomes {

namespace {

/// The parts of a reading that are linear in a person's numbers.
constexpr std::size_t numbers = 5;
using Row = std::array<double, numbers>;

Row row_of(const Shares& shares) {
    return {1, shares.natural, shares.context, shares.needle, shares.soreness};
}

std::array<const Component*, numbers> components_of(const CoursePlan& plan) {
    const Prior& prior = plan.prior;
    return {&prior.start, &prior.natural_of(plan.duration), &prior.context, &prior.needle,
            &prior.soreness};
}

std::array<double*, numbers> numbers_of(Person& person) {
    return {&person.start, &person.natural, &person.context, &person.needle, &person.soreness};
}

/// How alike readings are in what wanders and in good days: the same for all groups, n × n.
struct Likeness {
    std::vector<double> wander;
    std::vector<double> day;
    std::vector<double> asked; ///< of wander, days asked × n
};

Likeness likeness_of(const CoursePlan& plan) {
    Likeness like;
    const auto fading = [](double a, double b, double days) {
        return std::exp(-std::abs(a - b) / days);
    };
    for (const ReadingTime& a : plan.readings)
        for (const ReadingTime& b : plan.readings) {
            like.wander.push_back(fading(a.day, b.day, plan.prior.wander_days));
            const bool are_entries = a.period == Period::Day && b.period == Period::Day;
            like.day.push_back(are_entries ? fading(a.day, b.day, plan.prior.day_days) : 0);
        }
    for (const double day : plan.asked)
        for (const ReadingTime& b : plan.readings)
            like.asked.push_back(fading(day, b.day, plan.prior.wander_days));
    return like;
}

/// Noise and wander of a group, in SDs of their logarithm from the prior's middle: normal there.
using Spreads = std::array<double, 2>;

/// All particles that share paces and spreads.
struct Group {
    Person person; ///< of which only those count
    Spreads spreads{};
    double log_weight = 0; ///< of the prior over what it was drawn from
    std::vector<Shares> shares;
    std::vector<double> mean;
    Triangle triangle; ///< of what lies behind the answers
};

/// Where noise and wander are looked for: half of the groups over the prior, half where a first
/// look found them. Drawn from both, each weighs at most double.
struct Search {
    bool is_led = false;
    Spreads mean{};
    Spreads sd{1, 1};
};

double log_density(const Spreads& at, const Spreads& mean, const Spreads& sd) {
    double sum = 0;
    for (std::size_t k = 0; k < at.size(); ++k) {
        const double off = (at[k] - mean[k]) / sd[k];
        sum -= off * off / 2 + std::log(sd[k]);
    }
    return sum;
}

/// A number in (0, 1) for each of four dimensions, spread evenly: an additive recurrence, shifted
/// by chance (Roberts 2018, with the real root of x⁵ = x + 1).
std::array<double, 4> evenly(std::size_t index, const std::array<double, 4>& shift) {
    constexpr double root = 1.1673039782614187;
    std::array<double, 4> place{};
    double factor = 1;
    for (std::size_t k = 0; k < place.size(); ++k) {
        factor /= root;
        const double at = shift[k] + factor * static_cast<double>(index);
        constexpr double rim = 1e-9;
        place[k] = std::clamp(at - std::floor(at), rim, 1 - rim);
    }
    return place;
}

/// The paces and spreads of one group.
Group placed(const Prior& prior, const Search& search, std::size_t index,
             const std::array<double, 4>& shift) {
    const std::array<double, 4> place = evenly(index, shift);
    Group group;
    const bool is_led = search.is_led && index % 2 == 1;
    for (std::size_t k = 0; k < group.spreads.size(); ++k) {
        const double away = normal_quantile(place[2 + k]);
        group.spreads[k] = is_led ? search.mean[k] + search.sd[k] * away : away;
    }
    const auto value = [](const Component& component, double away) {
        return component.centre * std::exp(component.sd * away);
    };
    group.person.recovery_days = prior.recovery_days.quantile(place[0]);
    group.person.half_life_days = prior.needle_half_life_days.quantile(place[1]);
    group.person.noise = value(prior.noise, group.spreads[0]);
    group.person.wander = value(prior.wander, group.spreads[1]);
    if (search.is_led) {
        const double under_prior = log_density(group.spreads, {}, {1, 1});
        const double led = log_density(group.spreads, search.mean, search.sd);
        group.log_weight = -std::log(0.5 + 0.5 * std::exp(std::min(led - under_prior, 700.0)));
    }
    return group;
}

Triangle triangle_of(const CoursePlan& plan, const Likeness& like, const Group& group) {
    const std::size_t n = plan.readings.size();
    const auto components = components_of(plan);
    const double wander = group.person.wander * group.person.wander;
    const double noise = group.person.noise * group.person.noise;
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        Row row = row_of(group.shares[i]);
        for (std::size_t c = 0; c < numbers; ++c)
            row[c] *= components[c]->sd * components[c]->sd;
        for (std::size_t j = 0; j <= i; ++j) {
            const Row other = row_of(group.shares[j]);
            double sum = wander * like.wander[i * n + j] +
                         noise * plan.prior.day_share * like.day[i * n + j];
            for (std::size_t c = 0; c < numbers; ++c)
                sum += row[c] * other[c];
            matrix[i * n + j] = sum;
        }
        const bool is_entry = plan.readings[i].period == Period::Day;
        matrix[i * n + i] += noise * (is_entry ? 1 - plan.prior.day_share : 1);
    }
    return {std::move(matrix), n};
}

std::vector<Group> groups_of(const CoursePlan& plan, const Likeness& like, const FitOrder& order,
                             const Search& search) {
    base::RandomStream stream(base::seed_for(order.seed, "groups"), search.is_led ? 1 : 0);
    std::array<double, 4> shift{};
    for (double& one : shift)
        one = stream.uniform();
    const auto components = components_of(plan);
    std::vector<Group> groups(order.groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Group& group = groups[g];
        group = placed(plan.prior, search, g, shift);
        for (const ReadingTime& time : plan.readings) {
            group.shares.push_back(shares_of(plan.prior, plan.sessions, group.person, time));
            const Row row = row_of(group.shares.back());
            double mean = 0;
            for (std::size_t c = 0; c < numbers; ++c)
                mean += row[c] * components[c]->centre;
            group.mean.push_back(mean);
        }
        group.triangle = triangle_of(plan, like, group);
    }
    return groups;
}

/// Particles: what lies behind the answers so far, as independent standard normals.
struct Cloud {
    std::size_t readings = 0;
    std::vector<std::size_t> group;
    std::vector<double> log_weight;
    std::vector<double> behind; ///< particles × readings

    [[nodiscard]] std::size_t size() const { return group.size(); }
    [[nodiscard]] double* of(std::size_t particle) { return behind.data() + particle * readings; }
};

/// Weights that sum to 1, and how many even ones they are worth.
double normalise(const std::vector<double>& log_weight, std::vector<double>& weight) {
    const double most = *std::max_element(log_weight.begin(), log_weight.end());
    double sum = 0;
    weight.resize(log_weight.size());
    for (std::size_t k = 0; k < weight.size(); ++k)
        sum += weight[k] = std::exp(log_weight[k] - most);
    double squares = 0;
    for (double& one : weight) {
        one /= sum;
        squares += one * one;
    }
    return 1 / squares;
}

/// Systematic resampling: each particle as often as its weight says, but for one.
std::vector<std::size_t> resampled(const std::vector<double>& weight, std::size_t count, double u) {
    std::vector<std::size_t> chosen;
    double below = 0;
    std::size_t particle = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const double at = (static_cast<double>(k) + u) / static_cast<double>(count);
        while (particle + 1 < weight.size() && below + weight[particle] < at)
            below += weight[particle++];
        chosen.push_back(particle);
    }
    return chosen;
}

void resample(Cloud& cloud, const std::vector<double>& weight, std::size_t known, double u) {
    const Cloud before = cloud;
    const auto chosen = resampled(weight, cloud.size(), u);
    for (std::size_t k = 0; k < chosen.size(); ++k) {
        cloud.group[k] = before.group[chosen[k]];
        const double* const from = before.behind.data() + chosen[k] * cloud.readings;
        std::copy(from, from + known, cloud.of(k));
        cloud.log_weight[k] = 0;
    }
}

/// Draws what lies behind the answers, reading by reading; answers the least effective number.
double learn(Cloud& cloud, const CoursePlan& plan, std::span<const double> answers,
             const std::vector<Group>& groups, const FitOrder& order) {
    std::vector<base::RandomStream> streams;
    const std::uint64_t seed = base::seed_for(order.seed, "behind");
    for (std::size_t k = 0; k < cloud.size(); ++k)
        streams.emplace_back(seed, k + 1);
    base::RandomStream comb(seed, 0);
    std::vector<double> weight;
    auto least = static_cast<double>(cloud.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Behind bounds = behind(answers[i], plan.step);
        for (std::size_t k = 0; k < cloud.size(); ++k) {
            const Group& group = groups[cloud.group[k]];
            const double expected =
                group.mean[i] + group.triangle.before_diagonal(i, {cloud.of(k), i});
            const double sd = group.triangle.diagonal(i);
            const Truncated one = truncated_normal(
                (bounds.low - expected) / sd, (bounds.high - expected) / sd, streams[k].uniform());
            constexpr double nothing = 1e-300;
            cloud.log_weight[k] += std::log(std::max(one.probability, nothing));
            cloud.of(k)[i] = one.value;
        }
        const double effective = normalise(cloud.log_weight, weight);
        least = std::min(least, effective);
        if (effective < 0.5 * static_cast<double>(cloud.size()) && i + 1 < answers.size())
            resample(cloud, weight, i + 1, comb.uniform());
    }
    return least;
}

Cloud cloud_of(const std::vector<Group>& groups, std::size_t particles, std::size_t readings) {
    Cloud cloud;
    cloud.readings = readings;
    for (std::size_t k = 0; k < groups.size() * particles; ++k) {
        cloud.group.push_back(k % groups.size());
        cloud.log_weight.push_back(groups[cloud.group.back()].log_weight);
    }
    cloud.behind.assign(cloud.size() * readings, 0);
    return cloud;
}

/// A first, coarse look at where noise and wander lie.
Search look(const CoursePlan& plan, const Likeness& like, std::span<const double> answers,
            const FitOrder& order) {
    constexpr std::size_t too_few_to_lead = 8;
    Search search;
    if (answers.size() < too_few_to_lead)
        return search;
    FitOrder coarse = order;
    coarse.groups = std::max<std::size_t>(order.groups / 2, 1);
    coarse.seed = base::seed_for(order.seed, "first look");
    const std::vector<Group> groups = groups_of(plan, like, coarse, search);
    Cloud cloud = cloud_of(groups, 4, answers.size());
    (void)learn(cloud, plan, answers, groups, coarse);
    std::vector<double> weight;
    (void)normalise(cloud.log_weight, weight);
    search.is_led = true;
    for (std::size_t k = 0; k < search.mean.size(); ++k) {
        double square = 0;
        for (std::size_t p = 0; p < cloud.size(); ++p) {
            const double at = groups[cloud.group[p]].spreads[k];
            search.mean[k] += weight[p] * at;
            square += weight[p] * at * at;
        }
        constexpr double wider = 1.25; // a coarse look sees too little spread rather than too much
        constexpr double least = 0.2;
        const double sd = std::sqrt(std::max(0.0, square - search.mean[k] * search.mean[k]));
        search.sd[k] = std::clamp(wider * sd, least, 1.0);
    }
    return search;
}

/// A course drawn from the model, corrected to what lies behind the answers.
class Corrector {
  public:
    Corrector(const CoursePlan& plan, const Likeness& like, const std::vector<Group>& groups)
        : plan_(plan), like_(like), groups_(groups), walk_(walk_of(plan)) {}

    [[nodiscard]] Draw draw(std::size_t group_index, const double* behind,
                            base::RandomStream& stream) const {
        const Group& group = groups_[group_index];
        const std::size_t n = plan_.readings.size();
        Draw draw{draw_person(plan_.prior, plan_.duration, stream), group_index, {}};
        draw.person.recovery_days = group.person.recovery_days;
        draw.person.half_life_days = group.person.half_life_days;
        draw.person.noise = group.person.noise;
        draw.person.wander = group.person.wander;
        DrawnCourse course = draw_course(plan_, walk_, draw.person, group.shares, stream);
        std::vector<double> off(n);
        for (std::size_t i = 0; i < n; ++i)
            off[i] = group.mean[i] + group.triangle.before_diagonal(i, {behind, i}) +
                     group.triangle.diagonal(i) * behind[i] - course.unrounded[i];
        group.triangle.solve(off);
        correct(draw.person, group, off);
        const double variance = group.person.wander * group.person.wander;
        for (std::size_t s = 0; s < plan_.asked.size(); ++s) {
            double sum = 0;
            for (std::size_t i = 0; i < n; ++i)
                sum += like_.asked[s * n + i] * off[i];
            course.wander[s] += variance * sum;
        }
        draw.wander = std::move(course.wander);
        return draw;
    }

  private:
    void correct(Person& person, const Group& group, const std::vector<double>& off) const {
        Row sum{};
        for (std::size_t i = 0; i < off.size(); ++i) {
            const Row row = row_of(group.shares[i]);
            for (std::size_t c = 0; c < numbers; ++c)
                sum[c] += row[c] * off[i];
        }
        const auto components = components_of(plan_);
        const auto own = numbers_of(person);
        for (std::size_t c = 0; c < numbers; ++c)
            *own[c] += components[c]->sd * components[c]->sd * sum[c];
    }

    const CoursePlan& plan_;
    const Likeness& like_;
    const std::vector<Group>& groups_;
    Walk walk_;
};

} // namespace

std::vector<std::size_t> thinned(std::size_t count) {
    std::vector<std::size_t> kept;
    const std::size_t most = std::min(count, most_fitted);
    for (std::size_t k = 0; k < most; ++k)
        kept.push_back(most < 2 ? 0 : k * (count - 1) / (most - 1));
    return kept;
}

Posterior fit(const CoursePlan& plan, std::span<const double> answers, const FitOrder& order) {
    base::expects(answers.size() == plan.readings.size(), "as many answers as readings");
    base::expects(answers.size() <= most_fitted, "the readings are thinned");
    const Likeness like = likeness_of(plan);
    const Search search = look(plan, like, answers, order);
    const std::vector<Group> groups = groups_of(plan, like, order, search);
    Cloud cloud = cloud_of(groups, order.particles, answers.size());

    Posterior posterior;
    posterior.effective = learn(cloud, plan, answers, groups, order);
    std::vector<double> weight;
    (void)normalise(cloud.log_weight, weight);
    const std::uint64_t seed = base::seed_for(order.seed, "draws");
    base::RandomStream comb(seed, 0);
    const Corrector corrector(plan, like, groups);
    const auto chosen = resampled(weight, order.draws, comb.uniform());
    for (std::size_t m = 0; m < chosen.size(); ++m) {
        base::RandomStream stream(seed, m + 1);
        posterior.draws.push_back(
            corrector.draw(cloud.group[chosen[m]], cloud.of(chosen[m]), stream));
    }
    posterior.shares.resize(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g)
        for (const double day : plan.asked)
            posterior.shares[g].push_back(
                shares_at(plan.prior, plan.sessions, groups[g].person, day));
    return posterior;
}

} // namespace filiform::outcomes
