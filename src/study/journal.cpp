// SPDX-License-Identifier: Apache-2.0
#include "study/journal.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/digest.h"

namespace filiform::study {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "journal-";

std::string first_line(const std::string& key, std::size_t width) {
    return "filiform study journal 1 " + key + " " + std::to_string(width);
}

std::string checksum(const std::string& text) {
    constexpr std::size_t digits = 16;
    return base::sha256(text).substr(0, digits);
}

std::string line_of(std::uint64_t body, const Row& row) {
    std::string line = std::to_string(body);
    std::array<char, 40> digits{};
    for (const double value : row) {
        std::snprintf(digits.data(), digits.size(), " %a", value);
        line += digits.data();
    }
    return line + " #" + checksum(line);
}

/// Reads a line back, or says no.
bool read_line(const std::string& line, std::size_t width, std::uint64_t& body, Row& row) {
    const std::size_t hash = line.rfind(" #");
    if (hash == std::string::npos || line.substr(hash + 2) != checksum(line.substr(0, hash)))
        return false;
    char* at = nullptr;
    body = std::strtoull(line.c_str(), &at, 10);
    row.clear();
    while (*at == ' ' && at[1] != '#')
        row.push_back(std::strtod(at, &at));
    return row.size() == width;
}

bool write_whole(int file, const std::string& text) {
    return ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

tl::unexpected<base::Problem> cannot(const fs::path& path, const std::string& what,
                                     const std::string& hint) {
    return tl::unexpected(base::Problem{"study.journal", path.string(), what, hint});
}

} // namespace

base::Result<Journal> Journal::open(const fs::path& folder, int number, const std::string& key,
                                    std::size_t width) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    const fs::path path = folder / (std::string(prefix) + std::to_string(number));
    constexpr int readable = 0644;
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, readable);
    if (file < 0)
        return cannot(path, "The journal of finished bodies cannot be written.",
                      "Choose another folder with --out.");
    Journal journal(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return cannot(path, "Another run of this study is writing here.",
                      "Wait for it, or choose another folder with --out.");
    const std::string wanted = first_line(key, width);
    std::ifstream before(path);
    std::string first;
    std::getline(before, first);
    if (first != wanted) {
        if (::ftruncate(file, 0) != 0 || !write_whole(file, wanted + "\n"))
            return cannot(path, "The journal of finished bodies cannot be written.",
                          "Is the disk full?");
        return journal;
    }
    // A line that was torn must not swallow the next one.
    char last = '\n';
    const off_t size = ::lseek(file, 0, SEEK_END);
    if (size > 0 && ::pread(file, &last, 1, size - 1) == 1 && last != '\n' &&
        !write_whole(file, "\n"))
        return cannot(path, "The journal of finished bodies cannot be written.",
                      "Is the disk full?");
    return journal;
}

Journal::Journal(Journal&& other) noexcept : file_(other.file_) {
    other.file_ = -1;
}

Journal::~Journal() {
    if (file_ >= 0)
        ::close(file_);
}

base::Result<void> Journal::add(std::uint64_t body, const Row& row) {
    const std::string line = line_of(body, row) + "\n";
    const std::lock_guard lock(guard_);
    if (write_whole(file_, line))
        return {};
    return tl::unexpected(base::Problem{
        "study.journal", "", "A finished body could not be written down.", "Is the disk full?"});
}

std::map<std::uint64_t, Row> finished_bodies(const fs::path& folder, const std::string& key,
                                             std::size_t width) {
    std::map<std::uint64_t, Row> rows;
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
        if (!entry.path().filename().string().starts_with(prefix))
            continue;
        std::ifstream file(entry.path());
        std::string line;
        if (!std::getline(file, line) || line != first_line(key, width))
            continue;
        std::uint64_t body = 0;
        Row row;
        while (std::getline(file, line))
            if (read_line(line, width, body, row))
                rows[body] = row;
    }
    return rows;
}

void remove_journals(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> journals;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed))
        if (entry.path().filename().string().starts_with(prefix))
            journals.push_back(entry.path());
    for (const fs::path& journal : journals)
        fs::remove(journal, failed);
}

} // namespace filiform::study
