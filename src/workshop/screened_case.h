// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "care/make_plan.h"
#include "chart/consultation.h"
#include "knowledge/library.h"
#include "knowledge/screen.h"

namespace filiform::workshop {

/// A consultation that was screened with the library the program carries.
struct ScreenedCase {
    const knowledge::Library* library = nullptr;
    /// The library's, or this clinic's where it is stricter; what the screening points into.
    std::shared_ptr<const std::vector<knowledge::ScreeningRule>> rules;
    /// What the screening's decisions point into.
    std::shared_ptr<const chart::Consultation> consultation;
    knowledge::Answers answers;
    knowledge::Screening screening;
};

/// A consultation after needling is looked at as one; rules that the clinic made stricter are so.
/// `where` is what problems begin with: "case.json#/consultation". While the library is unfinished
/// nobody is cleared.
/// Problems: those of the library, of check_answers and of check_decisions.
[[nodiscard]] base::Checked<ScreenedCase>
screen_consultation(const chart::Consultation& consultation, const std::string& where);

/// What care needs to know of a patient who was screened; it points into `screened`.
[[nodiscard]] care::Screened screened_of(const ScreenedCase& screened);

/// The plan of a patient that needs no body: whom the screening stops, or in whom no muscle was
/// found and none was asked for. Nothing for everybody else.
[[nodiscard]] std::optional<care::PlanWork> plan_that_ends(const ScreenedCase& screened,
                                                           const care::PlanOrder& order);

} // namespace filiform::workshop
