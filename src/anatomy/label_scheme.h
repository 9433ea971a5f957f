// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "chart/structure.h"

namespace filiform::anatomy {

/// One class of a label scheme: what the scheme calls it, and what it is here.
///
/// Several classes may carry one id: the lobes of a lung are one lung.
struct LabelClass {
    int number = 0;
    std::string name; ///< the scheme's own word: "hip_left"
    chart::StructureId id;
    chart::Kind kind = chart::Kind::Unknown;
    chart::Role role = chart::Role::Hazard;
    /// A larger structure that this one belongs to as well: "vertebra_s1" is part of "sacrum".
    std::optional<chart::StructureId> part_of;
    double dice = 0; ///< overlap with a human reader, on the scheme's own test set
};

/// What the numbers of a label map mean, by name. A number without a named scheme is not data: two
/// versions of one tool give different organs the same number.
struct LabelScheme {
    std::string name;         ///< "totalsegmentator-v2"
    std::string title;        ///< for people
    int rank = 0;             ///< of two maps with the same structure the higher rank is kept
    double model_grid_mm = 0; ///< the finest grid its models draw on
    std::vector<chart::SourceId> sources;
    std::vector<LabelClass> classes; ///< sorted by number, no number or name twice
};

[[nodiscard]] const LabelClass* find_class(const LabelScheme& scheme, int number);
[[nodiscard]] const LabelClass* find_class(const LabelScheme& scheme, std::string_view name);
[[nodiscard]] bool has_structure(const LabelScheme& scheme, const chart::StructureId& id);

/// One scheme file of data/anatomy/schemes.
/// Problems: those of DataDocument, scheme.kind, scheme.role, scheme.twice, scheme.dice.
[[nodiscard]] base::Checked<LabelScheme> read_scheme(std::string_view text, std::string_view name);

/// The schemes the program carries, sorted by name.
[[nodiscard]] std::span<const LabelScheme> label_schemes();

/// The scheme of that name.
/// Problems: body.scheme_unknown (the hint lists the names).
[[nodiscard]] base::Result<const LabelScheme*> find_scheme(std::string_view name);

} // namespace filiform::anatomy
