// SPDX-License-Identifier: Apache-2.0
#include "quality/ledger_fixture.h"

#include "record/record_fixture.h"

namespace filiform::quality::fixture {

namespace {

using record::EntryId;

EntryId id_of(const char* kind, int patient) {
    return EntryId(std::string(kind) + "-" + std::to_string(patient));
}

} // namespace

base::Instant Book::at(int day, int minute) {
    return record::fixture::moment("2026-01-01T00:00:00Z") + std::chrono::hours(24 * day) +
           std::chrono::minutes(minute);
}

void Book::put(const std::string& id, const record::Noun& noun, record::State state, int day) {
    record::Entry entry;
    entry.id = EntryId(id);
    entry.kind = record::kind_of(noun);
    entry.state = state;
    entry.at = at(day);
    ledger_.take(entry, noun);
}

std::string Book::add(const record::Noun& noun, record::State state, int day) {
    std::string id = "entry-" + std::to_string(++next_);
    put(id, noun, state, day);
    return id;
}

int Book::add_patient(int day, const std::string& cause, double leg) {
    const int number = ++next_;
    record::Patient patient = record::fixture::patient();
    patient.birth_date =
        base::Date(std::chrono::year(1950 + number % 50), std::chrono::May, std::chrono::day(17));
    patient.sex = number % 2 == 0 ? record::Patient::Sex::Female : record::Patient::Sex::Male;
    put(id_of("patient", number).text(), patient, record::State::Open, day);
    record::Assessment assessment = record::fixture::assessment();
    assessment.patient = id_of("patient", number);
    assessment.episode = id_of("episode", number);
    assessment.causes = {{cause, 0.6, 0.4, 0.8}};
    assessment.pain = record::Pain{leg, 3};
    assessment.answers["duration_weeks"] = 8.0;
    assessment.screening->at = at(day, 540);
    put(id_of("assessment", number).text(), assessment, record::State::Signed, day);
    record::Plan plan = record::fixture::plan();
    plan.patient = id_of("patient", number);
    plan.assessment = id_of("assessment", number);
    put(id_of("plan", number).text(), plan, record::State::Signed, day);
    record::Consent consent = record::fixture::consent();
    consent.patient = id_of("patient", number);
    consent.plan = id_of("plan", number);
    consent.at = at(day, 560);
    put(id_of("consent", number).text(), consent, record::State::Signed, day);
    return number;
}

void Book::add_treatment(int patient, const Treated& treated) {
    record::Session session = record::fixture::session();
    session.patient = id_of("patient", patient);
    session.episode = id_of("episode", patient);
    session.plan = id_of("plan", patient);
    session.consent = treated.has_consent ? id_of("consent", patient) : EntryId();
    session.practitioner = EntryId(treated.clinician);
    session.began = at(treated.day);
    session.needles.front().technique = treated.technique;
    const std::string id = add(session, record::State::Signed, treated.day);
    record::Task task = record::fixture::task();
    task.patient = session.patient;
    task.about = EntryId(id);
    if (treated.is_checked) {
        task.status = record::Task::Status::Done;
        task.done_at = at(treated.day + 2);
    }
    add(task, record::State::Open, treated.day);
    if (!treated.event)
        return;
    record::AdverseEvent event = record::fixture::adverse_event();
    event.patient = session.patient;
    event.session = EntryId(id);
    event.type = treated.event;
    event.grade = treated.grade;
    event.began = at(treated.day, 620);
    add(event, record::State::Signed, treated.day);
}

void Book::add_score(int patient, int day, double score) {
    record::Outcome outcome = record::fixture::outcome();
    outcome.patient = id_of("patient", patient);
    outcome.episode = id_of("episode", patient);
    outcome.code = "nprs_leg";
    outcome.on = at(day, 550);
    outcome.score = score;
    add(outcome, record::State::Signed, day);
}

void Book::add_instrument() {
    record::Instrument instrument = record::fixture::instrument();
    instrument.code = "nprs_leg";
    record::Instrument::Threshold low;
    low.meaning = record::Instrument::Threshold::Meaning::ImportantChange;
    low.value = 1.75;
    low.percent = 23.5;
    low.source = "LSR-NRS";
    record::Instrument::Threshold high = low;
    high.value = 2;
    high.percent = 30;
    high.source = "OSTELO08";
    instrument.thresholds = {low, high};
    add(instrument);
}

Ledger& Book::settled() {
    ledger_.settle();
    return ledger_;
}

Wanted year(Wanted::Grouping grouping) {
    return {minute_of(Book::at(0, 0)), minute_of(Book::at(365, 0)), minute_of(Book::at(365, 0)),
            grouping};
}

} // namespace filiform::quality::fixture
