// SPDX-License-Identifier: Apache-2.0
// Two scanners of others (Debian's sqlmap and slowhttptest) work on a running server: nothing can
// be injected, slow peers are cut off, and everybody else is answered meanwhile. docs/security.md.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

#include <boost/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "server/answer_client.h"
#include "story.h"

namespace filiform::story {

namespace {

namespace json = boost::json;
using server::Answer;
using server::AnswerClient;
using server::Method;
using server::Named;

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::size_t count_of(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
        ++count;
    return count;
}

std::string member(const Answer& answer, const char* name) {
    return std::string(json::parse(answer.body).at(name).as_string());
}

/// A server with an invented patient, and a token for its whole record.
class Scan : public Folder {
  protected:
    /// `limits`: lines of its configuration. They are short unless told otherwise.
    explicit Scan(const char* limits = "header_seconds: 2\nbody_seconds: 2\nwrite_seconds: 2\n"
                                       "idle_seconds: 2\n")
        : limits_(limits) {}

    void SetUp() override {
        Folder::SetUp();
        std::ofstream(folder / "filiform.yaml") << "store: sqlite:" << (folder / "record").string()
                                                << "\nport: 0\nrequests_per_second: 100000\n"
                                                << limits_;
        start();
        begin_clinic();
    }
    void TearDown() override {
        if (server_ > 0) {
            ::kill(server_, SIGTERM);
            int status = 0;
            EXPECT_EQ(::waitpid(server_, &status, 0), server_);
            EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        EXPECT_EQ(text_of(folder / "log").find("\"level\":\"error\""), std::string::npos);
        Folder::TearDown();
    }
    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(port_);
    }
    [[nodiscard]] AnswerClient client() const { return AnswerClient(port_); }
    /// A program of Debian's; what it says.
    [[nodiscard]] std::string said_by(const std::string& command) const {
        const std::string file = (folder / "said").string();
        const int status = std::system(
            ("cd " + folder.string() + " && " + command + " >" + file + " 2>&1 </dev/null")
                .c_str());
        EXPECT_TRUE(WIFEXITED(status)) << command;
        EXPECT_NE(WEXITSTATUS(status), 127) << command << ": tools/install.sh installs it";
        return text_of(file);
    }
    void expect_nothing_to_inject(const std::string& rest, const std::string& route);
    void expect_slow_peers_cut_off(const std::string& how);

    std::string token_;

