// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>

#include "store/connection.h"
#include "store/store.h"

/// The pieces a search is put together from; no other room includes this.
namespace filiform::store {

/// A statement that grows from left to right, each value bound where it stands: no value ever
/// becomes part of the text.
class SearchText {
  public:
    SearchText& operator<<(const char* text);
    /// Binds a value here.
    SearchText& value(std::string text);
    SearchText& value(std::int64_t whole);
    /// Binds them here as a list in brackets. There must be one.
    SearchText& list(const std::vector<std::string>& texts);

    void run(Connection& connection, const char* columns,
             const std::function<void(const Row&)>& visit) const;

  private:
    std::string text_;
    std::deque<std::string> kept_; ///< what values_ looks at
    Values values_;
};

/// The words of states; of none, those that a search finds unless it asks for others.
[[nodiscard]] std::vector<std::string> words_of(const std::vector<record::State>& states);
/// Which terms a condition means: "t.value = …", where t is the table's name in the statement.
void add_match(SearchText& sql, const char* table, const Query::Condition& condition);
/// " AND EXISTS (…)": that the entry e has such a term, or has none.
void add_condition(SearchText& sql, const Query::Condition& condition);
/// What a query asks of the entry e itself, beginning with "e.kind = …".
void add_entry_conditions(SearchText& sql, const Query& query);

} // namespace filiform::store
