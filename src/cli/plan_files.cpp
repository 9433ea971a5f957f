// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_files.h"

#include "base/file.h"
#include "chart/plan_json.h"
#include "report/markups.h"
#include "report/plan_pdf.h"
#include "report/render.h"
#include "report/scene_glb.h"

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

report::HandError hand_error_of(const needle::Rules& rules) {
    return {rules.hand.entry_sd_mm, rules.hand.angle_sd_rad, rules.hand.depth_sd_mm};
}

base::Result<void> save_figures(const fs::path& folder, const report::PlanBook& book) {
    for (const report::BookFigure& figure : book.figures)
        if (auto saved = report::save_png(folder / (figure.name + ".png"), figure.drawing); !saved)
            return saved;
    return {};
}

base::Result<void> save_parts(const fs::path& folder, const care::PlanWork& work,
                              const anatomy::Body& body, const needle::Rules& rules) {
    const report::HandError hand_error = hand_error_of(rules);
    if (auto saved = base::save_file(folder / "plan.json", chart::write_plan_json(work.plan));
        !saved)
        return saved;
    for (const chart::EntryMap& map : work.maps)
        if (auto saved = base::save_file(folder / "maps" / (map.target.id() + ".json"),
                                         chart::write_map_json(map));
            !saved)
            return saved;
    const report::PlanBook book =
        report::draw_book(work.plan, body, work.maps, {.hand_error = hand_error});
    if (auto saved = report::save_book(folder / "plan.pdf", book, work.plan); !saved)
        return saved;
    std::error_code ignored; // a folder that cannot be made shows when a file is saved into it
    fs::create_directories(folder / "figures", ignored);
    if (auto saved = save_figures(folder / "figures", book); !saved)
        return saved;
    if (auto saved = report::save_scene_glb(folder / "scene.glb", body, work.plan, work.maps,
                                            {.hand_error = hand_error});
        !saved)
        return saved;
    return report::save_markups(folder / "needles.mrk.json", work.plan);
}

/// Puts the finished parts in the place of an earlier plan's. plan.json goes first and comes last:
/// where it stands, everything beside it belongs to it.
base::Result<void> move_parts(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    fs::remove(to / "plan.json", failed);
    for (const char* part :
         {"figures", "maps", "plan.pdf", "scene.glb", "needles.mrk.json", "plan.json"}) {
        if (!failed)
            fs::remove_all(to / part, failed);
        if (!failed)
            fs::rename(from / part, to / part, failed);
        if (failed)
            return tl::unexpected(
                base::Problem{"file.write", (to / part).string(),
                              "It cannot be put in its place: " + failed.message() + ".",
                              "Choose another folder with --out."});
    }
    return {};
}

} // namespace

base::Result<void> save_plan_files(const fs::path& folder, const care::PlanWork& work,
                                   const anatomy::Body& body, const needle::Rules& rules) {
    const fs::path drafts = folder / ".unfinished";
    std::error_code ignored; // what cannot be removed shows when it is written over
    fs::remove_all(drafts, ignored);
    auto saved = save_parts(drafts, work, body, rules);
    if (saved)
        saved = move_parts(drafts, folder);
    fs::remove_all(drafts, ignored);
    return saved;
}

} // namespace filiform::cli
