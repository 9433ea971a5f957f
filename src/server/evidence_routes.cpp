// SPDX-License-Identifier: Apache-2.0
#include "server/clinic_trials.h"
#include "server/desk.h"
#include "server/examined.h"
#include "server/json_parts.h"

namespace filiform::server {

namespace {

constexpr std::size_t most_table_text = 256U << 10U; // characters of a table that is sent
constexpr std::size_t most_order_word = 200;

/// 404 for what there is not, else 422.
Answer evidence_refusal(const Request& request, const base::Problems& problems) {
    return refusal(request, problems.front().code == "request.not_found" ? 404 : 422, problems);
}

Answer made_answer(const Call& call, base::Checked<std::string> work,
                   const char* media_type = "application/json") {
    if (!work)
        return evidence_refusal(call.request, work.error());
    Answer answer;
    answer.media_type = media_type;
    answer.headers = {{"cache-control", "private, no-cache"}};
    answer.body = *std::move(work);
    return answer;
}

/// Does what the workshop can, with the clinic's own trials.
template <class Work>
Answer with_own(const Desk& desk, const Call& call, bool is_able, Work work) {
    if (!is_able)
        return refusal(call.request, no_planner());
    const auto own = clinic_trials(desk.store);
    return own ? work(*own) : refusal(call.request, own.error());
}

Answer read_evidence(const Desk& desk, const Call& call) {
    const auto& shop = desk.workshop.evidence;
    return with_own(desk, call, shop.read != nullptr, [&](const EvidenceShop::Own& own) {
        return made_answer(call, shop.read(own));
    });
}

Answer read_question(const Desk& desk, const Call& call) {
    const auto& shop = desk.workshop.evidence;
    return with_own(desk, call, shop.read_pool != nullptr, [&](const EvidenceShop::Own& own) {
        return made_answer(call, shop.read_pool(call.place("question"), own));
    });
}

Answer draw_figure(const Desk& desk, const Call& call, EvidenceFigure::View view) {
    const auto look = call.request.parameter("look").value_or("light");
    if (look != "light" && look != "dark")
        return refusal(call.request,
                       base::Problem{"request.parameter", "look", "A picture has no such look.",
                                     "light or dark."});
    const auto& shop = desk.workshop.evidence;
    return with_own(desk, call, shop.draw != nullptr, [&](const EvidenceShop::Own& own) {
        return made_answer(call, shop.draw({call.place("question"), view, look == "dark"}, own),
                           "image/svg+xml");
    });
}

Answer preview_trials(const Desk& desk, const Call& call) {
    const auto object = read_object(call.request.body);
    if (!object)
        return refusal(call.request, object.error());
    Members members(*object);
    const std::string rows = members.text("rows", most_table_text);
    if (const auto problems = members.problems(); !problems.empty())
        return refusal(call.request, problems);
    const auto& shop = desk.workshop.evidence;
    return with_own(desk, call, shop.preview != nullptr, [&](const EvidenceShop::Own& own) {
        return made_answer(call, shop.preview(rows, own));
    });
}

base::Checked<TablePooled> read_table(const Request& request) {
    const auto object = read_object(request.body);
    if (!object)
        return tl::unexpected(base::Problems{object.error()});
    constexpr std::size_t most_columns = 20;
    Members members(*object);
    TablePooled wanted;
    wanted.table = members.text("table", most_table_text);
    wanted.measure = members.text_or_none("measure", most_order_word);
    wanted.model = members.text_or_none("model", most_order_word);
    wanted.adjust = members.text_or_none("adjust", most_order_word);
    wanted.prediction = members.text_or_none("prediction", most_order_word);
    wanted.where = members.texts_or_none("where", most_columns);
    wanted.together = members.texts_or_none("together", most_columns);
    wanted.moderators = members.texts_or_none("moderators", most_columns);
    wanted.by = members.text_or_none("by", most_order_word);
    wanted.cumulative_by = members.text_or_none("cumulativeBy", most_order_word);
    wanted.is_spread_pooled = members.flag_or_none("pooledSd").value_or(false);
    wanted.is_variance_unbiased = members.flag_or_none("unbiasedVariance").value_or(false);
    wanted.level = members.number_or_none("level", 0.5, 0.999999).value_or(0.95);
    wanted.is_dark = members.flag_or_none("isDark").value_or(false);
    if (auto problems = members.problems(); !problems.empty())
        return tl::unexpected(std::move(problems));
    return wanted;
}

Answer pool_table(const Desk& desk, const Call& call) {
    const auto wanted = read_table(call.request);
    if (!wanted)
        return refusal(call.request, wanted.error());
    if (!desk.workshop.evidence.pool)
        return refusal(call.request, no_planner());
    return made_answer(call, desk.workshop.evidence.pool(*wanted));
}

constexpr const char* preview_takes = R"({"type":"object","required":["rows"],
"additionalProperties":false,"properties":{"rows":{"type":"string","maxLength":262144,
"description":"CSV with a head, as docs/evidence.md has it; id, question and source are needed.",
"examples":["id,first_author,year,effect,low,high,question,source\nC1,Cedar,2026,-4,-9,1,evidence.leg_pain,doi:10.1/c"]}}})";
constexpr const char* table_takes = R"({"type":"object","required":["table"],
"additionalProperties":false,"properties":{
"table":{"type":"string","maxLength":262144,"description":"CSV with a head, as docs/evidence.md has it; at most 300 rows.",
"examples":["id,effect,low,high\na,-4,-9,1\nb,-2,-5,1"]},
"measure":{"type":"string","description":"md, smd, or, rr, rd, proportion, freeman-tukey or generic; else what the columns are made for."},
"model":{"type":"string","description":"reml, dl, pm, ml, sj, hs, he, dl2, ca2, fixed, mh, peto or glmm; else reml."},
"adjust":{"type":"string","description":"hartung-knapp, none or hartung-knapp-unguarded."},
"prediction":{"type":"string","description":"t-k-2, t-k-1 or normal."},
"where":{"type":"array","maxItems":20,"items":{"type":"string"},"description":"Only such rows: outcome=ODI."},
"together":{"type":"array","maxItems":20,"items":{"type":"string"},"description":"outcome, unit, trial or scores: rows that differ there belong together."},
"moderators":{"type":"array","maxItems":20,"items":{"type":"string"},"description":"Columns that may explain differences."},
"by":{"type":"string","description":"Column of subgroups."},
"cumulativeBy":{"type":"string","description":"Column in whose order studies are added."},
"pooledSd":{"type":"boolean","description":"Mean differences: one SD for both arms."},
"unbiasedVariance":{"type":"boolean","description":"Hedges' g: its unbiased variance."},
"level":{"type":"number","minimum":0.5,"maximum":0.999999},
"isDark":{"type":"boolean","description":"The figures, for a dark page."}}})";

