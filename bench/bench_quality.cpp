// SPDX-License-Identifier: Apache-2.0
// The clinic's own figures: the dashboard over a clinic's whole history, folding in what came
// since, and what a session takes. FILIFORM_BENCH_SESSIONS: how many sessions, 1,000,000 unless
// said.
#include <cstdlib>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "base/random.h"
#include "quality/cohort_of.h"
#include "quality/figures_json.h"
#include "quality/ledger.h"

namespace filiform::bench {
namespace {

using record::EntryId;
using record::State;

base::Instant begin_of_history() {
    return base::read_instant("2016-01-04T08:00:00Z").value();
}

/// An invented clinic: 12 clinicians, six treatments a course, every fourth treatment with an
/// event, a score at the start and the end of a course, a check after each treatment.
class SyntheticClinic {
  public:
    SyntheticClinic() {
        const char* named = std::getenv("FILIFORM_BENCH_SESSIONS");
        sessions_ = named != nullptr ? std::atoi(named) : 1'000'000;
        add_instrument();
        for (int i = 0; i < sessions_ / 6; ++i)
            add_course();
        ledger_.settle();
    }
    quality::Ledger& ledger() { return ledger_; }
    int sessions() const { return sessions_; }
    /// One more course, of somebody new.
    void add_course() {
        const std::string number = std::to_string(courses_);
        const base::Instant first =
            begin_of_history() + std::chrono::minutes(5'250'000LL * courses_ / (sessions_ / 6 + 1));
        ++courses_;
        add_person(number, first);
        for (int visit = 0; visit < 6; ++visit)
            add_session(number, first + std::chrono::hours(24 * 7 * visit), visit);
        add_score(number, first - std::chrono::minutes(10), 7, "a");
        if (random_.uniform() < 0.7)
            add_score(number, first + std::chrono::hours(24 * 42), 10 * random_.uniform(), "b");
    }

  private:
    void take(const std::string& id, const record::Noun& noun, State state, base::Instant at) {
        record::Entry entry;
        entry.id = EntryId(id);
        entry.kind = record::kind_of(noun);
        entry.state = state;
        entry.at = at;
        ledger_.take(entry, noun);
    }
    void add_instrument() {
        record::Instrument instrument;
        instrument.code = "nprs_leg";
        record::Instrument::Threshold threshold;
        threshold.meaning = record::Instrument::Threshold::Meaning::ImportantChange;
        threshold.value = 2;
        threshold.percent = 30;
        instrument.thresholds = {threshold};
        take("instrument", instrument, State::Signed, begin_of_history());
    }
    void add_person(const std::string& number, base::Instant at) {
        record::Patient patient;
        patient.birth_date = base::Date(std::chrono::sys_days(std::chrono::year(1940) / 1 / 1) +
                                        std::chrono::days(courses_ * 7919 % 20000));
        patient.sex = static_cast<record::Patient::Sex>(courses_ % 2);
        take("p" + number, patient, State::Open, at);
        record::Assessment assessment;
        assessment.patient = EntryId("p" + number);
        assessment.episode = EntryId("e" + number);
        assessment.causes = {{"cause." + std::to_string(courses_ % 7), 0.5, 0.3, 0.7}};
        assessment.pain = record::Pain{static_cast<double>(courses_ % 11), 4};
        record::ScreeningResult screening;
        screening.at = at;
        screening.decision = courses_ % 300 == 0 ? record::ScreeningDecision::ReferUrgent
                                                 : record::ScreeningDecision::Go;
        assessment.screening = screening;
        take("a" + number, assessment, State::Signed, at);
        record::Plan plan;
        plan.patient = assessment.patient;
        plan.assessment = EntryId("a" + number);
        take("l" + number, plan, State::Signed, at);
        record::Consent consent;
        consent.patient = assessment.patient;
        consent.plan = EntryId("l" + number);
        consent.answer = record::Consent::Answer::Given;
        consent.at = at;
        take("c" + number, consent, State::Signed, at);
    }
    void add_session(const std::string& number, base::Instant at, int visit) {
        const std::string id = number + "-" + std::to_string(visit);
        record::Session session;
        session.patient = EntryId("p" + number);
        session.episode = EntryId("e" + number);
        session.plan = EntryId("l" + number);
        session.consent = EntryId("c" + number);
        session.practitioner = EntryId("practitioner-" + std::to_string(courses_ % 12));
        session.began = at;
        session.counted_in = session.counted_out = 2;
        session.needles.resize(2);
        for (record::Needle& needle : session.needles) {
            needle.target = courses_ % 2 == 0 ? "piriformis.right" : "multifidus.left";
            needle.technique = static_cast<record::Technique>(courses_ % 5);
            needle.time_in = at;
            needle.time_out = at;
        }
        take("s" + id, session, State::Signed, at);
        record::Task task;
        task.what = record::Task::What::CheckAfterSession;
        task.about = EntryId("s" + id);
        task.status = record::Task::Status::Done;
        task.done_at = at + std::chrono::hours(50);
        take("t" + id, task, State::Open, at);
        if (random_.uniform() > 0.25)
            return;
        record::AdverseEvent event;
        event.patient = session.patient;
        event.session = task.about;
        event.type = static_cast<record::AdverseEvent::Type>(
            static_cast<int>(8 * random_.uniform() * random_.uniform()));
        event.severity = record::AdverseEvent::Severity::Mild;
        event.duration = record::AdverseEvent::Duration::Hours;
        event.began = at;
        take("v" + id, event, State::Signed, at);
    }
    void add_score(const std::string& number, base::Instant at, double score, const char* which) {
        record::Outcome outcome;
        outcome.patient = EntryId("p" + number);
        outcome.episode = EntryId("e" + number);
        outcome.code = "nprs_leg";
        outcome.on = at;
        outcome.score = score;
        take("o" + number + which, outcome, State::Signed, at);
    }

