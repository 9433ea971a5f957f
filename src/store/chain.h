// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "store/audit.h"
#include "store/connection.h"

/// The chain of the audit; no other room includes this.
namespace filiform::store {

/// SHA-256 over the hash before and every field of the row but its own hash, each as its length in
/// decimal, a colon and its bytes, so that no two rows are written alike.
[[nodiscard]] std::string audit_hash(const std::string& before, const AuditRow& row);

/// Walks the chain as one moment of the database sees it.
[[nodiscard]] AuditCheck check_chain(Connection& connection);

[[nodiscard]] std::vector<AuditRow> find_audit(Connection& connection, const AuditQuery& query);

} // namespace filiform::store
