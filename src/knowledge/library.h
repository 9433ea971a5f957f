// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "knowledge/advice.h"
#include "knowledge/care_option.h"
#include "knowledge/cause.h"
#include "knowledge/coverage.h"
#include "knowledge/screening_rule.h"
#include "knowledge/target_choice.h"

namespace filiform::knowledge {

/// A part of the body as rules and techniques name it, or a class of depth.
struct Region {
    std::string id; ///< "calf", "deep"
    std::string what;
};

/// Where a target of the planner lies, as rules name places.
struct Muscle {
    std::string id; ///< "piriformis", "gb30"
    std::set<std::string> regions;
};

/// The clinical library: data/knowledge, all of it.
struct Library {
    std::string unfinished; ///< what it lacks, in a sentence; empty when it is complete
    std::vector<Region> regions;
    std::vector<Muscle> muscles;
    std::vector<SignGrading> signs;
    Findings findings;
    std::vector<ScreeningRule> screening;
    std::vector<Cause> causes;
    std::vector<CareOption> care;
    std::vector<TargetChoice> targets;
    std::vector<Advice> advice;
    std::vector<CoverageSection> coverage; ///< in the order of their files' names
};

/// One file of the library; `name` is its path below data/knowledge: "findings/history.yaml".
struct LibraryFile {
    std::string name;
    std::string text;
};

/// Reads a library whole: library.yaml, regions.yaml, muscles.yaml, signs.yaml, findings/*.yaml,
/// screening/*.yaml, causes/*.yaml, care/*.yaml, targets/*.yaml, advice/*.yaml, coverage/*.yaml.
///
/// `sources`: the keys that may be cited.
/// Problems:  those of the files, with file and line; knowledge.file (a file nobody reads, none of
/// a
///            kind), knowledge.repeated (over files), knowledge.source (a key in no register),
///            knowledge.never (a condition that cannot hold: 5 and more than 7 at once, yes and
///            no), knowledge.unused (a finding that no statement speaks of,
///            unless it is given: nobody is asked for it), knowledge.sign (a finding that is not
///            answered as its sign is graded), and those of check_coverage.
[[nodiscard]] base::Checked<Library> read_library(const std::vector<LibraryFile>& files,
                                                  const std::set<std::string>& sources);

/// The library the program carries, read once.
[[nodiscard]] const base::Checked<Library>& library();

/// The keys of every register of data/sources.
[[nodiscard]] std::set<std::string> known_sources();

/// The library of a folder on disk, to check it before it is built in.
/// Problems: file.missing, and those of read_library.
[[nodiscard]] base::Checked<Library> load_library(const std::string& folder,
                                                  const std::set<std::string>& sources);

} // namespace filiform::knowledge
