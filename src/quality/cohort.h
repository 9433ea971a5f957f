// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace filiform::quality {

/// What somebody outside could know of a person, from the exact to the coarse: {"47", "45 to 49",
/// "40 to 59", "any"}. The last step must be the same for everybody.
using Ladder = std::vector<std::string>;

/// One course of treatment, to be given away.
struct CohortRow {
    std::uint32_t person = 0;        ///< tells whose it is; never written out
    std::vector<Ladder> known;       ///< by which somebody could be found again, a ladder a column
    std::vector<std::string> learnt; ///< what is to be learnt of them
};

struct Cohort {
    std::vector<std::string> known; ///< names of the columns
    std::vector<std::string> learnt;
    std::vector<CohortRow> rows; ///< all with as many ladders and values as there are columns
};

/// A table in which nobody stands among fewer than k persons of the same description.
struct Release {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; ///< in an order that says nothing of when or who
    std::size_t k = 0;
    std::size_t smallest_class = 0; ///< persons; 0 when nothing is left
    std::size_t classes = 0;
    std::size_t suppressed_rows = 0;
    std::size_t suppressed_persons = 0; ///< of whom no row is left
    /// "ageAtStart: step 2 of 3", for each column that was made coarser.
    std::vector<std::string> generalised;
};

/// How many persons share the description of whoever has the fewest companions; 0 without rows.
[[nodiscard]] std::size_t smallest_class(const Cohort& cohort,
                                         const std::vector<std::size_t>& steps);

/// Makes columns coarser, the one with the most different values first, until the rows in classes
/// of fewer than k persons are at most a twentieth, or everything is as coarse as it gets; then
/// leaves these rows out.
///
/// What it does not do: whoever knows that a person is in a class learns what the whole class has
///         in common (no l-diversity), and two releases of one clinic may tell more than either.
/// Precondition: k is at least 2; all rows have the columns' numbers of ladders and values.
/// Source: SWEENEY02 (k-anonymity; Datafly's way to it).
[[nodiscard]] Release release(const Cohort& cohort, std::size_t k);

/// The release as CSV (RFC 4180): a header, a row a line.
[[nodiscard]] std::string release_csv(const Release& release);

inline constexpr double most_suppressed = 0.05;

} // namespace filiform::quality
