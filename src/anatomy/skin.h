// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "anatomy/mask.h"

namespace filiform::anatomy {

/// The skin of a CT: the surface of the largest body in it.
///
/// `labelled`: everything a label map found inside (air in lungs and bowel included).
/// Method:  values above half-way between air and skin; sheets thinner than 14 mm (table, blanket,
///          clothes) taken off; the largest piece; holes filled. The surface lies where the image
///          crosses the threshold, between voxels.
/// Edge:    where the scan cuts the body no skin is drawn.
/// Limits:  a pad of tissue-like gel thicker than 14 mm that touches the body stays a part of it.
[[nodiscard]] geometry::DistanceField find_skin(const geometry::Volume<std::int16_t>& ct,
                                                const Mask& labelled);

} // namespace filiform::anatomy
