// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/json_writer.h"
#include "evidence/analysis_words.h"
#include "evidence/clinic_evidence.h"

namespace filiform::evidence {

namespace {

constexpr int shelf_digits = 6;

void write_list(base::JsonWriter& json, std::string_view name,
                const std::vector<std::string>& all) {
    json.key(name).begin_array();
    for (const std::string& one : all)
        json.text(one);
    json.end_array();
}

void write_count(base::JsonWriter& json, std::string_view name, std::size_t count) {
    json.key(name).integer(static_cast<std::int64_t>(count));
}

/// The result on the scale that people read; nothing where nothing is pooled.
void write_result(base::JsonWriter& json, const Analysis& today) {
    if (!today.line)
        return;
    const auto shown = [&](std::string_view name, double value) {
        json.field(name, today.shown(value), shelf_digits);
    };
    const Coefficient& effect = today.line->effect;
    json.key("result").begin_object();
    write_count(json, "studies", today.selection.studies.size());
    shown("estimate", effect.estimate);
    shown("low", effect.interval.low);
    shown("high", effect.interval.high);
    if (today.pooled && today.pooled->prediction) {
        json.key("prediction").begin_object();
        shown("low", today.pooled->prediction->low);
        shown("high", today.pooled->prediction->high);
        json.end_object();
    }
    if (today.pooled && today.line->q_df > 0) {
        const Heterogeneity& between = today.pooled->model.heterogeneity;
        json.key("heterogeneity").begin_object();
        json.field("tau2", between.tau2, shelf_digits);
        json.field("i2Percent", between.i2_percent, shelf_digits).end_object();
    }
    json.end_object();
}

void write_outcome(base::JsonWriter& json, std::string_view name, const Question& question,
                   const Analysis& analysis) {
    json.key(name).begin_object().field("words", answer_words(question, analysis));
    write_result(json, analysis);
    json.end_object();
}

void write_certainty(base::JsonWriter& json, const Question& question) {
    write_list(json, "informs", question.informs);
    json.field("certainty", question.certainty).field("certaintyWhy", question.certainty_why);
}

void write_left_out_rows(base::JsonWriter& json, const Selection& selection,
                         const std::set<std::string>& of) {
    json.key("leftOut").begin_array();
    for (const LeftOut& one : selection.left_out) {
        if (!of.contains(one.row->text("id")))
            continue;
        json.begin_object();
        write_count(json, "line", one.row->line);
        json.field("label", one.label).field("why", one.why).end_object();
    }
    json.end_array();
}

/// Why a row of a question does not count; nothing when it does.
std::string why_left_out(const Analysis& today, const TrialRow& row) {
    for (const LeftOut& one : today.selection.left_out)
        if (one.row == &row)
            return one.why;
    return {};
}

class EvidenceJson {
  public:
    EvidenceJson(const ClinicEvidence& clinic, base::JsonWriter& json)
        : clinic_(clinic), json_(json) {}

    void write(const Question& question, const Analysis& today) {
        json_.begin_object().field("id", question.id).field("asks", question.asks);
        json_.field("measure", name_of(question.measure));
        write_certainty(json_, question);
        json_.field("mark", question.mark).key("sources").begin_array();
        for (const chart::SourceId& source : question.sources)
            json_.text(source.text());
        json_.end_array();
        json_.field("where", question.where).field("digest", digest_of(question, today));
        json_.field("words", answer_words(question, today));
        write_result(json_, today);
        json_.field("isChanged", change_of(question, today).has_value());
        json_.field("hasFunnel", today.pooled && today.selection.studies.size() >= 3);
        write_put_down(question);
        json_.key("rows").begin_array();
        for (const TrialRow& row : clinic_.evidence.trials.rows)
            if (std::find(question.rows.begin(), question.rows.end(), row.text("id")) !=
                question.rows.end())
                write_row(row, today);
        json_.end_array().end_object();
    }
    void write_additions() {
        std::map<std::string, std::size_t> counts;
        for (const auto& [row, addition] : clinic_.added_by)
            ++counts[addition];
        json_.key("additions").begin_array();
        for (const auto& [id, count] : counts) {
            json_.begin_object().field("id", id);
            write_count(json_, "rows", count);
            json_.end_object();
        }
        json_.end_array().key("setAside").begin_array();
        for (const ClinicEvidence::Aside& one : clinic_.set_aside) {
            std::vector<std::string> why;
            for (const base::Problem& problem : one.problems)
                why.push_back(base::sentence(problem));
            json_.begin_object().field("id", one.id);
            write_list(json_, "why", why);
            json_.end_object();
        }
        json_.end_array();
    }

