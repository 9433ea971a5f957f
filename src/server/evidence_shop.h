// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace filiform::server {

/// Trials that the clinic added and signed, as its record keeps them.
struct OwnTrials {
    std::string id;   ///< of the entry
    std::string rows; ///< CSV
};

/// A picture of a question's trials.
struct EvidenceFigure {
    enum class View { Forest, Funnel };
    std::string question;
    View view = View::Forest;
    bool is_dark = false; ///< for a dark page
};

/// Somebody's own table, and how it is to be pooled, in the words of docs/evidence.md; empty: as
/// usual.
struct TablePooled {
    std::string table; ///< CSV
    std::string measure, model, adjust, prediction;
    std::vector<std::string> where, together, moderators;
    std::string by, cumulative_by;
    bool is_spread_pooled = false;
    bool is_variance_unbiased = false;
    double level = 0.95;
    bool is_dark = false; ///< the figures
};

/// What the server asks of whoever knows the trials. Each takes the clinic's own trials, since they
/// count with the library's.
/// Threads: any.
struct EvidenceShop {
    using Own = std::vector<OwnTrials>;
    /// Every question with what it gives today ("filiform.evidence/1").
    std::function<base::Checked<std::string>(const Own&)> read;
    /// All that is known of one question's result ("filiform.pool/1").
    /// Problems: request.not_found (no such question).
    std::function<base::Checked<std::string>(std::string_view question, const Own&)> read_pool;
    /// An SVG. Problems: request.not_found (no such question, or nothing that can be drawn).
    std::function<base::Checked<std::string>(const EvidenceFigure&, const Own&)> draw;
    /// What new rows would change, as JSON. Writes nothing.
    /// Problems: those of the rows, each at "#/rows" with its line and column in the sentence.
    std::function<base::Checked<std::string>(const std::string& rows, const Own&)> preview;
    /// What keeps rows from being added. Problems: as `preview`.
    std::function<base::Problems(const std::string& rows, const Own&)> faults;
    /// The digest of a question as it stands with what it gives today; nothing when there is none.
    std::function<std::optional<std::string>(std::string_view question, const Own&)> find_digest;
    /// Pools a table: {"pool": filiform.pool/1, "forest": SVG, "funnel": SVG}, the figures where
    /// there is something to draw. Problems: those of the table, at "#/table" with line and column
    /// in the sentence; those of the order, each at its member.
    std::function<base::Checked<std::string>(const TablePooled&)> pool;
};

} // namespace filiform::server
