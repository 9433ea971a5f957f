// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "report/back_view.h"
#include "report/contour.h"
#include "report/palette.h"

namespace filiform::report {

using chart::Verdict;

namespace {

constexpr std::array verdicts{Verdict::Safe, Verdict::Caution, Verdict::Unknown, Verdict::Refused};
/// One sheet of weights per verdict, and one for skin out of reach.
constexpr std::size_t sheets = verdicts.size() + 1;

struct Sheets {
    Area area;
    int columns = 0;
    int rows = 0;
    std::array<std::vector<float>, sheets> weights;
};

/// Map points the eye can see: turned to it, and the first skin met there.
bool is_seen(const chart::EntryMapPoint& point, const Panorama& panorama) {
    constexpr double as_good_as_first_mm = 8;
    if (geometry::dot(point.normal, panorama.projection.gaze.forward) > 0)
        return false;
    const double seen = skin_depth_at(panorama, point.point);
    return !std::isnan(seen) && panorama.projection.depth(point.point) - seen < as_good_as_first_mm;
}

std::size_t sheet_of(const chart::EntryMapPoint& point) {
    if (!point.reaches)
        return verdicts.size();
    const auto* found = std::find(verdicts.begin(), verdicts.end(), point.verdict);
    return static_cast<std::size_t>(found - verdicts.begin());
}

/// Adds a bell around a spot to a sheet.
void spread(Sheets& all, std::size_t sheet, const Spot& spot, double bell_mm) {
    const double step_x = all.area.width / (all.columns - 1);
    const double step_y = all.area.height / (all.rows - 1);
    const double reach = 2.5 * bell_mm;
    const auto clip = [](double v, int n) {
        return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(n - 1)));
    };
    const int left = clip(std::ceil((spot.x - reach - all.area.x) / step_x), all.columns);
    const int right = clip(std::floor((spot.x + reach - all.area.x) / step_x), all.columns);
    const int top = clip(std::ceil((spot.y - reach - all.area.y) / step_y), all.rows);
    const int bottom = clip(std::floor((spot.y + reach - all.area.y) / step_y), all.rows);
    for (int row = top; row <= bottom; ++row)
        for (int column = left; column <= right; ++column) {
            const double dx = all.area.x + column * step_x - spot.x;
            const double dy = all.area.y + row * step_y - spot.y;
            const double r2 = (dx * dx + dy * dy) / (bell_mm * bell_mm);
            const int at = row * all.columns + column;
            all.weights[sheet][static_cast<std::size_t>(at)] +=
                static_cast<float>(std::exp(-r2 / 2));
        }
}

} // namespace

std::vector<VerdictArea> verdict_areas(const chart::EntryMap& map, const Panorama& panorama,
                                       const Projection& projection) {
    constexpr double step_mm = 0.35;
    const double bell_mm = std::max(0.62 * map.spacing_mm * projection.scale, step_mm);
    Sheets all{projection.area,
               std::max(2, static_cast<int>(std::ceil(projection.area.width / step_mm)) + 1),
               std::max(2, static_cast<int>(std::ceil(projection.area.height / step_mm)) + 1),
               {}};
    const auto corners = static_cast<std::size_t>(all.columns) * static_cast<std::size_t>(all.rows);
    for (auto& sheet : all.weights)
        sheet.assign(corners, 0);
    for (const chart::EntryMapPoint& point : map.points) {
        const Spot spot = projection.spot(point.point);
        if (!projection.area.grown(3 * bell_mm).contains(spot) || !is_seen(point, panorama))
            continue;
        spread(all, sheet_of(point), spot, bell_mm);
    }
    // Below this the nearest map point is farther than about one spacing.
    constexpr float least_weight = 0.35F;
    std::vector<VerdictArea> areas;
    for (std::size_t v = 0; v < verdicts.size(); ++v) {
        PaperGrid grid{all.area, all.columns, all.rows, std::vector<float>(corners)};
        for (std::size_t i = 0; i < corners; ++i) {
            float rival = least_weight;
            for (std::size_t other = 0; other < sheets; ++other)
                if (other != v)
                    rival = std::max(rival, all.weights[other][i]);
            grid.values[i] = rival - all.weights[v][i];
        }
        Outline outline = contour(grid);
        if (!outline.empty())
            areas.push_back({verdicts[v], std::move(outline)});
    }
    return areas;
}

void draw_verdict_areas(Drawing& drawing, const std::vector<VerdictArea>& areas) {
    // The worst first, so that the line around what is safe lies on top.
    for (auto area = areas.rbegin(); area != areas.rend(); ++area) {
        const Swatch& swatch = palette().verdicts.at(area->verdict).swatch;
        const bool is_safe = area->verdict == Verdict::Safe;
        drawing.fill(area->outline, with_opacity(swatch.fill, is_safe ? 0.5 : 0.35));
        drawing.hatch(area->outline, swatch.hatch, with_opacity(swatch.line, 0.65),
                      area->verdict == Verdict::Refused ? 1.9 : 1.3);
        if (is_safe)
            drawing.stroke(area->outline, {{1, 1, 1, 0.9}, 0.75});
        drawing.stroke(area->outline, {swatch.line, is_safe ? 0.35 : 0.18});
    }
}

} // namespace filiform::report
