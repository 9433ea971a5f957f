// SPDX-License-Identifier: Apache-2.0
#pragma once

// What several tests of this room ask of an answer.

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "imaging/image_file.h"
#include "imaging/fixture_bytes.h"

namespace filiform::imaging::fixtures {

/// Refused with this code, at a place and in a sentence that hold these words, with a remedy.
template <class Value>
void expect_refused(const base::Result<Value>& result, const std::string& code,
                    const std::string& words) {
    ASSERT_FALSE(result) << "was accepted, should be " << code;
    const auto& problem = result.error();
    EXPECT_EQ(problem.code, "imaging." + code) << base::sentence(problem);
    EXPECT_NE(base::sentence(problem).find(words), std::string::npos)
        << base::sentence(problem) << "\nshould hold: " << words;
    EXPECT_FALSE(problem.where.empty());
    EXPECT_FALSE(problem.hint.empty());
}

/// A folder of this test's own, empty, gone at its end.
class TestFolder {
  public:
    TestFolder() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string(test->test_suite_name()) + "." + test->name();
        std::ranges::replace(name, '/', '_');
        path_ = std::filesystem::temp_directory_path() /
                ("filiform-" + name + "-" + std::to_string(::getpid()));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    std::filesystem::path put(const std::string& name, const Bytes& bytes) const {
        std::ofstream file(path_ / name, std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

inline Bytes bytes_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto raw = std::as_bytes(std::span(text.data(), text.size()));
    return {raw.begin(), raw.end()};
}

} // namespace filiform::imaging::fixtures
