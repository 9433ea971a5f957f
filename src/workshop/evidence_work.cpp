// SPDX-License-Identifier: Apache-2.0
#include "workshop/evidence_work.h"

#include <algorithm>
#include <memory>

#include "base/json_writer.h"
#include "evidence/analysis_words.h"
#include "evidence/clinic_evidence.h"
#include "evidence/order_words.h"
#include "report/palette.h"
#include "report/render.h"
#include "workshop/evidence_figures.h"

namespace filiform::workshop {

namespace {

using evidence::Analysis;
using evidence::ClinicEvidence;
using evidence::Question;
using server::EvidenceFigure;
using server::EvidenceShop;
using server::TablePooled;

base::Checked<ClinicEvidence> clinic_evidence(const EvidenceShop::Own& own) {
    const auto& carried = evidence::living_evidence();
    if (!carried)
        return tl::unexpected(carried.error());
    std::vector<evidence::OwnTrials> added;
    for (const server::OwnTrials& one : own)
        added.push_back({one.id, one.rows});
    return evidence::with_own_trials(*carried, added);
}

base::Problems no_such_question() {
    return {{"request.not_found", "", "The library asks no such question of trials.",
             "See /api/v1/library/evidence."}};
}

/// A question of a clinic's evidence and its answer, which points into it.
struct Answered {
    std::unique_ptr<const ClinicEvidence> clinic;
    const Question* question = nullptr;
    Analysis today;
};
base::Checked<Answered> answer_one(std::string_view id, const EvidenceShop::Own& own) {
    auto clinic = clinic_evidence(own);
    if (!clinic)
        return tl::unexpected(clinic.error());
    Answered answered;
    answered.clinic = std::make_unique<const ClinicEvidence>(*std::move(clinic));
    answered.question = evidence::find_question(answered.clinic->evidence, id);
    if (answered.question == nullptr)
        return tl::unexpected(no_such_question());
    auto today = evidence::answer(*answered.question, answered.clinic->evidence.trials);
    if (!today)
        return tl::unexpected(base::Problems{today.error()});
    answered.today = *std::move(today);
    return answered;
}

std::string page_svg(report::Drawing drawing, bool is_dark) {
    return report::svg(is_dark ? report::on_dark(std::move(drawing)) : drawing);
}

base::Checked<std::string> draw_question(const EvidenceFigure& wanted,
                                         const EvidenceShop::Own& own) {
    const auto answered = answer_one(wanted.question, own);
    if (!answered)
        return tl::unexpected(answered.error());
    auto drawing = wanted.view == EvidenceFigure::View::Forest ? draw_forest(answered->today)
                                                               : draw_funnel(answered->today);
    if (!drawing)
        return tl::unexpected(base::Problems{
            {"request.not_found", "", "Of this question there is nothing that could be drawn.",
             "A forest needs a pooled result, a funnel three studies."}});
    return page_svg(*std::move(drawing), wanted.is_dark);
}

/// "rows:3, column n1" of a table that came as a member: the member, and the rest in the sentence.
base::Problems at_sent(base::Problems problems, const std::string& member) {
    const std::string begins = member + ':';
    for (base::Problem& problem : problems) {
        if (problem.where.starts_with(begins))
            problem.what = "Line " + problem.where.substr(begins.size()) + ": " + problem.what;
        problem.where = "#/" + member;
    }
    return problems;
}

base::Checked<std::string> preview_rows(const std::string& rows, const EvidenceShop::Own& own) {
    const auto clinic = clinic_evidence(own);
    if (!clinic)
        return tl::unexpected(clinic.error());
    auto preview = evidence::preview_json(clinic->evidence, rows, "rows");
    if (!preview)
        return tl::unexpected(at_sent(preview.error(), "rows"));
    return preview;
}

base::Problems faults_of_rows(const std::string& rows, const EvidenceShop::Own& own) {
    const auto clinic = clinic_evidence(own);
    if (!clinic)
        return clinic.error();
    const auto added = evidence::add_trials(clinic->evidence, rows, "rows");
    return added ? base::Problems{} : at_sent(added.error(), "rows");
}

evidence::OrderWords words_of(const TablePooled& wanted) {
    evidence::OrderWords words;
    words.measure = wanted.measure;
    words.model = wanted.model;
    words.adjust = wanted.adjust;
    words.prediction = wanted.prediction;
    words.where = wanted.where;
    words.together = wanted.together;
    words.moderators = wanted.moderators;
    words.by = wanted.by;
    words.cumulative_by = wanted.cumulative_by;
    words.is_spread_pooled = wanted.is_spread_pooled;
    words.is_variance_unbiased = wanted.is_variance_unbiased;
    words.level = wanted.level;
    return words;
}

/// The member that a problem of an analysis is about.
base::Problem at_order(base::Problem problem, const TablePooled& wanted) {
    const bool is_of_where =
        std::any_of(wanted.where.begin(), wanted.where.end(), [&](const std::string& one) {
            return !problem.where.empty() && one.starts_with(problem.where);
        });
    const bool is_of_by = !wanted.by.empty() && problem.where.find(wanted.by) != std::string::npos;
    const bool is_of_method = problem.code == "evidence.method";
    problem.where = is_of_method                ? "#/model"
                    : is_of_where               ? "#/where"
                    : is_of_by                  ? "#/by"
                    : wanted.moderators.empty() ? "#/cumulativeBy"
                                                : "#/moderators";
    return problem;
}

/// Rows whose pooling takes long are for the command.
std::optional<base::Problem> too_many_rows(const evidence::TrialTable& table) {
    constexpr std::size_t most = 300;
    if (table.rows.size() <= most)
        return std::nullopt;
    return base::Problem{"request.too_large", "#/table",
                         "The table has " + std::to_string(table.rows.size()) +
                             " rows; a server pools 300.",
                         "Pool it on your own machine: filiform evidence pool."};
}

base::Checked<std::string> pool_table(const TablePooled& wanted, const std::string& program) {
    const evidence::OrderWords words = words_of(wanted);
    const auto placed = [](base::Problems problems) {
        for (base::Problem& problem : problems)
            problem.where = "#/" + problem.where;
        return problems;
    };
    const auto table = evidence::read_trials(wanted.table, "table");
    if (!table)
        return tl::unexpected(at_sent(table.error(), "table"));
    if (const auto many = too_many_rows(*table))
        return tl::unexpected(base::Problems{*many});
    const auto order = evidence::read_order(words, *table);
    if (!order)
        return tl::unexpected(placed(order.error()));
    const auto analysis = evidence::analyse(*table, *order);
    if (!analysis)
        return tl::unexpected(base::Problems{at_order(analysis.error(), wanted)});
    std::string out = R"({"pool":)" + evidence::pool_json(*analysis, *table, program);
    const auto add = [&](const char* name, std::optional<report::Drawing> drawing) {
        if (!drawing)
            return;
        base::JsonWriter json;
        json.begin_object().field(name, page_svg(*std::move(drawing), wanted.is_dark)).end_object();
        const std::string member = std::move(json).finish(); // {"forest": "…"}
        const std::size_t end = member.find_last_of('}');
        out += ',' + member.substr(1, end - 1);
    };
    add("forest", draw_forest(*analysis));
    add("funnel", draw_funnel(*analysis));
    return out + '}';
}

} // namespace

server::EvidenceShop open_evidence(const std::string& program) {
    EvidenceShop shop;
    shop.read = [program](const EvidenceShop::Own& own) -> base::Checked<std::string> {
        const auto clinic = clinic_evidence(own);
        if (!clinic)
            return tl::unexpected(clinic.error());
        return evidence::evidence_json(*clinic, program);
    };
    shop.read_pool = [program](std::string_view question,
                               const EvidenceShop::Own& own) -> base::Checked<std::string> {
        const auto answered = answer_one(question, own);
        if (!answered)
            return tl::unexpected(answered.error());
        return evidence::pool_json(answered->today, answered->clinic->evidence.trials, program);
    };
    shop.draw = draw_question;
    shop.preview = preview_rows;
    shop.faults = faults_of_rows;
    shop.find_digest = [](std::string_view question,
                          const EvidenceShop::Own& own) -> std::optional<std::string> {
        const auto answered = answer_one(question, own);
        if (!answered)
            return std::nullopt;
        return evidence::digest_of(*answered->question, answered->today);
    };
    shop.pool = [program](const TablePooled& wanted) { return pool_table(wanted, program); };
    return shop;
}

} // namespace filiform::workshop
