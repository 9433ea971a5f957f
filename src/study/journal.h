// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "base/result.h"
#include "study/subject.h"

namespace filiform::study {

/// The bodies that a study has finished, kept in a file, so that a run that was ended goes on where
/// it was. A body is written whole by one call; a line that was torn is left out when it is read.
///
/// File: text; a first line with `key` and the numbers a row has, then a line a body: its number,
///       its row in hexadecimal (exact), a checksum.
/// Thread safety: add() may be called by many threads.
class Journal {
  public:
    /// Opens DIR/journal-NUMBER for adding, or begins it. `number` is the process's of those that
    /// share the work. What lies there of another study (another key) is replaced.
    /// Problems: study.journal (cannot be written; another run has it).
    [[nodiscard]] static base::Result<Journal> open(const std::filesystem::path& folder, int number,
                                                    const std::string& key, std::size_t width);
    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&&) = delete;
    ~Journal();

    /// Problems: study.journal (the disk is full).
    [[nodiscard]] base::Result<void> add(std::uint64_t body, const Row& row);

  private:
    explicit Journal(int file) : file_(file) {}
    int file_;
    std::mutex guard_;
};

/// Every finished body in all journals of the folder that have that key; none without a folder.
[[nodiscard]] std::map<std::uint64_t, Row>
finished_bodies(const std::filesystem::path& folder, const std::string& key, std::size_t width);

/// Takes away all journals of the folder.
void remove_journals(const std::filesystem::path& folder);

} // namespace filiform::study
