// SPDX-License-Identifier: Apache-2.0
#include "exchange/export.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <system_error>

#include <unistd.h>

#include "base/csv.h"
#include "base/whole_file.h"
#include "exchange/snapshot.h"
#include "exchange/table.h"
#include "fhir/collection.h"
#include "record/noun.h"
#include "server/fhir_lookups.h"

namespace filiform::exchange {

namespace fs = std::filesystem;

namespace {

using record::Kind;

/// Notes it before anything leaves, so that what left is always in the audit.
base::Result<void> note_export(store::Store& store, const ExportOrder& order, const char* form) {
    store::AuditRow row;
    row.at = order.now;
    row.by = order.by;
    row.action = "export";
    row.outcome = "done";
    row.patient = order.patient.text();
    row.reason = form;
    store.audit().note(std::move(row));
    return store.audit().settle();
}

base::Result<void> append(base::WholeFile& file, std::string_view text) {
    return file.append(std::as_bytes(std::span(text.data(), text.size())));
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Whether there is such a patient, when one was named.
base::Result<void> check_patient(store::Store& store, const record::EntryId& id) {
    if (id.is_empty())
        return {};
    const auto entry = record::is_entry_id(id.text())
                           ? store.find(id)
                           : base::Result<record::Entry>(
                                 tl::unexpected(base::Problem{"record.missing", "", "", ""}));
    if (entry && entry->kind == Kind::Patient)
        return {};
    if (!entry && entry.error().code != "record.missing")
        return tl::unexpected(entry.error());
    return tl::unexpected(base::Problem{"record.missing", "--patient " + id.text(),
                                        "There is no such patient.",
                                        "Give the id of the patient's entry."});
}

/// What belongs to nobody and is named by a patient's entries.
bool is_shared(Kind kind) {
    return kind == Kind::Practitioner || kind == Kind::Room || kind == Kind::Instrument ||
           kind == Kind::Stock;
}

/// Walks over what an order takes in: its patient's entries and what they name, or everything.
base::Result<void> each_ordered(Snapshot& record, const ExportOrder& order,
                                const Snapshot::Work& work) {
    std::set<record::EntryId> named;
    const auto remember = [&](const record::Entry& entry) -> base::Result<void> {
        if (const auto noun = record::read_noun(entry.kind, entry.body, ""))
            for (const record::Reference& one : record::index_of(*noun, entry.state).references)
                named.insert(one.id);
        return work(entry);
    };
    for (const Kind kind : record::every_kind())
        if (auto done =
                record.each(kind, order.patient, order.patient.is_empty() ? work : remember);
            !done)
            return done;
    for (const record::EntryId& id : named) {
        const auto entry = record.store().find(id);
        if (!entry || !is_shared(entry->kind) || entry->state == record::State::Erased)
            continue;
        if (auto done = work(*entry); !done)
            return done;
    }
    return {};
}

/// Writes a Bundle as entries come.
class BundleWriter {
  public:
    BundleWriter(base::WholeFile& file, Snapshot& record, const std::string& base)
        : file_(file), store_(record.store()), lookups_(record.store(), base) {}

    base::Result<void> begin(base::Instant now) {
        return append(file_, fhir::begin_collection(now));
    }
    base::Result<void> end() { return append(file_, fhir::end_collection()); }

    base::Result<void> put(const record::Entry& entry) {
        ++exported.entries;
        auto resources = lookups_.resources(entry);
        if (!resources)
            return tl::unexpected(resources.error());
        bool is_readable = false;
        for (const fhir::Resource& one : *resources) {
            const auto kind = fhir::facts(one.type).written_as;
            is_readable = is_readable || (kind == entry.kind && one.id == entry.id.text());
            if (auto done = put(fhir::text(one.type), one.id, one.json); !done)
                return done;
        }
        if (!is_readable)
            if (auto done =
                    put("Basic", entry.id.text(), fhir::write_whole(entry, lookups_.context()));
                !done)
                return done;
        return put_documents(entry);
    }

    Exported exported;

  private:
    base::Result<void> put(std::string_view type, std::string_view id, std::string_view json) {
        const std::string comma = exported.resources++ == 0 ? "\n" : ",\n";
        return append(file_, comma + fhir::collection_entry(type, id, json, lookups_.context()));
    }
    base::Result<void> put_documents(const record::Entry& entry) {
        const auto noun = record::read_noun(entry.kind, entry.body, "");
        if (!noun)
            return {};
        for (const std::string& digest : record::index_of(*noun, entry.state).blobs) {
            if (!written_.insert(digest).second)
                continue;
            auto blob = store_.find_blob(digest);
            if (!blob)
                return tl::unexpected(blob.error());
            ++exported.documents;
            const std::string json =
                fhir::write_binary({digest, blob->media_type, std::move(blob->bytes)});
            if (auto done = put("Binary", digest, json); !done)
                return done;
        }
        return {};
    }

    base::WholeFile& file_;
    store::Store& store_;
    server::FhirLookups lookups_;
    std::set<std::string> written_;
};

} // namespace

base::Result<Exported> export_fhir(store::Store& store, const ExportOrder& order) {
    if (auto checked = check_patient(store, order.patient); !checked)
        return tl::unexpected(checked.error());
    auto file = base::WholeFile::begin(order.where, base::WholeFile::Readers::Owner);
    if (!file)
        return tl::unexpected(file.error());
    const auto record = Snapshot::take(store, folder_of(order.where));
    if (!record)
        return tl::unexpected(record.error());
    BundleWriter writer(*file, **record, order.base);
    auto done = writer.begin(order.now);
    if (done)
        done = each_ordered(**record, order,
                            [&](const record::Entry& entry) { return writer.put(entry); });
    if (done)
        done = writer.end();
    if (done)
        done = note_export(store, order, "FHIR");
    if (done)
        done = file->finish();
    if (!done)
        return tl::unexpected(done.error());
    return writer.exported;
}

namespace {

/// A folder that becomes the one asked for, or goes.
class WholeFolder {
  public:
    explicit WholeFolder(fs::path path) : path_(std::move(path)), draft_(path_) {
        draft_ += ".part-" + std::to_string(::getpid());
    }
    ~WholeFolder() {
        std::error_code ignored;
        fs::remove_all(draft_, ignored);
    }
    WholeFolder(const WholeFolder&) = delete;
    WholeFolder& operator=(const WholeFolder&) = delete;