  private:
    void start() {
        const std::string config = (folder / "filiform.yaml").string();
        server_ = ::fork();
        ASSERT_GE(server_, 0);
        if (server_ == 0) {
            const bool is_told = std::freopen((folder / "out").c_str(), "w", stdout) != nullptr &&
                                 std::freopen((folder / "log").c_str(), "w", stderr) != nullptr;
            ::execl(FILIFORM_PROGRAM, FILIFORM_PROGRAM, "serve", "--config", config.c_str(),
                    nullptr);
            ::_exit(is_told ? 127 : 126);
        }
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        std::string out;
        std::size_t at = std::string::npos;
        while (at == std::string::npos && std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            out = text_of(folder / "out");
            at = out.find("Serving http://127.0.0.1:");
            if (at != std::string::npos && out.find('\n', at) == std::string::npos)
                at = std::string::npos;
        }
        ASSERT_NE(at, std::string::npos) << text_of(folder / "log");
        port_ = static_cast<std::uint16_t>(std::stoul(out.substr(at + 25)));
        const std::size_t ticket = out.find("/#/invitation/") + 14;
        invitation_ = out.substr(ticket, out.find('\n', ticket) - ticket);
    }
    void begin_clinic() {
        AnswerClient wire = client();
        std::vector<Named> headers{{"content-type", "application/json"}};
        const auto post = [&](const std::string& target, const std::string& body) {
            const Answer answer = wire.ask({Method::Post, target, body, headers});
            EXPECT_EQ(answer.status / 100, 2) << target << answer.body;
            return answer;
        };
        const std::string password = R"("password":"seven grey umbrellas"})";
        post("/api/v1/invitations/accept", R"({"ticket":")" + invitation_ + "\"," + password);
        const Answer session = post("/api/v1/login", R"({"login":"lead",)" + password);
        for (const Named& one : session.headers)
            if (one.name == "set-cookie")
                headers.push_back({"cookie", one.value.substr(0, one.value.find(';'))});
        headers.push_back({"x-csrf-token", member(session, "csrfToken")});
        const Answer program = post("/api/v1/users", R"({"login":"scanner","role":"integrator"})");
        const std::string id(json::parse(program.body).at("user").at("id").as_string());
        token_ = member(post("/api/v1/users/" + id + "/tokens",
                             R"({"scopes":"system/*.cruds","note":"a scanner","days":1})"),
                        "token");
        for (const char* patient : {"p1", "p2", "p3"})
            post("/api/v1/patients",
                 R"({"id":")" + std::string(patient) + R"(","body":{"family":"Garrido"}})");
    }

    const char* limits_;
    pid_t server_ = -1;
    std::uint16_t port_ = 0;
    std::string invitation_;
};

/// On a busy machine a scanner is not always quick, and must not be cut off for it.
class Injection : public Scan {
  protected:
    Injection() : Scan("") {}
};

/// All that sqlmap knows of bounded depth, on one request; `rest` says which, `route` is what the
/// log calls it.
void Scan::expect_nothing_to_inject(const std::string& rest, const std::string& route) {
    const std::string said =
        said_by("sqlmap --batch --disable-coloring --flush-session --level 2 --risk 2 --threads 4 "
                "--technique BEUSTQ --ignore-code '*' --skip-waf --output-dir map "
                "--headers 'Authorization: Bearer " +
                token_ + "' " + rest);
    EXPECT_NE(said.find("do not appear to be injectable"), std::string::npos) << said;
    EXPECT_EQ(said.find("is vulnerable"), std::string::npos) << said;
    EXPECT_EQ(said.find("Payload: "), std::string::npos) << said;
    // It came through: requests of its were taken as right ones, too.
    const std::string log = text_of(folder / "log");
    EXPECT_GT(count_of(log, "\"route\":\"" + route + "\""), 50U) << said;
    EXPECT_GT(count_of(log, "\"route\":\"" + route + "\",\"status\":2"), 0U) << said;
}

/// Many peers that take their time, and one who asks meanwhile how many connections there are.
/// What the server has let go of may live on in the kernel, which the peers take for the server.
void Scan::expect_slow_peers_cut_off(const std::string& how) {
    std::atomic<bool> is_over = false;
    std::size_t answered = 0;
    std::size_t missed = 0; // on a machine that is busy with other work
    unsigned long most = 0;
    unsigned long last = 0;
    std::thread other([&] {
        while (!is_over) {
            AnswerClient wire = client();
            const Answer answer = wire.ask({Method::Get, "/metrics", "", {}});
            EXPECT_TRUE(answer.status == 200 || answer.status == 0) << answer.status;
            ++(answer.status == 200 ? answered : missed);
            const std::string mark = "\nfiliform_connections ";
            const std::size_t at = answer.body.find(mark);
            last =
                at == std::string::npos ? last : std::stoul(answer.body.substr(at + mark.size()));
            most = std::max(most, last);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    const std::string said = said_by("slowhttptest -c 200 -r 200 -l 15 -p 5 " + how);
    is_over = true;
    other.join();
    EXPECT_NE(said.find("service available"), std::string::npos) << said;
    EXPECT_EQ(said.find("NO"), std::string::npos) << said;
    EXPECT_GT(answered, 3 * missed);
    EXPECT_GT(most, 50U); // they did come
    const bool is_over_early = said.find("No open connections left") != std::string::npos;
    EXPECT_TRUE(is_over_early || last <= 5) << last << said;
}

TEST_F(Injection, NothingIsInjectableInASearchOfTheRecord) {
    expect_nothing_to_inject("-u '" + address() +
                                 "/api/v1/patients?family=gar&sort=family&limit=5&state=open'",
                             "GET /api/v1/patients");
}

TEST_F(Injection, NothingIsInjectableInASearchInFhir) {
    expect_nothing_to_inject("-u '" + address() + "/fhir/R4/Patient?name=gar&_sort=family'",
                             "GET /fhir/R4/{type}");
}

TEST_F(Injection, NothingIsInjectableInABody) {
    expect_nothing_to_inject("-u '" + address() +
                                 R"(/api/v1/patients' --data '{"body":{"family":"gar*"}}')",
                             "POST /api/v1/patients");
}

TEST_F(Injection, NothingIsInjectableInAnAddress) {
    expect_nothing_to_inject("-u '" + address() + "/api/v1/patients/p1*/history'",
                             "GET /api/v1/patients/{id}/history");
}

TEST_F(Scan, PeersThatSendTheirHeaderSlowlyAreCutOff) {
    expect_slow_peers_cut_off("-H -i 1 -x 8 -u " + address() + "/health");
}

TEST_F(Scan, PeersThatSendTheirBodySlowlyAreCutOff) {
    expect_slow_peers_cut_off("-B -i 1 -x 8 -s 8192 -t POST -f application/json -u " + address() +
                              "/api/v1/login");
}

TEST_F(Scan, PeersThatReadSlowlyAreCutOff) {
    expect_slow_peers_cut_off("-X -n 1 -w 1 -y 8 -z 8 -k 1 -u " + address() +
                              "/api/v1/openapi.json");
}

} // namespace

} // namespace filiform::story
