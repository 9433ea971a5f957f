// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_files.h"

#include "base/file.h"
#include "chart/plan_json.h"
#include "report/figures.h"
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

base::Result<void> save_figures(const fs::path& folder, const chart::Proposal& proposal,
                                const chart::EntryMap& map, const anatomy::Body& body,
                                const report::HandError& hand_error) {
    report::FigureInput input;
    input.body = &body;
    input.target = proposal.target.structure;
    input.map = &map;
    input.hand_error = hand_error;
    if (const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths)) {
        input.path = &paths->front();
        for (std::size_t i = 1; i < paths->size(); ++i)
            input.others.push_back(&(*paths)[i]);
    }
    const std::string name = proposal.target.id();
    const auto save = [&](const std::string& figure, const report::Drawing& drawing) {
        return report::save_png(folder / (name + "-" + figure + ".png"), drawing);
    };
    if (auto saved = save("skin", report::draw_back_view(input)); !saved)
        return saved;
    if (input.path == nullptr)
        return {};
    if (auto saved = save("along", report::draw_slice_along(input)); !saved)
        return saved;
    return save("across", report::draw_slice_across(input));
}

} // namespace

base::Result<void> save_plan_files(const fs::path& folder, const care::PlanWork& work,
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
    if (auto saved = report::save_plan_pdf(folder / "plan.pdf", work.plan, body, work.maps,
                                           {.hand_error = hand_error});
        !saved)
        return saved;
    std::error_code ignored; // a folder that cannot be made shows when a file is saved into it
    fs::create_directories(folder / "figures", ignored);
    for (std::size_t i = 0; i < work.plan.proposals.size(); ++i)
        if (auto saved = save_figures(folder / "figures", work.plan.proposals[i], work.maps[i],
                                      body, hand_error);
            !saved)
            return saved;
    if (auto saved = report::save_scene_glb(folder / "scene.glb", body, work.plan, work.maps);
        !saved)
        return saved;
    return report::save_markups(folder / "needles.mrk.json", work.plan);
}

} // namespace filiform::cli
