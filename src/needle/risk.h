// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "needle/judge.h"
#include "needle/perturbation.h"

namespace filiform::needle {

/// How the entry is found, for the risk: by a finger on a landmark and a ruler from there.
struct Finding {
    double across_sd_mm = 0;   ///< along the skin, across the body
    double along_sd_mm = 0;    ///< along the skin, towards head or feet
    double level_too_high = 0; ///< probability of starting a vertebra too high, or two
    double level_too_low = 0;
    double two_too_high = 0; ///< the part of it that is two: a slip beside a miscounted spine
    double two_too_low = 0;
    double level_mm = 0; ///< from one level to the next
};

/// Fills in how likely the finger starts on another level: it slips by itself, and independently of
/// that the vertebrae may be counted one off.
void set_slips(Finding& finding, const Palpation& palpation, const anatomy::Miscount& miscount);

/// What happens to a needle in many hands.
struct RiskEstimate {
    std::vector<chart::Risk>
        touches;               ///< likeliest first; those touched or near, territory left out
    chart::Estimate any_touch; ///< of any of them in one needling
    chart::Estimate reach;     ///< the tip ends in the target, or within the skin's tolerance of it
                               ///< on bone; absent target: 0
    chart::Verdict verdict = chart::Verdict::Safe; ///< the worst that a probability of touch makes
};

/// Probability that the needle touches each hazard when a human hand drives it in a body that is
/// known only so well.
///
/// Hand:      the landmark is found with `finding`'s error, perhaps one level off; the entry is
///            marked with the hand's own error; both along the skin. The angle is kept against the
///            skin where the needle really enters, with the hand's error and the needle's bending
///            (taken as the straight line to its bent tip).
/// Depth:     as planned, with the hand's error, deeper by the fat that the pressing hand
///            compresses, never past the handle. Under StopRule::BoneOrDepth the hand goes on
///            `bone_search_mm` past the plan and bone stops it; under Depth nothing stops it. A
///            bone that not all people have (a share below 1) stops that share of the needles.
/// Body:      each hazard is moved as a whole by its positional SD and grown or shrunk by its
///            surface's SD, independently of the others. Bones stay where they are.
/// Courses:   touches of a structure are those of each of its courses, weighed by the share of
/// people
///            who have it; the courses exclude each other and stray alike. `from_variants` is the
///            part of all courses but the usual one.
/// Interval:  95 %, Wilson's score interval: sampling error only, not the model's.
/// Listed:    what is touched, and what the planned line passes within `listed_within_mm`.
/// Samples:   the first `samples` of `table`; the same table gives the same answer on every
/// machine. Pruning:   exact: a hazard or sample is skipped only when no touch is possible. Cost:
/// about 0.5 µs a sample.
[[nodiscard]] RiskEstimate estimate_risk(const Scene& scene, const chart::NeedlePath& path,
                                         const Finding& finding, const PerturbationTable& table,
                                         std::size_t samples, double listed_within_mm = 100);

/// What a probability of touching that hazard makes of a needle: Safe, Caution or Refused.
[[nodiscard]] chart::Verdict verdict_of_touch(const Scene& scene, const Hazard& hazard,
                                              double probability);

/// `any_touch` of estimate_risk, and the worst verdict that any one hazard's touch makes.
struct TouchOutlook {
    chart::Estimate any;
    chart::Verdict verdict = chart::Verdict::Safe;
};

/// The outlook alone, for the many points of a map: the same answers as estimate_risk.
[[nodiscard]] TouchOutlook estimate_any_touch(const Scene& scene, const chart::NeedlePath& path,
                                              const Finding& finding,
                                              const PerturbationTable& table, std::size_t samples);

/// The needle of one sample, as it really lies: what `estimate_risk` tests.
[[nodiscard]] geometry::Segment sampled_needle(const Scene& scene, const chart::NeedlePath& path,
                                               const Finding& finding,
                                               const PerturbationTable& table, std::size_t sample);

/// `hits` of `trials` as a probability with Wilson's 95 % interval. No trials: 0 to 1. Hits that
/// count in part (a share of people) vary less than whole ones: the interval is then too wide.
[[nodiscard]] chart::Estimate proportion(double hits, std::size_t trials);

} // namespace filiform::needle
