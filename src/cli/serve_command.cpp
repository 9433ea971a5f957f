// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <memory>
#include <optional>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/demo_clinic.h"
#include "cli/option_checks.h"
#include "cli/version.h"
#include "server/config.h"
#include "server/server.h"
#include "store/store.h"
#include "workshop/workshop.h"

namespace filiform::cli {

namespace {

struct ServeOptions {
    std::string config;
    std::string store;
    std::string address;
    std::optional<std::uint16_t> port;
    bool prints_config = false;
    bool is_demo = false;
};

constexpr const char* demo_store = "sqlite:filiform-demo.db";

base::Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

base::Checked<server::Config> config_of(const ServeOptions& options) {
    constexpr std::size_t most_bytes = 1U << 20U;
    server::Config config;
    if (!options.config.empty()) {
        const auto text = base::load_file(options.config, most_bytes);
        if (!text)
            return tl::unexpected(base::Problems{text.error()});
        auto read = server::read_config(*text, options.config);
        if (!read)
            return read;
        config = *std::move(read);
    }
    if (!options.store.empty())
        config.store = options.store;
    else if (options.is_demo && options.config.empty())
        config.store = demo_store;
    if (!options.address.empty())
        config.server.listener.address = options.address;
    if (options.port)
        config.server.listener.port = *options.port;
    if (const auto checked = server::check_config(config); !checked)
        return tl::unexpected(base::Problems{checked.error()});
    if (const auto checked = check_demo(config); options.is_demo && !checked)
        return tl::unexpected(base::Problems{checked.error()});
    return config;
}

std::string address_of(const server::Config& config, std::uint16_t port) {
    if (!config.public_address.empty())
        return config.public_address;
    const server::ListenerOptions& listener = config.server.listener;
    const bool is_v6 = listener.address.find(':') != std::string::npos;
    return (listener.certificate_file.empty() ? "http://" : "https://") +
           (is_v6 ? "[" + listener.address + "]" : listener.address) + ":" + std::to_string(port);
}

/// A store in which nobody can lead the clinic yet: an account that can, and how to take it over.
base::Result<void> invite_first_lead(server::People& people, const std::string& address,
                                     const Streams& streams) {
    constexpr const char* login = "lead";
    const auto accounts = people.all();
    if (!accounts)
        return tl::unexpected(accounts.error());
    std::string waiting;
    for (const store::Account& account : *accounts) {
        if (account.role == record::Role::Lead && account.is_active &&
            !account.password_hash.empty())
            return {};
        if (account.login == login)
            waiting = account.id;
    }
    const auto told = waiting.empty()
                          ? people.invite({login, record::Role::Lead, {}}, "system", now())
                          : people.reset(waiting, "system", now());
    if (!told)
        return tl::unexpected(told.error());
    streams.out << "Nobody leads this clinic yet. Choose the password of \"" << login
                << "\" with this link, which works once, until " << base::text(told->expires)
                << ":\n  " << address << "/#/invitation/" << told->secret << std::endl;
    return {};
}

sigset_t ends() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

Exit serve(const ServeOptions& options, const Streams& streams) {
    if (options.prints_config) {
        streams.out << server::default_config();
        return Exit::Done;
    }
    auto config = config_of(options);
    if (!config)
        return refuse(streams, config.error());
    // Every thread begun from here on leaves these signals to the wait below.
    const sigset_t set = ends();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    const auto store = store::open_store(config->store);
    if (!store)
        return fail(streams, store.error());
    demo::SetUp demo;
    if (options.is_demo) {
        progress(streams, "Looking for the demonstration, and setting it up where there is none");
        auto set_up = demo::set_up(**store, now());
        if (!set_up)
            return refuse(streams, set_up.error());
        demo = *std::move(set_up);
    }
    config->server.public_address = config->public_address;
    auto workshop = workshop::open_workshop(
        {.program = std::string(program_name), .most_body_bytes = config->most_body_bytes});
    if (!workshop)
        return fail(streams, workshop.error().front());
    config->server.workshop = *std::move(workshop);
    config->server.workshop.version = program_version;
    config->server.pages = server::carried_pages();
    config->server.log = config->logs ? &streams.err : nullptr;
    const auto server = server::Server::open(**store, config->server);
    if (!server)
        return fail(streams, server.error());
    const std::string address = address_of(*config, (*server)->port());
    if (const auto invited = invite_first_lead((*server)->people(), address, streams); !invited)
        return fail(streams, invited.error());
    if (options.is_demo)
        tell_demo(demo, *config, address, streams);
    streams.out << "Serving " << address << std::endl;
    if (const auto begun = begin_draft(demo, **server); !begun)
        streams.err << "filiform: " << base::sentence(begun.error()) << '\n';
    int signal = 0;
    sigwait(&set, &signal);
    progress(streams, "Stopping");
    (*server)->stop();
    return Exit::Done;
}

} // namespace

void add_serve(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand("serve", "Serve a clinic's record over HTTP");
    command->footer("Without options: sqlite:filiform.db in this folder, on 127.0.0.1:8080.");
    const auto options = std::make_shared<ServeOptions>();
    command->add_option("--config", options->config, "Configuration file (YAML)");
    command->add_option("--store", options->store,
                        "Instead of the file's: sqlite:PATH or postgresql://…");
    command->add_option("--address", options->address, "Instead of the file's");
    command->add_option("--port", options->port, "Instead of the file's");
    command->add_flag("--demo", options->is_demo,
                      "A clinic of invented patients, set up in an empty store "
                      "(sqlite:filiform-demo.db unless one is named), on this machine only");
    command->add_flag("--print-config", options->prints_config,
                      "Print the configuration file with every default, and end");
    choose(*command, chosen, options, serve);
}

} // namespace filiform::cli
