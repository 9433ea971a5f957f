// SPDX-License-Identifier: Apache-2.0
#include "report/target_figures.h"

#include "report/page_parts.h"
#include "report/slice_view.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

constexpr double skin_width_mm = 101;
constexpr double skin_height_mm = 92;
constexpr double along_width_mm = 108;
constexpr double along_height_mm = 84;
constexpr double across_height_mm = 57;
constexpr double section_height_mm = 112;

void note_seen(TargetFigures& figures, const std::vector<chart::StructureId>& shown,
               const char* letter) {
    for (const chart::StructureId& id : shown) {
        std::string& letters = figures.seen_in[id];
        if (!letters.ends_with(letter))
            letters += letter;
    }
}

} // namespace

FigureInput figure_input(const anatomy::Body& body, const chart::Proposal& proposal,
                         const chart::EntryMap* map) {
    FigureInput figure;
    figure.body = &body;
    figure.target = proposal.target.structure;
    figure.level = proposal.target.level;
    figure.map = map;
    if (const auto* paths = std::get_if<std::vector<chart::PlannedPath>>(&proposal.paths)) {
        for (const chart::PlannedPath& path : *paths) {
            if (figure.path == nullptr)
                figure.path = &path;
            else
                figure.others.push_back(&path);
        }
        return figure;
    }
    for (const auto& blocker : std::get<chart::NoPath>(proposal.paths).blockers)
        figure.blockers.push_back(blocker.structure);
    return figure;
}

TargetFigures draw_target_figures(const TargetFiguresInput& input) {
    FigureInput figure = figure_input(input.body, input.proposal, input.map);
    figure.hand_error = input.hand_error;
    TargetFigures figures;
    figure.width_mm = skin_width_mm;
    figure.height_mm = skin_height_mm;
    NamedFigure skin = back_view(figure, input.panorama);
    note_seen(figures, skin.shown, "A");
    figures.skin = std::move(skin.drawing);
    if (figure.path == nullptr) {
        figure.width_mm = page_inner_mm;
        figure.height_mm = section_height_mm;
        NamedFigure section = slice_target(figure);
        note_seen(figures, section.shown, "B");
        figures.along = std::move(section.drawing);
        figures.legend = draw_legend(figure, page_inner_mm - skin_width_mm - 3);
        return figures;
    }
    figure.width_mm = along_width_mm;
    figure.height_mm = along_height_mm;
    const double beside = page_inner_mm - along_width_mm - 4;
    NamedFigure along = slice_along(figure);
    note_seen(figures, along.shown, "B");
    figures.along = std::move(along.drawing);
    figure.width_mm = beside;
    figure.height_mm = across_height_mm;
    NamedFigure across = slice_across(figure);
    note_seen(figures, across.shown, "C");
    figures.across = std::move(across.drawing);
    figures.legend = draw_legend(figure, beside);
    return figures;
}

} // namespace filiform::report
