// SPDX-License-Identifier: Apache-2.0
#include "report/labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/page_parts.h"
#include "report/palette.h"
#include "report/render.h"

namespace filiform::report {

namespace {

constexpr double gap_mm = 0.9;
constexpr double leader_stub_mm = 1.2;

TextStyle name_style() {
    return {least_type_pt, palette().ink, Weight::Regular, false, true};
}
TextStyle second_style() {
    return {least_type_pt, palette().quiet, Weight::Regular, true, true};
}

struct Entry {
    Label label;
    double height = 0;
    double wanted = 0; ///< upper edge it would like
    double top = 0;    ///< upper edge it gets
};

double height_of(const Label& label, double width) {
    double height = measure(label.text, name_style(), width).height;
    if (!label.second.empty())
        height += measure(label.second, second_style(), width).height;
    return height;
}

/// Upper edges that keep the order and the gaps and are nearest, in least squares, to those wanted.
void settle(std::vector<Entry>& entries, const Area& column) {
    // Without the heights above them all entries want one non-decreasing sequence.
    struct Block {
        double sum = 0;
        std::size_t count = 0;
        [[nodiscard]] double mean() const { return sum / static_cast<double>(count); }
    };
    std::vector<Block> blocks;
    double above = 0;
    for (const Entry& entry : entries) {
        blocks.push_back({entry.wanted - above, 1});
        above += entry.height + gap_mm;
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().count += last.count;
        }
    }
    const double slack = column.height - (above - gap_mm);
    std::size_t next = 0;
    above = 0;
    for (const Block& block : blocks) {
        const double base = std::clamp(block.mean(), column.y, column.y + std::max(slack, 0.0));
        for (std::size_t i = 0; i < block.count; ++i, ++next) {
            entries[next].top = base + above;
            above += entries[next].height + gap_mm;
        }
    }
}

bool crosses(const Spot& a, const Spot& b, const Spot& c, const Spot& d) {
    const auto side = [](const Spot& p, const Spot& q, const Spot& r) {
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

std::vector<Entry> fill_column(std::vector<Label> labels, const Area& column) {
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Label& a, const Label& b) { return a.importance > b.importance; });
    std::vector<Entry> entries;
    double used = -gap_mm;
    for (Label& label : labels) {
        const double height = height_of(label, column.width);
        if (used + height + gap_mm > column.height)
            continue;
        used += height + gap_mm;
        entries.push_back({std::move(label), height, 0, 0});
        entries.back().wanted = entries.back().label.anchor.y - height / 2;
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.label.anchor.y < b.label.anchor.y;
    });
    return entries;
}

std::vector<PlacedLabel> place_column(std::vector<Label> labels, const Area& column, bool is_left) {
    if (column.width <= 0 || labels.empty())
        return {};
    std::vector<Entry> entries = fill_column(std::move(labels), column);
    settle(entries, column);
    const double edge = is_left ? column.right() : column.x;
    const auto end_of = [&](const Entry& entry) {
        return Spot{edge, entry.top + entry.height / 2};
    };
    // Neighbours whose leaders cross change places; each swap shortens them, so this ends.
    const std::size_t rounds = entries.size();
    for (std::size_t round = 0; round < rounds; ++round) {
        bool has_swapped = false;
        for (std::size_t i = 0; i + 1 < entries.size(); ++i) {
            Entry& a = entries[i];
            Entry& b = entries[i + 1];
            if (!crosses(a.label.anchor, end_of(a), b.label.anchor, end_of(b)))
                continue;
            std::swap(a, b);
            settle(entries, column);
            has_swapped = true;
        }
        if (!has_swapped)
            break;
    }
    std::vector<PlacedLabel> placed;
    for (Entry& entry : entries) {
        const Spot end = end_of(entry);
        const double stub = is_left ? leader_stub_mm : -leader_stub_mm;
        const Spot bend{end.x + stub, end.y};
        placed.push_back({std::move(entry.label),
                          {column.x, entry.top, column.width, entry.height},
                          is_left,
                          {}});
        placed.back().leader = {
            placed.back().label.anchor, bend, {end.x + (is_left ? 0.4 : -0.4), end.y}};
    }
    return placed;
}

} // namespace

