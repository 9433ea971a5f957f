// SPDX-License-Identifier: Apache-2.0
#include "workshop/consultation.h"

#include <array>

namespace filiform::workshop {

namespace {

struct Renamed {
    std::string_view of_case, of_record;
};
/// The first that fits holds.
constexpr std::array renamed{
    Renamed{"#/findings/", "#/answers/"}, Renamed{"#/patient/heightCm", "#/heightCm"},
    Renamed{"#/patient/weightKg", "#/weightKg"}, Renamed{"#/patient/", "#/particulars/"},
    Renamed{"#/patient", "#/heightCm"}}; // that fits no weight

/// A decision without a day of its own was taken on the day of the assessment.
std::vector<chart::Decision> decisions_of(const std::vector<record::RuleDecision>& kept,
                                          base::Date on) {
    std::vector<chart::Decision> decisions;
    decisions.reserve(kept.size());
    for (const record::RuleDecision& one : kept)
        decisions.push_back({chart::RuleId(one.rule), one.by, one.on.value_or(on), one.reason});
    return decisions;
}

} // namespace

chart::Consultation consultation_of(const record::Assessment& assessment,
                                    const record::Patient& patient) {
    chart::Consultation consultation;
    consultation.on = assessment.on.value_or(base::Date{});
    consultation.patient.birth_date = patient.birth_date;
    if (patient.sex)
        consultation.patient.is_male = *patient.sex == record::Patient::Sex::Male;
    consultation.patient.height_cm = assessment.height_cm;
    consultation.patient.weight_kg = assessment.weight_kg;
    for (const auto& [finding, answer] : assessment.answers)
        consultation.answers.emplace(chart::FindingId(finding), answer);
    consultation.clearances = decisions_of(assessment.clearances, consultation.on);
    consultation.overrides = decisions_of(assessment.overrides, consultation.on);
    consultation.is_after_needling = !assessment.checks.is_empty();
    return consultation;
}

chart::Consultation consultation_of(const server::Examined& who) {
    chart::Consultation consultation = consultation_of(who.assessment, who.patient);
    consultation.stricter = who.stricter;
    return consultation;
}

base::Problems at_members(base::Problems problems) {
    for (base::Problem& problem : problems)
        for (const Renamed& one : renamed)
            if (problem.where.starts_with(one.of_case)) {
                problem.where.replace(0, one.of_case.size(), one.of_record);
                break;
            }
    return problems;
}

} // namespace filiform::workshop
