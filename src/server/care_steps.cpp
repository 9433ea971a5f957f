// SPDX-License-Identifier: Apache-2.0
#include "server/care_steps.h"

#include <algorithm>

#include "base/zone.h"
#include "record/booking_rules.h"
#include "record/care_rules.h"
#include "record/own_writes.h"

namespace filiform::server {

namespace {

using record::Kind;
using record::State;

constexpr std::size_t most_hours = 1000;

base::Problem unreadable(const record::EntryId& id) {
    return {"store.failed", id.text(), "A stored entry cannot be read.", ""};
}

/// An entry of that kind with its noun; a problem at `field` when there is none.
template <class Noun>
base::Result<record::Known<Noun>> find_known(store::Store& store, const record::EntryId& id,
                                             const char* field) {
    const auto entry = id.is_empty() ? base::Result<record::Entry>(tl::unexpected(
                                           base::Problem{"record.missing", "", "", ""}))
                                     : store.find(id);
    if (!entry && entry.error().code != "record.missing")
        return tl::unexpected(entry.error());
    const base::Problem missing{"record.rule", std::string("#/") + field,
                                "What this rests on is not there.",
                                "Write and sign that first, and name it here."};
    if (!entry)
        return tl::unexpected(missing);
    auto noun = record::read_noun(entry->kind, entry->body, "");
    if (!noun)
        return tl::unexpected(unreadable(id));
    auto* one = std::get_if<Noun>(&*noun);
    if (one == nullptr)
        return tl::unexpected(missing);
    return record::Known<Noun>{entry->id, entry->state, std::move(*one)};
}

base::Problems faults_of(store::Store& store, const record::Plan& plan) {
    const auto assessment = find_known<record::Assessment>(store, plan.assessment, "assessment");
    if (!assessment)
        return {assessment.error()};
    return record::plan_faults(plan, *assessment);
}

base::Problems faults_of(store::Store& store, const record::Consent& consent) {
    const auto plan = find_known<record::Plan>(store, consent.plan, "plan");
    if (!plan)
        return {plan.error()};
    return record::consent_faults(consent, *plan);
}

base::Problems faults_of(store::Store& store, const record::Session& session) {
    const auto plan = find_known<record::Plan>(store, session.plan, "plan");
    const auto consent = find_known<record::Consent>(store, session.consent, "consent");
    base::Problems problems;
    if (!plan)
        problems.push_back(plan.error());
    if (!consent)
        problems.push_back(consent.error());
    record::SessionGround ground;
    for (const record::Needle& needle : session.needles) {
        if (needle.stock.is_empty() || ground.stock.contains(needle.stock))
            continue;
        auto lot = find_known<record::Stock>(store, needle.stock, "needles");
        if (lot)
            ground.stock.emplace(needle.stock, *std::move(lot));
        else
            problems.push_back(lot.error());
    }
    if (!problems.empty())
        return problems;
    ground.plan = *plan;
    ground.consent = *consent;
    return record::session_faults(session, ground);
}

template <class Noun>
base::Result<std::vector<Noun>> all_of(const Desk& desk, Kind kind, std::size_t most) {
    store::Query query;
    query.kind = kind;
    query.most = most;
    const auto page = desk.store.search(query);
    if (!page)
        return tl::unexpected(page.error());
    std::vector<Noun> out;
    for (const record::Entry& entry : page->entries) {
        auto noun = record::read_noun(kind, entry.body, "");
        if (!noun)
            return tl::unexpected(unreadable(entry.id));
        out.push_back(std::get<Noun>(*std::move(noun)));
    }
    return out;
}

/// A patient's booking beside the clinic's rules and hours.
base::Problems booking_faults(const Call& call, const Desk& desk, const CareStep& step) {
    const auto clinics = all_of<record::Clinic>(desk, Kind::Clinic, 1);
    const auto hours = all_of<record::Hours>(desk, Kind::Hours, most_hours);
    if (!clinics)
        return {clinics.error()};
    if (!hours)
        return {hours.error()};
    const base::Problem closed{"record.rule", "#/start", "The clinic has no hours to book in yet.",
                               "Call the clinic."};
    if (clinics->empty())
        return {closed};
    const auto zone = base::find_zone(clinics->front().time_zone);
    if (!zone)
        return {closed};
    const auto& before = std::get<record::Appointment>(step.before);
    record::BookingStep booking;
    booking.before = before.status ? &before : nullptr;
    booking.after = &std::get<record::Appointment>(step.after);
    booking.now = call.request.at;
    return record::forbidden_booking(booking, clinics->front(), *hours, *zone);
}

} // namespace

base::Problems faults_beside(const Call& call, const Desk& desk, const CareStep& step) {
    base::Problems problems;
    if (call.caller.role == record::Role::Patient) {
        problems = record::forbidden_to_patient(call.caller.person, step.before, step.after);
        if (problems.empty() && std::holds_alternative<record::Appointment>(step.after))
            problems = booking_faults(call, desk, step);
    }
    return problems.empty() ? ground_faults(desk.store, step) : problems;
}

base::Problems ground_faults(store::Store& store, const CareStep& step) {
    if (step.to != State::Signed || step.from == State::Signed)
        return {};
    if (const auto* plan = std::get_if<record::Plan>(&step.after))
        return faults_of(store, *plan);
    if (const auto* consent = std::get_if<record::Consent>(&step.after))
        return faults_of(store, *consent);
    if (const auto* session = std::get_if<record::Session>(&step.after))
        return faults_of(store, *session);
    return {};
}

base::Result<void> add_consequences(store::Store& store, store::Change& change) {
    std::map<record::EntryId, std::int64_t> used;
    for (const store::Write& write : change.writes) {
        if (write.kind != Kind::Session || write.state != State::Signed)
            continue;
        const auto noun = record::read_noun(Kind::Session, write.body, "");
        if (!noun)
            return tl::unexpected(unreadable(write.id));
        for (const auto& [lot, count] : record::needles_used(std::get<record::Session>(*noun)))
            used[lot] += count;
    }
    for (const auto& [id, count] : used) {
        const record::EntryId& lot = id; // a lambda cannot hold a part of a pair (clang 14)
        const bool is_written =
            std::any_of(change.writes.begin(), change.writes.end(),
                        [&](const store::Write& write) { return write.id == lot; });
        if (is_written)
            continue;
        const auto entry = store.find(lot);
        if (!entry)
            return tl::unexpected(entry.error());
        auto noun = record::read_noun(Kind::Stock, entry->body, "");
        if (!noun)
            return tl::unexpected(unreadable(lot));
        auto& stock = std::get<record::Stock>(*noun);
        stock.count_used = stock.count_used.value_or(0) + count;
        store::Write write;
        write.kind = Kind::Stock;
        write.id = lot;
        write.follows = entry->version;
        write.state = entry->state;
        write.body = record::write_noun(*noun);
        write.index = record::index_of(*noun, entry->state);
        change.writes.push_back(std::move(write));
    }
    return {};
}

} // namespace filiform::server
