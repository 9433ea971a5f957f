// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "chart/assessment.h"
#include "chart/needle_path.h"
#include "chart/screening.h"

namespace filiform::chart {

/// A muscle to needle and where in it. `level` narrows long muscles: "l4".
struct TargetRequest {
    StructureId structure; ///< "erector_spinae.left"
    std::string level;     ///< "" or a vertebra: "l4"
    /// "erector_spinae.left@l4", or the structure alone.
    [[nodiscard]] std::string id() const {
        return level.empty() ? structure.text() : structure.text() + "@" + level;
    }
    friend bool operator==(const TargetRequest&, const TargetRequest&) = default;
};

/// What was found for one target.
struct Proposal {
    TargetRequest target;
    std::variant<std::vector<PlannedPath>, NoPath> paths;
    std::vector<std::string> notes; ///< what is inferred, what to check in the room
    std::vector<SourceId> sources;

    [[nodiscard]] bool has_path() const {
        return std::holds_alternative<std::vector<PlannedPath>>(paths);
    }
};

/// One needle per target, put in together at one session.
struct Session {
    struct Pick {
        std::size_t proposal = 0; ///< index into the plan's proposals
        std::size_t path = 0;     ///< index into its paths
    };
    /// A target whose needle is left out, and why.
    struct LeftOut {
        TargetRequest target;
        std::string because; ///< one sentence
    };
    std::size_t most_needles = 0; ///< the dose it keeps
    std::vector<Pick> picks;      ///< in the order of the proposals
    std::vector<LeftOut> left_out;
};

/// What a plan was made from: enough to make it again, byte for byte.
struct Provenance {
    std::string program;                       ///< "filiform 0.1.0"
    std::string knowledge;                     ///< digest of the data files
    std::string body;                          ///< digest of the body
    std::map<std::string, std::string> inputs; ///< name → digest
    std::uint64_t seed = 0;
};

struct Plan {
    /// Of the patient; nothing for a plan that is made for a body alone, which says so.
    std::optional<Screening> screening;
    /// Of a patient whose screening let the plan go on.
    std::optional<Assessment> assessment;
    std::string body_name;
    Origin body_origin = Origin::Segmented;
    std::vector<Warning> warnings;
    std::vector<Proposal> proposals;
    Session session;
    Provenance provenance;

    /// Whether a needle is proposed at all.
    [[nodiscard]] bool has_path() const {
        return std::any_of(proposals.begin(), proposals.end(),
                           [](const Proposal& proposal) { return proposal.has_path(); });
    }
};

} // namespace filiform::chart
