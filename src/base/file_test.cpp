// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/whole_file.h"

namespace filiform::base {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("filiform_file_test_" + std::to_string(::getpid()));
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    fs::path folder;
};

TEST_F(FileTest, WhatWasSavedIsLoaded) {
    const fs::path path = folder / "new" / "a.json";
    ASSERT_TRUE(save_file(path, std::string_view("{}\0x", 4)).has_value());
    EXPECT_EQ(load_file(path, 10), std::string("{}\0x", 4));
    const auto entries = fs::directory_iterator(folder / "new");
    EXPECT_EQ(std::distance(begin(entries), end(entries)), 1); // no draft is left
}

TEST_F(FileTest, AFailedWriteLeavesNothingAndLosesNothing) {
    const fs::path blocked = folder / "file";
    ASSERT_TRUE(save_file(blocked, std::string_view("kept")).has_value());
    const auto saved = save_file(blocked / "below", std::string_view("x"));
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().code, "file.write");
    EXPECT_EQ(load_file(blocked, 10), "kept");
}

TEST_F(FileTest, NothingButAnOrdinaryFileIsReplaced) {
    const fs::path pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto saved = save_file(pipe, std::string_view("x"));
    ASSERT_FALSE(saved.has_value());
    EXPECT_EQ(saved.error().what, "There is something else than an ordinary file.");
    EXPECT_EQ(fs::status(pipe).type(), fs::file_type::fifo);
    EXPECT_FALSE(save_file(folder, std::string_view("x")).has_value());
}

TEST_F(FileTest, AFileThatWasNotFinishedLeavesNothingAndLosesNothing) {
    ASSERT_TRUE(save_file(folder / "a", std::string_view("kept")).has_value());
    {
        auto file = WholeFile::begin(folder / "a");
        ASSERT_TRUE(file.has_value());
        ASSERT_TRUE(file->append(std::as_bytes(std::span("half", 4))).has_value());
    }
    EXPECT_EQ(load_file(folder / "a", 10), "kept");
    const auto entries = fs::directory_iterator(folder);
    EXPECT_EQ(std::distance(begin(entries), end(entries)), 1);
}

TEST_F(FileTest, AFileThatCannotBeFinishedLeavesNothing) {
    {
        auto file = WholeFile::begin(folder / "a");
        ASSERT_TRUE(file.has_value());
        fs::create_directories(folder / "a" / "taken meanwhile");
        const auto finished = file->finish();
        ASSERT_FALSE(finished.has_value());
        EXPECT_NE(finished.error().what.find("Renaming into place failed"), std::string::npos);
    }
    const auto entries = fs::directory_iterator(folder);
    EXPECT_EQ(std::distance(begin(entries), end(entries)), 1);
}

TEST_F(FileTest, AFileOverTheLimitIsNotRead) {
    ASSERT_TRUE(save_file(folder / "big", std::string(100, 'x')).has_value());
    EXPECT_EQ(load_file(folder / "big", 99).error().code, "file.too_large");
    EXPECT_EQ(load_file(folder / "none", 99).error().code, "file.missing");
}

} // namespace
} // namespace filiform::base
