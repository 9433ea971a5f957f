// SPDX-License-Identifier: Apache-2.0
#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "report/gallery.h"

namespace filiform::report {

base::Checked<GalleryPlan> read_gallery_plan(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"layers", "sections", "groups"});
    GalleryPlan plan;
    std::vector<std::string> gone;
    for (const base::DataNode& row : root.child("layers").items()) {
        row.allow_only({"title", "without"});
        for (std::string& id : row.texts_or_none("without"))
            gone.push_back(std::move(id));
        plan.layers.push_back({row.text("title"), gone});
    }
    for (const base::DataNode& row : root.child("sections").items()) {
        row.allow_only({"name", "title", "at"});
        plan.sections.push_back({row.text("name"), row.text("title"), row.text("at")});
    }
    if (root.has("groups"))
        for (const base::DataNode& row : root.child("groups").items()) {
            row.allow_only({"group", "part"});
            plan.part_of_group[row.text("group")] = row.text("part");
        }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return plan;
}

const GalleryPlan& gallery_plan() {
    static const GalleryPlan carried = [] {
        const auto text = base::find_data_file("report/gallery.yaml");
        base::expects(text.has_value(), "the program carries report/gallery.yaml");
        const auto read = read_gallery_plan(*text, "data/report/gallery.yaml");
        base::expects(read.has_value(), "the gallery the program carries is whole");
        return *read;
    }();
    return carried;
}

} // namespace filiform::report
