// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_transform.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "base/expects.h"
#include "base/parallel.h"
#include "geometry/distance_field.h"
#include "geometry/distance_spread.h"

// The surface is taken as the cloud of points where lattice edges cross it. A crossing on an edge
// along x lies on a row of the lattice, so its distance is found along the row first and spread
// along y and z afterwards; crossings on the other edges likewise:
//
//   squared = min( spread_z( min( spread_y(along_x), spread_x(along_y) ) ),
//                  spread_y( spread_x(along_z) ) )

namespace filiform::geometry {

namespace {

constexpr float no_crossing = 1e18F; // voxels away; its square still fits

/// Memory for the vector loops, which read whole cache lines.
class Aligned {
  public:
    explicit Aligned(std::size_t count)
        : data_(static_cast<float*>(::operator new[](count * sizeof(float), line))) {}
    [[nodiscard]] float* get() const { return data_.get(); }

  private:
    static constexpr std::align_val_t line{64};
    struct Free {
        void operator()(float* p) const { ::operator delete[](p, line); }
    };
    std::unique_ptr<float[], Free> data_;
};

/// The sides of a mask: its crossings lie half-way.
struct MaskSource {
    static constexpr bool is_centred = false;
    const std::uint8_t* mask;
    [[nodiscard]] bool is_inside(std::size_t i) const { return mask[i] != 0; }
    [[nodiscard]] float crossing(std::size_t, std::size_t) const { return 0.5F; }
};

/// The sides of a level function: its crossings are interpolated.
struct LevelSource {
    static constexpr bool is_centred = false;
    const float* level;
    [[nodiscard]] bool is_inside(std::size_t i) const { return level[i] < 0; }
    [[nodiscard]] float crossing(std::size_t i, std::size_t next) const {
        return level[i] / (level[i] - level[next]);
    }
};

/// A level function given at the centres of the lattice's cells: one fewer along each axis.
struct CentreSource : LevelSource {
    static constexpr bool is_centred = true;
};

float squared(float voxels, float spacing) {
    const float mm = voxels * spacing;
    return std::min(mm * mm, nowhere);
}

/// What `spread` needs to know of one axis.
class Squares {
  public:
    Squares(int count, double spacing, float shift)
        : reach_(count + 2 * spread_block), table_(2 * static_cast<std::size_t>(reach_) + 1) {
        for (int at = 0; at <= 2 * reach_; ++at)
            table_[static_cast<std::size_t>(at)] =
                squared(static_cast<float>(at - reach_) - shift, static_cast<float>(spacing));
    }
    [[nodiscard]] const float* centre() const { return table_.data() + reach_; }

  private:
    int reach_;
    std::vector<float> table_;
};

std::size_t round_up(std::size_t n) {
    return (n + spread_tile - 1) / spread_tile * spread_tile;
}

/// Crossings on the lines through the points where `source` is known, distances at the points of
/// the lattice, which lie half a step before those of a centred source.
template <class Source>
class Transform {
  public:
    Transform(const Lattice& lattice, const Source& source)
        : size_(lattice.size), known_{size_.x - behind, size_.y - behind, size_.z - behind},
          spacing_(lattice.spacing), source_(source), spread_(spread_for(instruction_set())),
          x_squares_(size_.x, spacing_.x, shift), y_squares_(size_.y, spacing_.y, shift),
          z_squares_(size_.z, spacing_.z, shift),
          pitch_(round_up(static_cast<std::size_t>(size_.x))) {}

