// SPDX-License-Identifier: Apache-2.0
#include "workshop/plan_parts.h"

#include <memory>

#include "chart/plan_json.h"
#include "report/markups.h"
#include "report/patient_sheet.h"
#include "report/plan_pdf.h"
#include "report/render.h"
#include "report/scene_glb.h"

namespace filiform::workshop {

namespace {

constexpr const char* json_type = "application/json";
constexpr const char* pdf_type = "application/pdf";

std::vector<std::byte> bytes_of_text(const std::string& text) {
    const auto* const begin = reinterpret_cast<const std::byte*>(text.data());
    return {begin, begin + text.size()};
}

PlanPart plan_json(const chart::Plan& plan) {
    return {"plan.json", json_type,
            [&plan] { return bytes_of_text(chart::write_plan_json(plan)); }};
}

PlanPart patient_sheet(const chart::Plan& plan) {
    return {"patient.pdf", pdf_type, [&plan] { return report::patient_sheet_pdf(plan); }};
}

} // namespace

std::vector<PlanPart> parts_of(const care::PlanWork& work, const anatomy::Body& body,
                               const needle::Rules& rules) {
    const chart::Plan& plan = work.plan;
    const report::HandError hand_error{rules.hand.entry_sd_mm, rules.hand.angle_sd_rad,
                                       rules.hand.depth_sd_mm};
    // Shared by the parts that are drawn from it, which may outlive this call.
    const auto book = std::make_shared<const report::PlanBook>(
        report::draw_book(plan, body, work.maps, {.hand_error = hand_error}));
    std::vector<PlanPart> parts{
        {"plan.pdf", pdf_type, [book, &plan] { return report::book_pdf(*book, plan); }},
        {"scene.glb", "model/gltf-binary", [&body, &work, hand_error] {
             return report::scene_glb(body, work.plan, work.maps, {.hand_error = hand_error});
         }}};
    for (const report::BookFigure& figure : book->figures)
        parts.push_back({"figures/" + figure.name + ".png", "image/png",
                         [book, &figure] { return report::png(figure.drawing); }});
    for (const chart::EntryMap& map : work.maps)
        parts.push_back({"maps/" + map.target.id() + ".json", json_type,
                         [&map] { return bytes_of_text(chart::write_map_json(map)); }});
    parts.push_back(plan_json(plan));
    parts.push_back({"needles.mrk.json", json_type,
                     [&plan] { return bytes_of_text(report::markups_json(plan)); }});
    parts.push_back(patient_sheet(plan));
    return parts;
}

std::vector<PlanPart> parts_of_ended(const chart::Plan& plan) {
    return {{"plan.pdf", pdf_type,
             [&plan] { return report::book_pdf(report::draw_stopped_book(plan), plan); }},
            patient_sheet(plan),
            plan_json(plan)};
}

} // namespace filiform::workshop
