// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/labelled_structure.h"

namespace filiform::anatomy {

/// What is doubtful about a scan though it can be used.
/// Warnings: body.supine, body.cut, body.coarse_labels, body.no_image, body.image_unitless.
[[nodiscard]] std::vector<chart::Warning> find_doubts(const LabelReading& reading,
                                                      const ImportRequest& request);

/// The structures plans care about that the body lacks, with the reason: sorted by id. Call it
/// last, when everything that can be made has been made; what was noted before is kept.
[[nodiscard]] std::vector<Missing> find_missing(const Body& body, const LabelReading& reading,
                                                const ImportRequest& request);

} // namespace filiform::anatomy
