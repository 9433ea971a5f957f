// SPDX-License-Identifier: Apache-2.0
#include "needle/drawer.h"

#include "base/data_document.h"
#include "needle/rule_reading.h"

#include <algorithm>
#include <cstdio>

namespace filiform::needle {

namespace {

std::string id_of(double diameter_mm, double length_mm) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2fx%g", diameter_mm, length_mm);
    return text;
}

} // namespace

double Drawer::deepest_mm() const {
    double deepest = 0;
    for (const auto& needle : needles)
        deepest = std::max(deepest, usable_mm(needle));
    return deepest;
}

const chart::NeedleProduct* Drawer::shortest_for(double depth_mm) const {
    const auto found = std::find_if(needles.begin(), needles.end(), [&](const auto& needle) {
        return usable_mm(needle) >= depth_mm;
    });
    return found == needles.end() ? nullptr : &*found;
}

const chart::NeedleProduct* Drawer::find(std::string_view id) const {
    const auto found = std::find_if(needles.begin(), needles.end(),
                                    [&](const auto& needle) { return needle.id == id; });
    return found == needles.end() ? nullptr : &*found;
}

base::Checked<Drawer> read_drawer(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"usable_share", "usable_share_source", "usable_share_mark", "needles"});
    Drawer drawer;
    drawer.usable_share = number_within(root, "usable_share", {0.1, 1});
    drawer.source = chart::SourceId(root.text("usable_share_source"));
    check_mark(root, "usable_share_mark");
    for (const base::DataNode& row : root.child("needles").items()) {
        row.allow_only({"diameter_mm", "length_mm", "source", "mark"});
        chart::NeedleProduct needle;
        needle.diameter_mm = number_within(row, "diameter_mm", {0.1, 1});
        needle.length_mm = number_within(row, "length_mm", {5, 200});
        needle.id = id_of(needle.diameter_mm, needle.length_mm);
        (void)row.text("source");
        check_mark(row, "mark");
        if (drawer.find(needle.id) != nullptr)
            row.complain("needle.drawer", "Needle " + needle.id + " is listed twice.");
        drawer.needles.push_back(needle);
    }
    std::stable_sort(drawer.needles.begin(), drawer.needles.end(),
                     [](const auto& a, const auto& b) { return a.length_mm < b.length_mm; });
    if (drawer.needles.empty() && document.problems().empty())
        root.complain("needle.drawer", "The drawer holds no needle.", "List at least one.");
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return drawer;
}

} // namespace filiform::needle
