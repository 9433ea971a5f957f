// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "record/entry.h"

namespace filiform::exchange {

/// Entries of one kind as the rows of a table, docs/exchange.md.
///
/// Columns: what the record says of every entry (entry, its id; entryVersion, entryState,
/// writtenAt,
///          writtenBy), then a column for each field that may be filled, in the order of the kind's
///          description, called as the record's JSON calls it. The fields of a part are columns of
///          their own: "address.city".
/// Cells:   texts as they are, made harmless to spreadsheets (csv.h); numbers with a point; true
/// and
///          false; days and moments as in JSON. Several texts or words are parted by "; ". What is
///          a list of parts, or answers, is JSON in one cell.
class Table {
  public:
    /// What stands in a column.
    enum class Form { Text, Flag, Figure, Day, Moment, Word, Words, Texts, Json };
    struct Column {
        std::string name;
        Form form = Form::Text;
    };

    explicit Table(record::Kind kind);

    [[nodiscard]] std::vector<std::string> head() const;
    /// Those of the kind's own fields.
    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    /// Problems: store.failed, when the body is not JSON.
    [[nodiscard]] base::Result<std::vector<std::string>> row(const record::Entry& entry) const;

  private:
    std::vector<Column> columns_;
};

} // namespace filiform::exchange
