// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evidence/tau.h"

namespace filiform::evidence {

/// The searches behind tau.h.

/// tau² at which the weighted sum of squares is `target`; 0 where it is less even at 0.
/// Precondition: target > 0.
[[nodiscard]] double tau2_of_q(const Studies& studies, double target);

/// tau² of the highest likelihood.
[[nodiscard]] double likelihood_summit(const Studies& studies, Likelihood likelihood);

/// A tau² beyond which the likelihood only falls.
[[nodiscard]] double beyond_summits(const Studies& studies);

} // namespace filiform::evidence
