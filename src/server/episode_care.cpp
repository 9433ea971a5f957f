// SPDX-License-Identifier: Apache-2.0
#include "server/episode_care.h"

#include "server/stored.h"

namespace filiform::server {

base::Result<void> fetch_care(store::Store& store, const record::EntryId& patient,
                              ReviewWanted& wanted) {
    std::optional<base::Problem> problem;
    const auto fetch = [&](record::Kind kind, auto& into) {
        using Noun = decltype(into.front().noun);
        if (problem)
            return;
        store::Query query;
        query.kind = kind;
        query.patient = patient;
        if (auto all = all_of<Noun>(store, query))
            into = *std::move(all);
        else
            problem = all.error();
    };
    fetch(record::Kind::Episode, wanted.care.episodes);
    fetch(record::Kind::Assessment, wanted.care.assessments);
    fetch(record::Kind::Session, wanted.care.sessions);
    fetch(record::Kind::AdverseEvent, wanted.care.events);
    fetch(record::Kind::Outcome, wanted.outcomes);
    fetch(record::Kind::Appointment, wanted.appointments);
    if (problem)
        return tl::unexpected(*problem);
    return {};
}

} // namespace filiform::server
