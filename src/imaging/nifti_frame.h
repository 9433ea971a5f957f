// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "imaging/nifti_fields.h"
#include "imaging/stored_image.h"

namespace filiform::imaging {

/// The frame a NIfTI header states: sform if its code is positive, else qform, in millimetres,
/// checked for shear, singularity, absurd spacing and agreement of everything that is stated twice.
/// Problems: imaging.units, imaging.spacing, imaging.affine, imaging.shear, imaging.frame.
[[nodiscard]] base::Result<geometry::Affine> nifti_frame(const NiftiFields& fields,
                                                         const geometry::Size3& size,
                                                         std::string_view file,
                                                         const ReadLimits& limits);

/// The frame of quaternion, offset and spacing alone, in the file's units.
[[nodiscard]] geometry::Affine frame_of_qform(const NiftiFields& fields);

} // namespace filiform::imaging
