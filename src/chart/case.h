// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "chart/consultation.h"
#include "chart/plan.h"

namespace filiform::chart {

/// A body made earlier: the file of `body import`.
struct BodyFile {
    std::string path;
};

/// A body to be read from a segmentation.
struct BodyScan {
    struct Labels {
        std::string path;
        std::string scheme;
    };
    std::vector<Labels> labels; ///< at least one
    std::string image;          ///< "" without
    double grid_mm = 1.5;       ///< working grid, 0.5 to 5
};

/// The built-in geometric phantom.
struct BodyPhantom {};

/// A person without a scan: the reference body is made for them. What the numbers may be is not
/// looked at here; the body model refuses what no adult has.
struct BodyPerson {
    bool is_male = false;
    double age_years = 0;
    double height_cm = 0;
    double weight_kg = 0;
    std::map<std::string, double> girths_cm; ///< "hip" → 104
    /// "skin_to_piriformis.right" → what was measured.
    struct Measured {
        double mm = 0;
        double sd_mm = 0; ///< error of the measuring; 0: taken as exact
    };
    std::map<std::string, Measured> measured;
    std::string posture = "prone"; ///< prone, prone_pillow, side_lying or supine
    std::string ancestry = "pooled";
    bool may_extrapolate = false;
    double grid_mm = 1.5; ///< working grid, 0.5 to 5
};

using BodyWanted = std::variant<BodyPhantom, BodyFile, BodyScan, BodyPerson>;

/// What a plan is asked for. Paths are as written; a reader of files takes them from the folder of
/// the case.
struct Case {
    std::optional<Consultation> consultation;
    /// Nothing when a consultation was given without a body.
    std::optional<BodyWanted> body;
    /// None twice; at least one unless there is a consultation.
    std::vector<TargetRequest> targets;
    /// What was seen of this patient: "sciatic_type" (both sides) or "sciatic_type.right" → "b".
    std::map<std::string, std::string> variants;
    std::vector<std::string> needles; ///< ids of the drawer to use; empty: all of it
    int most_paths = 3;               ///< proposals per target, 1 to 10
    std::optional<std::uint64_t> seed;
};

/// Reads a case, schema "filiform.case/1" (data/schemas/case.json). `name` is what problems call
/// the file; each problem names its element: "case.json#/targets/0".
///
/// Problems: all that are found: case.syntax, case.schema, case.missing, case.type,
/// case.unknown_key,
///           case.value, case.repeated, case.too_large.
[[nodiscard]] base::Checked<Case> read_case(std::string_view text, std::string_view name);

/// The same as text, to be read again. What is as a case has it unless it is said is left out.
/// Numbers are written with six decimals.
[[nodiscard]] std::string write_case(const Case& wanted);

/// "piriformis.right" or "multifidus.left@l4" as a request; nothing when it is neither.
[[nodiscard]] std::optional<TargetRequest> read_target(std::string_view text);

} // namespace filiform::chart
