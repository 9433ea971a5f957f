// SPDX-License-Identifier: Apache-2.0
#include "server/task_keeper.h"

#include "record/due_tasks.h"
#include "server/agenda.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

using record::Kind;
using record::State;

constexpr std::size_t most_writes_at_once = 500;
constexpr std::size_t most_of_round = 100;

/// Whether a write of this kind can bring up a task, or a patient's death end them.
bool is_care(Kind kind) {
    return kind == Kind::Patient || kind == Kind::Episode || kind == Kind::Assessment ||
           kind == Kind::Plan || kind == Kind::Session || kind == Kind::AdverseEvent;
}

/// Episodes that are not over; `round_of_drafts` follows it.
store::Query round_of_episodes() {
    store::Query query;
    query.kind = Kind::Episode;
    query.all.push_back({"status",
                         store::Query::Condition::Match::Exactly,
                         {"planned", "active", "on_hold"},
                         "",
                         "",
                         false});
    query.most = most_of_round;
    return query;
}

store::Query round_of_drafts() {
    store::Query query;
    query.kind = Kind::Assessment;
    query.states = {State::Open};
    query.most = most_of_round;
    return query;
}

base::Result<record::Care> care_of(store::Store& store, const record::EntryId& patient) {
    record::Care care;
    std::optional<base::Problem> problem;
    const auto fetch = [&](Kind kind, auto& into) {
        using Noun = decltype(into.front().noun);
        store::Query query;
        query.kind = kind;
        query.patient = patient;
        auto all =
            problem ? base::Result<std::vector<record::Known<Noun>>>() : all_of<Noun>(store, query);
        if (all)
            into = *std::move(all);
        else
            problem = all.error();
    };
    // Whether an account is this patient's own.
    const auto is_patients = [&](const std::string& account) {
        const auto found = store.accounts().find(account);
        return found && found->role == record::Role::Patient && found->person == patient;
    };
    fetch(Kind::Episode, care.episodes);
    fetch(Kind::Assessment, care.assessments);
    fetch(Kind::Plan, care.plans);
    fetch(Kind::Session, care.sessions);
    fetch(Kind::AdverseEvent, care.events);
    if (problem)
        return tl::unexpected(*problem);
    for (const auto& one : care.assessments)
        if (is_patients(one.by))
            care.by_patient.insert(one.id);
    return care;
}

store::Change change_for(const record::EntryId& id, const record::Task& task, std::int64_t follows,
                         base::Instant now) {
    store::Write write;
    write.kind = Kind::Task;
    write.id = id;
    write.follows = follows;
    write.patient = task.patient;
    write.body = record::write_noun(task);
    write.index = record::index_of(task);
    const bool is_new = follows == 0;
    return {{"system", is_new ? "create" : "update",
             is_new ? "It came due by itself." : "What the patient answered decided it.", "", now},
            {std::move(write)},
            {}};
}

/// What is to be written of a task that came due; nothing when it stands as it should.
std::optional<store::Change> change_of(store::Store& store, const record::DueTask& due,
                                       base::Instant now) {
    const auto before = store.find(due.id);
    if (!before)
        return change_for(due.id, due.task, 0, now);
    if (before->kind != Kind::Task || before->state != State::Open)
        return std::nullopt;
    const auto noun = record::read_noun(Kind::Task, before->body, "");
    const auto after =
        noun ? record::moved_on(std::get<record::Task>(*noun), due.task) : std::nullopt;
    return after ? std::optional(change_for(due.id, *after, before->version, now)) : std::nullopt;
}

} // namespace

base::Result<TaskKeeper::Look> TaskKeeper::look(base::Instant now) {
    const std::lock_guard lock(mutex_);
    found_ = {};
    const auto zone = clinic_zone(store_);
    if (!zone)
        return tl::unexpected(zone.error());
    if (auto begun = begin(*zone, now); !begun)
        return tl::unexpected(begun.error());
    const auto is_up_to_date = look_at_writes(*zone, now);
    if (!is_up_to_date)
        return tl::unexpected(is_up_to_date.error());
    if (auto looked = look_round(*zone, now); !looked)
        return tl::unexpected(looked.error());
    found_.is_done = *is_up_to_date && !round_;
    return found_;
}

/// Where to look from; the place before the round, so that no write falls between the two.
base::Result<void> TaskKeeper::begin(const base::Zone& zone, base::Instant now) {
    if (!place_) {
        const auto place = last_place(store_);
        if (!place)
            return tl::unexpected(place.error());
        place_ = *place;
    }
    const base::Date today = zone.local_of(now).date;
    if (day_ != today) {
        day_ = today;
        round_ = round_of_episodes();
    }
    return {};
}

