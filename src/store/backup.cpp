// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <unistd.h>

#include "store/database.h"
#include "store/schema.h"
#include "store/sealed_file.h"
#include "store/tables.h"

namespace filiform::store {

namespace {

/// A folder for one copy in plain, its owner's alone, removed whatever happens. Beside a SQLite
/// store, which is no better guarded; never beside the backup, which may lie on a stick.
class CopyFolder {
  public:
    explicit CopyFolder(const Address& address) {
        std::filesystem::path beside = std::filesystem::path(address.target).parent_path();
        if (address.dialect == Dialect::Postgresql)
            beside = std::filesystem::temp_directory_path();
        std::string name = (beside / ".filiform-copy-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            refuse("file.write", beside.string(), "No folder can be made for the copy.",
                   "Check the folder, its permissions and the free space.");
        path_ = name;
    }
    ~CopyFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    CopyFolder(const CopyFolder&) = delete;
    CopyFolder& operator=(const CopyFolder&) = delete;
    [[nodiscard]] Address copy() const {
        const std::string file = (path_ / "copy").string();
        return {Dialect::Sqlite, file, "sqlite:" + file};
    }

  private:
    std::filesystem::path path_;
};

void finish_with(Connection& from, Connection& to, bool is_done) {
    if (is_done) {
        to.commit();
        from.commit();
    } else {
        to.roll_back();
        from.roll_back();
    }
}

/// Everything of one moment, in one transaction.
void copy_all(Connection& from, Connection& to) {
    from.begin_snapshot();
    to.begin();
    try {
        copy_tables(from, to);
        compare_counts(from, to);
    } catch (...) {
        finish_with(from, to, false);
        throw;
    }
    finish_with(from, to, true);
}

void take(const base::Result<void>& done) {
    if (!done)
        throw Refusal{done.error()};
}

void make_copy(Connection& from, const Address& to) {
    if (from.address().dialect == Dialect::Sqlite) {
        from.copy_to(to.target);
        return;
    }
    Connection copy(to, Connection::Access::Write);
    migrate(copy, newest_schema());
    copy_all(from, copy);
    copy.command("PRAGMA journal_mode = DELETE"); // one file, not two
}

} // namespace

base::Result<void> Database::backup(const std::string& path, const std::string& passphrase) {
    return guarded([&] {
        const CopyFolder folder(address_);
        Connection from(address_, Connection::Access::Read);
        make_copy(from, folder.copy());
        take(seal_file(folder.copy().target, passphrase, path));
    });
}

base::Result<void> restore(const std::string& backup, const std::string& passphrase,
                           const std::string& where) {
    const auto address = read_address(where);
    if (!address)
        return tl::unexpected(address.error());
    return guarded([&] {
        const CopyFolder folder(*address);
        take(unseal_file(backup, passphrase, folder.copy().target));
        Connection copy(folder.copy(), Connection::Access::Write);
        if (schema_of(copy) == 0)
            refuse("store.damaged", backup, "This is no backup.", "Choose another file.");
        migrate(copy, newest_schema());
        check_whole(copy);
        const auto owner = take_over(*address);
        Connection to(*address, Connection::Access::Write);
        migrate(to, newest_schema());
        if (!is_empty(to))
            refuse("store.not_empty", address->shown, "There is a record in this store already.",
                   "Restore into a new one.");
        copy_all(copy, to);
        check_whole(to);
    });
}

} // namespace filiform::store
