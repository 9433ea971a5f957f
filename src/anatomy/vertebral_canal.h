// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "anatomy/body.h"

namespace filiform::anatomy {

/// The vertebral canal as a solid column, from the top of the scan into the sacrum.
///
/// Needs:   vertebrae or the sacrum labelled; a "spinal_cord" label helps, and lies inside.
/// Method:  in each axial slice the canal's centre is that of the cord label or of the hole the
///          bone encloses near the midline; between slices that show neither it is interpolated.
///          From the centre, rays find the ring of bone. Where a ray leaves between two laminae or
///          through a foramen, its length is taken from the slices above and below that are
///          closed: the windows between the laminae belong to the canal, for a needle through one
///          is in it.
/// Ends:    near S3, below the dural sac: where the sacrum's label no longer encloses a hole the
///          column goes on at the same depth under its back, inside the bone.
/// Origin:  measured. Absent (nothing) when no slice shows a centre.
/// Cost:    some 100 ms at 1.5 mm.
[[nodiscard]] std::optional<Structure> find_vertebral_canal(const Body& body);

} // namespace filiform::anatomy
