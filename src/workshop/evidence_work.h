// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/evidence_shop.h"

namespace filiform::workshop {

/// The trials that the program carries, for a server. `program`: "filiform 0.1.0", for what is
/// pooled.
[[nodiscard]] server::EvidenceShop open_evidence(const std::string& program);

} // namespace filiform::workshop
