// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "anatomy/body.h"
#include "anatomy/courses.h"
#include "atlas/person.h"
#include "base/result.h"
#include "chart/case.h"
#include "chart/consultation.h"
#include "knowledge/finding.h"

namespace filiform::workshop {

/// Of what age and size a patient without a scan is: what their own body is made from. `answers`
/// hold the particulars, as knowledge::check_answers adds them.
/// Problems: plan.person, with what is not known.
[[nodiscard]] base::Result<chart::BodyPerson> person_of(const chart::Patient& patient,
                                                        const knowledge::Answers& answers);

/// Whether a body cannot be made because nobody like that was measured: a plan then goes on without
/// one, and says so. Such a problem, with what would help; nothing when it is another.
[[nodiscard]] std::optional<base::Problem> beyond_the_measured(const base::Problems& problems);

/// Makes the reference body of a person. What `stated` says of both sides is drawn from the start,
/// rare kinds too, and taken out of it; the rest is for anatomy::with_stated.
///
/// Cost:     one or two seconds at 1.5 mm on two threads.
/// Problems: usage.girth (no such girth); those of atlas::make_person_body.
[[nodiscard]] base::Checked<anatomy::Body> make_body(const chart::BodyPerson& person,
                                                     anatomy::Stated& stated);

/// A girth by its name, "hip".
/// Problems: usage.girth (no such girth, with those there are).
[[nodiscard]] base::Result<atlas::Measured> girth_of(const std::string& name, double cm);
/// "hip, waist, …"
[[nodiscard]] std::string all_girths();

} // namespace filiform::workshop
