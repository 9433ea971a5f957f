// SPDX-License-Identifier: Apache-2.0
#include "cli/backup_folder.h"

#include <algorithm>
#include <system_error>
#include <vector>

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* beginning = "filiform-";
constexpr const char* ending = ".backup";

/// Sorts as the moments do, and stands in a file's name everywhere.
std::string name_at(base::Instant now) {
    constexpr std::size_t to_the_second = 19;
    std::string moment = base::text(now).substr(0, to_the_second);
    std::replace(moment.begin(), moment.end(), ':', '-');
    return beginning + moment + "Z" + ending;
}

bool is_copy(const fs::path& file) {
    const std::string name = file.filename();
    return name.starts_with(beginning) && name.ends_with(ending);
}

base::Problem cannot_write(const fs::path& path, const std::error_code& error) {
    return {"file.write", path, "The folder cannot be used: " + error.message() + ".",
            "Name one that this user may write to."};
}

base::Result<void> make_folder(const fs::path& folder) {
    std::error_code error;
    const bool is_new = fs::create_directories(folder, error);
    if (!error && is_new)
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return tl::unexpected(cannot_write(folder, error));
    return {};
}

/// Whether a store can be made of it again.
base::Result<void> bring_back(const fs::path& copy, const std::string& passphrase) {
    fs::path scratch = copy;
    scratch += ".check";
    std::error_code ignored;
    fs::remove_all(scratch, ignored);
    if (auto made = make_folder(scratch); !made)
        return made;
    auto done = store::restore(copy, passphrase, "sqlite:" + (scratch / "record").string());
    fs::remove_all(scratch, ignored);
    return done;
}

void drop_oldest(const BackupFolder& wanted) {
    std::vector<fs::path> copies;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(wanted.folder, error))
        if (entry.is_regular_file(error) && is_copy(entry.path()))
            copies.push_back(entry.path());
    std::sort(copies.begin(), copies.end());
    for (std::size_t i = 0; i + std::max<std::size_t>(wanted.keep, 1) < copies.size(); ++i)
        fs::remove(copies[i], error);
}

} // namespace

base::Result<fs::path> backup_into(store::Store& store, const BackupFolder& wanted,
                                   base::Instant now) {
    if (auto made = make_folder(wanted.folder); !made)
        return tl::unexpected(made.error());
    fs::path copy = wanted.folder / name_at(now);
    if (auto written = store.backup(copy, wanted.passphrase); !written)
        return tl::unexpected(written.error());
    if (auto back = bring_back(copy, wanted.passphrase); !back) {
        std::error_code ignored;
        fs::remove(copy, ignored);
        return tl::unexpected(back.error());
    }
    drop_oldest(wanted);
    return copy;
}

} // namespace filiform::cli
