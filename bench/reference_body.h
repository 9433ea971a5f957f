// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/body.h"

namespace filiform::bench {

/// The whole body of data/examples/reference.json, 1.5 mm; made once.
[[nodiscard]] const anatomy::Body& reference_body();

} // namespace filiform::bench