Reply no_library() {
    return {"This server has no library.", "", "application/problem+json"};
}

void add_figure_route(Routes& routes, const Desk& desk, const std::vector<record::Role>& who,
                      EvidenceFigure::View view) {
    const bool is_forest = view == EvidenceFigure::View::Forest;
    routes.push_back(
        {Method::Get,
         std::string("/api/v1/library/evidence/{question}/") +
             (is_forest ? "forest.svg" : "funnel.svg"),
         is_forest ? "Draws each trial of a question with the pooled effect; 404 where nothing is "
                     "pooled."
                   : "Draws the trials of a question by their precision; 404 below three studies.",
         false,
         who,
         "",
         {{"look", "For a light page, unless it says dark.",
           R"({"type":"string","enum":["light","dark"]})", false, false}},
         {{200, {"The picture.", "", "image/svg+xml"}}, {501, no_library()}},
         [desk, view](const Call& call) { return draw_figure(desk, call, view); }});
}

} // namespace

void add_evidence_routes(Routes& routes, const Desk& desk) {
    using record::Role;
    const std::vector<Role> readers{Role::Clinician, Role::Lead, Role::Integrator};
    const std::vector<Role> workers{Role::Clinician, Role::Lead};
    routes.push_back({Method::Get,
                      "/api/v1/library/evidence",
                      "Says what is asked of trials, what they give today with the clinic's own "
                      "among them, how sure that is, and which trials do not count and why.",
                      false,
                      readers,
                      "",
                      {},
                      {{200, {"The questions.", R"({"$ref":"#/components/schemas/evidence"})"}},
                       {501, no_library()}},
                      [desk](const Call& call) { return read_evidence(desk, call); }});
    routes.push_back({Method::Get,
                      "/api/v1/library/evidence/{question}",
                      "Says all that is known of one question's result.",
                      false,
                      readers,
                      "",
                      {},
                      {{200, {"The pooled result.", R"({"$ref":"#/components/schemas/pool"})"}},
                       {501, no_library()}},
                      [desk](const Call& call) { return read_question(desk, call); }});
    add_figure_route(routes, desk, readers, EvidenceFigure::View::Forest);
    add_figure_route(routes, desk, readers, EvidenceFigure::View::Funnel);
    routes.push_back(
        {Method::Post,
         "/api/v1/library/evidence/trials/preview",
         "Says what new trials would change, and whose certainty must be signed again; writes "
         "nothing. Slips name their line and column.",
         false,
         workers,
         preview_takes,
         {},
         {{200, {"What changes.", R"({"$ref":"#/components/schemas/evidence-preview"})"}},
          {501, no_library()}},
         [desk](const Call& call) { return preview_trials(desk, call); }});
    routes.push_back({Method::Post,
                      "/api/v1/library/evidence/pool",
                      "Pools a table that is sent, as the command does, with its figures; keeps "
                      "nothing.",
                      false,
                      workers,
                      table_takes,
                      {},
                      {{200, {"The result.", R"({"$ref":"#/components/schemas/evidence-pooled"})"}},
                       {501, no_library()}},
                      [desk](const Call& call) { return pool_table(desk, call); }});
}

} // namespace filiform::server
