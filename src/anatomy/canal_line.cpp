// SPDX-License-Identifier: Apache-2.0
#include "anatomy/canal_line.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "anatomy/import_settings.h"

namespace filiform::anatomy {

using geometry::Lattice;
using geometry::Vec3;

namespace {

class LineFinder {
  public:
    explicit LineFinder(const SpineMasks& spine)
        : spine_(spine), centres_(static_cast<std::size_t>(lattice().size.z)) {}

    std::optional<CanalLine> run() {
        find_centres();
        if (!drop_ends())
            return std::nullopt;
        bridge_centres();
        smooth_centres();
        return CanalLine{low_, high_, std::move(centres_)};
    }

  private:
    [[nodiscard]] const Lattice& lattice() const { return spine_.bone.lattice; }
    [[nodiscard]] std::optional<SlicePoint>& centre_of(int k) {
        return centres_[static_cast<std::size_t>(k)];
    }

    /// The centre of the cord label in slice k.
    [[nodiscard]] std::optional<SlicePoint> cord_centre(int k, const SpineWindow& w) const {
        SlicePoint sum;
        int voxels = 0;
        for (int j = w.y0; j <= w.y1; ++j)
            for (int i = w.x0; i <= w.x1; ++i)
                if (spine_.cord.at(i, j, k) != 0) {
                    const Vec3 p = lattice().point(i, j, k);
                    sum.x += p.x;
                    sum.y += p.y;
                    ++voxels;
                }
        const double area = voxels * lattice().spacing.x * lattice().spacing.y;
        if (area < import_setting("canal.least_area"))
            return std::nullopt;
        return SlicePoint{sum.x / voxels, sum.y / voxels};
    }

    /// Centres of the holes that the bone of slice k encloses, of a canal's size.
    [[nodiscard]] std::vector<SlicePoint> holes(int k, const SpineWindow& w) const {
        const int nx = w.x1 - w.x0 + 1;
        const int ny = w.y1 - w.y0 + 1;
        Mask closed_bone;
        closed_bone.lattice = {{nx, ny, 1}, lattice().point(w.x0, w.y0, k), lattice().spacing};
        closed_bone.voxels.resize(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
        for (int j = 0; j < ny; ++j)
            for (int i = 0; i < nx; ++i)
                closed_bone.at(i, j, 0) = spine_.bone.at(w.x0 + i, w.y0 + j, k) != 0 ? 1 : 0;
        const Mask sealed = grown(closed_bone, import_setting("canal.seal"));
        Mask hole = filled_from_sides(sealed);
        for (std::size_t n = 0; n < hole.voxels.size(); ++n)
            hole.voxels[n] = hole.voxels[n] != 0 && sealed.voxels[n] == 0 ? 1 : 0;
        std::vector<SlicePoint> found;
        for_each_component(hole, [&](const std::vector<std::size_t>& voxels) {
            const double area =
                static_cast<double>(voxels.size()) * lattice().spacing.x * lattice().spacing.y;
            if (area > import_setting("canal.most_area"))
                return;
            SlicePoint sum;
            for (const std::size_t n : voxels) {
                const std::size_t i = n % static_cast<std::size_t>(nx);
                const std::size_t j = n / static_cast<std::size_t>(nx);
                sum.x +=
                    closed_bone.lattice.origin.x + static_cast<double>(i) * lattice().spacing.x;
                sum.y +=
                    closed_bone.lattice.origin.y + static_cast<double>(j) * lattice().spacing.y;
            }
            const auto count = static_cast<double>(voxels.size());
            found.push_back({sum.x / count, sum.y / count});
        });
        return found;
    }

    /// From the head down, so that each slice may ask the one above where to look.
    void find_centres() {
        const SpineWindow w = window_of(spine_);
        std::optional<SlicePoint> last;
        int last_k = 0;
        for (int k = lattice().size.z - 1; k >= 0; --k) {
            std::optional<SlicePoint> centre = cord_centre(k, w);
            if (!centre)
                centre = nearest_hole(k, w, last, last_k);
            if (!centre)
                continue;
            centre_of(k) = centre;
            last = centre;
            last_k = k;
        }
    }

    [[nodiscard]] std::optional<SlicePoint> nearest_hole(int k, const SpineWindow& w,
                                                         const std::optional<SlicePoint>& last,
                                                         int last_k) const {
        std::optional<SlicePoint> best;
        double best_off = std::numeric_limits<double>::max();
        const double down = (last_k - k) * lattice().spacing.z;
        const double midline = (spine_.box.low.x + spine_.box.high.x) / 2;
        for (const SlicePoint& hole : holes(k, w)) {
            const double side = std::abs(hole.x - (last ? last->x : midline));
            const double depth = last ? std::abs(hole.y - last->y) : 0;
            // However long the labels leave no hole: a foramen beside the canal is not the canal.
            if (side > import_setting("canal.most_aside"))
                continue;
            // The sacral canal runs back by up to twice as much as down.
            if (last && depth > import_setting("canal.most_aside") + 2 * down)
                continue;
            if (side + depth >= best_off)
                continue;
            best_off = side + depth;
            best = hole;
        }
        return best;
    }

    /// Keeps the slices between the first and the last centre; whether there are any.
    bool drop_ends() {
        const auto has = [](const auto& centre) { return centre.has_value(); };
        const auto first = std::find_if(centres_.begin(), centres_.end(), has);
        if (first == centres_.end())
            return false;
        const auto last = std::find_if(centres_.rbegin(), centres_.rend(), has);
        low_ = static_cast<int>(first - centres_.begin());
        high_ = static_cast<int>(centres_.rend() - last) - 1;
        return true;
    }

    void bridge_centres() {
        for (int k = low_; k <= high_; ++k) {
            if (centre_of(k))
                continue;
            int above = k;
            while (!centre_of(above))
                ++above;
            const SlicePoint a = *centre_of(k - 1);
            const SlicePoint b = *centre_of(above);
            const double part = 1.0 / (above - k + 1);
            centre_of(k) = SlicePoint{a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
        }
    }

    void smooth_centres() {
        const int reach = std::max(1, static_cast<int>(std::lround(3 / lattice().spacing.z)));
        const std::vector<std::optional<SlicePoint>> before = centres_;
        for (int k = low_; k <= high_; ++k) {
            const int span = std::min({reach, k - low_, high_ - k});
            SlicePoint sum;
            for (int n = k - span; n <= k + span; ++n) {
                sum.x += before[static_cast<std::size_t>(n)]->x;
                sum.y += before[static_cast<std::size_t>(n)]->y;
            }
            centre_of(k) = SlicePoint{sum.x / (2 * span + 1), sum.y / (2 * span + 1)};
        }
    }

    const SpineMasks& spine_;
    std::vector<std::optional<SlicePoint>> centres_;
    int low_ = 0;
    int high_ = -1;
};

} // namespace

SpineWindow window_of(const SpineMasks& spine) {
    const Lattice& lattice = spine.bone.lattice;
    const Vec3 low = lattice.voxel(spine.box.low);
    const Vec3 high = lattice.voxel(spine.box.high);
    const auto clip = [](double v, int n) {
        return std::clamp(static_cast<int>(std::lround(v)), 0, n - 1);
    };
    return {clip(low.x - 2, lattice.size.x), clip(high.x + 2, lattice.size.x),
            clip(low.y - 2, lattice.size.y), clip(high.y + 2, lattice.size.y)};
}

std::optional<CanalLine> find_canal_line(const SpineMasks& spine) {
    return LineFinder(spine).run();
}

} // namespace filiform::anatomy
