// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/store_options.h"
#include "exchange/export.h"
#include "exchange/import_csv.h"
#include "exchange/import_fhir.h"
#include "store/store.h"

namespace filiform::cli {

namespace {

base::Instant this_moment() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

struct ExportOptions {
    std::string store;
    std::string file;
    std::string folder;
    std::string patient;
    std::string base;
};

Exit export_record(const ExportOptions& options, const Streams& streams) {
    const auto store = store::open_store(options.store, store::Use::Beside);
    if (!store)
        return store_problem(streams, store.error());
    exchange::ExportOrder order;
    order.where = options.file.empty() ? options.folder : options.file;
    order.patient = record::EntryId(options.patient);
    if (!options.base.empty())
        order.base = options.base;
    order.now = this_moment();
    progress(streams, "Copying the record as it stands, then writing it out");
    const auto exported = options.file.empty() ? exchange::export_csv(**store, order)
                                               : exchange::export_fhir(**store, order);
    if (!exported) {
        const bool is_asked_wrongly =
            exported.error().code == "record.missing" || exported.error().code == "file.exists";
        return is_asked_wrongly ? refuse(streams, exported.error())
                                : store_problem(streams, exported.error());
    }
    streams.out << "Wrote " << order.where.string() << ": " << exported->entries << " entries";
    if (!options.file.empty())
        streams.out << " as " << exported->resources << " resources, with " << exported->documents
                    << " documents";
    streams.out << ". It is not encrypted: guard it as the record itself.\n";
    return Exit::Done;
}

struct RecordImportOptions {
    std::string store;
    std::string bundle;
    std::string table;
    std::string dates = "iso";
    std::vector<std::string> left_out;
    bool only_checks = false;
    bool updates = false;
};

exchange::DateOrder date_order(const std::string& word) {
    return word == "dmy"   ? exchange::DateOrder::DayFirst
           : word == "mdy" ? exchange::DateOrder::MonthFirst
                           : exchange::DateOrder::YearFirst;
}

void tell_imported(const exchange::Imported& imported, bool only_checked, const Streams& streams) {
    streams.out << (only_checked ? "Nothing was written. It would be: " : "Done: ")
                << imported.created << " new, " << imported.updated << " updated, "
                << imported.there << " there already, " << imported.documents << " documents.\n";
    if (imported.shown > 0)
        streams.out << imported.shown
                    << " resources follow from entries that came whole, and agree with them.\n";
    if (imported.left_out > 0)
        streams.out << imported.left_out << " resources were left out as asked.\n";
}

/// A store that is not there is made; one that a server has is written beside it.
base::Result<std::unique_ptr<store::Store>> open_or_make(const std::string& where) {
    auto store = store::open_store(where, store::Use::Beside);
    return store || store.error().code != "store.where" ? std::move(store)
                                                        : store::open_store(where);
}

Exit import_record(const RecordImportOptions& options, const Streams& streams) {
    constexpr std::size_t most_bytes = 1U << 30U;
    const std::string& file = options.bundle.empty() ? options.table : options.bundle;
    const auto text = base::load_file(file, most_bytes);
    if (!text)
        return refuse(streams, text.error());
    const auto store = open_or_make(options.store);
    if (!store)
        return store_problem(streams, store.error());
    exchange::ImportOrder order;
    order.existing = options.updates ? exchange::Existing::Update : exchange::Existing::Refuse;
    order.mode = options.only_checks ? exchange::Mode::CheckOnly : exchange::Mode::Write;
    order.left_out = options.left_out;
    order.now = this_moment();
    progress(streams, "Reading and judging, then writing all of it or nothing");
    const auto imported =
        options.bundle.empty()
            ? exchange::import_patients(**store, *text, file, date_order(options.dates), order)
            : exchange::import_fhir(**store, *text, order);
    if (!imported) {
        const bool is_the_world = imported.error().front().code.starts_with("store.");
        return is_the_world ? store_problem(streams, imported.error().front())
                            : refuse(streams, imported.error());
    }
    tell_imported(*imported, options.only_checks, streams);
    return Exit::Done;
}

} // namespace

void add_exchange(CLI::App& app, Chosen& chosen) {
    CLI::App* out = app.add_subcommand(
        "export", "Write the record, or one patient's, as a FHIR R4 bundle or as tables");
    const auto export_options = std::make_shared<ExportOptions>();
    add_store(*out, export_options->store);
    CLI::Option_group* place = out->add_option_group("where to", "One of these");
    place->add_option("--out", export_options->file, "The bundle's file (JSON)");
    place->add_option("--csv", export_options->folder,
                      "A folder, new or empty: a table for each kind of entry");
    place->require_option(1);
    out->add_option("--patient", export_options->patient,
                    "One patient's entries alone, by the id of the patient's entry");
    out->add_option("--base", export_options->base,
                    "What the resources' addresses begin with, as the server serves them");
    out->footer("It goes on beside a running server and is noted in the audit.");
    choose(*out, chosen, export_options, export_record);

    CLI::App* in = app.add_subcommand(
        "import", "Bring a FHIR R4 bundle or a table of patients into a record, all or nothing");
    const auto import_options = std::make_shared<RecordImportOptions>();
    CLI::Option_group* what = in->add_option_group("what", "One of these");
    what->add_option("BUNDLE", import_options->bundle, "A bundle in JSON, at most 1 GB");
    what->add_option("--csv", import_options->table,
                     "A table of patients; its columns: docs/exchange.md");
    what->require_option(1);
    add_store(*in, import_options->store);
    in->add_option("--dates", import_options->dates,
                   "How dates stand in the table: iso (1980-05-17), dmy or mdy")
        ->check(CLI::IsMember({"iso", "dmy", "mdy"}))
        ->capture_default_str();
    in->add_option("--leave-out", import_options->left_out,
                   "Types of resources that are not brought in, e.g. Encounter,Claim")
        ->delimiter(',');
    in->add_flag("--check", import_options->only_checks, "Say what would be done, and do nothing");
    in->add_flag("--update", import_options->updates,
                 "What is there already and says something else gets a next version");
    in->footer("Every problem is told with its place; then nothing was written.");
    choose(*in, chosen, import_options, import_record);
}

} // namespace filiform::cli
