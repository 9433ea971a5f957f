// SPDX-License-Identifier: Apache-2.0
#include "story.h"

#include <cstdlib>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

namespace filiform::story {

namespace fs = std::filesystem;

void Folder::SetUp() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::temp_directory_path() /
             ("filiform_" + std::string(info->name()) + "_" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
}

void Folder::TearDown() {
    fs::remove_all(folder);
}

namespace {

/// A name for files of one run.
fs::path fresh_stem() {
    static int count = 0;
    return fs::temp_directory_path() /
           ("filiform_said_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
}

/// `redirection`: of the standard input, in the shell's words.
Said run_redirected(const std::vector<std::string>& arguments, const std::string& redirection) {
    const fs::path stem = fresh_stem();
    std::string command = FILIFORM_PROGRAM;
    for (const std::string& argument : arguments) {
        command += " '";
        for (const char c : argument)
            command += c == '\'' ? std::string("'\\''") : std::string(1, c);
        command += "'";
    }
    const std::string out = stem.string() + ".out";
    const std::string err = stem.string() + ".err";
    const int status = std::system((command + redirection + " >" + out + " 2>" + err).c_str());
    Said said{WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(out), bytes_of(err)};
    fs::remove(out);
    fs::remove(err);
    return said;
}

} // namespace

Said run(const std::vector<std::string>& arguments) {
    return run_redirected(arguments, "");
}

Said run_with_input(const std::vector<std::string>& arguments, const std::string& input) {
    const std::string file = fresh_stem().string() + ".in";
    std::ofstream(file) << input;
    Said said = run_redirected(arguments, " <" + file);
    fs::remove(file);
    return said;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

RealScan real_scan() {
    const fs::path folder = fs::path(FILIFORM_SOURCE_DIR) / ".." / "shared" / "data" / "ct-pelvis";
    if (!fs::exists(folder / "labels.nii.gz"))
        return {};
    return {folder / "labels.nii.gz", folder / "ct.nii.gz"};
}

} // namespace filiform::story
