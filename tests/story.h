// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace filiform::story {

/// A folder of its own for each test, removed at the end.
class Folder : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;
    std::filesystem::path folder;
};

/// What a finished command said.
struct Said {
    int exit_code = -1;
    std::string out;
    std::string err;
};

/// Runs the program as a user would.
[[nodiscard]] Said run(const std::vector<std::string>& arguments);
/// The same with something to read on its standard input.
[[nodiscard]] Said run_with_input(const std::vector<std::string>& arguments,
                                  const std::string& input);

/// The bytes of a file; the test fails when it cannot be read.
[[nodiscard]] std::string bytes_of(const std::filesystem::path& path);

/// The shared real CT and its labels, or an empty path where this machine has none.
struct RealScan {
    std::filesystem::path labels;
    std::filesystem::path image;
};
[[nodiscard]] RealScan real_scan();

} // namespace filiform::story
