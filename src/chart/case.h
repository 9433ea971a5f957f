// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
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

using BodyWanted = std::variant<BodyPhantom, BodyFile, BodyScan>;

/// What a plan is asked for. Paths are as written; a reader of files takes them from the folder of
/// the case.
struct Case {
    BodyWanted body;
    std::vector<TargetRequest> targets; ///< at least one, none twice
    std::vector<std::string> needles;   ///< ids of the drawer to use; empty: all of it
    int most_paths = 3;                 ///< proposals per target, 1 to 10
    std::optional<std::uint64_t> seed;
};

/// Reads a case, schema "filiform.case/1" (data/schemas/case.json). `name` is what problems call
/// the file; each problem names its element: "case.json#/targets/0".
///
/// Problems: all that are found: case.syntax, case.schema, case.missing, case.type,
/// case.unknown_key,
///           case.value, case.repeated, case.too_large.
[[nodiscard]] base::Checked<Case> read_case(std::string_view text, std::string_view name);

/// "piriformis.right" or "multifidus.left@l4" as a request; nothing when it is neither.
[[nodiscard]] std::optional<TargetRequest> read_target(std::string_view text);

} // namespace filiform::chart