base::Result<bool> TaskKeeper::look_at_writes(const base::Zone& zone, base::Instant now) {
    const auto happened = store_.happened_after(*place_, most_writes_at_once);
    if (!happened)
        return tl::unexpected(happened.error());
    std::set<record::EntryId> patients;
    for (const store::Happened& one : *happened) {
        if (is_care(one.kind) && !one.patient.is_empty())
            patients.insert(one.patient);
        if (one.kind == Kind::Appointment)
            if (auto looked = look_at_booking(one.id, now); !looked)
                return tl::unexpected(looked.error());
    }
    if (auto looked = look_at(patients, zone, now); !looked)
        return tl::unexpected(looked.error());
    if (!happened->empty())
        place_ = happened->back().place;
    return happened->size() < most_writes_at_once;
}

base::Result<void> TaskKeeper::look_round(const base::Zone& zone, base::Instant now) {
    if (!round_)
        return {};
    const auto page = store_.search(*round_);
    if (!page)
        return tl::unexpected(page.error());
    std::set<record::EntryId> patients;
    for (const record::Entry& entry : page->entries)
        patients.insert(entry.patient);
    if (auto looked = look_at(patients, zone, now); !looked)
        return looked;
    round_->after = page->next;
    if (page->next.empty() && round_->kind == Kind::Episode)
        round_ = round_of_drafts();
    else if (page->next.empty())
        round_.reset();
    return {};
}

/// One patient whose entries cannot be read keeps nobody else waiting; a full disk keeps all.
base::Result<void> TaskKeeper::look_at(const std::set<record::EntryId>& patients,
                                       const base::Zone& zone, base::Instant now) {
    for (const record::EntryId& patient : patients) {
        auto done = bring_up(patient, zone, now);
        if (done)
            continue;
        const std::string& code = done.error().code;
        if (code == "store.full" || code == "store.read_only" || !store_.ping())
            return done;
        found_.trouble = done.error();
    }
    return {};
}

base::Result<void> TaskKeeper::bring_up(const record::EntryId& patient, const base::Zone& zone,
                                        base::Instant now) {
    const auto entry = store_.find(patient);
    if (!entry && entry.error().code != "record.missing")
        return tl::unexpected(entry.error());
    if (!entry || entry->state != State::Open)
        return {};
    const auto noun = record::read_noun(Kind::Patient, entry->body, "");
    auto care = care_of(store_, patient);
    if (!care || !noun)
        return care ? tl::unexpected(base::Problem{"store.failed", patient.text(),
                                                   "A stored entry cannot be read.", ""})
                    : tl::unexpected(care.error());
    care->deceased_on = std::get<record::Patient>(*noun).deceased_on;
    for (const record::DueTask& due : record::due_tasks(*care, now, zone)) {
        if (auto written = write(due, now); !written)
            return written;
    }
    return {};
}

/// A task that came due, unless it stands as it should: most were brought up before.
base::Result<void> TaskKeeper::write(const record::DueTask& due, base::Instant now) {
    const auto change = change_of(store_, due, now);
    if (!change)
        return {};
    const bool is_new = change->writes.front().follows == 0;
    const auto written = store_.write(*change);
    if (!written &&
        (written.error().code == "record.exists" || written.error().code == "record.conflict"))
        return {}; // by another server, or somebody who took it up, just now
    if (!written)
        return tl::unexpected(written.error());
    if (is_new) {
        metrics_.counted("tasks_brought_up_total");
        ++found_.brought_up;
    }
    return {};
}

/// A booking that was agreed to leaves those who wished for its time without one.
base::Result<void> TaskKeeper::look_at_booking(const record::EntryId& id, base::Instant now) {
    const auto entry = store_.find(id);
    if (!entry || entry->kind != Kind::Appointment)
        return {};
    const auto noun = record::read_noun(Kind::Appointment, entry->body, "");
    if (!noun)
        return {}; // it keeps nobody else waiting
    const record::Known<record::Appointment> booked{
        entry->id, entry->state, std::get<record::Appointment>(*noun), entry->by};
    if (!booked.noun.start || !booked.noun.end)
        return {};
    const auto others = bookings_in(
        store_,
        {booked.noun.practitioner, {booked.noun.room}, *booked.noun.start, *booked.noun.end});
    if (!others)
        return tl::unexpected(others.error());
    for (const record::DueTask& due : record::outrun_wishes(booked, *others, now))
        if (auto written = write(due, now); !written)
            return written;
    return {};
}

} // namespace filiform::server
