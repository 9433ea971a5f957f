// SPDX-License-Identifier: Apache-2.0
#include "geometry/instruction_set.h"

#include <algorithm>
#include <atomic>

#include "base/expects.h"
#include "geometry/wide_build.h"

namespace filiform::geometry {

namespace {

std::vector<InstructionSet> find_usable() {
    std::vector<InstructionSet> sets{InstructionSet::plain};
#if FILIFORM_WIDE_BUILD
    if (__builtin_cpu_supports("avx2") != 0)
        sets.push_back(InstructionSet::avx2);
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0)
        sets.push_back(InstructionSet::avx512);
#endif
    return sets;
}

std::atomic<InstructionSet>& chosen() {
    static std::atomic<InstructionSet> set{find_usable().back()};
    return set;
}

} // namespace

std::vector<InstructionSet> usable_instruction_sets() {
    return find_usable();
}

InstructionSet instruction_set() {
    return chosen();
}

void set_instruction_set(InstructionSet set) {
    const auto usable = find_usable();
    base::expects(std::find(usable.begin(), usable.end(), set) != usable.end(),
                  "the processor has the instruction set");
    chosen() = set;
}

} // namespace filiform::geometry
