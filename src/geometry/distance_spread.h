// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "geometry/instruction_set.h"

namespace filiform::geometry {

/// Rows (or columns) are judged in blocks of this many, to skip those too far to matter.
inline constexpr int spread_block = 8;
/// Columns that `spread_columns` takes abreast; pitches and starts are multiples of it.
inline constexpr int spread_tile = 16;
/// Readable entries, all `nowhere`, that `spread_row` needs before and after a row.
inline constexpr int spread_margin = 4 * spread_tile;
/// The square of a distance to nothing: far, yet small enough to add to.
inline constexpr float nowhere = 1e30F;

/// A tile of `spread_tile` adjacent columns, `count` rows, `pitch` entries from row to row.
struct ColumnTile {
    const float* in = nullptr;
    std::size_t in_pitch = 0;
    float* out = nullptr;
    std::size_t out_pitch = 0;
    int count = 0;
    /// The square of the distance from entry j of `in` to entry j + n of `out`, for n from
    /// -(count + 2 blocks) to count + 2 blocks; grows on both sides of 0, at -n no less than at n.
    const float* squares = nullptr;
    /// Room for (count + 2 blocks) × spread_tile numbers, twice; 64-byte aligned.
    float* scratch = nullptr;
};

/// One row of `count` entries with margins of `spread_margin` on both sides (see there).
struct Row {
    const float* in = nullptr;
    float* out = nullptr; ///< may be written to the next multiple of `spread_tile`; not `in`
    int count = 0;
    const float* squares = nullptr; ///< as above
    float* scratch = nullptr;       ///< room for count + 2 margins + a tile
};

/// The lower envelope of parabolas: out[i] = min over j of in[j] + squares[i - j].
///
/// Exact: the least of the rounded sums, so the same for every instruction set.
/// Cost:  linear in practice: blocks that cannot lower any of the answers are skipped by their
///        least entry. The worst case is count / spread_block tests an entry.
/// Source: Saito and Toriwaki, "New algorithms for Euclidean distance transformation of an
///         n-dimensional digitized picture", Pattern Recognition 1994. Differs: many lines abreast,
///         skips by blocks.
struct Spread {
    void (*columns)(const ColumnTile& tile);
    void (*row)(const Row& row);
    /// out[i] = √ min(a[i], b[i]), for `count` rounded up to a multiple of `spread_tile`.
    void (*roots)(const float* a, const float* b, float* out, std::size_t count);
};
[[nodiscard]] const Spread& spread_for(InstructionSet set);

extern const Spread spread_plain;
extern const Spread spread_avx2;
extern const Spread spread_avx512;

} // namespace filiform::geometry
