// SPDX-License-Identifier: Apache-2.0
#include "cli/store_options.h"

#include "base/file.h"
#include "cli/console.h"
#include "server/config.h"

namespace filiform::cli {

namespace {

/// The record that a server's configuration names.
std::string store_of_config(const std::string& file) {
    constexpr std::size_t most_bytes = 1U << 20U;
    const auto text = base::load_file(file, most_bytes);
    if (!text)
        throw CLI::ValidationError("--config", base::sentence(text.error()));
    const auto config = server::read_config(*text, file);
    if (!config)
        throw CLI::ValidationError("--config", base::sentence(config.error().front()));
    return config->store;
}

void add_config(CLI::App& command, std::string& where) {
    command.add_option_function<std::string>(
        "--config", [&where](const std::string& file) { where = store_of_config(file); },
        "The server's configuration file, which names it");
}

} // namespace

void add_store(CLI::App& command, std::string& where) {
    CLI::Option_group* record = command.add_option_group("the record", "One of these");
    record->add_option("--store", where, "sqlite:PATH or postgresql://user@host/database");
    add_config(*record, where);
    record->require_option(1);
}

void add_store(CLI::App& command, std::string& where, const std::string& otherwise) {
    where = otherwise;
    CLI::Option_group* record = command.add_option_group("the record", "One of these");
    record->add_option("--store", where, "sqlite:PATH or postgresql://user@host/database")
        ->capture_default_str();
    add_config(*record, where);
    record->require_option(0, 1);
}

void add_passphrase(CLI::App& command, std::string& file) {
    command.add_option("--passphrase-file", file,
                       "File whose first line is the backup's passphrase");
}

base::Result<std::string> load_passphrase(const std::string& file) {
    if (file.empty())
        return std::string();
    constexpr std::size_t most_bytes = 4096;
    auto text = base::load_file(file, most_bytes);
    if (!text)
        return text;
    std::string line = text->substr(0, text->find('\n'));
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    if (line.empty())
        return tl::unexpected(base::Problem{"usage.passphrase", file,
                                            "The first line of the file is empty.",
                                            "Write the passphrase there."});
    return line;
}

Exit store_problem(const Streams& streams, const base::Problem& problem) {
    for (const char* code : {"store.where", "store.newer", "store.not_empty", "store.passphrase",
                             "store.damaged", "file.read", "file.missing"})
        if (problem.code == code)
            return refuse(streams, problem);
    return fail(streams, problem);
}

} // namespace filiform::cli
