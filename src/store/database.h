// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/owner.h"
#include "store/people.h"
#include "store/readers.h"
#include "store/store.h"
#include "store/writer.h"

/// The store itself; no other room includes this.
namespace filiform::store {

class Database : public Store, private Audit {
  public:
    /// `connection` is open, migrated, and becomes the writer's.
    Database(const Address& address, Owner owner, std::unique_ptr<Connection> connection);

    base::Result<std::vector<record::Entry>> write(const Change& change) override;
    base::Result<record::Entry> find(const record::EntryId& id) override;
    base::Result<record::Entry> find_version(const record::EntryId& id,
                                             std::int64_t version) override;
    base::Result<std::vector<record::Entry>> history(const record::EntryId& id) override;
    base::Result<Page> search(const Query& query) override;
    base::Result<Page> of_patients(const OfPatients& wanted) override;
    base::Result<std::vector<Happened>> happened_after(std::int64_t place,
                                                       std::size_t most) override;
    base::Result<Blob> find_blob(const std::string& digest) override;
    base::Result<void> erase(const Act& act, const record::EntryId& patient,
                             const std::vector<Write>& writes) override;
    Accounts& accounts() override { return people_; }
    Audit& audit() override { return *this; }
    base::Result<void> backup(const std::string& path, const std::string& passphrase) override;
    base::Result<void> ping() override;
    bool is_embedded() const override { return address_.dialect == Dialect::Sqlite; }

  private:
    void note(AuditRow row) override;
    base::Result<void> settle() override;
    base::Result<std::vector<AuditRow>> find(const AuditQuery& query) override;
    base::Result<AuditCheck> verify() override;

    /// `work` with a connection that reads; what it throws becomes a problem.
    template <class Work>
    auto read(Work&& work) {
        return guarded([&] { return readers_.read(work); });
    }

    Address address_;
    Owner owner_; ///< before what uses the file, so that it is given up last
    Readers readers_;
    Writer writer_;
    People people_;
};

} // namespace filiform::store