std::vector<PlacedLabel> place_labels(std::vector<Label> labels, const LabelColumns& columns) {
    std::vector<Label> left;
    std::vector<Label> right;
    const bool has_left = columns.left.width > 0;
    const bool has_right = columns.right.width > 0;
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Label& a, const Label& b) { return a.anchor.x < b.anchor.x; });
    // Half of the names to each side, by where their anchors lie, so that leaders stay short.
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool goes_left = has_left && (!has_right || 2 * i < labels.size());
        (goes_left ? left : right).push_back(std::move(labels[i]));
    }
    std::vector<PlacedLabel> placed = place_column(std::move(left), columns.left, true);
    for (PlacedLabel& label : place_column(std::move(right), columns.right, false))
        placed.push_back(std::move(label));
    return placed;
}

void draw_labels(Drawing& drawing, const std::vector<PlacedLabel>& labels) {
    const Colour ink = palette().ink;
    for (const PlacedLabel& placed : labels) {
        const Outline leader{Line{placed.leader, false}};
        drawing.stroke(leader, {{1, 1, 1, 0.8}, 0.55});
        drawing.stroke(leader, {ink, 0.13});
    }
    for (const PlacedLabel& placed : labels) {
        drawing.fill(circle(placed.label.anchor, 0.75), {1, 1, 1, 0.9});
        drawing.fill(circle(placed.label.anchor, 0.45), ink);
        const Align align = placed.is_left ? Align::Right : Align::Left;
        Area box = placed.box;
        const auto add = [&](const std::string& words, const TextStyle& style) {
            box.height = measure(words, style, box.width).height;
            drawing.marks.emplace_back(TextMark{box, words, style, align, true, 0});
            box.y += box.height;
        };
        add(placed.label.text, name_style());
        if (!placed.label.second.empty())
            add(placed.label.second, second_style());
    }
}

void block_line(std::vector<Area>& taken, const Spot& a, const Spot& b) {
    constexpr double step_mm = 0.8;
    const Spot way = b - a;
    const int steps = std::max(1, static_cast<int>(std::ceil(std::hypot(way.x, way.y) / step_mm)));
    for (int i = 0; i <= steps; ++i) {
        const Spot on = a + way * (static_cast<double>(i) / steps);
        taken.push_back(Area{on.x, on.y, 0, 0}.grown(step_mm / 2));
    }
}

Area place_beside(const Spot& spot, double width, double height, double gap_mm_, const Area& within,
                  std::vector<Area>& taken) {
    const double g = gap_mm_;
    // Near places first, then the same directions farther out.
    std::vector<Spot> corners;
    for (const double out : {g, g + height, g + 2 * height})
        for (const Spot& corner :
             {Spot{spot.x + out, spot.y - height / 2},
              Spot{spot.x - out - width, spot.y - height / 2},
              Spot{spot.x - width / 2, spot.y - out - height},
              Spot{spot.x - width / 2, spot.y + out}, Spot{spot.x + out, spot.y - out - height},
              Spot{spot.x + out, spot.y + out}, Spot{spot.x - out - width, spot.y - out - height},
              Spot{spot.x - out - width, spot.y + out}})
            corners.push_back(corner);
    Area best;
    double least = 1e300;
    for (const Spot& corner : corners) {
        const Area box{corner.x, corner.y, width, height};
        double cost = 0;
        for (const Area& other : taken)
            if (overlap(box, other))
                cost += (std::min(box.right(), other.right()) - std::max(box.x, other.x)) *
                        (std::min(box.bottom(), other.bottom()) - std::max(box.y, other.y));
        const double outside =
            std::max(0.0, within.x - box.x) + std::max(0.0, box.right() - within.right()) +
            std::max(0.0, within.y - box.y) + std::max(0.0, box.bottom() - within.bottom());
        cost += 100 * outside;
        if (cost < least) {
            least = cost;
            best = box;
        }
    }
    taken.push_back(best);
    return best;
}

} // namespace filiform::report
