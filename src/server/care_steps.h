// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/result.h"
#include "record/noun.h"
#include "server/desk.h"
#include "store/store.h"

namespace filiform::server {

/// One step of an entry, as it was and as it will be.
struct CareStep {
    const record::Noun& before;
    record::State from = record::State::Open;
    const record::Noun& after;
    record::State to = record::State::Open;
    record::EntryId id;           ///< whose it is
    std::string_view reason = ""; ///< that was given for it
};

/// What stands against a step beside the entry itself: a patient who writes what is not theirs to
/// write, or books against the clinic's rules or in taken time, or begins an assessment outside
/// their own treatment; an assessment that checks another patient's session; somebody of the clinic
/// who books outside the hours without a reason, or a program that does so at all; a plan, a
/// consent or a session that is signed without what it rests on. Problems: record.rule and
/// record.taken, with the field in `where`; those of the store.
[[nodiscard]] base::Problems faults_beside(const Call& call, const Desk& desk,
                                           const CareStep& step);

/// The part of it that holds for whoever writes: what a plan, a consent or a session that is signed
/// rests on. Problems: as above.
[[nodiscard]] base::Problems ground_faults(store::Store& store, const CareStep& step);

/// What has to be written together with a change: the needles that its signed sessions used are
/// taken off their lots, unless the change writes those lots itself.
/// Problems: those of the store.
[[nodiscard]] base::Result<void> add_consequences(store::Store& store, store::Change& change);
[[nodiscard]] inline base::Result<void> add_consequences(const Desk& desk, store::Change& change) {
    return add_consequences(desk.store, change);
}

/// A refusal of the store, for time that somebody took meanwhile, as the refusals above: with the
/// place and what to do.
[[nodiscard]] base::Problem placed_taken(base::Problem problem, const std::string& at);

} // namespace filiform::server
