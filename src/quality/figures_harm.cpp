// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "quality/cusum.h"
#include "quality/period.h"

namespace filiform::quality {

namespace {

using record::AdverseEvent;

EventFigure event_figure(const Period& period, std::string what, const Selection& selection) {
    EventFigure figure;
    figure.what = std::move(what);
    figure.per_treatment = exact_share(treatments_with(period, selection));
    figure.per_patient = exact_share(patients_with(period, selection));
    return figure;
}

/// Events of the period's treatments, into every figure that holds them.
void count_events(const Period& period, std::vector<std::pair<Selection, EventFigure>>& all) {
    const auto& sessions = period.ledger.sessions();
    for (const EventRow& event : period.ledger.events()) {
        if (event.session == no_slot || !counts(period.ledger, event))
            continue;
        const SessionRow& session = sessions[period.ledger.standing(event.session)];
        if (session.began < period.wanted.from || session.began >= period.wanted.before ||
            !period.ledger.is_treatment(session))
            continue;
        constexpr std::size_t not_said = 3;
        const std::size_t severity =
            event.severity ? static_cast<std::size_t>(*event.severity) : not_said;
        for (auto& [selection, figure] : all) {
            if (!selection.holds(event.type, event.grade))
                continue;
            ++figure.events;
            ++figure.by_severity[severity];
            ++figure.by_grade[static_cast<std::size_t>(event.grade)];
        }
    }
}

/// Limits and run lengths are worked out once for each design: they depend on nothing of a clinic
/// but, of two risks, their mix in twentieths.
struct ChartDesign {
    CusumDesign design;
    double false_alarm_every = 0;
    double found_after = 0;
};
ChartDesign design_of(const std::vector<RiskShare>& risks) {
    // Kept for as long as the program runs; a lock, since several may ask at once.
    static std::mutex mutex;
    static std::map<std::vector<double>, ChartDesign> known;
    std::vector<double> key;
    for (const RiskShare& one : risks) {
        key.push_back(one.share);
        key.push_back(one.risk);
    }
    const std::lock_guard lock(mutex);
    const auto found = known.find(key);
    if (found != known.end())
        return found->second;
    constexpr double doubled = 2;
    constexpr double alarm_every = 10000; // treatments; a proposal, as docs/quality.md says
    ChartDesign made;
    made.design = {doubled, limit_for(alarm_every, doubled, risks)};
    made.false_alarm_every = average_run_length(made.design, risks);
    made.found_after = average_run_length(made.design, risks, doubled);
    known.emplace(std::move(key), made);
    return made;
}

/// The highest sum of each stretch of treatments, so that no peak is lost on the way to a picture.
class PathKeeper {
  public:
    PathKeeper(std::int64_t treatments, std::vector<ChartFigure::Point>& path)
        : stretch_((treatments + most_points - 1) / most_points), path_(path) {}

    void take(std::int64_t treatments, double sum) {
        if (is_first_ || sum > highest_.sum)
            highest_ = {treatments, sum};
        is_first_ = false;
        if (treatments % std::max<std::int64_t>(stretch_, 1) != 0)
            return;
        path_.push_back(highest_);
        is_first_ = true;
    }
    void end(std::int64_t treatments, double sum) {
        if (!is_first_)
            path_.push_back(highest_);
        if (treatments > 0 && (path_.empty() || path_.back().treatments < treatments))
            path_.push_back({treatments, sum});
    }

