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
#include "chart/plan_json.h"
#include "chart/plan_reading.h"
#include "cli/interruption.h"
#include "report/markups.h"
#include "report/patient_sheet.h"
#include "report/plan_pdf.h"
#include "report/render.h"
#include "report/scene_glb.h"

namespace filiform::cli {

namespace {

namespace fs = std::filesystem;

report::HandError hand_error_of(const needle::Rules& rules) {
    return {rules.hand.entry_sd_mm, rules.hand.angle_sd_rad, rules.hand.depth_sd_mm};
}

/// Nothing, or that somebody wants the program to end.
base::Result<void> go_on() {
    if (!Interruption::has_come())
        return {};
    return tl::unexpected(
        base::Problem{"plan.interrupted", "plan", "It was interrupted; nothing was written.", ""});
}

using Job = std::function<base::Result<void>()>;

/// All jobs at once, unless the program is to end. Answers the first failure in their order.
base::Result<void> do_all(const std::vector<Job>& jobs) {
    std::vector<base::Result<void>> results(jobs.size());
    base::parallel_chunks(jobs.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            results[i] = go_on();
            if (results[i])
                results[i] = jobs[i]();
        }
    });
    for (base::Result<void>& result : results)
        if (!result)
            return std::move(result);
    return {};
}

base::Result<void> save_parts(const fs::path& folder, const care::PlanWork& work,
                              const anatomy::Body& body, const needle::Rules& rules) {
    const report::HandError hand_error = hand_error_of(rules);
    const chart::Plan& plan = work.plan;
    if (auto may = go_on(); !may)
        return may;
    const report::PlanBook book =
        report::draw_book(plan, body, work.maps, {.hand_error = hand_error});
    // The longest first, so that no thread is left with one of them at the end.
    std::vector<Job> jobs{[&] { return report::save_book(folder / "plan.pdf", book, plan); },
                          [&] {
                              return report::save_scene_glb(folder / "scene.glb", body, plan,
                                                            work.maps, {.hand_error = hand_error});
                          }};
    for (const report::BookFigure& figure : book.figures)
        jobs.emplace_back([&] {
            return report::save_png(folder / "figures" / (figure.name + ".png"), figure.drawing);
        });
    for (const chart::EntryMap& map : work.maps)
        jobs.emplace_back([&] {
            return base::save_file(folder / "maps" / (map.target.id() + ".json"),
                                   chart::write_map_json(map));
        });
    jobs.emplace_back(
        [&] { return base::save_file(folder / "plan.json", chart::write_plan_json(plan)); });
    jobs.emplace_back([&] { return report::save_markups(folder / "needles.mrk.json", plan); });
    jobs.emplace_back([&] { return report::save_patient_sheet(folder / "patient.pdf", plan); });
    if (auto saved = do_all(jobs); !saved)
        return saved;
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
    return save_whole(
        folder, [&](const fs::path& drafts) { return save_parts(drafts, work, body, rules); });
}

base::Result<void> save_stopped_plan(const fs::path& folder, const chart::Plan& plan) {
    return save_whole(folder, [&](const fs::path& drafts) {
        const report::PlanBook book = report::draw_stopped_book(plan);
        if (auto saved = report::save_book(drafts / "plan.pdf", book, plan); !saved)
            return saved;
        if (auto saved = report::save_patient_sheet(drafts / "patient.pdf", plan); !saved)
            return saved;
        return base::save_file(drafts / "plan.json", chart::write_plan_json(plan));
    });
}

} // namespace filiform::cli
