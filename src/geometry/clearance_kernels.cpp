// SPDX-License-Identifier: Apache-2.0
#include "geometry/clearance_kernels.h"

#include <algorithm>

#include "base/expects.h"
#include "geometry/clearance_kernel.h"
#include "geometry/least_kernel.h"
#include "geometry/wide_build.h"
#include "geometry/wide_plain.h"

namespace filiform::geometry {

const ClearanceKernels clearance_plain{ClearanceKernel<PlainWide>::count_below,
                                       LeastKernel<PlainWide>::least};

const ClearanceKernels& clearance_kernels_for(InstructionSet set) {
    switch (set) {
#if FILIFORM_WIDE_BUILD
    case InstructionSet::avx512:
        return clearance_avx512;
    case InstructionSet::avx2:
        return clearance_avx2;
#else
    case InstructionSet::avx512:
    case InstructionSet::avx2:
#endif
    case InstructionSet::plain:
        return clearance_plain;
    }
    return clearance_plain;
}

namespace {

FieldView::Axis axis(double origin, double spacing, int count, std::size_t stride, double low,
                     double high) {
    return {static_cast<float>(origin),  static_cast<float>(1 / spacing),
            static_cast<float>(spacing), static_cast<float>(count - 1),
            std::max(count - 2, 0),      count > 1 ? static_cast<std::int32_t>(stride) : 0,
            static_cast<float>(low),     static_cast<float>(high)};
}

} // namespace

FieldView view_of(const DistanceField& field) {
    const Lattice& l = field.lattice();
    const Box& box = field.bounds();
    base::expects(l.size.voxels() < 0x7FFFFFFF, "a field of less than 2^31 voxels");
    return {axis(l.origin.x, l.spacing.x, l.size.x, 1, box.low.x, box.high.x),
            axis(l.origin.y, l.spacing.y, l.size.y, l.size.index(0, 1, 0), box.low.y, box.high.y),
            axis(l.origin.z, l.spacing.z, l.size.z, l.size.index(0, 0, 1), box.low.z, box.high.z),
            field.padded()};
}

} // namespace filiform::geometry
