// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/entry.h"
#include "record/index.h"
#include "store/accounts.h"
#include "store/audit.h"
#include "store/query.h"

namespace filiform::store {

/// Who does something, and why.
struct Act {
    std::string by;      ///< an account's id, or "system"
    std::string action;  ///< "create", "update", "sign", "withdraw", "erase", "import", …
    std::string reason;  ///< of an override, a break-glass, an amendment; may be empty
    std::string from;    ///< where the request came from, for the audit; may be empty
    base::Instant now{}; ///< by the caller's clock; a clock that runs back does not break the order
};

/// One entry to be written. Its claims hold while it is Open or Signed.
struct Write {
    record::Kind kind = record::Kind::Patient;
    record::EntryId id;
    /// The version it follows; 0: there must be no entry of this id.
    std::int64_t follows = 0;
    record::State state = record::State::Open;
    record::EntryId patient;
    std::string body;
    record::Index index;
};

/// Bytes kept beside the record by what they are: a plan's pages, a body, a letter.
struct Blob {
    std::string media_type;
    std::string bytes;
};

/// What is written together: all of it, or nothing.
struct Change {
    Act act;
    std::vector<Write> writes;
    std::vector<Blob> blobs;
};

/// One write, in the order of all writes: what a listener is told.
struct Happened {
    std::int64_t place = 0; ///< grows with every version of every entry, never reused
    record::EntryId id;
    record::Kind kind = record::Kind::Patient;
    std::int64_t version = 0;
    record::EntryId patient;
    base::Instant at{};
};

/// The record of a clinic: entries with their whole history, their audit, the people who may see
/// them.
///
/// Durable:  when `write` returns a value, its change is on disk (SQLite: WAL with full sync;
///           PostgreSQL: synchronous commit) together with its audit row.
/// Together: concurrent writes are gathered into one transaction, so that many writers cost one
///           flush; each is judged before anything of it is written, so that none fails for
///           another.
/// Immutable: the body of an entry that is not Open cannot change, nor can its state go back to
///           Open; an erased or mistaken entry cannot change at all. Erasing is `erase`.
/// Order:    `at` of a version is never before that of the version written before it.
/// Threads:  every member may be called from any thread.
class Store {
  public:
    virtual ~Store() = default;

    /// Writes all of it or nothing. Answers the entries as they now stand, in the order given.
    ///
    /// Problems: record.conflict (somebody else wrote a later version; `where` is the id, `what`
    ///           names both versions), record.exists, record.missing, record.signed,
    ///           record.patient (an entry stays with its patient), record.value (an id, a text or a
    ///           claim that cannot be kept),
    ///           record.orphan (a reference to nothing or to another kind),
    ///           record.taken (a claim overlaps; `what` says whose time, never which patient),
    ///           store.full, store.read_only, store.failed.
    [[nodiscard]] virtual base::Result<std::vector<record::Entry>> write(const Change& change) = 0;

    /// Problems: record.missing, store.failed.
    [[nodiscard]] virtual base::Result<record::Entry> find(const record::EntryId& id) = 0;
    [[nodiscard]] virtual base::Result<record::Entry> find_version(const record::EntryId& id,
                                                                   std::int64_t version) = 0;
    /// Newest first.
    [[nodiscard]] virtual base::Result<std::vector<record::Entry>>
    history(const record::EntryId& id) = 0;
    /// Problems: store.query (a bad `after` or `most`, a text that is not UTF-8), store.failed.
    [[nodiscard]] virtual base::Result<Page> search(const Query& query) = 0;
    /// Problems: as of `search`.
    [[nodiscard]] virtual base::Result<Page> of_patients(const OfPatients& wanted) = 0;
    /// What was written after `place`, at most `most`, oldest first.
    [[nodiscard]] virtual base::Result<std::vector<Happened>> happened_after(std::int64_t place,
                                                                             std::size_t most) = 0;
    /// Problems: record.missing.
    [[nodiscard]] virtual base::Result<Blob> find_blob(const std::string& digest) = 0;

    /// Makes a patient anonymous: `writes` are the patient's entries, all of them, without what
    /// identifies them; they become Erased. The bodies and reasons of their earlier versions are
    /// emptied, terms and claims go, and so do blobs that came with this patient's changes only.
    /// Envelopes and the audit stay. Problems: as `write`; record.conflict names an entry left out.
    [[nodiscard]] virtual base::Result<void> erase(const Act& act, const record::EntryId& patient,
                                                   const std::vector<Write>& writes) = 0;

    [[nodiscard]] virtual Accounts& accounts() = 0;
    [[nodiscard]] virtual Audit& audit() = 0;

    /// Writes a copy of everything to a file while others go on writing: itself a SQLite store,
    /// whatever this one is; encrypted when a passphrase is given. The file is whole or not there.
    /// Problems: file.write, store.failed.
    [[nodiscard]] virtual base::Result<void> backup(const std::string& path,
                                                    const std::string& passphrase) = 0;
    /// Whether the database answers, for /ready. Problems: store.failed.
    [[nodiscard]] virtual base::Result<void> ping() = 0;
    /// Whether it is a file of this process: then a look-up waits for no other program.
    [[nodiscard]] virtual bool is_embedded() const = 0;
};

/// A server has a SQLite file alone; a tool (a backup, a check) may open it beside the server, and
/// never makes it.
/// PostgreSQL is shared by as many servers as want it.
enum class Use { Alone, Beside };

/// Opens a store, creating or migrating it as needed; a store of a later program is refused.
///
/// where:    "sqlite:PATH" or "postgresql://user@host/database".
/// Problems: store.where, store.newer, store.busy (another server has the file), store.full,
///           store.read_only, store.failed.
[[nodiscard]] base::Result<std::unique_ptr<Store>> open_store(const std::string& where,
                                                              Use use = Use::Alone);

/// Fills an empty store with a backup, and holds counts, digests and the audit chain against it.
/// Problems: store.not_empty, store.passphrase, store.damaged, and those of open_store.
[[nodiscard]] base::Result<void> restore(const std::string& backup, const std::string& passphrase,
                                         const std::string& where);

/// A fresh id, from the system's random numbers: sorts by when it was made.
[[nodiscard]] record::EntryId new_id(base::Instant now);

} // namespace filiform::store
