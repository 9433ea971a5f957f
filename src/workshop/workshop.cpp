// SPDX-License-Identifier: Apache-2.0
#include "workshop/workshop.h"

#include <algorithm>
#include <memory>

#include "knowledge/screening_notes.h"
#include "knowledge/statement.h"
#include "workshop/evidence_work.h"
#include "workshop/screened_case.h"
#include "workshop/tools.h"

namespace filiform::workshop {

namespace {

base::Checked<chart::Screening> screen(const chart::Consultation& consultation) {
    const auto screened = screen_consultation(consultation, "call");
    if (!screened)
        return tl::unexpected(screened.error());
    return knowledge::notes_of(*screened->library, screened->answers, screened->screening);
}

bool is_asked(std::string_view finding) {
    const auto& library = knowledge::library();
    const knowledge::Finding* found =
        library ? knowledge::find_finding(library->findings, finding) : nullptr;
    return found != nullptr && !found->is_given && !found->ask.empty() &&
           found->has_sides == (chart::side_of(finding) != chart::Side::None);
}

std::optional<server::Workshop::Statement> find_statement(std::string_view id) {
    const auto& library = knowledge::library();
    const auto found = library ? knowledge::find_statement(*library, id) : std::nullopt;
    if (!found)
        return std::nullopt;
    return server::Workshop::Statement{found->digest, found->is_rule};
}

bool is_stricter(const chart::StricterRule& word) {
    const auto& library = knowledge::library();
    if (!library)
        return false;
    const auto found =
        std::find_if(library->screening.begin(), library->screening.end(),
                     [&](const knowledge::ScreeningRule& one) { return one.id == word.rule; });
    if (found == library->screening.end())
        return false;
    const auto made = knowledge::made_stricter({*found}, {word}).front();
    return made.level != found->level || made.needling != found->needling;
}

} // namespace

base::Checked<server::Workshop> open_workshop(const Options& options) {
    const auto rules = needle::load_rules();
    if (!rules)
        return tl::unexpected(rules.error());
    // Shared by the functions, and gone with the last of them.
    const std::shared_ptr<Tools> tools(
        new Tools{options, *rules, BodyCache(options.most_body_bytes)});
    using server::JobProgress;
    server::Workshop shop;
    shop.make_plan = [tools](const server::PlanWanted& wanted, JobProgress& progress) {
        return make_plan(*tools, wanted, progress);
    };
    shop.make_body = [tools](const server::Examined& who, JobProgress& progress) {
        return prepare_body(*tools, who, progress);
    };
    shop.make_map = [tools](const server::MapWanted& wanted, JobProgress& progress) {
        return make_map(*tools, wanted, progress);
    };
    shop.run_study = [tools](const server::StudyWanted& wanted, JobProgress& progress) {
        return run_study(*tools, wanted, progress);
    };
    shop.judge_needle = [tools](const server::NeedleWanted& wanted) {
        return judge_needle(*tools, wanted);
    };
    shop.describe_body = [tools](const server::Examined& who) {
        return describe_body(*tools, who);
    };
    shop.body_scene = [tools](const server::Examined& who) { return body_scene(*tools, who); };
    shop.draw_section = [tools](const server::SectionWanted& wanted) {
        return draw_section(*tools, wanted);
    };
    shop.judge_path = [tools](const server::PathWanted& wanted) {
        return judge_path(*tools, wanted);
    };
    shop.screen = screen;
    shop.read_shelf = [tools](const std::string& name, server::Reader reader) {
        return read_shelf(*tools, name, reader);
    };
    shop.weigh = weigh_consultation;
    shop.conclude = conclude;
    shop.conclude_visit = conclude_visit;
    shop.review = [tools](const server::ReviewWanted& wanted) {
        return review_course(*tools, wanted);
    };
    shop.conclude_review = [tools](const server::ReviewWanted& wanted) {
        return conclude_review(*tools, wanted);
    };
    shop.find_statement = find_statement;
    shop.is_stricter = is_stricter;
    shop.is_asked = is_asked;
    shop.evidence = open_evidence(options.program);
    return shop;
}

} // namespace filiform::workshop
