// SPDX-License-Identifier: Apache-2.0
#include "cli/demo_clinic.h"

#include <algorithm>
#include <ostream>

#include "cli/console.h"
#include "server/target.h"

namespace filiform::cli {

namespace {

constexpr const char* clinician = "khan";      // of data/demo/clinic.yaml
constexpr const char* assessed_last = "p03-a"; // of data/demo/p03-assessed.yaml

/// The password of a login, or what stands for it when it was told before.
std::string password_of(const demo::SetUp& set_up, const std::string& login) {
    const auto found = std::find_if(set_up.told.begin(), set_up.told.end(),
                                    [&](const demo::Told& one) { return one.login == login; });
    return found == set_up.told.end() ? "PASSWORD" : found->secret;
}

std::string login_body(const std::string& login, const std::string& password) {
    return R"({"login":")" + login + R"(","password":")" + password + "\"}";
}

server::Answer post(server::Server& server, const std::string& path, const std::string& body,
                    std::vector<server::Named> headers) {
    server::Request request;
    request.method = server::Method::Post;
    if (auto target = server::read_target(path))
        request.path = std::move(target->path);
    request.headers = std::move(headers);
    request.headers.push_back({"content-type", "application/json"});
    request.body = body;
    request.from = "demonstration";
    request.id = "demonstration";
    return server.answer(std::move(request));
}

/// The text of a member that is one; all of our answers have it at most once.
std::string member(const std::string& body, const std::string& name) {
    const std::string mark = '"' + name + "\":\"";
    const std::size_t at = body.find(mark);
    if (at == std::string::npos)
        return "";
    const std::size_t begin = at + mark.size();
    return body.substr(begin, body.find('"', begin) - begin);
}

} // namespace

base::Result<void> check_demo(const server::Config& config) {
    const std::string& address = config.server.listener.address;
    if (server::is_loopback(address) && !config.is_behind_proxy)
        return {};
    return tl::unexpected(base::Problem{
        "usage.demo", "--demo " + (config.is_behind_proxy ? "behind a proxy" : address),
        "A demonstration is not served to others.", "Serve it on 127.0.0.1, without a proxy."});
}

void tell_demo(const demo::SetUp& set_up, const server::Config& config, const std::string& address,
               const Streams& streams) {
    std::ostream& out = streams.out;
    out << "This is a demonstration, in " << config.store << ": everybody in it is invented.\n";
    if (set_up.told.empty()) {
        out << "It was there before; its passwords were told when it was made. A lost one:\n"
            << "  filiform user password " << clinician << " --store " << config.store << '\n';
    } else {
        std::vector<std::vector<std::string>> rows{{"login", "role", "password"}};
        for (const demo::Told& one : set_up.told)
            rows.push_back({one.login, std::string(record::text(one.role)),
                            (one.role == record::Role::Integrator ? "token " : "") + one.secret});
        out << "These log in; the passwords are random, and told this once:\n" << table(rows);
    }
    if (config.server.pages.empty())
        out << "This program was built without pages for the browser.\n";
    else
        out << "In the browser: " << address << '\n';
    out << "In another terminal:\n"
        << "  curl -s -c cookies.txt -H 'Content-Type: application/json' -d '"
        << login_body(clinician, password_of(set_up, clinician)) << "' " << address
        << "/api/v1/login\n"
        << "  curl -s -b cookies.txt " << address << "/api/v1/patients\n"
        << "  curl -s -b cookies.txt " << address << "/fhir/R4/Patient\n"
        << "Every route: docs/api.md, or " << address << "/api/v1/openapi.json" << std::endl;
}

base::Result<void> begin_draft(const demo::SetUp& set_up, server::Server& server) {
    if (set_up.told.empty())
        return {};
    const auto failed = [](const server::Answer& answer) {
        return tl::unexpected(base::Problem{"demo.draft", assessed_last,
                                            "The planner was not asked for the draft (" +
                                                std::to_string(answer.status) + ").",
                                            "Ask for it with POST /api/v1/jobs."});
    };
    const server::Answer login =
        post(server, "/api/v1/login", login_body(clinician, password_of(set_up, clinician)), {});
    if (login.status != 200)
        return failed(login);
    std::vector<server::Named> proof{{"x-csrf-token", member(login.body, "csrfToken")}};
    for (const server::Named& header : login.headers)
        if (header.name == "set-cookie")
            proof.push_back({"cookie", header.value.substr(0, header.value.find(';'))});
    const server::Answer job =
        post(server, "/api/v1/jobs",
             R"({"kind":"plan","assessment":")" + std::string(assessed_last) + "\"}", proof);
    constexpr int accepted = 202, no_planner = 501;
    if (job.status != accepted && job.status != no_planner)
        return failed(job);
    return {};
}

} // namespace filiform::cli
