// SPDX-License-Identifier: Apache-2.0
// A FHIR client that knows nothing of us (npm fhir-kit-client) works with a running server, and two
// validators read every resource it is served (tests/fhir).
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

#include <boost/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "story.h"

namespace filiform::story {

namespace {

namespace json = boost::json;

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The rest of the line behind a mark; empty while it is not there.
std::string behind(const std::string& text, const std::string& mark) {
    const std::size_t at = text.find(mark);
    const std::size_t end = text.find('\n', at);
    if (at == std::string::npos || end == std::string::npos)
        return "";
    return text.substr(at + mark.size(), end - at - mark.size());
}

class FhirClient : public Folder {
  protected:
    void SetUp() override {
        Folder::SetUp();
        const std::string store = "sqlite:" + (folder / "record").string();
        const std::string out = (folder / "out").string();
        server_ = ::fork();
        ASSERT_GE(server_, 0);
        if (server_ == 0) {
            const bool is_told = std::freopen(out.c_str(), "w", stdout) != nullptr &&
                                 std::freopen((out + ".log").c_str(), "w", stderr) != nullptr;
            ::execl(FILIFORM_PROGRAM, FILIFORM_PROGRAM, "serve", "--store", store.c_str(), "--port",
                    "0", nullptr);
            ::_exit(is_told ? 127 : 126);
        }
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (behind(text_of(out), "Serving ").empty() &&
               std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        address_ = behind(text_of(out), "Serving ");
        invitation_ = behind(text_of(out), "/#/invitation/");
        ASSERT_FALSE(address_.empty()) << text_of(out + ".log");
    }
    void TearDown() override {
        if (server_ > 0) {
            ::kill(server_, SIGTERM);
            int status = 0;
            EXPECT_EQ(::waitpid(server_, &status, 0), server_);
            EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        Folder::TearDown();
    }
    /// A script of tests/fhir; its output in a file of this name.
    int node(const std::string& script, const std::string& rest, const std::string& out) const {
        const std::string file = (folder / out).string();
        const std::string command = std::string("node ") + FILIFORM_VALIDATORS + "/" + script +
                                    " " + rest + " >" + file + " 2>" + file + ".err";
        return std::system(command.c_str());
    }

    pid_t server_ = -1;
    std::string address_, invitation_;
};

TEST_F(FhirClient, CreatesReadsSearchesAndUpdatesAndIsServedValidResources) {
    ASSERT_EQ(node("client.mjs", address_ + " " + invitation_, "served"), 0)
        << text_of(folder / "served.err");
    ASSERT_EQ(node("validate.mjs", "<" + (folder / "served").string(), "judged"), 0)
        << text_of(folder / "judged.err");
    const json::object said = json::parse(text_of(folder / "judged")).as_object();
    EXPECT_EQ(json::serialize(said.at("failures")), "[]");
    const json::object& types = said.at("byType").as_object();
    for (const char* const type :
         {"Patient", "Appointment", "Bundle", "CapabilityStatement", "OperationOutcome", "cards"})
        EXPECT_TRUE(types.contains(type)) << type;
    // The log names accounts and routes, and nobody who is treated.
    const std::string log = text_of(folder / "out.log");
    EXPECT_NE(log.find("POST /fhir/R4/{type}"), std::string::npos);
    for (const char* const name : {"García", "Newcomer", "Warfarin"})
        EXPECT_EQ(log.find(name), std::string::npos) << name;
}

} // namespace

} // namespace filiform::story