    std::vector<float> run() {
        if (size_.voxels() == 0)
            return {};
        std::vector<float> result(size_.voxels());
        const auto rows = static_cast<std::size_t>(size_.y);
        find_plain_rows();
        Aligned in_slices(pitch_ * rows * static_cast<std::size_t>(size_.z));
        across_slices_ = result.data();
        in_slices_ = in_slices.get();
        base::parallel_chunks(rows, 1, [&](std::size_t from, std::size_t to) {
            std::vector<float> last(pitch_);
            for (auto j = static_cast<int>(from); j < static_cast<int>(to); ++j) {
                if (is_plain_layer(j)) {
                    for (int k = 0; k < size_.z; ++k)
                        std::fill_n(across_slices_ + at(j, k), size_.x, nowhere);
                    continue;
                }
                measure_across_rows(
                    size_.z, j < known_.y ? known_.z : 0, spacing_.z, last,
                    [&](int k) { return std::pair(j, k); },
                    [&](int k) { return across_slices_ + at(j, k); });
            }
        });
        base::parallel_chunks(static_cast<std::size_t>(size_.z), 4,
                              [&](std::size_t from, std::size_t to) { do_slices(from, to); });
        base::parallel_chunks(rows, 1,
                              [&](std::size_t from, std::size_t to) { finish_rows(from, to); });
        return result;
    }

  private:
    static constexpr int behind = Source::is_centred ? 1 : 0;
    static constexpr float shift = 0.5F * behind;

    [[nodiscard]] std::size_t at(int j, int k) const { return size_.index(0, j, k); }

    /// A row of the source with no crossing in it, by its side.
    enum class Plain : std::uint8_t { Outside, Inside, Mixed };

    /// Around a shape most rows, and many layers of them, hold no crossing and need no measuring.
    void find_plain_rows() {
        plain_.assign(static_cast<std::size_t>(known_.y) * static_cast<std::size_t>(known_.z),
                      Plain::Mixed);
        base::parallel_chunks(plain_.size(), 64, [&](std::size_t from, std::size_t to) {
            const auto length = static_cast<std::size_t>(known_.x);
            for (std::size_t row = from; row < to; ++row) {
                std::size_t inside = 0;
                for (std::size_t i = row * length; i < (row + 1) * length; ++i)
                    inside += source_.is_inside(i) ? 1 : 0;
                if (inside == 0 || inside == length)
                    plain_[row] = inside == 0 ? Plain::Outside : Plain::Inside;
            }
        });
    }
    [[nodiscard]] Plain plain(int j, int k) const {
        return plain_[static_cast<std::size_t>(k) * static_cast<std::size_t>(known_.y) +
                      static_cast<std::size_t>(j)];
    }
    /// Whether no edge along z starts or ends in row j of any slice.
    [[nodiscard]] bool is_plain_layer(int j) const {
        if (j >= known_.y || known_.z == 0)
            return true;
        const Plain first = plain(j, 0);
        for (int k = 1; k < known_.z; ++k)
            if (plain(j, k) != first)
                return false;
        return first != Plain::Mixed;
    }
    /// Whether no edge along x or y of slice k crosses.
    [[nodiscard]] bool is_plain_slice(int k) const {
        if (k >= known_.z || known_.y == 0)
            return true;
        const Plain first = plain(0, k);
        for (int j = 1; j < known_.y; ++j)
            if (plain(j, k) != first)
                return false;
        return first != Plain::Mixed;
    }
    [[nodiscard]] float* padded_row(int j, int k) const {
        return in_slices_ + (static_cast<std::size_t>(k) * size_.y + j) * pitch_;
    }

    /// Room for one slice at a time.
    struct Workshop {
        explicit Workshop(const Transform& t)
            : a(t.slice_voxels()), b(t.slice_voxels()), row(t.pitch_ + 2 * spread_margin),
              row_scratch(t.pitch_ + 2 * spread_margin + spread_tile),
              column_scratch(t.column_scratch()), last(t.pitch_) {
            std::fill_n(row.get(), t.pitch_ + 2 * spread_margin, nowhere);
        }
        Aligned a;
        Aligned b;
        Aligned row; ///< margins included
        Aligned row_scratch;
        Aligned column_scratch;
        std::vector<float> last;
    };
    [[nodiscard]] std::size_t slice_voxels() const {
        return pitch_ * static_cast<std::size_t>(size_.y);
    }
    [[nodiscard]] std::size_t column_scratch() const {
        return static_cast<std::size_t>(std::max(size_.y, size_.z) + 2 * spread_block) * 2 *
               spread_tile;
    }

