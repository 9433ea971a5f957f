// SPDX-License-Identifier: Apache-2.0
// The demonstration clinic as `make run` starts it, and the lines that it says work; then the
// record taken out of it and brought into another store.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

#include <boost/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "record/noun.h"
#include "store/scratch_server.h"
#include "store/store.h"
#include "story.h"

namespace filiform::story {

namespace {

namespace json = boost::json;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// Kind, id, state and body of every entry.
std::string contents(const std::string& where) {
    const auto store = store::open_store(where).value();
    std::string all;
    for (const record::Kind kind : record::every_kind()) {
        store::Query query;
        query.kind = kind;
        query.most = 1000;
        query.states = {record::State::Open, record::State::Signed, record::State::Superseded,
                        record::State::Withdrawn, record::State::Mistaken};
        std::vector<std::string> lines;
        const store::Page page = store->search(query).value();
        for (const record::Entry& entry : page.entries)
            lines.push_back(entry.id.text() + " " + std::string(record::text(entry.state)) + " " +
                            entry.body + "\n");
        std::sort(lines.begin(), lines.end());
        for (const std::string& line : lines)
            all += line;
    }
    return all;
}

class Demo : public Folder {
  protected:
    void SetUp() override {
        Folder::SetUp();
        where = "sqlite:" + (folder / "demo.db").string();
    }
    void TearDown() override {
        stop();
        Folder::TearDown();
    }
    /// What it says until it serves.
    std::string serve() {
        const std::string out = (folder / ("out" + std::to_string(++starts_))).string();
        server_ = ::fork();
        if (server_ == 0) {
            const bool is_told = std::freopen(out.c_str(), "w", stdout) != nullptr &&
                                 std::freopen((out + ".log").c_str(), "w", stderr) != nullptr;
            ::execl(FILIFORM_PROGRAM, FILIFORM_PROGRAM, "serve", "--demo", "--store", where.c_str(),
                    "--port", "0", nullptr);
            ::_exit(is_told ? 127 : 126);
        }
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        std::string said;
        while (said.find("Serving ") == std::string::npos &&
               std::chrono::steady_clock::now() < deadline) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            std::ifstream file(out);
            said = {std::istreambuf_iterator<char>(file), {}};
        }
        EXPECT_NE(said.find("Serving "), std::string::npos) << bytes_of(out + ".log");
        return said;
    }
    void stop() {
        if (server_ <= 0)
            return;
        ::kill(server_, SIGTERM);
        int status = 0;
        EXPECT_EQ(::waitpid(server_, &status, 0), server_);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        server_ = -1;
    }
    /// What the lines answer that begin with curl, run as they stand.
    std::vector<std::string> answers_to_curl(const std::string& said) const {
        std::vector<std::string> answers;
        const std::string file = (folder / "answer").string();
        for (const std::string& line : lines_of(said)) {
            if (!line.starts_with("  curl "))
                continue;
            const std::string command =
                "cd '" + folder.string() + "' && " + line + " >" + file + " 2>" + file + ".err";
            EXPECT_EQ(std::system(command.c_str()), 0) << line;
            answers.push_back(bytes_of(file));
        }
        return answers;
    }

    std::string where;

  private:
    pid_t server_ = -1;
    int starts_ = 0;
};

TEST_F(Demo, SaysWhoLogsInAndItsLinesListThePatients) {
    const std::string said = serve();
    for (const char* word :
         {"everybody in it is invented", "khan", "reyes", "desk", "vale", "lead", "token "})
        EXPECT_NE(said.find(word), std::string::npos) << word << "\n" << said;
    const auto answers = answers_to_curl(said);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_TRUE(json::parse(answers[0]).as_object().contains("csrfToken")) << answers[0];
    EXPECT_GE(json::parse(answers[1]).at("entries").as_array().size(), 12U) << answers[1];
    EXPECT_NE(answers[2].find("\"Bundle\""), std::string::npos);
    EXPECT_NE(answers[2].find("\"invented\""), std::string::npos) << "the tag of a demonstration";
    stop();
    const std::string again = serve();
    EXPECT_NE(again.find("It was there before"), std::string::npos) << again;
    EXPECT_NE(again.find("\"password\":\"PASSWORD\""), std::string::npos);
    EXPECT_EQ(answers_to_curl(again)[0].find("csrfToken"), std::string::npos);
}

TEST_F(Demo, IsServedToThisMachineOnly) {
    for (const char* address : {"0.0.0.0", "192.0.2.1", "::"}) {
        const Said said = run({"serve", "--demo", "--store", where, "--address", address});
        EXPECT_EQ(said.exit_code, 2) << address;
        EXPECT_FALSE(std::filesystem::exists(folder / "demo.db"));
    }
    std::ofstream(folder / "proxy.yaml") << "store: " << where << "\nbehind_proxy: true\n";
    const Said said = run({"serve", "--demo", "--config", (folder / "proxy.yaml").string()});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("not served to others"), std::string::npos) << said.err;
}

TEST_F(Demo, IsNotPutBesideAnythingElse) {
    ASSERT_EQ(run({"import", "--csv", (folder / "p.csv").string(), "--store", where}).exit_code, 2);
    std::ofstream(folder / "p.csv") << "family,given\nReal,Ada\n";
    ASSERT_EQ(run({"import", "--csv", (folder / "p.csv").string(), "--store", where}).exit_code, 0);
    const Said said = run({"serve", "--demo", "--store", where, "--port", "0"});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("no demonstration"), std::string::npos) << said.err;
}

TEST_F(Demo, GoesOutAsABundleAndIntoAnotherStoreAsItIs) {
    (void)serve();
    stop(); // or the planner's draft may come between
    const std::string bundle = (folder / "record.json").string();
    const Said exported = run({"export", "--store", where, "--out", bundle});
    ASSERT_EQ(exported.exit_code, 0) << exported.err;
    EXPECT_NE(exported.out.find("guard it"), std::string::npos);
    static store::ScratchServer postgresql;
    for (const std::string& other :
         {"sqlite:" + (folder / "other.db").string(), postgresql.new_database()}) {
        const Said checked = run({"import", bundle, "--store", other, "--check"});
        EXPECT_EQ(checked.exit_code, 0) << checked.err;
        EXPECT_NE(checked.out.find("Nothing was written"), std::string::npos);
        const Said imported = run({"import", bundle, "--store", other});
        ASSERT_EQ(imported.exit_code, 0) << imported.err;
        EXPECT_EQ(contents(other), contents(where));
        const Said again = run({"import", bundle, "--store", other});
        EXPECT_NE(again.out.find("Done: 0 new, 0 updated,"), std::string::npos) << again.out;
        EXPECT_EQ(run({"audit", "verify", "--store", other}).exit_code, 0);
    }
}

TEST_F(Demo, GoesOutAsTables) {
    (void)serve();
    const std::filesystem::path tables = folder / "tables";
    const Said said = run({"export", "--store", where, "--csv", tables.string()});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(bytes_of(tables / "patients.csv").find("Vale (invented)"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(tables / "sessions.csv"));
    const Said again = run({"export", "--store", where, "--csv", tables.string()});
    EXPECT_EQ(again.exit_code, 2) << "the folder is not empty";
    EXPECT_EQ(run({"export", "--store", where}).exit_code, 2);
    EXPECT_EQ(
        run({"export", "--store", where, "--out", (folder / "x").string(), "--patient", "nobody"})
            .exit_code,
        2);
}

} // namespace

} // namespace filiform::story
