// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/result.h"
#include "evidence/effect.h"
#include "evidence/model.h"

namespace filiform::evidence {

/// One proportion from studies that counted events, also none: each study's logit is normal around
/// mu with variance tau², its events are binomial. Nothing is added to anything.
struct PooledLogit {
    Coefficient logit; ///< mu; normal interval
    double tau2 = 0;
    double log_likelihood = 0;
    /// Whether studies differ at all: twice the gain over one common proportion; k - 1 df.
    double likelihood_ratio = 0; ///< of the saturated model over the common proportion
    double df = 0;
    double p = 1;
};

/// Maximum likelihood. The random logit is integrated out by adaptive Gauss–Hermite quadrature with
/// `points` points (a study's own mode and curvature); mu's standard error is of the observed
/// information of mu and tau together.
///
/// Problems: evidence.no_events (no study has an event, or every study has nothing else: the
///           estimate is infinite).
/// Source:   Stijnen, Hamza and Özdemir, Stat Med 2010;29:3046; quadrature: Liu and Pierce,
///           Biometrika 1994;81:624.
[[nodiscard]] base::Result<PooledLogit> pool_logits(std::span<const Count> studies,
                                                    double level = 0.95, int points = 31);

} // namespace filiform::evidence
