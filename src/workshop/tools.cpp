// SPDX-License-Identifier: Apache-2.0
#include "workshop/tools.h"

#include <algorithm>
#include <set>

#include "anatomy/body_file.h"
#include "base/digest.h"
#include "knowledge/library.h"
#include "needle/add_points.h"
#include "workshop/consultation.h"
#include "workshop/person_body.h"

namespace filiform::workshop {

namespace {

std::set<std::string> points_among(const Tools& tools,
                                   std::span<const chart::TargetRequest> targets) {
    std::set<std::string> points;
    for (const chart::TargetRequest& target : targets)
        if (needle::find_point_rule(tools.rules.points, target.structure) != nullptr)
            points.insert(target.structure.text());
    return points;
}

BodyCache::Kept with_points(const Tools& tools, const ReadyBody& bare,
                            std::span<const chart::TargetRequest> targets) {
    anatomy::Body body = bare.body();
    needle::add_points(body, tools.rules, targets);
    return std::make_shared<const ReadyBody>(std::move(body), bare.digest(), tools.rules.limits);
}

} // namespace

base::Problem missing_particulars(base::Problem problem) {
    problem.where = "#/assessment";
    problem.hint = "Write sex and birthDate into the patient, heightCm and weightKg into the "
                   "assessment.";
    return problem;
}

base::Checked<WhoseBody> whose_body(const Tools& tools, const server::Examined& who) {
    if (who.assessment.scan)
        return WhoseBody{
            WhoseBody::Scanned{*who.assessment.scan, tools.options.grid_mm, who.fetch}};
    const auto& library = knowledge::library();
    if (!library)
        return tl::unexpected(library.error());
    chart::Consultation particulars = consultation_of(who.assessment, who.patient);
    particulars.answers.clear();
    const auto answers = knowledge::check_answers(library->findings, particulars, "#/assessment");
    if (!answers)
        return tl::unexpected(answers.error());
    auto person = person_of(particulars.patient, *answers);
    if (!person)
        return tl::unexpected(base::Problems{missing_particulars(person.error())});
    person->grid_mm = tools.options.grid_mm;
    add_measures(who.assessment, *person);
    return WhoseBody{*std::move(person)};
}

std::string key_of(const Tools& tools, const WhoseBody& whose,
                   std::span<const chart::TargetRequest> targets) {
    std::string key = key_of(whose);
    for (const std::string& point : points_among(tools, targets))
        key += '@' + point;
    return key;
}

base::Checked<BodyCache::Kept> body_for(Tools& tools, const WhoseBody& whose,
                                        std::span<const chart::TargetRequest> targets) {
    const auto make = [&]() -> base::Checked<BodyCache::Kept> {
        auto body = make_body_of(whose);
        if (!body)
            return tl::unexpected(body.error());
        std::string digest = anatomy::body_digest(*body);
        return std::make_shared<const ReadyBody>(*std::move(body), std::move(digest),
                                                 tools.rules.limits);
    };
    auto bare = tools.bodies.get(key_of(tools, whose, {}), make);
    if (!bare || points_among(tools, targets).empty())
        return bare;
    return tools.bodies.get(key_of(tools, whose, targets), [&]() -> base::Checked<BodyCache::Kept> {
        return with_points(tools, **bare, targets);
    });
}

BodyCache::Kept find_body(Tools& tools, const WhoseBody& whose,
                          std::span<const chart::TargetRequest> targets) {
    return tools.bodies.find(key_of(tools, whose, targets));
}

} // namespace filiform::workshop
