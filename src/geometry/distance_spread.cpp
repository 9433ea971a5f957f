// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_spread.h"

#include "geometry/distance_spread_kernel.h"
#include "geometry/lanes_plain.h"
#include "geometry/wide_build.h"

namespace filiform::geometry {

const Spread spread_plain{SpreadKernel<PlainLanes>::columns, SpreadKernel<PlainLanes>::row,
                          SpreadKernel<PlainLanes>::roots};

const Spread& spread_for(InstructionSet set) {
    switch (set) {
#if FILIFORM_WIDE_BUILD
    case InstructionSet::avx512:
        return spread_avx512;
    case InstructionSet::avx2:
        return spread_avx2;
#else
    case InstructionSet::avx512:
    case InstructionSet::avx2:
#endif
    case InstructionSet::plain:
        return spread_plain;
    }
    return spread_plain;
}

} // namespace filiform::geometry