    /// Where the surface was met most recently, once the step from row a to row b is made.
    void meet(std::size_t a, std::size_t b, float from, float sign, float* last) const {
        for (int i = 0; i < known_.x; ++i) {
            const std::size_t here = a + i;
            const std::size_t next = b + i;
            const float crossing = from + sign * source_.crossing(here, next);
            last[i] = source_.is_inside(here) != source_.is_inside(next) ? crossing : last[i];
        }
    }

    /// Squared distances, along y or z, of the points of `count` rows to the nearest crossing
    /// between `known` rows. `in(n)` is row n as (j, k), `out(n)` where the distances of row n go.
    template <class In, class Out>
    void measure_across_rows(int count, int known, double spacing, std::vector<float>& last,
                             const In& in, const Out& out) const {
        const auto pass = [&](int a, int b, float sign) {
            if (a < 0 || b < 0 || a >= known || b >= known)
                return;
            const auto [ja, ka] = in(a);
            const auto [jb, kb] = in(b);
            if (plain(ja, ka) == Plain::Mixed || plain(ja, ka) != plain(jb, kb))
                meet(known_.index(0, ja, ka), known_.index(0, jb, kb),
                     static_cast<float>(a) + shift, sign, last.data());
        };
        std::fill(last.begin(), last.end(), -no_crossing);
        for (int n = 0; n < count; ++n) {
            float* distance = out(n);
            for (int i = 0; i < size_.x; ++i)
                distance[i] = static_cast<float>(n) - last[i];
            pass(n - behind, n - behind + 1, 1);
        }
        std::fill(last.begin(), last.end(), no_crossing);
        const auto mm = static_cast<float>(spacing);
        for (int n = count - 1; n >= 0; --n) {
            float* distance = out(n);
            for (int i = 0; i < size_.x; ++i) {
                // Half a step on, the crossing ahead may already have been passed.
                const float ahead = std::abs(last[i] - static_cast<float>(n));
                distance[i] = squared(std::min(distance[i], ahead), mm);
            }
            pass(n, n - 1, -1);
        }
    }

    void measure_along_row(int j, int k, float* out) const {
        if (j >= known_.y || plain(j, k) != Plain::Mixed) {
            std::fill(out, out + pitch_, nowhere);
            return;
        }
        const auto mm = static_cast<float>(spacing_.x);
        const std::size_t first = known_.index(0, j, k);
        float before = -no_crossing;
        int done = 0;
        const auto fill = [&](int to, float crossing) {
            for (; done < to; ++done) {
                const auto i = static_cast<float>(done);
                out[done] = squared(std::min(i - before, std::abs(crossing - i)), mm);
            }
        };
        for (int i = 0; i + 1 < known_.x; ++i) {
            const std::size_t here = first + i;
            if (source_.is_inside(here) == source_.is_inside(here + 1))
                continue;
            const float crossing = static_cast<float>(i) + shift + source_.crossing(here, here + 1);
            fill(i + 1 + behind, crossing);
            before = crossing;
        }
        fill(size_.x, no_crossing);
        std::fill(out + size_.x, out + pitch_, nowhere);
    }

    /// Whether a row of distances knows of no crossing.
    [[nodiscard]] bool is_nowhere(const float* row) const {
        return std::all_of(row, row + size_.x, [](float squares) { return squares >= nowhere; });
    }

    /// Rows of a slice, `pitch` apart, spread along x into `out`, which has the padded pitch.
    void spread_rows(const float* in, std::size_t pitch, float* out, Workshop& work) const {
        float* row = work.row.get() + spread_margin;
        for (int j = 0; j < size_.y; ++j) {
            if (is_nowhere(in + j * pitch)) {
                std::fill_n(out + j * pitch_, pitch_, nowhere);
                continue;
            }
            std::memcpy(row, in + j * pitch, static_cast<std::size_t>(size_.x) * sizeof(float));
            spread_.row(
                {row, out + j * pitch_, size_.x, x_squares_.centre(), work.row_scratch.get()});
        }
    }

