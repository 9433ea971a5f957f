// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_files.h"

#include <array>
#include <functional>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/parallel.h"
#include "chart/plan_reading.h"
#include "cli/interruption.h"
#include "report/render.h"
#include "workshop/plan_parts.h"

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

/// Nothing, or that somebody wants the program to end.
base::Result<void> go_on() {
    if (!Interruption::has_come())
        return {};
    return tl::unexpected(
        base::Problem{"plan.interrupted", "plan", "It was interrupted; nothing was written.", ""});
}

/// All parts at once, unless the program is to end. Answers the first failure in their order.
base::Result<void> save_parts(const fs::path& folder,
                              const std::vector<workshop::PlanPart>& parts) {
    std::vector<base::Result<void>> results(parts.size());
    const auto save = [&](const workshop::PlanPart& part) -> base::Result<void> {
        const std::vector<std::byte> bytes = part.bytes();
        return bytes.empty() ? base::Result<void>() : base::save_file(folder / part.name, bytes);
    };
    base::parallel_chunks(parts.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            results[i] = go_on();
            if (results[i])
                results[i] = save(parts[i]);
        }
    });
    for (base::Result<void>& result : results)
        if (!result)
            return std::move(result);
    return go_on();
}

constexpr const char* drafts_name = ".unfinished";
/// plan.json last, see save_plan_files.
constexpr std::array<const char*, 7> part_names{
    "figures", "maps", "plan.pdf", "patient.pdf", "scene.glb", "needles.mrk.json", "plan.json"};

/// An earlier plan's folder, or one whose last run was killed while it put its parts in place.
bool holds_a_plan(const fs::path& folder) {
    for (const fs::path& file : {folder / "plan.json", folder / drafts_name / "plan.json"})
        if (const auto text = base::load_file(file, chart::most_plan_bytes);
            text && chart::is_plan(*text))
            return true;
    return false;
}

/// Puts the finished parts in the place of an earlier plan's. plan.json goes first and comes last:
/// where it stands, everything beside it belongs to it.
base::Result<void> move_parts(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    fs::remove(to / "plan.json", failed);
    for (const char* part : part_names) {
        if (!failed)
            fs::remove_all(to / part, failed);
        if (!failed && fs::exists(from / part))
            fs::rename(from / part, to / part, failed);
        if (failed)
            return tl::unexpected(
                base::Problem{"file.write", (to / part).string(),
                              "It cannot be put in its place: " + failed.message() + ".",
                              "Choose another folder with --out."});
    }
    return {};
}

/// Keeps other runs out of a folder while it lives: they wait. Freed by the system when a run dies.
/// A file system without such locks is used without.
class FolderLock {
  public:
    explicit FolderLock(const fs::path& folder)
        : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (folder_ >= 0)
            (void)::flock(folder_, LOCK_EX);
    }
    ~FolderLock() {
        if (folder_ >= 0)
            ::close(folder_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int folder_;
};

} // namespace

base::Result<void> check_folder(const fs::path& folder) {
    std::error_code ignored; // what cannot be looked at is not there
    fs::path there = fs::absolute(folder, ignored);
    while (!fs::exists(there, ignored) && there.has_relative_path())
        there = there.parent_path();
    if (!fs::is_directory(there, ignored))
        return tl::unexpected(base::Problem{
            "usage.out", "--out " + folder.string(),
            there.string() + " is a file, where a folder is wanted.", "Name another folder."});
    if (::access(there.c_str(), W_OK | X_OK) != 0)
        return tl::unexpected(base::Problem{"usage.out", "--out " + folder.string(),
                                            "Nothing may be written into " + there.string() + ".",
                                            "Name another folder, or change its permissions."});
    return {};
}

base::Result<void> check_plan_folder(const fs::path& folder) {
    if (auto checked = check_folder(folder); !checked)
        return checked;
    std::error_code ignored; // what cannot be looked at is not there
    for (const char* part : part_names)
        if (fs::exists(folder / part, ignored) && !holds_a_plan(folder))
            return tl::unexpected(
                base::Problem{"usage.out", (folder / part).string(),
                              "A plan would replace this, and it is no part of an earlier plan.",
                              "Move it away, or name another folder with --out."});
    return {};
}

namespace {

/// Saves the parts of a plan aside and then puts them in their place.
base::Result<void> save_whole(const fs::path& folder,
                              const std::function<base::Result<void>(const fs::path&)>& save) {
    report::expect_memory_to_draw();
    const Interruption until_cleared;
    std::error_code ignored; // a folder that cannot be made shows when a file is saved into it
    const bool is_new = fs::create_directories(folder, ignored);
    const FolderLock lock(folder);
    if (auto checked = check_plan_folder(folder); !checked)
        return checked;
    const fs::path drafts = folder / drafts_name;
    fs::remove_all(drafts, ignored);
    const auto clear_away = [&](bool is_saved) {
        fs::remove_all(drafts, ignored);
        if (!is_saved && is_new)
            fs::remove(folder, ignored); // only when nothing is in it
    };
    try {
        auto saved = save(drafts);
        if (saved)
            saved = move_parts(drafts, folder);
        clear_away(saved.has_value());
        return saved;
    } catch (...) {
        clear_away(false);
        throw;
    }
}

} // namespace

base::Result<void> save_plan_files(const fs::path& folder, const care::PlanWork& work,
                                   const anatomy::Body& body, const needle::Rules& rules) {
    return save_whole(folder, [&](const fs::path& drafts) {
        auto may = go_on();
        return may ? save_parts(drafts, workshop::parts_of(work, body, rules)) : may;
    });
}

base::Result<void> save_stopped_plan(const fs::path& folder, const chart::Plan& plan) {
    return save_whole(folder, [&](const fs::path& drafts) {
        return save_parts(drafts, workshop::parts_of_ended(plan));
    });
}

} // namespace filiform::cli
