// SPDX-License-Identifier: Apache-2.0
#include "geometry/distance_transform.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <new>

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
    const std::uint8_t* mask;
    [[nodiscard]] bool is_inside(std::size_t i) const { return mask[i] != 0; }
    [[nodiscard]] float crossing(std::size_t, std::size_t) const { return 0.5F; }
};

/// The sides of a level function: its crossings are interpolated.
struct LevelSource {
    const float* level;
    [[nodiscard]] bool is_inside(std::size_t i) const { return level[i] < 0; }
    [[nodiscard]] float crossing(std::size_t i, std::size_t next) const {
        return level[i] / (level[i] - level[next]);
    }
};

float squared(float voxels, float spacing) {
    const float mm = voxels * spacing;
    return std::min(mm * mm, nowhere);
}

std::vector<float> squares_of_steps(int count, double spacing) {
    std::vector<float> squares(static_cast<std::size_t>(count) + 2 * spread_block);
    for (std::size_t n = 0; n < squares.size(); ++n)
        squares[n] = squared(static_cast<float>(n), static_cast<float>(spacing));
    return squares;
}

std::size_t round_up(std::size_t n) {
    return (n + spread_tile - 1) / spread_tile * spread_tile;
}

template <class Source>
class Transform {
  public:
    Transform(const Lattice& lattice, const Source& source)
        : size_(lattice.size), spacing_(lattice.spacing), source_(source),
          spread_(spread_for(instruction_set())), x_squares_(squares_of_steps(size_.x, spacing_.x)),
          y_squares_(squares_of_steps(size_.y, spacing_.y)),
          z_squares_(squares_of_steps(size_.z, spacing_.z)),
          pitch_(round_up(static_cast<std::size_t>(size_.x))) {}

    std::vector<float> run() {
        if (size_.voxels() == 0)
            return {};
        std::vector<float> result(size_.voxels());
        const auto rows = static_cast<std::size_t>(size_.y);
        Aligned in_slices(pitch_ * rows * static_cast<std::size_t>(size_.z));
        across_slices_ = result.data();
        in_slices_ = in_slices.get();
        base::parallel_chunks(rows, 1, [&](std::size_t from, std::size_t to) {
            std::vector<float> last(pitch_);
            for (auto j = static_cast<int>(from); j < static_cast<int>(to); ++j)
                measure_across_rows(
                    size_.z, spacing_.z, last, [&](int k) { return at(j, k); },
                    [&](int k) { return across_slices_ + at(j, k); });
        });
        base::parallel_chunks(static_cast<std::size_t>(size_.z), 4,
                              [&](std::size_t from, std::size_t to) { do_slices(from, to); });
        base::parallel_chunks(rows, 1,
                              [&](std::size_t from, std::size_t to) { finish_rows(from, to); });
        return result;
    }

  private:
    [[nodiscard]] std::size_t at(int j, int k) const { return size_.index(0, j, k); }
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
    [[nodiscard]] std::size_t slice_voxels() const { return pitch_ * size_.y; }
    [[nodiscard]] std::size_t column_scratch() const {
        return (std::max(size_.y, size_.z) + 2 * spread_block) * 2 * spread_tile;
    }

    /// Where the surface was met most recently, once the step from row a to row b is made.
    void meet(std::size_t a, std::size_t b, float from, float sign, float* last) const {
        for (int i = 0; i < size_.x; ++i) {
            const std::size_t here = a + i;
            const std::size_t next = b + i;
            const float crossing = from + sign * source_.crossing(here, next);
            last[i] = source_.is_inside(here) != source_.is_inside(next) ? crossing : last[i];
        }
    }

    /// Squared distances, along y or z, of the points of `count` rows to the nearest crossing.
    /// `in(n)` is the first voxel of row n, `out(n)` where its distances go.
    template <class In, class Out>
    void measure_across_rows(int count, double spacing, std::vector<float>& last, const In& in,
                             const Out& out) const {
        std::fill(last.begin(), last.end(), -no_crossing);
        for (int n = 0; n < count; ++n) {
            float* distance = out(n);
            for (int i = 0; i < size_.x; ++i)
                distance[i] = static_cast<float>(n) - last[i];
            if (n + 1 < count)
                meet(in(n), in(n + 1), static_cast<float>(n), 1, last.data());
        }
        std::fill(last.begin(), last.end(), no_crossing);
        const auto mm = static_cast<float>(spacing);
        for (int n = count - 1; n >= 0; --n) {
            float* distance = out(n);
            for (int i = 0; i < size_.x; ++i)
                distance[i] = squared(std::min(distance[i], last[i] - static_cast<float>(n)), mm);
            if (n > 0)
                meet(in(n), in(n - 1), static_cast<float>(n), -1, last.data());
        }
    }

    void measure_along_row(std::size_t first, float* out) const {
        const auto mm = static_cast<float>(spacing_.x);
        float before = -no_crossing;
        int done = 0;
        const auto fill = [&](int to, float crossing) {
            for (; done < to; ++done) {
                const auto i = static_cast<float>(done);
                out[done] = squared(std::min(i - before, crossing - i), mm);
            }
        };
        for (int i = 0; i + 1 < size_.x; ++i) {
            const std::size_t here = first + i;
            if (source_.is_inside(here) == source_.is_inside(here + 1))
                continue;
            const float crossing = static_cast<float>(i) + source_.crossing(here, here + 1);
            fill(i + 1, crossing);
            before = crossing;
        }
        fill(size_.x, no_crossing);
        std::fill(out + size_.x, out + pitch_, nowhere);
    }

    /// Rows of a slice, `pitch` apart, spread along x into `out`, which has the padded pitch.
    void spread_rows(const float* in, std::size_t pitch, float* out, Workshop& work) const {
        float* row = work.row.get() + spread_margin;
        for (int j = 0; j < size_.y; ++j) {
            std::memcpy(row, in + j * pitch, static_cast<std::size_t>(size_.x) * sizeof(float));
            spread_.row(
                {row, out + j * pitch_, size_.x, x_squares_.data(), work.row_scratch.get()});
        }
    }

    void spread_columns(const float* in, float* out, Workshop& work) const {
        for (std::size_t x = 0; x < pitch_; x += spread_tile)
            spread_.columns({in + x, pitch_, out + x, pitch_, size_.y, y_squares_.data(),
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
        measure_across_rows(
            size_.y, spacing_.y, work.last, [&](int j) { return at(j, k); },
            [&](int j) { return b + j * pitch_; });
        spread_rows(b, pitch_, b, work);
        for (int j = 0; j < size_.y; ++j)
            measure_along_row(at(j, k), a + j * pitch_);
        float* both = padded_row(0, k);
        spread_columns(a, both, work);
        for (std::size_t i = 0; i < slice_voxels(); ++i)
            both[i] = std::min(both[i], b[i]);

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
                                 z_squares_.data(), scratch.get()});
            for (int k = 0; k < size_.z; ++k) {
                float* out = across_slices_ + at(j, k);
                std::copy_n(out, size_.x, across.get());
                spread_.roots(across.get(), slab.get() + k * pitch_, across.get(), pitch_);
                for (int i = 0; i < size_.x; ++i) {
                    const float mm = across.get()[i];
                    out[i] = source_.is_inside(at(j, k) + i) ? -mm : mm;
                }
            }
        }
    }

    const Size3 size_;
    const Vec3 spacing_;
    const Source source_;
    const Spread& spread_;
    const std::vector<float> x_squares_;
    const std::vector<float> y_squares_;
    const std::vector<float> z_squares_;
    const std::size_t pitch_;
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

} // namespace filiform::geometry
