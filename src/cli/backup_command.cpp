// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "cli/backup_folder.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/option_checks.h"
#include "cli/store_options.h"
#include "store/store.h"

namespace filiform::cli {

namespace {

struct BackupOptions {
    std::string store;
    std::string file;
    std::string folder;
    std::size_t keep = 14;
    std::string passphrase_file;
};

/// One more copy in the folder of copies, brought back once to be sure of it.
Exit back_up_into(store::Store& store, const BackupOptions& options, const std::string& passphrase,
                  const Streams& streams) {
    progress(streams, "Copying, then bringing the copy back into a scratch store");
    const auto copy = backup_into(
        store, {options.folder, passphrase, options.keep},
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    if (!copy)
        return store_problem(streams, copy.error());
    streams.out << "Wrote " << copy->string() << "; it was brought back and is whole.\n";
    return Exit::Done;
}

Exit back_up(const BackupOptions& options, const Streams& streams) {
    const auto passphrase = load_passphrase(options.passphrase_file);
    if (!passphrase)
        return refuse(streams, passphrase.error());
    const auto store = store::open_store(options.store, store::Use::Beside);
    if (!store)
        return store_problem(streams, store.error());
    if (!options.folder.empty())
        return back_up_into(**store, options, *passphrase, streams);
    if (const auto done = (*store)->backup(options.file, *passphrase); !done)
        return store_problem(streams, done.error());
    streams.out << "Wrote " << options.file
                << (passphrase->empty() ? ", not encrypted: guard it as the record itself.\n"
                                        : ", encrypted.\n");
    return Exit::Done;
}

Exit bring_back(const BackupOptions& options, const Streams& streams) {
    const auto passphrase = load_passphrase(options.passphrase_file);
    if (!passphrase)
        return refuse(streams, passphrase.error());
    progress(streams, "Checking the backup, then filling the store");
    if (const auto done = store::restore(options.file, *passphrase, options.store); !done)
        return store_problem(streams, done.error());
    const auto store = store::open_store(options.store, store::Use::Beside);
    if (!store)
        return store_problem(streams, store.error());
    const auto check = (*store)->audit().verify();
    if (!check)
        return store_problem(streams, check.error());
    streams.out << "Restored. The audit has " << check->rows << " rows and is whole; its head is "
                << (check->head.empty() ? "empty" : check->head) << ".\n";
    return Exit::Done;
}

} // namespace

void add_backup(CLI::App& app, Chosen& chosen) {
    CLI::App* backup =
        app.add_subcommand("backup", "Copy a record to one file, while its server goes on working");
    const auto options = std::make_shared<BackupOptions>();
    add_store(*backup, options->store);
    CLI::Option_group* place = backup->add_option_group("where to", "One of these");
    place->add_option("--out", options->file, "The file to write");
    place->add_option("--into", options->folder,
                      "A folder of copies: one more, brought back once to be sure of it");
    place->require_option(1);
    constexpr std::size_t most_copies = 10'000;
    backup->add_option("--keep", options->keep, "Copies to leave in that folder, the newest ones")
        ->check(CLI::Range(std::size_t{1}, most_copies));
    add_passphrase(*backup, options->passphrase_file);
    choose(*backup, chosen, options, back_up);

    CLI::App* restore = app.add_subcommand(
        "restore", "Fill an empty store from a backup, on either database, and check it");
    restore->add_option("BACKUP", options->file, "A file made by filiform backup")->required();
    add_store(*restore, options->store);
    add_passphrase(*restore, options->passphrase_file);
    choose(*restore, chosen, options, bring_back);
}

} // namespace filiform::cli