    quality::Ledger ledger_;
    base::RandomStream random_{1, 1};
    int sessions_ = 0;
    int courses_ = 0;
};

SyntheticClinic& synthetic_clinic() {
    static SyntheticClinic clinic;
    return clinic;
}

quality::Wanted all_of_it() {
    const base::Instant first = begin_of_history();
    return {quality::minute_of(first), quality::minute_of(first + std::chrono::hours(24 * 4000)),
            quality::minute_of(first + std::chrono::hours(24 * 4000)),
            quality::Wanted::Grouping::Cause};
}

const quality::PublishedRates& rates() {
    static const quality::PublishedRates all = quality::carried_published_rates().value();
    return all;
}

/// Everything of the whole history, as JSON.
void clinic_figures(benchmark::State& state) {
    quality::Ledger& ledger = synthetic_clinic().ledger();
    const base::Zone zone = base::find_zone("UTC").value();
    // The charts' limits are worked out once in a program's life; that is measured by itself.
    benchmark::DoNotOptimize(quality::figures(ledger, all_of_it(), rates()));
    for (auto _ : state)
        benchmark::DoNotOptimize(
            quality::figures_json(quality::figures(ledger, all_of_it(), rates()), zone));
    state.counters["sessions"] = static_cast<double>(ledger.in_time().size());
    state.counters["bytes/session"] =
        static_cast<double>(ledger.bytes()) / static_cast<double>(ledger.sessions().size());
}
BENCHMARK(clinic_figures)->Unit(benchmark::kMillisecond);

/// A course more, some twenty entries, and everything put in its order again.
void clinic_figures_fold(benchmark::State& state) {
    SyntheticClinic& clinic = synthetic_clinic();
    for (auto _ : state) {
        clinic.add_course();
        clinic.ledger().settle();
    }
}
BENCHMARK(clinic_figures_fold)->Unit(benchmark::kMillisecond)->Iterations(20);

/// The cohort, made coarse enough for five.
void clinic_cohort(benchmark::State& state) {
    quality::Ledger& ledger = synthetic_clinic().ledger();
    quality::Wanted year = all_of_it();
    year.before = year.from + 365 * 24 * 60;
    for (auto _ : state)
        benchmark::DoNotOptimize(quality::release(quality::cohort_of(ledger, year), 5));
}
BENCHMARK(clinic_cohort)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace filiform::bench
