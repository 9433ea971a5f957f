// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "chart/consultation.h"
#include "chart/screening.h"
#include "record/nouns.h"
#include "server/jobs.h"
#include "store/store.h"

namespace filiform::server {

/// What a plan is made from: an assessment and whose it is.
struct PlanWanted {
    record::Assessment assessment;
    record::Patient patient;
    std::vector<std::string> targets; ///< empty: those that the examination found
    std::uint64_t seed = 1;
};

/// A plan as the record keeps it, but for whose it is, and the bytes its documents speak of.
struct PlanMade {
    record::Plan plan;
    std::vector<store::Blob> blobs;
};

/// Work that the server asks for and does not know how to do: whoever opens it hands this over, so
/// that serving a record links no planner. What is not handed over answers job.unavailable.
struct Workshop {
    std::function<base::Checked<PlanMade>(const PlanWanted&, JobProgress&)> make_plan;
    /// Judges one needle on a person's body, both as JSON, as JSON ("filiform.needle/1"): fast
    /// enough to be asked while the needle is dragged. Threads: any.
    std::function<base::Checked<std::string>(const std::string&)> judge_needle;
    /// Screens a patient by the clinical library. Problems: those of its check of answers.
    std::function<base::Checked<chart::Screening>(const chart::Consultation&)> screen;
    std::string version = "0"; ///< of the program
};

} // namespace filiform::server
