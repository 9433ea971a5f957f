// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/data_files.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "server/server.h"

namespace filiform::cli {

namespace {

constexpr std::string_view folder = "schemas/";
constexpr std::string_view ending = ".json";
constexpr std::string_view of_the_server = "openapi";

std::string known_schemas() {
    std::string names;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with(folder))
            continue;
        std::string_view name = file.path.substr(folder.size());
        name.remove_suffix(ending.size());
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    return names + ", " + std::string(of_the_server);
}

Exit print_api(const Streams& streams) {
    const auto description = server::api_description();
    if (!description)
        return fail(streams, description.error());
    streams.out << *description << '\n';
    return Exit::Done;
}

Exit print_schema(const std::string& name, const Streams& streams) {
    if (name == of_the_server)
        return print_api(streams);
    const auto text = base::find_data_file(std::string(folder) + name + std::string(ending));
    if (!text)
        return refuse(streams, base::Problem{"schema.unknown", name, "There is no such schema.",
                                             "Known are: " + known_schemas() + "."});
    streams.out << *text;
    return Exit::Done;
}

} // namespace

void add_schema(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand("schema", "Print a JSON Schema: " + known_schemas());
    command->footer("openapi: every route of the server, as /api/v1/openapi.json has them.");
    const auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, "Which one")->required();
    command->callback([&chosen, name] {
        chosen = [name](const Streams& streams) { return print_schema(*name, streams); };
    });
}

} // namespace filiform::cli
