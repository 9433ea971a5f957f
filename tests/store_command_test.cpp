// SPDX-License-Identifier: Apache-2.0
// The care of a record from the shell.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "store/scratch_server.h"
#include "store/store.h"
#include "story.h"

namespace filiform::story {

namespace {

class RecordCare : public Folder {
  protected:
    void SetUp() override {
        Folder::SetUp();
        where = "sqlite:" + (folder / "record").string();
        std::ofstream(folder / "passphrase") << "correct horse\n";
        auto store = store::open_store(where).value();
        store::Change change;
        change.act.by = "ada";
        change.act.action = "create";
        store::Write& task = change.writes.emplace_back();
        task.kind = record::Kind::Task;
        task.id = record::EntryId("t1");
        task.body = "{}";
        ASSERT_TRUE(store->write(change));
    }
    std::string in_folder(const char* name) const { return (folder / name).string(); }
    std::string where;
};

TEST_F(RecordCare, ABackupIsTakenBesideTheServerAndBroughtBack) {
    const auto server = store::open_store(where);
    ASSERT_TRUE(server);
    const Said backed_up = run({"backup", "--store", where, "--out", in_folder("b"),
                                "--passphrase-file", in_folder("passphrase")});
    EXPECT_EQ(backed_up.exit_code, 0) << backed_up.err;
    EXPECT_NE(backed_up.out.find("encrypted."), std::string::npos);
    const std::string other = "sqlite:" + in_folder("other");
    const Said refused = run({"restore", in_folder("b"), "--store", other});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_NE(refused.err.find("is encrypted"), std::string::npos);
    const Said restored = run({"restore", in_folder("b"), "--store", other, "--passphrase-file",
                               in_folder("passphrase")});
    EXPECT_EQ(restored.exit_code, 0) << restored.err;
    EXPECT_NE(restored.out.find("The audit has 1 rows"), std::string::npos);
    EXPECT_EQ(run({"restore", in_folder("b"), "--store", other, "--passphrase-file",
                   in_folder("passphrase")})
                  .exit_code,
              2);
}

TEST_F(RecordCare, AFolderOfCopiesKeepsTheNewestAndEachIsBroughtBackOnce) {
    const std::filesystem::path copies = folder / "copies";
    std::filesystem::create_directory(copies);
    for (const char* day : {"2020-01-01", "2020-01-02", "2020-01-03"})
        std::ofstream(copies / ("filiform-" + std::string(day) + "T02-30-00Z.backup")) << "older";
    std::ofstream(copies / "notes.txt") << "not a copy";
    const Said said = run({"backup", "--store", where, "--into", copies.string(), "--keep", "2",
                           "--passphrase-file", in_folder("passphrase")});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(said.out.find("it was brought back and is whole"), std::string::npos);
    std::vector<std::string> left;
    for (const auto& entry : std::filesystem::directory_iterator(copies))
        left.push_back(entry.path().filename());
    std::sort(left.begin(), left.end());
    ASSERT_EQ(left.size(), 3U);
    EXPECT_EQ(left[0], "filiform-2020-01-03T02-30-00Z.backup");
    EXPECT_TRUE(left[1].starts_with("filiform-20"));
    EXPECT_EQ(left[2], "notes.txt");
    const Said back =
        run({"restore", (copies / left[1]).string(), "--store", "sqlite:" + in_folder("again"),
             "--passphrase-file", in_folder("passphrase")});
    EXPECT_EQ(back.exit_code, 0) << back.err;
}

TEST_F(RecordCare, TheServersConfigurationNamesTheRecord) {
    std::ofstream(folder / "filiform.yaml") << "store: " << where << "\n";
    EXPECT_EQ(run({"audit", "verify", "--config", in_folder("filiform.yaml")}).exit_code, 0);
    EXPECT_EQ(run({"audit", "verify"}).exit_code, 2);
    EXPECT_EQ(run({"audit", "verify", "--config", in_folder("none.yaml")}).exit_code, 2);
    std::ofstream(folder / "wrong.yaml") << "stores: " << where << "\n";
    const Said said = run({"audit", "verify", "--config", in_folder("wrong.yaml")});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("wrong.yaml:1"), std::string::npos) << said.err;
}

TEST_F(RecordCare, ABackupGoesToOnePlace) {
    EXPECT_EQ(run({"backup", "--store", where}).exit_code, 2);
    EXPECT_EQ(run({"backup", "--store", where, "--out", in_folder("b"), "--into", in_folder("c")})
                  .exit_code,
              2);
}

TEST_F(RecordCare, SomebodyIsAddedAndGivenAPasswordFromTheShell) {
    const Said added = run({"user", "add", "anna", "--role", "clinician", "--store", where});
    EXPECT_EQ(added.exit_code, 0) << added.err;
    EXPECT_NE(run({"user", "list", "--store", where}).out.find("none yet"), std::string::npos);
    const Said weak = run_with_input({"user", "password", "anna", "--store", where}, "short\n");
    EXPECT_EQ(weak.exit_code, 2);
    EXPECT_NE(weak.err.find("12"), std::string::npos) << weak.err;
    const Said chosen = run_with_input({"user", "password", "anna", "--store", where},
                                       "seven needles in a haystack\n");
    EXPECT_EQ(chosen.exit_code, 0) << chosen.err;
    EXPECT_NE(run({"user", "list", "--store", where}).out.find("chosen"), std::string::npos);
    EXPECT_EQ(run({"user", "password", "nobody", "--store", where}).exit_code, 2);
}

TEST_F(RecordCare, ABrokenAuditIsAnAnsweredNo) {
    EXPECT_EQ(run({"audit", "verify", "--store", where}).exit_code, 0);
    store::Connection(*store::read_address(where), store::Connection::Access::Write)
        .command("UPDATE audit SET done_by = 'eve'");
    const Said said = run({"audit", "verify", "--store", where});
    EXPECT_EQ(said.exit_code, 3);
    EXPECT_NE(said.out.find("broken from row 1"), std::string::npos);
    const Said json = run({"audit", "verify", "--store", where, "--format", "json"});
    EXPECT_EQ(json.exit_code, 3);
    EXPECT_NE(json.out.find("\"firstBad\": 1"), std::string::npos);
}

TEST_F(RecordCare, AStoreThatIsNotThereIsNotMade) {
    const std::string nowhere = "sqlite:" + in_folder("nowhere");
    const Said said = run({"audit", "verify", "--store", nowhere});
    EXPECT_EQ(said.exit_code, 2);
    EXPECT_NE(said.err.find("There is no store."), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder / "nowhere"));
    EXPECT_EQ(run({"backup", "--store", "mysql:x", "--out", in_folder("b")}).exit_code, 2);
}

} // namespace

} // namespace filiform::story
