// SPDX-License-Identifier: Apache-2.0
#include "quality/figures.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/expects.h"
#include "quality/period.h"

namespace filiform::quality {

namespace {

constexpr std::array<std::string_view, 4> grouping_words{"none", "cause", "technique", "dose"};

/// Counts by words, in the order of `order`, and whatever else came up behind it.
std::vector<std::pair<std::string, std::int64_t>>
counted(const std::map<std::string, std::int64_t>& counts, const std::vector<std::string>& order) {
    std::vector<std::pair<std::string, std::int64_t>> all;
    for (const std::string& word : order) {
        const auto found = counts.find(word);
        all.emplace_back(word, found == counts.end() ? 0 : found->second);
    }
    for (const auto& [word, count] : counts)
        if (std::find(order.begin(), order.end(), word) == order.end())
            all.emplace_back(word, count);
    return all;
}

std::string age_band(int age) {
    if (age < 0)
        return "not known";
    const std::array<std::pair<int, const char*>, 5> bands{
        {{18, "under 18"}, {35, "18 to 34"}, {50, "35 to 49"}, {65, "50 to 64"}, {80, "65 to 79"}}};
    for (const auto& [below, name] : bands)
        if (age < below)
            return name;
    return "80 or more";
}

std::string sex_word(std::optional<record::Patient::Sex> sex) {
    return sex ? std::string(words(*sex)[static_cast<std::size_t>(*sex)]) : "not known";
}

std::vector<std::string> notes_of(const Figures& figures) {
    std::vector<std::string> notes;
    if (figures.treatments < too_few)
        notes.emplace_back("There are too few treatments in this period to say anything of shares; "
                           "counts alone are told.");
    notes.emplace_back(
        "Adverse events are those that somebody wrote down. A clinic that asks more finds more: a "
        "higher figure may be better care.");
    notes.emplace_back(
        "Nobody here was compared with anybody who was not needled. What got better may have got "
        "better by itself.");
    notes.emplace_back(
        "Intervals tell of chance alone, not of who came, who stayed away and who was not asked.");
    notes.emplace_back(
        "Whoever comes often is counted often; intervals per treatment take each treatment for "
        "itself and are too narrow for that.");
    notes.emplace_back("Causes are what was thought most likely, not what was proven.");
    notes.emplace_back(
        "Those who treat see different patients; nothing here is adjusted for it, but fainting for "
        "who is new. No ranking may be made of it.");
    notes.emplace_back("Of many comparisons one in twenty is beyond chance by chance.");
    if (figures.unreadable > 0)
        notes.push_back(std::to_string(figures.unreadable) +
                        " entries could not be read and are not counted.");
    return notes;
}

} // namespace

std::string_view text(Wanted::Grouping grouping) {
    return grouping_words[static_cast<std::size_t>(grouping)];
}

std::optional<Wanted::Grouping> grouping_of_word(std::string_view word) {
    const auto found = std::find(grouping_words.begin(), grouping_words.end(), word);
    if (found == grouping_words.end())
        return std::nullopt;
    return static_cast<Wanted::Grouping>(found - grouping_words.begin());
}

CaseMix case_mix(const Period& period) {
    std::array<std::map<std::string, std::int64_t>, 4> counts;
    std::vector<std::int64_t> causes(period.ledger.causes().all().size(), 0);
    for (const Course& course : period.courses) {
        ++counts[0][age_band(age_at(period, course))];
        ++counts[1][sex_word(period.ledger.patients()[course.person].sex)];
        ++counts[2][duration_band(course.start)];
        ++counts[3][severity_band(course.start)];
        ++causes[course.start == nullptr ? 0 : course.start->cause];
    }
    CaseMix mix;
    mix.courses = static_cast<std::int64_t>(period.courses.size());
    mix.age = counted(counts[0], {"under 18", "18 to 34", "35 to 49", "50 to 64", "65 to 79",
                                  "80 or more", "not known"});
    mix.sex = counted(counts[1], {"female", "male", "not known"});
    mix.duration =
        counted(counts[2], {"under 6 weeks", "6 to 11 weeks", "12 weeks or more", "not known"});
    mix.severity = counted(counts[3], {"0 to 3", "4 to 6", "7 to 10", "not known"});
    for (std::size_t i = 0; i < causes.size(); ++i)
        if (causes[i] > 0)
            mix.causes.emplace_back(i == 0 ? "not known" : period.ledger.causes().all()[i],
                                    causes[i]);
    std::sort(mix.causes.begin(), mix.causes.end());
    return mix;
}

Figures figures(const Ledger& ledger, const Wanted& wanted, const PublishedRates& published) {
    base::expects(wanted.from < wanted.before, "a period begins before it ends");
    const Period period = find_period(ledger, wanted);
    Figures all;
    all.wanted = wanted;
    all.treatments = static_cast<std::int64_t>(period.treatments.size());
    all.patients = period.patients;
    for (const Slot slot : period.treatments)
        all.needles += ledger.sessions()[slot].needles_in;
    all.unreadable = static_cast<std::int64_t>(ledger.unreadable());
    all.case_mix = case_mix(period);
    add_events(all, period);
    add_comparisons(all, period, published);
    add_charts(all, period, published);
    add_spreads(all, period);
    all.care = care_figures(period);
    add_referrals(all, period);
    add_overrides(all, period);
    add_outcomes(all, period);
    all.notes = notes_of(all);
    return all;
}

} // namespace filiform::quality