  private:
    /// For which result the certainty was put down, or why there was none.
    void write_put_down(const Question& question) {
        if (!question.pooled) {
            json_.field("nothingPooled", question.nothing_pooled);
            return;
        }
        json_.key("putDownFor").begin_object();
        write_count(json_, "studies", question.pooled->studies);
        json_.field("estimate", question.pooled->estimate, shelf_digits);
        json_.field("low", question.pooled->low, shelf_digits);
        json_.field("high", question.pooled->high, shelf_digits).end_object();
    }
    void write_row(const TrialRow& row, const Analysis& today) {
        const auto added = clinic_.added_by.find(row.text("id"));
        json_.begin_object().field("id", row.text("id")).field("label", row.label());
        write_count(json_, "line", row.line);
        if (added != clinic_.added_by.end())
            json_.field("addition", added->second);
        for (const auto& [name, column] :
             {std::pair("source", "source"), std::pair("status", "status"),
              std::pair("population", "population"), std::pair("intervention", "intervention"),
              std::pair("comparator", "comparator"), std::pair("outcome", "outcome"),
              std::pair("unit", "unit"), std::pair("followupWeeks", "followup_weeks")})
            if (const std::string text = row.text(column); !text.empty())
                json_.field(name, text);
        const std::string why = why_left_out(today, row);
        json_.field("isLeftOut", !why.empty());
        if (!why.empty())
            json_.field("why", why);
        json_.end_object();
    }

    const ClinicEvidence& clinic_;
    base::JsonWriter& json_;
};

} // namespace

base::Checked<std::string> evidence_json(const ClinicEvidence& clinic, const std::string& program) {
    base::JsonWriter json;
    EvidenceJson shelf(clinic, json);
    json.begin_object().field("schema", "filiform.evidence/1").field("program", program);
    json.key("questions").begin_array();
    for (const Question& question : clinic.evidence.questions) {
        const auto today = answer(question, clinic.evidence.trials);
        if (!today)
            return tl::unexpected(base::Problems{today.error()});
        shelf.write(question, *today);
    }
    json.end_array();
    shelf.write_additions();
    json.end_object();
    return std::move(json).finish();
}

base::Checked<std::string> preview_json(const LivingEvidence& evidence, std::string_view rows,
                                        const std::string& name) {
    const auto added = add_trials(evidence, rows, name);
    if (!added)
        return tl::unexpected(added.error());
    const auto table = read_trials(rows, name);
    if (!table)
        return tl::unexpected(table.error());
    base::JsonWriter json;
    json.begin_object().field("rows", write_trials(*table)).key("changes").begin_array();
    for (const Change& change : (*added)->changes) {
        const Question& question = *change.question;
        std::set<std::string> fresh;
        for (const TrialRow& row : table->rows)
            if (row.text("question") == question.id)
                fresh.insert(row.text("id"));
        json.begin_object().field("question", question.id).field("asks", question.asks);
        json.field("measure", name_of(question.measure));
        write_certainty(json, question);
        write_outcome(json, "before", question, change.before);
        write_outcome(json, "after", question, change.after);
        json.field("isChanged",
                   answer_words(question, change.before) != answer_words(question, change.after));
        write_count(json, "added", fresh.size());
        write_left_out_rows(json, change.after.selection, fresh);
        write_list(json, "warnings", change.after.warnings);
        json.end_object();
    }
    json.end_array().end_object();
    return std::move(json).finish();
}

} // namespace filiform::evidence
