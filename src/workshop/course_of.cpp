// SPDX-License-Identifier: Apache-2.0
#include "workshop/course_of.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/json_writer.h"
#include "knowledge/library.h"
#include "outcomes/instrument.h"
#include "outcomes/record_answers.h"

namespace filiform::workshop {

namespace {

using base::Instant;
using record::State;
using server::ReviewWanted;

constexpr std::chrono::days most_ahead{366};
constexpr int last_minute = 24 * 60 - 1;

template <class Noun>
bool counts(const record::Known<Noun>& one) {
    return one.state == State::Open || one.state == State::Signed;
}

const record::Episode* episode_of(const ReviewWanted& wanted) {
    for (const auto& one : wanted.care.episodes)
        if (one.id == wanted.episode)
            return &one.noun;
    return nullptr;
}

/// Now; or a little later, where a device whose clock is ahead has just scored.
Instant as_of(const ReviewWanted& wanted) {
    constexpr std::chrono::minutes most_ahead_of_us{30};
    Instant now = wanted.now;
    for (const auto& one : wanted.outcomes)
        if (counts(one) && one.noun.on && *one.noun.on <= wanted.now + most_ahead_of_us)
            now = std::max(now, *one.noun.on);
    const record::Episode* episode = episode_of(wanted);
    if (episode == nullptr || !episode->ended)
        return now;
    return std::min(now, wanted.zone.instant_of(*episode->ended, last_minute));
}

/// Of the episode, or of none and within its days.
bool is_within(const ReviewWanted& wanted, const record::EntryId& episode, Instant at) {
    if (at > as_of(wanted))
        return false;
    if (!episode.is_empty())
        return episode == wanted.episode;
    const record::Episode* whole = episode_of(wanted);
    return whole != nullptr && whole->began && wanted.zone.instant_of(*whole->began, 0) <= at;
}

struct Reading {
    std::string instrument;
    Instant at;
    double value = 0;
};

std::vector<Reading> readings_of(const ReviewWanted& wanted) {
    std::vector<Reading> all;
    for (const auto& one : wanted.outcomes) {
        const record::Outcome& outcome = one.noun;
        if (!counts(one) || !outcome.on || !outcome.score ||
            !is_within(wanted, outcome.episode, *outcome.on) ||
            outcomes::find_instrument(outcome.code) == nullptr)
            continue;
        all.push_back({outcome.code, *outcome.on, *outcome.score});
    }
    std::stable_sort(all.begin(), all.end(), [](const Reading& a, const Reading& b) {
        return std::pair(a.at, a.instrument) < std::pair(b.at, b.instrument);
    });
    // The last of those of one moment stays.
    const auto same = [](const Reading& a, const Reading& b) {
        return a.at == b.at && a.instrument == b.instrument;
    };
    std::vector<Reading> kept;
    for (const Reading& one : all)
        if (!kept.empty() && same(kept.back(), one))
            kept.back() = one;
        else
            kept.push_back(one);
    return kept;
}

bool has_needle_in(const record::Session& session) {
    return std::any_of(session.needles.begin(), session.needles.end(),
                       [](const record::Needle& needle) { return needle.time_in.has_value(); });
}

using KnownSession = record::Known<record::Session>;

std::vector<const KnownSession*> sessions_of(const ReviewWanted& wanted) {
    std::vector<const KnownSession*> held;
    for (const auto& one : wanted.care.sessions)
        if (one.state == State::Signed && one.noun.episode == wanted.episode && one.noun.began &&
            *one.noun.began <= as_of(wanted) && has_needle_in(one.noun))
            held.push_back(&one);
    std::sort(held.begin(), held.end(), [](const KnownSession* a, const KnownSession* b) {
        return *a->noun.began < *b->noun.began;
    });
    held.erase(std::unique(held.begin(), held.end(),
                           [](const KnownSession* a, const KnownSession* b) {
                               return a->noun.began == b->noun.began;
                           }),
               held.end());
    return held;
}

/// Answers as the rules read them; one that the library of today does not ask so is passed over.
knowledge::Answers answers_of(const std::map<std::string, chart::Answer>& kept) {
    knowledge::Answers answers;
    for (const auto& [finding, answer] : kept) {
        chart::Consultation one;
        one.answers.emplace(chart::FindingId(finding), answer);
        if (auto checked = knowledge::check_answers(knowledge::library()->findings, one, ""))
            answers.merge(*checked);
    }
    return answers;
}

/// The newest check of a session, whoever answered it. A check is of a day: noon stands for it.
outcomes::Soreness soreness_after(const ReviewWanted& wanted, const KnownSession& session) {
    constexpr int noon = 12 * 60;
    const record::Known<record::Assessment>* newest = nullptr;
    for (const auto& one : wanted.care.assessments)
        if (counts(one) && one.noun.on &&
            (one.noun.checks == session.id || one.noun.checks == session.noun.amends) &&
            !one.noun.checks.is_empty() && (newest == nullptr || *newest->noun.on <= *one.noun.on))
            newest = &one;
    if (newest == nullptr)
        return {};
    using Hours = std::chrono::duration<double, std::ratio<3600>>;
    const double hours =
        Hours(wanted.zone.instant_of(*newest->noun.on, noon) - *session.noun.began).count();
    return outcomes::soreness_of(outcomes::record_answers(), answers_of(newest->noun.answers),
                                 hours);
}

/// What was answered in the episode at one time.
struct AnswersOf {
    Instant at;
    base::Date on;
    const std::map<std::string, chart::Answer>* answers;
};

std::vector<AnswersOf> all_answers(const ReviewWanted& wanted) {
    std::vector<AnswersOf> all;
    for (const auto& one : wanted.care.assessments)
        if (counts(one) && one.noun.episode == wanted.episode && one.noun.on &&
            wanted.zone.instant_of(*one.noun.on, 0) <= as_of(wanted))
            all.push_back(
                {wanted.zone.instant_of(*one.noun.on, 0), *one.noun.on, &one.noun.answers});
    for (const auto& one : wanted.care.sessions)
        if (counts(one) && one.noun.episode == wanted.episode && one.noun.began &&
            *one.noun.began <= as_of(wanted))
            all.push_back(
                {*one.noun.began, wanted.zone.local_of(*one.noun.began).date, &one.noun.answers});
    std::stable_sort(all.begin(), all.end(),
                     [](const AnswersOf& a, const AnswersOf& b) { return a.at < b.at; });
    return all;
}

bool is_serious(const record::AdverseEvent& event) {
    using Event = record::AdverseEvent;
    return !event.serious.empty() || event.severity == Event::Severity::Severe ||
           event.grade == Event::Grade::Major || event.grade == Event::Grade::Serious;
}

std::map<std::string, bool> findings_of(const ReviewWanted& wanted) {
    knowledge::Answers newest;
    knowledge::Answers today;
    const base::Date day = wanted.zone.local_of(as_of(wanted)).date;
    for (const AnswersOf& one : all_answers(wanted))
        for (const auto& [finding, answer] : answers_of(*one.answers)) {
            newest.insert_or_assign(finding, answer);
            if (one.on == day)
                today.insert_or_assign(finding, answer);
        }
    auto findings = outcomes::answered(outcomes::record_answers(), newest, today);
    for (const auto& [finding, is_so] : wanted.findings)
        if (bool& known = findings.emplace(finding, is_so).first->second; !known)
            known = is_so;
    const std::vector<const KnownSession*> held = sessions_of(wanted);
    for (const auto& one : wanted.care.events)
        if (counts(one) && is_serious(one.noun) &&
            std::any_of(held.begin(), held.end(), [&](const KnownSession* session) {
                return session->id == one.noun.session;
            }))
            findings["serious_event"] = true;
    return findings;
}

/// The day the pain began, if somebody said how long it has hurt; not after care began.
std::optional<base::Date> onset_of(const ReviewWanted& wanted) {
    for (const AnswersOf& one : all_answers(wanted)) {
        const auto said = one.answers->find("duration_weeks");
        const double* weeks =
            said == one.answers->end() ? nullptr : std::get_if<double>(&said->second);
        if (weeks == nullptr)
            continue;
        Instant care = as_of(wanted);
        for (const Reading& reading : readings_of(wanted))
            care = std::min(care, reading.at);
        for (const KnownSession* session : sessions_of(wanted))
            care = std::min(care, *session->noun.began);
        const std::chrono::days before(std::lround(*weeks * 7));
        const auto began = std::chrono::sys_days(one.on) - before;
        return base::Date(std::min(began, std::chrono::floor<std::chrono::days>(care)));
    }
    return std::nullopt;
}

void write_sessions(const ReviewWanted& wanted, base::JsonWriter& json) {
    json.key("sessions").begin_array();
    for (const KnownSession* session : sessions_of(wanted)) {
        const outcomes::Soreness soreness = soreness_after(wanted, *session);
        json.begin_object().field("at", base::text(*session->noun.began));
        if (soreness.was_sore)
            json.field("sore", *soreness.was_sore);
        if (soreness.hours)
            json.field("soreHours", *soreness.hours, 0);
        json.end_object();
    }
    json.end_array();
}

void write_planned(const ReviewWanted& wanted, base::JsonWriter& json) {
    using record::Appointment;
    std::vector<Instant> planned;
    for (const auto& one : wanted.appointments)
        if (counts(one) && one.noun.start && one.noun.visit == record::Visit::Needling &&
            one.noun.status == Appointment::Status::Booked && *one.noun.start > as_of(wanted) &&
            *one.noun.start <= as_of(wanted) + most_ahead)
            planned.push_back(*one.noun.start);
    std::sort(planned.begin(), planned.end());
    planned.erase(std::unique(planned.begin(), planned.end()), planned.end());
    json.key("planned").begin_array();
    for (const Instant at : planned)
        json.text(base::text(at));
    json.end_array();
}

} // namespace

bool has_score(const ReviewWanted& wanted) {
    const auto readings = readings_of(wanted);
    return std::any_of(readings.begin(), readings.end(), [](const Reading& one) {
        return outcomes::find_instrument(one.instrument)->has_forecast;
    });
}

std::string course_of(const ReviewWanted& wanted) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.course/1");
    json.field("asOf", base::text(as_of(wanted)));
    if (const auto onset = onset_of(wanted))
        json.field("onset", base::text(*onset));
    if (!wanted.follow.empty())
        json.field("follow", wanted.follow);
    if (wanted.goal) {
        json.key("goal").begin_object().field("value", *wanted.goal, 1);
        if (!wanted.goal_on.empty())
            json.field("on", wanted.goal_on);
        json.end_object();
    }
    json.key("readings").begin_array();
    for (const Reading& one : readings_of(wanted))
        json.begin_object()
            .field("instrument", one.instrument)
            .field("at", base::text(one.at))
            .field("value", one.value, 2)
            .end_object();
    json.end_array();
    write_sessions(wanted, json);
    write_planned(wanted, json);
    json.key("findings").begin_object();
    for (const auto& [finding, is_so] : findings_of(wanted))
        json.field(finding, is_so);
    json.end_object().end_object();
    return std::move(json).finish();
}

} // namespace filiform::workshop
