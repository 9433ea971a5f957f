// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/address.h"
#include "store/failure.h"

/// The one door to the databases; no other room includes this.
namespace filiform::store {

/// What a statement is given for one of its parameters.
using Value = std::variant<std::int64_t, std::string_view>;
using Values = std::vector<Value>;

/// A statement in the SQL that both databases understand.
///
/// Parameters are written ":name", each name once, and are bound in the order of the text.
/// `columns` has a letter for each column answered: 't' text, 'i' a whole number; none is null.
struct Sql {
    std::string text;
    std::string columns{};
};

/// One row of an answer, valid until the next.
class Row {
  public:
    using Cells = std::vector<std::variant<long long, std::string>>;
    explicit Row(Cells& cells) : cells_(cells) {}
    [[nodiscard]] std::int64_t whole(std::size_t column) const;
    [[nodiscard]] std::string& text(std::size_t column) const;

  private:
    Cells& cells_;
};

/// One connection to a database. Statements are prepared once and kept.
///
/// SQLite:     WAL, full sync, foreign keys checked, what is deleted is overwritten.
/// PostgreSQL: commits wait for the disk; times out after 30 s on a lock.
/// Threads:    one at a time.
/// Fails:      every member but the destructor throws Failure, with store.full, store.read_only,
///             store.busy or store.failed. Its sentence holds no value of the record.
class Connection {
  public:
    enum class Access { Write, Read };
    Connection(Address address, Access access);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] const Address& address() const;

    /// Answers how many rows were changed.
    std::int64_t run(const Sql& sql, const Values& values = {});
    void each(const Sql& sql, const Values& values, const std::function<void(const Row&)>& visit);
    /// A statement for one database only, which is not kept.
    void command(const std::string& text);

    /// A transaction that may write. On SQLite it has the file for itself from the start.
    void begin();
    /// A transaction that reads one state of the database, whatever others write.
    void begin_snapshot();
    void commit();
    /// Never throws: what cannot be rolled back here, the database rolls back itself.
    void roll_back() noexcept;

    /// SQLite only: copies all of it, as one transaction sees it, into a new file.
    void copy_to(const std::string& path);

  private:
    struct Prepared;
    struct State;
    Prepared& prepared(const Sql& sql, const Values& values);
    std::unique_ptr<State> state_;
};

} // namespace filiform::store
