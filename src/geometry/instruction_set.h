// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace filiform::geometry {

/// What the inner loops of this room may use of the processor. Every choice gives the same answers
/// bit for bit: sums are formed in the same order and no multiply-add is fused.
enum class InstructionSet {
    plain,  ///< what every processor has
    avx2,   ///< 8 numbers abreast
    avx512, ///< 16 numbers abreast
};

/// The sets that this build contains and this processor has; `plain` first, the widest last.
[[nodiscard]] std::vector<InstructionSet> usable_instruction_sets();

/// The set in use: the widest usable one unless `set_instruction_set` said otherwise.
[[nodiscard]] InstructionSet instruction_set();

/// For tests and benchmarks; must be usable. Applies to calls that begin afterwards.
void set_instruction_set(InstructionSet set);

} // namespace filiform::geometry
