// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "chart/consultation.h"
#include "server/desk.h"
#include "store/store.h"

/// The clinic's own word on the library's statements.
namespace filiform::server {

/// Where the clinic is stricter than the library: its signed reviews that say so, those of a
/// statement that was changed since among them. Asked before every screening.
/// Problems: those of the store.
[[nodiscard]] base::Result<std::vector<chart::StricterRule>> stricter_rules(store::Store& store);

/// What stands against a review that is written or signed: of no statement of the library, of one
/// that reads otherwise by now, or stricter on something that is no rule. Without a library nobody
/// can say, and it is refused.
/// Problems: record.rule, with the field in `where`.
[[nodiscard]] base::Problems review_faults(const Desk& desk, const record::RuleReview& review);

} // namespace filiform::server