    void spread_columns(const float* in, float* out, Workshop& work) const {
        for (std::size_t x = 0; x < pitch_; x += spread_tile)
            spread_.columns({in + x, pitch_, out + x, pitch_, size_.y, y_squares_.centre(),
                             work.column_scratch.get()});
    }

    void do_slices(std::size_t from, std::size_t to) const {
        Workshop work(*this);
        for (auto k = static_cast<int>(from); k < static_cast<int>(to); ++k)
            do_slice(k, work);
    }

    void do_slice(int k, Workshop& work) const {
        float* a = work.a.get();
        float* b = work.b.get();
        float* both = padded_row(0, k);
        if (!is_plain_slice(k)) {
            measure_across_rows(
                size_.y, known_.y, spacing_.y, work.last, [&](int j) { return std::pair(j, k); },
                [&](int j) { return b + j * pitch_; });
            spread_rows(b, pitch_, b, work);
            for (int j = 0; j < size_.y; ++j)
                measure_along_row(j, k, a + j * pitch_);
            spread_columns(a, both, work);
            for (std::size_t i = 0; i < slice_voxels(); ++i)
                both[i] = std::min(both[i], b[i]);
        } else {
            std::fill_n(both, slice_voxels(), nowhere);
        }

        float* across = across_slices_ + at(0, k);
        spread_rows(across, static_cast<std::size_t>(size_.x), a, work);
        spread_columns(a, b, work);
        for (int j = 0; j < size_.y; ++j)
            std::copy_n(b + j * pitch_, size_.x, across_slices_ + at(j, k));
    }

    void finish_rows(std::size_t from, std::size_t to) const {
        Aligned slab(pitch_ * size_.z);
        Aligned scratch(column_scratch());
        Aligned across(pitch_);
        for (auto j = static_cast<int>(from); j < static_cast<int>(to); ++j) {
            for (int k = 0; k < size_.z; ++k)
                std::copy_n(padded_row(j, k), pitch_, slab.get() + k * pitch_);
            for (std::size_t x = 0; x < pitch_; x += spread_tile)
                spread_.columns({slab.get() + x, pitch_, slab.get() + x, pitch_, size_.z,
                                 z_squares_.centre(), scratch.get()});
            for (int k = 0; k < size_.z; ++k) {
                float* out = across_slices_ + at(j, k);
                std::copy_n(out, size_.x, across.get());
                spread_.roots(across.get(), slab.get() + k * pitch_, across.get(), pitch_);
                for (int i = 0; i < size_.x; ++i) {
                    const float mm = across.get()[i];
                    out[i] = !Source::is_centred && source_.is_inside(at(j, k) + i) ? -mm : mm;
                }
            }
        }
    }

    const Size3 size_;
    const Size3 known_; ///< where the source is
    const Vec3 spacing_;
    const Source source_;
    const Spread& spread_;
    const Squares x_squares_;
    const Squares y_squares_;
    const Squares z_squares_;
    const std::size_t pitch_;
    std::vector<Plain> plain_; ///< by row of the source
    float* across_slices_ = nullptr;
    float* in_slices_ = nullptr;
};

} // namespace

std::vector<float> signed_distance(const Lattice& lattice, std::span<const std::uint8_t> inside) {
    base::expects(inside.size() == lattice.size.voxels(), "one label per lattice point");
    return Transform(lattice, MaskSource{inside.data()}).run();
}

std::vector<float> distance_to_crossings(const Lattice& lattice, std::span<const float> level) {
    base::expects(level.size() == lattice.size.voxels(), "one level per lattice point");
    return Transform(lattice, LevelSource{level.data()}).run();
}

std::vector<float> distance_to_centre_crossings(const Lattice& lattice,
                                                std::span<const float> level) {
    const Size3 cells{lattice.size.x - 1, lattice.size.y - 1, lattice.size.z - 1};
    base::expects(cells.x > 0 && cells.y > 0 && cells.z > 0 && level.size() == cells.voxels(),
                  "one level per cell");
    return Transform(lattice, CentreSource{{level.data()}}).run();
}

} // namespace filiform::geometry
