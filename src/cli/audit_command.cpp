// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/option_checks.h"
#include "cli/store_options.h"
#include "store/store.h"

namespace filiform::cli {

namespace {

struct AuditOptions {
    std::string store;
    std::string format = "text";
};

void print_json(const store::AuditCheck& check, std::ostream& out) {
    base::JsonWriter json;
    json.begin_object().field("schema", "filiform.audit-check/1");
    json.field("isWhole", !check.broken.has_value());
    json.key("rows").integer(check.rows).field("head", check.head);
    if (check.broken)
        json.key("firstBad").integer(*check.broken).field("what", check.what);
    json.end_object();
    out << std::move(json).finish();
}

Exit verify(const AuditOptions& options, const Streams& streams) {
    const auto store = store::open_store(options.store, store::Use::Beside);
    if (!store)
        return store_problem(streams, store.error());
    const auto check = (*store)->audit().verify();
    if (!check)
        return store_problem(streams, check.error());
    if (options.format == "json")
        print_json(*check, streams.out);
    else if (check->broken)
        streams.out << "The audit is broken from row " << *check->broken << " on. " << check->what
                    << '\n';
    else
        streams.out << "The audit is whole: " << check->rows << " rows, head "
                    << (check->head.empty() ? "empty" : check->head) << ".\n";
    return check->broken ? Exit::AnsweredNo : Exit::Done;
}

} // namespace

void add_audit(CLI::App& app, Chosen& chosen) {
    CLI::App* audit = app.add_subcommand("audit", "Who read and wrote what in a record");
    audit->require_subcommand(1);
    CLI::App* check = audit->add_subcommand(
        "verify", "Walk the chain of its rows: whether any was changed, removed or added");
    check->footer(
        "Keep the head it prints somewhere else: a chain that was written anew as a whole\n"
        "is seen only by its head. Exit code 3: broken; the first bad row is named.");
    const auto options = std::make_shared<AuditOptions>();
    add_store(*check, options->store);
    add_format(*check, options->format);
    choose(*check, chosen, options, verify);
}

} // namespace filiform::cli