    base::Result<void> begin() {
        std::error_code error;
        if (fs::exists(path_, error) &&
            !(fs::is_directory(path_, error) && fs::is_empty(path_, error)))
            return tl::unexpected(base::Problem{"file.exists", path_.string(),
                                                "There is something in this place already.",
                                                "Name a folder that is new or empty."});
        fs::create_directories(draft_, error);
        if (!error)
            fs::permissions(draft_, fs::perms::owner_all, error);
        return told(error);
    }
    base::Result<void> finish() {
        std::error_code error;
        fs::rename(draft_, path_, error);
        return told(error);
    }
    [[nodiscard]] const fs::path& draft() const { return draft_; }

  private:
    base::Result<void> told(const std::error_code& error) const {
        if (!error)
            return {};
        return tl::unexpected(base::Problem{"file.write", path_.string(),
                                            "The folder cannot be made: " + error.message() + ".",
                                            "Name a place that can be written to."});
    }

    fs::path path_, draft_;
};

/// The tables, each begun with its first row.
class TableWriter {
  public:
    explicit TableWriter(const fs::path& folder) : folder_(folder) {}

    base::Result<void> put(const record::Entry& entry) {
        Open& open = open_[entry.kind];
        if (!open.file) {
            auto file = base::WholeFile::begin(
                folder_ / (std::string(record::collection(entry.kind)) + ".csv"),
                base::WholeFile::Readers::Owner);
            if (!file)
                return tl::unexpected(file.error());
            open.file.emplace(*std::move(file));
            open.table.emplace(entry.kind);
            if (auto done = append(*open.file, base::write_csv_row(open.table->head())); !done)
                return done;
        }
        const auto row = open.table->row(entry);
        if (!row)
            return tl::unexpected(row.error());
        ++exported.entries;
        ++exported.resources;
        return append(*open.file, base::write_csv_row(*row));
    }
    base::Result<void> finish() {
        for (auto& [kind, open] : open_)
            if (auto done = open.file->finish(); !done)
                return done;
        return {};
    }

    Exported exported;

  private:
    struct Open {
        std::optional<base::WholeFile> file;
        std::optional<Table> table;
    };
    fs::path folder_;
    std::map<Kind, Open> open_;
};

} // namespace

base::Result<Exported> export_csv(store::Store& store, const ExportOrder& order) {
    if (auto checked = check_patient(store, order.patient); !checked)
        return tl::unexpected(checked.error());
    WholeFolder folder(order.where.has_filename() ? order.where : order.where.parent_path());
    if (auto begun = folder.begin(); !begun)
        return tl::unexpected(begun.error());
    const auto record = Snapshot::take(store, folder_of(folder.draft()));
    if (!record)
        return tl::unexpected(record.error());
    TableWriter writer(folder.draft());
    auto done = each_ordered(**record, order,
                             [&](const record::Entry& entry) { return writer.put(entry); });
    if (done)
        done = writer.finish();
    if (done)
        done = note_export(store, order, "CSV");
    if (done)
        done = folder.finish();
    if (!done)
        return tl::unexpected(done.error());
    return writer.exported;
}

} // namespace filiform::exchange
