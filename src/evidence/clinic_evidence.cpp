// SPDX-License-Identifier: Apache-2.0
#include "evidence/clinic_evidence.h"

#include <algorithm>

#include "base/csv.h"
#include "base/digest.h"

namespace filiform::evidence {

ClinicEvidence with_own_trials(const LivingEvidence& carried, const std::vector<OwnTrials>& own) {
    ClinicEvidence clinic;
    clinic.evidence = carried;
    for (const OwnTrials& one : own) {
        const std::size_t before = clinic.evidence.trials.rows.size();
        auto added = add_trials(clinic.evidence, one.rows, "rows");
        if (!added) {
            clinic.set_aside.push_back({one.id, added.error()});
            continue;
        }
        clinic.evidence.trials = std::move((*added)->trials);
        clinic.evidence.questions = std::move((*added)->questions);
        const auto& rows = clinic.evidence.trials.rows;
        for (std::size_t i = before; i < rows.size(); ++i)
            clinic.added_by[rows[i].text("id")] = one.id;
    }
    return clinic;
}

const Question* find_question(const LivingEvidence& evidence, std::string_view id) {
    const auto found = std::find_if(evidence.questions.begin(), evidence.questions.end(),
                                    [&](const Question& one) { return one.id == id; });
    return found == evidence.questions.end() ? nullptr : &*found;
}

std::string digest_of(const Question& question, const Analysis& today) {
    std::string all;
    const auto add = [&all](const std::string& part) { all += part + '\n'; };
    for (const std::string& part :
         {question.id, question.asks, std::string(name_of(question.measure)), question.certainty,
          question.certainty_why, answer_words(question, today)})
        add(part);
    for (const std::string& one : question.informs)
        add("informs " + one);
    for (const std::string& one : question.rows)
        add("row " + one);
    for (const StudyEffect& one : today.selection.studies)
        add("pooled " + one.row->text("id"));
    return base::sha256(all);
}

std::string write_trials(const TrialTable& table) {
    const auto row_of = [](const std::vector<std::string>& cells) {
        std::vector<std::string> harmless;
        for (const std::string& cell : cells) {
            harmless.push_back(cell);
            std::replace(harmless.back().begin(), harmless.back().end(), '\t', ' ');
        }
        std::string line = base::write_csv_row(harmless);
        std::erase(line, '\r');
        return line;
    };
    std::string out = row_of(table.columns);
    for (const TrialRow& row : table.rows) {
        std::vector<std::string> cells;
        for (const std::string& column : table.columns)
            cells.push_back(row.text(column));
        out += row_of(cells);
    }
    return out;
}

} // namespace filiform::evidence
