// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included once per instruction set, after its pragma; see wide_build.h. `Lanes` is a vector of
// `width` floats: load, store, splat, least, greatest, +, any_less.

#include "geometry/distance_spread.h"

namespace filiform::geometry {

template <class Lanes>
struct SpreadKernel {
    using Block = Lanes[spread_block];

    /// best[r] = min(best[r], in[q] + squares[distance of the rows]).
    [[gnu::always_inline]] static void lower(Block& best, const float* rows, const float* squares,
                                             int offset) {
        for (int q = 0; q < spread_block; ++q) {
            const Lanes value = Lanes::load(rows + q * Lanes::width);
            for (int r = 0; r < spread_block; ++r) {
                const int away = offset + r - q;
                best[r] = Lanes::least(best[r], Lanes::sum(value, Lanes::splat(squares[away])));
            }
        }
    }

    [[gnu::always_inline]] static Lanes worst_of(const Block& best) {
        Lanes worst = best[0];
        for (int r = 1; r < spread_block; ++r)
            worst = Lanes::greatest(worst, best[r]);
        return worst;
    }

    /// The rows of one block, from every other block that may lower them, near ones first.
    [[gnu::always_inline]] static void lower_from_others(Block& best, const float* rows,
                                                         const float* block_least, int block,
                                                         int blocks, Lanes least_of_all,
                                                         const float* squares) {
        Lanes worst = worst_of(best);
        for (int d = 1; d < blocks; ++d) {
            const Lanes nearest = Lanes::splat(squares[spread_block * (d - 1) + 1]);
            if (!Lanes::any_less(Lanes::sum(least_of_all, nearest), worst))
                return;
            for (const int side : {-d, d}) {
                const int other = block + side;
                if (other < 0 || other >= blocks)
                    continue;
                const Lanes bound =
                    Lanes::sum(Lanes::load(block_least + other * Lanes::width), nearest);
                if (!Lanes::any_less(bound, worst))
                    continue;
                lower(best, rows + other * spread_block * Lanes::width, squares,
                      -side * spread_block);
                worst = worst_of(best);
            }
        }
    }

    static void strip(const ColumnTile& tile, int first_column) {
        const int blocks = (tile.count + spread_block - 1) / spread_block;
        float* rows = tile.scratch;
        float* block_least = rows + static_cast<std::size_t>(blocks) * spread_block * Lanes::width;
        Lanes least_of_all = Lanes::splat(nowhere);
        for (int b = 0; b < blocks; ++b) {
            Lanes lowest = Lanes::splat(nowhere);
            for (int i = b * spread_block; i < (b + 1) * spread_block; ++i) {
                const Lanes value = i < tile.count
                                        ? Lanes::load(tile.in + i * tile.in_pitch + first_column)
                                        : Lanes::splat(nowhere);
                value.store(rows + i * Lanes::width);
                lowest = Lanes::least(lowest, value);
            }
            lowest.store(block_least + b * Lanes::width);
            least_of_all = Lanes::least(least_of_all, lowest);
        }
        for (int b = 0; b < blocks; ++b) {
            const float* own = rows + b * spread_block * Lanes::width;
            Block best;
            for (Lanes& lanes : best)
                lanes = Lanes::splat(nowhere);
            lower(best, own, tile.squares, 0);
            lower_from_others(best, rows, block_least, b, blocks, least_of_all, tile.squares);
            const int used = tile.count - b * spread_block;
            for (int r = 0; r < spread_block && r < used; ++r)
                best[r].store(tile.out + (b * spread_block + r) * tile.out_pitch + first_column);
        }
    }

    static void columns(const ColumnTile& tile) {
        for (int x = 0; x < spread_tile; x += Lanes::width)
            strip(tile, x);
    }

    /// window[i] = least of in[i .. i + width + block - 1), which is all that `width` lanes meet in
    /// `block` steps.
    static void least_of_windows(const Row& row, float* window) {
        const int from = -spread_margin / 2;
        const auto slide = [&](const float* of, int to, int step, int last) {
            for (int i = from; i < to; i += Lanes::width) {
                Lanes lowest = Lanes::load_any(of + i);
                for (int n = step; n < last; n += step)
                    lowest = Lanes::least(lowest, Lanes::load_any(of + i + n));
                lowest = Lanes::least(lowest, Lanes::load_any(of + i + last));
                lowest.store_any(window + i);
            }
        };
        // First over one block; then, in place, over the blocks that make a window: reading runs
        // ahead of writing.
        slide(row.in, row.count + Lanes::width, 1, spread_block - 1);
        slide(window, row.count, spread_block, Lanes::width - 1);
    }

    static float least_of_row(const Row& row) {
        Lanes lowest = Lanes::splat(nowhere);
        for (int x = 0; x < row.count; x += Lanes::width)
            lowest = Lanes::least(lowest, Lanes::load_any(row.in + x));
        float lanes[Lanes::width];
        lowest.store_any(lanes);
        float result = lanes[0];
        for (const float lane : lanes)
            result = lane < result ? lane : result;
        return result;
    }

    static void row(const Row& row) {
        float* window = row.scratch + spread_margin;
        least_of_windows(row, window);
        const float lowest = least_of_row(row);
        for (int x = 0; x < row.count; x += Lanes::width) {
            Lanes best = Lanes::sum(Lanes::load_any(row.in + x), Lanes::splat(row.squares[0]));
            for (int n = 1; n < row.count; n += spread_block) {
                const float worst = Lanes::largest(best);
                if (lowest + row.squares[n] >= worst)
                    break;
                // A window that lies beyond an end holds nothing; reading stops in the margin.
                const int left = x - n - (spread_block - 1);
                const int right = x + n;
                const bool has_left = left > -(Lanes::width + spread_block);
                const bool has_right = right < row.count;
                if (!has_left && !has_right)
                    break;
                const float low = has_left ? window[left] : nowhere;
                const float high = has_right ? window[right] : nowhere;
                if ((low < high ? low : high) + row.squares[n] >= worst)
                    continue;
                for (int e = n; e < n + spread_block; ++e) {
                    if (has_left)
                        best = Lanes::least(best, Lanes::sum(Lanes::load_any(row.in + x - e),
                                                             Lanes::splat(row.squares[e])));
                    if (has_right)
                        best = Lanes::least(best, Lanes::sum(Lanes::load_any(row.in + x + e),
                                                             Lanes::splat(row.squares[-e])));
                }
            }
            best.store_any(row.out + x);
        }
    }

    static void roots(const float* a, const float* b, float* out, std::size_t count) {
        for (std::size_t i = 0; i < count; i += Lanes::width)
            Lanes::root(Lanes::least(Lanes::load_any(a + i), Lanes::load_any(b + i)))
                .store_any(out + i);
    }
};

} // namespace filiform::geometry
