// SPDX-License-Identifier: Apache-2.0
#include "demo/screened.h"

#include "base/digest.h"
#include "knowledge/finding.h"
#include "knowledge/library.h"
#include "knowledge/screen.h"
#include "knowledge/screening_notes.h"
#include "record/kept_screening.h"
#include "record/noun.h"

namespace filiform::demo {

namespace {

std::vector<chart::Decision> decisions_of(const std::vector<record::RuleDecision>& kept) {
    std::vector<chart::Decision> decisions;
    for (const record::RuleDecision& one : kept)
        decisions.push_back(
            {chart::RuleId(one.rule), one.by, one.on.value_or(base::Date{}), one.reason});
    return decisions;
}

chart::Consultation consultation_of(const Asked& asked) {
    chart::Consultation consultation;
    consultation.on = asked.on;
    consultation.patient.birth_date = asked.patient.birth_date;
    if (asked.patient.sex)
        consultation.patient.is_male = *asked.patient.sex == record::Patient::Sex::Male;
    consultation.patient.height_cm = asked.height_cm;
    consultation.patient.weight_kg = asked.weight_kg;
    for (const auto& [finding, answer] : asked.answers)
        consultation.answers[chart::FindingId(finding)] = answer;
    consultation.clearances = decisions_of(asked.clearances);
    consultation.overrides = decisions_of(asked.overrides);
    return consultation;
}

std::string digest_of(const Asked& asked) {
    record::Assessment answered;
    answered.answers = asked.answers;
    answered.clearances = asked.clearances;
    answered.overrides = asked.overrides;
    return base::sha256(record::write_noun(answered));
}

} // namespace

base::Checked<record::ScreeningResult> screened(const Asked& asked) {
    const auto& library = knowledge::library();
    if (!library)
        return tl::unexpected(library.error());
    const chart::Consultation consultation = consultation_of(asked);
    const auto answers = knowledge::check_answers(library->findings, consultation, "answers");
    if (!answers)
        return tl::unexpected(answers.error());
    if (auto wrong = knowledge::check_decisions(library->screening, consultation, "decisions");
        !wrong.empty())
        return tl::unexpected(wrong);
    const chart::Screening screening =
        knowledge::notes_of(*library, *answers,
                            knowledge::screen(library->screening, *answers, consultation.clearances,
                                              consultation.overrides));
    record::ScreeningResult result = record::kept_screening(screening);
    result.inputs = digest_of(asked);
    result.at = asked.at;
    return result;
}

} // namespace filiform::demo
