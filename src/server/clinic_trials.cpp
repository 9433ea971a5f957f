// SPDX-License-Identifier: Apache-2.0
#include "server/clinic_trials.h"

#include "server/stored.h"

namespace filiform::server {

base::Result<EvidenceShop::Own> clinic_trials(store::Store& store) {
    store::Query query;
    query.kind = record::Kind::TrialAddition;
    query.states = {record::State::Signed};
    const auto signed_ones = all_of<record::TrialAddition>(store, query);
    if (!signed_ones)
        return tl::unexpected(signed_ones.error());
    EvidenceShop::Own own;
    for (const record::Known<record::TrialAddition>& one : *signed_ones)
        own.push_back({one.id.text(), one.noun.rows});
    return own;
}

base::Problems addition_faults(const Desk& desk, const record::TrialAddition& addition) {
    if (!desk.workshop.evidence.faults)
        return {{"record.rule", "#/rows", "This server has no library to add trials to.",
                 "Ask whoever runs it to start it with its planner."}};
    const auto own = clinic_trials(desk.store);
    if (!own)
        return {own.error()};
    base::Problems problems = desk.workshop.evidence.faults(addition.rows, *own);
    for (base::Problem& problem : problems)
        problem.code = "record.rule";
    return problems;
}

} // namespace filiform::server
