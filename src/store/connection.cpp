// SPDX-License-Identifier: Apache-2.0
#include "store/connection.h"

#include <unordered_map>
#include <utility>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/expects.h"

namespace filiform::store {

namespace {

/// So that no program's shapes of search fill the memory; the fixed statements are some sixty.
constexpr std::size_t most_prepared = 256;

/// "FILI", as `file` and others who look at a SQLite file's header can read.
constexpr int application_id = 0x46494c49;

[[noreturn]] void fail(const Address& address, const char* code, std::string what,
                       const char* hint) {
    throw Failure{{code, address.shown, std::move(what), hint}, false};
}

[[noreturn]] void fail_sqlite(const Address& address, const soci::sqlite3_soci_error& error) {
    switch (error.result() & 0xff) {
    case SQLITE_FULL:
        fail(address, "store.full", "There is no room left on the disk; nothing was written.",
             "Make room; the next write needs nothing else.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        fail(address, "store.read_only", "The store cannot be written to; nothing was written.",
             "Check that the disk is writable, and the folder and file too.");
    case SQLITE_CANTOPEN:
        fail(address, "store.failed", "The file of the store cannot be opened.",
             "Check that its folder is there and writable.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        fail(address, "store.busy", "Another program holds the file of the store.",
             "Wait for it to end, or end it.");
    case SQLITE_NOTADB:
        fail(address, "store.where", "The file is not a SQLite database.", "Choose another file.");
    case SQLITE_CORRUPT:
        fail(address, "store.failed", "The file of the store is damaged.",
             "Keep a copy of it, and restore the last backup.");
    default:
        fail(address, "store.failed", "The database failed: " + error.get_error_message() + ".",
             "See the system's log.");
    }
}

[[noreturn]] void fail_postgresql(const Address& address,
                                  const soci::postgresql_soci_error& error) {
    const std::string state = error.sqlstate();
    if (state == "53100")
        fail(address, "store.full", "The database has no room left; nothing was written.",
             "Make room; the next write needs nothing else.");
    if (state == "25006")
        fail(address, "store.read_only", "The database only reads; nothing was written.",
             "Connect to the primary server, or let this database be written to.");
    if (state == "55P03")
        fail(address, "store.busy", "Another program held the database for too long.",
             "Try again.");
    // 08: the connection, 57P: the server is stopping; libpq itself gives none when it is cut off.
    const bool is_lost = state.starts_with("08") || state.starts_with("57P") ||
                         state.find_first_not_of(" ") == std::string::npos;
    throw Failure{{"store.failed", address.shown, "The database failed (SQLSTATE " + state + ").",
                   "See the server's log."},
                  is_lost};
}

/// Turns what a library throws into our own. The text of an error can name values: only the
/// libraries' words about the machine are passed on.
template <class Work>
decltype(auto) translated(const Address& address, Work&& work) {
    try {
        return work();
    } catch (const soci::sqlite3_soci_error& error) {
        fail_sqlite(address, error);
    } catch (const soci::postgresql_soci_error& error) {
        fail_postgresql(address, error);
    } catch (const soci::soci_error& error) {
        const bool is_lost = address.dialect == Dialect::Postgresql;
        throw Failure{{"store.failed", address.shown, "The database cannot be reached or used.",
                       "Check that it runs, and its address."},
                      is_lost};
    }
}

sqlite_api::sqlite3* sqlite_of(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

std::string asked(soci::session& session, const std::string& question) {
    std::string answer;
    session << question, soci::into(answer);
    return answer;
}

void set_up_sqlite(soci::session& session, const Address& address, Connection::Access access) {
    session << "PRAGMA busy_timeout = 10000";
    const std::string id = asked(session, "PRAGMA application_id");
    const std::string tables = asked(session, "SELECT CAST(count(*) AS TEXT) FROM sqlite_master");
    const bool is_ours = id == std::to_string(application_id);
    if (!is_ours && (id != "0" || tables != "0"))
        fail(address, "store.where", "The file belongs to another program.",
             "Choose another file.");
    if (access == Connection::Access::Read) {
        session << "PRAGMA query_only = ON";
    } else if (!is_ours) {
        session << "PRAGMA application_id = " + std::to_string(application_id);
    }
    if (access == Connection::Access::Write) {
        asked(session, "PRAGMA journal_mode = WAL");
        session << "PRAGMA secure_delete = ON";
    }
    session << "PRAGMA synchronous = FULL";
    session << "PRAGMA foreign_keys = ON";
    session << "PRAGMA cache_size = -32000";
}

void set_up_postgresql(soci::session& session, const Address& address) {
    PGconn* link = static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
    PQsetErrorVerbosity(link, PQERRORS_TERSE); // the long form quotes values
    PQsetNoticeProcessor(
        link, [](void*, const char*) {}, nullptr);
    if (asked(session, "SHOW fsync") == "off")
        fail(address, "store.failed", "The server does not wait for its disk (fsync is off).",
             "A record cannot be kept on it: switch fsync on.");
    if (asked(session, "SHOW synchronous_commit") == "off")
        session << "SET synchronous_commit TO on";
    session << "SET client_encoding TO 'UTF8'";
    session << "SET lock_timeout TO '30s'";
}

} // namespace

std::int64_t Row::whole(std::size_t column) const {
    return std::get<long long>(cells_.at(column));
}
std::string& Row::text(std::size_t column) const {
    return std::get<std::string>(cells_.at(column));
}

/// A statement with the places its parameters and columns are bound to.
struct Connection::Prepared {
    explicit Prepared(soci::session& session) : statement(session) {}
    Row::Cells in, out;
    soci::statement statement; // after what it points to
};

struct Connection::State {
    explicit State(Address to) : address(std::move(to)) {}
    Address address;
    soci::session session;
    std::unordered_map<std::string, std::unique_ptr<Prepared>> statements; // end before the session
};

Connection::Connection(Address address, Access access)
    : state_(std::make_unique<State>(std::move(address))) {
    const Address& to = state_->address;
    translated(to, [&] {
        if (to.dialect == Dialect::Sqlite) {
            state_->session.open(soci::sqlite3, "dbname=\"" + to.target + "\"");
            set_up_sqlite(state_->session, to, access);
        } else {
            state_->session.open(soci::postgresql, to.target);
            set_up_postgresql(state_->session, to);
        }
    });
}

Connection::~Connection() = default;

const Address& Connection::address() const {
    return state_->address;
}

Connection::Prepared& Connection::prepared(const Sql& sql, const Values& values) {
    if (const auto found = state_->statements.find(sql.text); found != state_->statements.end())
        return *found->second;
    if (state_->statements.size() >= most_prepared)
        state_->statements.clear();
    auto made = std::make_unique<Prepared>(state_->session);
    made->in.reserve(values.size());
    for (const Value& value : values)
        if (std::holds_alternative<std::int64_t>(value))
            made->in.emplace_back(0LL);
        else
            made->in.emplace_back(std::string());
    made->out.reserve(sql.columns.size());
    for (const char column : sql.columns)
        if (column == 'i')
            made->out.emplace_back(0LL);
        else
            made->out.emplace_back(std::string());
    made->statement.alloc();
    made->statement.prepare(sql.text);
    for (auto& cell : made->in)
        std::visit([&](auto& bound) { made->statement.exchange(soci::use(bound)); }, cell);
    for (auto& cell : made->out)
        std::visit([&](auto& bound) { made->statement.exchange(soci::into(bound)); }, cell);
    made->statement.define_and_bind();
    return *state_->statements.emplace(sql.text, std::move(made)).first->second;
}

namespace {

void bind(Row::Cells& cells, const Values& values) {
    base::expects(cells.size() == values.size(), "a statement has the parameters it is given");
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const auto* whole = std::get_if<std::int64_t>(&values[i]))
            std::get<long long>(cells[i]) = *whole;
        else
            std::get<std::string>(cells[i]) = std::get<std::string_view>(values[i]);
}

} // namespace

std::int64_t Connection::run(const Sql& sql, const Values& values) {
    return translated(state_->address, [&] {
        Prepared& ready = prepared(sql, values);
        bind(ready.in, values);
        ready.statement.execute(true);
        return static_cast<std::int64_t>(ready.statement.get_affected_rows());
    });
}

void Connection::each(const Sql& sql, const Values& values,
                      const std::function<void(const Row&)>& visit) {
    try {
        translated(state_->address, [&] {
            Prepared& ready = prepared(sql, values);
            bind(ready.in, values);
            const Row row(ready.out);
            for (bool is_there = ready.statement.execute(true); is_there;
                 is_there = ready.statement.fetch())
                visit(row);
        });
    } catch (...) {
        state_->statements.erase(sql.text); // half read, it would hold its snapshot open
        throw;
    }
}

void Connection::command(const std::string& text) {
    translated(state_->address, [&] { state_->session << text; });
}

void Connection::begin() {
    const bool is_sqlite = state_->address.dialect == Dialect::Sqlite;
    command(is_sqlite ? "BEGIN IMMEDIATE" : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
}

void Connection::begin_snapshot() {
    const bool is_sqlite = state_->address.dialect == Dialect::Sqlite;
    command(is_sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void Connection::commit() {
    command("COMMIT");
}

void Connection::roll_back() noexcept {
    try {
        state_->session << "ROLLBACK";
    } catch (const std::exception&) {
        // Nothing is open any more, or the connection is gone and with it what was begun.
        return;
    }
}

void Connection::copy_to(const std::string& path) {
    base::expects(state_->address.dialect == Dialect::Sqlite, "only a SQLite file is copied");
    using namespace sqlite_api;
    translated(state_->address, [&] {
        soci::session copy(soci::sqlite3, "dbname=\"" + path + "\"");
        sqlite3_backup* job =
            sqlite3_backup_init(sqlite_of(copy), "main", sqlite_of(state_->session), "main");
        if (job == nullptr)
            throw soci::sqlite3_soci_error("copying", sqlite3_errcode(sqlite_of(copy)));
        sqlite3_backup_step(job, -1); // in one step: another program's writes would begin it anew
        if (const int result = sqlite3_backup_finish(job); result != SQLITE_OK)
            throw soci::sqlite3_soci_error("copying", result);
    });
}

} // namespace filiform::store