  private:
    static constexpr std::int64_t most_points = 100;
    std::int64_t stretch_;
    std::vector<ChartFigure::Point>& path_;
    ChartFigure::Point highest_;
    bool is_first_ = true;
};

/// Runs over every treatment until the period ends. `risk_of` tells the baseline of each.
template <class RiskOf>
ChartFigure chart(const Period& period, const Selection& selection,
                  const std::vector<RiskShare>& risks, const RiskOf& risk_of) {
    const ChartDesign made = design_of(risks);
    ChartFigure figure;
    figure.odds_ratio = made.design.odds_ratio;
    figure.limit = made.design.limit;
    figure.false_alarm_every = made.false_alarm_every;
    figure.found_after = made.found_after;
    Cusum cusum(made.design);
    PathKeeper keeper(static_cast<std::int64_t>(period.ledger.in_time().size()), figure.path);
    for (const Slot slot : period.ledger.in_time()) {
        const SessionRow& session = period.ledger.sessions()[slot];
        if (session.began >= period.wanted.before)
            break;
        if (!period.ledger.is_treatment(session))
            continue;
        ++figure.treatments;
        figure.treatments_before += session.began < period.wanted.from ? 1 : 0;
        const bool is_signal = cusum.take(period.patterns[slot].holds(selection), risk_of(session));
        keeper.take(figure.treatments, is_signal ? figure.limit : cusum.sum());
        if (!is_signal)
            continue;
        if (session.began >= period.wanted.from)
            figure.signals.push_back(session.began);
        else
            ++figure.earlier_signals;
    }
    figure.sum = cusum.sum();
    keeper.end(figure.treatments, figure.sum);
    return figure;
}

/// The share of first treatments so far, in twentieths, and never none nor all.
double share_of_first(const Period& period) {
    std::int64_t all = 0;
    std::int64_t first = 0;
    std::vector<bool> is_known(period.ledger.patients().size(), false);
    for (const Slot slot : period.ledger.in_time()) {
        const SessionRow& session = period.ledger.sessions()[slot];
        if (session.began >= period.wanted.before)
            break;
        if (!period.ledger.is_treatment(session))
            continue;
        ++all;
        const Slot person = period.ledger.person(session.patient);
        first += is_known[person] ? 0 : 1;
        is_known[person] = true;
    }
    constexpr double parts = 20;
    const double share = all == 0 ? 0.1 : static_cast<double>(first) / static_cast<double>(all);
    return std::clamp(std::round(share * parts), 1.0, parts - 1) / parts;
}

} // namespace

void add_events(Figures& figures, const Period& period) {
    std::vector<std::pair<Selection, EventFigure>> all;
    const auto add = [&](const std::string& what, const Selection& selection) {
        all.emplace_back(selection, event_figure(period, what, selection));
    };
    add("any", {});
    add("moderate or worse", {0, AdverseEvent::Grade::Moderate});
    add("major or serious", {0, AdverseEvent::Grade::Major});
    add("serious", {0, AdverseEvent::Grade::Serious});
    const auto types = words(AdverseEvent::Type{});
    std::uint32_t occurred = 0;
    for (const auto& [pattern, count] : period.of_treatments)
        occurred |= pattern.types;
    for (std::size_t i = 0; i < types.size(); ++i)
        if ((occurred >> i & 1U) != 0)
            add(std::string(types[i]), {1U << i, AdverseEvent::Grade::MildOrNone});
    count_events(period, all);
    for (auto& [selection, figure] : all)
        figures.events.push_back(std::move(figure));
}

void add_comparisons(Figures& figures, const Period& period, const PublishedRates& published) {
    for (const PublishedRate& one : published.rates) {
        ComparisonFigure figure;
        figure.published = &one;
        figure.clinic = one.per == PublishedRate::Per::Patient
                            ? patients_with(period, one.selection)
                            : treatments_with(period, one.selection);
        if (figure.clinic.of >= too_few)
            figure.comparison = compare(figure.clinic, one);
        figures.comparisons.push_back(figure);
    }
}

void add_charts(Figures& figures, const Period& period, const PublishedRates& published) {
    for (const PublishedRate& one : published.rates) {
        if (!one.is_charted)
            continue;
        ChartFigure figure = chart(period, one.selection, {{1, one.share}},
                                   [&](const SessionRow&) { return one.share; });
        figure.what = one.what;
        figure.baseline = one.population;
        figure.source = one.source;
        figures.charts.push_back(std::move(figure));
    }
    const double first = share_of_first(period);
    std::vector<bool> is_known(period.ledger.patients().size(), false);
    const Selection fainting{1U << static_cast<unsigned>(AdverseEvent::Type::Fainting),
                             AdverseEvent::Grade::MildOrNone};
    ChartFigure figure =
        chart(period, fainting,
              {{first, published.fainting_first}, {1 - first, published.fainting_later}},
              [&](const SessionRow& session) {
                  const Slot person = period.ledger.person(session.patient);
                  const bool is_first = !is_known[person];
                  is_known[person] = true;
                  return is_first ? published.fainting_first : published.fainting_later;
              });
    figure.what = "fainting, adjusted for first treatments";
    figure.baseline = "0.94 % of first and 0.11 % of later treatments of one clinical series.";
    figure.source = "SYNCOPE90";
    figures.charts.push_back(std::move(figure));
}

void add_spreads(Figures& figures, const Period& period) {
    const auto& ids = period.ledger.clinicians().all();
    const auto& names = period.ledger.clinician_names();
    const std::vector<std::pair<const char*, Selection>> watched{
        {"any adverse event", {}}, {"moderate or worse", {0, AdverseEvent::Grade::Moderate}}};
    for (const auto& [what, selection] : watched) {
        std::vector<Count> counts(ids.size());
        for (const Slot slot : period.treatments) {
            Count& one = counts[period.ledger.sessions()[slot].clinician];
            ++one.of;
            one.events += period.patterns[slot].holds(selection) ? 1 : 0;
        }
        std::vector<Count> units;
        std::vector<std::string> who;
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i].of > 0) {
                units.push_back(counts[i]);
                const auto name = names.find(ids[i]);
                who.push_back(i == 0 ? "not said" : name == names.end() ? ids[i] : name->second);
            }
        const Shrinkage made = shrink(units);
        SpreadFigure figure;
        figure.what = what;
        figure.share = made.mean;
        figure.deviation = made.deviation;
        figure.dispersion = dispersion_of(units);
        figure.test = made.spread;
        for (std::size_t i = 0; i < units.size(); ++i)
            figure.units.push_back({made.spread.is_beyond_chance ? who[i] : "", units[i],
                                    made.units[i],
                                    funnel_limits(made.mean, units[i].of, figure.dispersion)});
        std::sort(figure.units.begin(), figure.units.end(), [](const auto& a, const auto& b) {
            return a.name != b.name ? a.name < b.name : a.count.of > b.count.of;
        });
        figures.spreads.push_back(std::move(figure));
    }
}

} // namespace filiform::quality
