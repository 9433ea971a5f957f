// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/import_checks.h"

namespace filiform::anatomy {

/// Whether the image is whole and is the one the labels were drawn on: no slabs of a single value,
/// bone brighter than muscle where the labels say so.
/// Problems: body.image_empty, body.image_disagrees.
[[nodiscard]] Findings check_image(const LabelReading& reading, const ImportRequest& request);

/// Whether the skin that was found encloses what was labelled, and the spine lies near the middle
/// of the body (not asked of a body whose side the scan cuts off).
/// Problems: body.skin_encloses, body.off_centre.
[[nodiscard]] Findings check_skin(const Body& body);

} // namespace filiform::anatomy
