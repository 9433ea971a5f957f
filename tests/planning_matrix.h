// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "atlas/person.h"
#include "chart/plan.h"

namespace filiform::story {

/// A person of the matrix and the plan for all of its targets.
struct MatrixBody {
    atlas::Person person;
    std::string name; ///< "woman 165 cm, BMI 25"
    chart::Plan plan;
};

/// Sex by stature by BMI, as far as the body model was fitted: f 150 to 180 cm, m 165 to 195, the
/// middle statures first.
[[nodiscard]] std::vector<atlas::Person> matrix_people();

/// Every muscle with a needling rule that the reference body has, the multifidus and the erector
/// spinae at several levels, and every acupuncture point, on that side.
[[nodiscard]] std::vector<chart::TargetRequest> matrix_targets(const std::string& side);

/// Makes the person's body and plans. The test fails when either cannot be done.
[[nodiscard]] MatrixBody plan_for(const atlas::Person& person,
                                  const std::vector<chart::TargetRequest>& targets,
                                  double spacing_mm);

/// The path a plan proposes first, or null.
[[nodiscard]] const chart::PlannedPath* first_path(const chart::Proposal& proposal);

/// Whether no hazard is touched even when the needle is driven in to its handle.
[[nodiscard]] bool is_harmless_at_the_hub(const chart::PlannedPath& path);

} // namespace filiform::story
