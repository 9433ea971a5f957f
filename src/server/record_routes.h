// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/desk.h"

/// What the two bodies of the record's routes share; no other includes this.
namespace filiform::server {

/// An entry with its tag; of a new one (201) with its address too.
[[nodiscard]] Answer entry_answer(const record::Entry& entry, int status = 200);

/// Work that is the same for every kind.
using KindWork = Answer (*)(const Desk&, const Call&, record::Kind);
[[nodiscard]] Handler bound(const Desk& desk, KindWork work, record::Kind kind);

/// The header by which a restricted patient's record is opened.
[[nodiscard]] Told told_break_glass();

void add_glance(Routes& routes, const Desk& desk); ///< a patient's record, of every kind at once
void add_reading(Routes& routes, const Desk& desk, record::Kind kind);
void add_writing(Routes& routes, const Desk& desk, record::Kind kind);

} // namespace filiform::server
