// SPDX-License-Identifier: Apache-2.0
#include "knowledge/library.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/data_files.h"
#include "base/file.h"
#include "chart/citation.h"
#include "knowledge/coverage_checks.h"
#include "knowledge/library_checks.h"

namespace filiform::knowledge {

namespace {

constexpr std::string_view below = "knowledge/";
constexpr std::array<std::string_view, 11> kinds{
    "library.yaml", "regions.yaml", "muscles.yaml", "signs.yaml", "findings", "screening",
    "causes",       "care",         "targets",      "advice",     "coverage"};

template <class Row>
void take(std::vector<Row>& all, base::Checked<std::vector<Row>> read, base::Problems& problems) {
    if (read)
        std::move(read->begin(), read->end(), std::back_inserter(all));
    else
        problems.insert(problems.end(), read.error().begin(), read.error().end());
}

std::vector<Region> read_regions(const LibraryFile& file, base::Problems& problems) {
    const base::DataDocument document(file.text, file.name);
    const base::DataNode root = document.root();
    root.allow_only({"regions"});
    std::vector<Region> regions;
    const base::DataNode map = root.child("regions");
    for (const std::string& id : map.keys())
        regions.push_back({id, map.text(id)});
    problems.insert(problems.end(), document.problems().begin(), document.problems().end());
    return regions;
}

std::string read_unfinished(const LibraryFile& file, base::Problems& problems) {
    const base::DataDocument document(file.text, file.name);
    document.root().allow_only({"unfinished"});
    std::string unfinished = document.root().text_or("unfinished", "");
    problems.insert(problems.end(), document.problems().begin(), document.problems().end());
    return unfinished;
}

std::vector<Muscle> read_muscles(const LibraryFile& file, const RegionNames& regions,
                                 base::Problems& problems) {
    const base::DataDocument document(file.text, file.name);
    const base::DataNode root = document.root();
    root.allow_only({"muscles"});
    std::vector<Muscle> muscles;
    const base::DataNode map = root.child("muscles");
    for (const std::string& id : map.keys()) {
        Muscle muscle{id, {}};
        for (const std::string& region : map.texts(id)) {
            if (regions.count(region) == 0)
                map.child(id).complain("knowledge.region", "'" + region + "' is no region.",
                                       "data/knowledge/regions.yaml names them.");
            muscle.regions.insert(region);
        }
        muscles.push_back(std::move(muscle));
    }
    problems.insert(problems.end(), document.problems().begin(), document.problems().end());
    return muscles;
}

} // namespace

base::Checked<Library> read_library(const std::vector<LibraryFile>& files,
                                    const std::set<std::string>& sources) {
    Library library;
    base::Problems problems;
    const auto each = [&](std::string_view folder, const auto& read) {
        bool is_there = false;
        for (const LibraryFile& file : files)
            if (file.name.starts_with(folder)) {
                read(file);
                is_there = true;
            }
        if (!is_there)
            problems.push_back({"knowledge.file", std::string(folder),
                                "The library has no file of this kind.", ""});
    };
    for (const LibraryFile& file : files) {
        const std::string kind = file.name.substr(0, file.name.find('/'));
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            problems.push_back({"knowledge.file", file.name, "Nothing reads this file.",
                                "Files lie in findings, screening, causes, care, targets, "
                                "advice or coverage."});
    }
    each("library.yaml",
         [&](const LibraryFile& file) { library.unfinished = read_unfinished(file, problems); });
    each("regions.yaml",
         [&](const LibraryFile& file) { library.regions = read_regions(file, problems); });
    each("signs.yaml", [&](const LibraryFile& file) {
        take(library.signs, read_signs(file.text, file.name), problems);
    });
    each("findings/", [&](const LibraryFile& file) {
        take(library.findings, read_findings(file.text, file.name), problems);
    });
    if (!problems.empty())
        return tl::unexpected(problems); // all that follows speaks of findings
    RegionNames names;
    for (const Region& region : library.regions)
        names.insert(region.id);
    each("muscles.yaml",
         [&](const LibraryFile& file) { library.muscles = read_muscles(file, names, problems); });
    each("screening/", [&](const LibraryFile& file) {
        take(library.screening, read_screening_rules(file.text, file.name, library.findings, names),
             problems);
    });
    each("causes/", [&](const LibraryFile& file) {
        take(library.causes, read_causes(file.text, file.name, library.findings), problems);
    });
    each("care/", [&](const LibraryFile& file) {
        take(library.care, read_care_options(file.text, file.name, library.findings), problems);
    });
    std::vector<std::string> muscles;
    for (const Muscle& muscle : library.muscles)
        muscles.push_back(muscle.id);
    each("targets/", [&](const LibraryFile& file) {
        take(library.targets, read_target_choices(file.text, file.name, library.findings, muscles),
             problems);
    });
    each("advice/", [&](const LibraryFile& file) {
        take(library.advice, read_advice(file.text, file.name, library.findings), problems);
    });
    each("coverage/", [&](const LibraryFile& file) {
        auto section = read_coverage(file.text, file.name);
        if (section)
            library.coverage.push_back(std::move(*section));
        else
            problems.insert(problems.end(), section.error().begin(), section.error().end());
    });
    for (const base::Problems& further :
         {check_library(library, sources), check_coverage(library, sources)})
        problems.insert(problems.end(), further.begin(), further.end());
    if (!problems.empty())
        return tl::unexpected(problems);
    return library;
}

const base::Checked<Library>& library() {
    static const base::Checked<Library> carried = [] {
        std::vector<LibraryFile> files;
        for (const base::DataFile& file : base::data_files())
            if (file.path.starts_with(below))
                files.push_back(
                    {std::string(file.path.substr(below.size())), std::string(file.text)});
        return read_library(files, known_sources());
    }();
    return carried;
}

std::set<std::string> known_sources() {
    std::set<std::string> keys;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("sources/"))
            continue;
        if (const auto read = chart::read_citations(file.text, std::string(file.path)))
            for (const chart::Citation& citation : *read)
                keys.insert(citation.key.text());
    }
    return keys;
}

base::Checked<Library> load_library(const std::string& folder,
                                    const std::set<std::string>& sources) {
    namespace fs = std::filesystem;
    constexpr std::size_t most_bytes = 1U << 22U;
    std::vector<LibraryFile> files;
    base::Problems problems;
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, failed)) {
        if (entry.path().extension() != ".yaml")
            continue;
        auto text = base::load_file(entry.path(), most_bytes);
        if (!text)
            problems.push_back(text.error());
        else
            files.push_back(
                {fs::relative(entry.path(), folder, failed).generic_string(), std::move(*text)});
    }
    if (files.empty() && problems.empty())
        problems.push_back({"file.missing", folder, "There is no library here.",
                            "Name a folder like data/knowledge."});
    if (!problems.empty())
        return tl::unexpected(problems);
    std::sort(files.begin(), files.end(),
              [](const LibraryFile& a, const LibraryFile& b) { return a.name < b.name; });
    return read_library(files, sources);
}

} // namespace filiform::knowledge
