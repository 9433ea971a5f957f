// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "knowledge/library.h"

using namespace filiform;

/// Any text in the place of any file of a small library: it is read, or every complaint says where
/// and what. The first byte chooses the file, the rest is its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    std::array<knowledge::LibraryFile, 10> files{
        {{"library.yaml", "unfinished: \"\""},
         {"regions.yaml", "regions: {calf: calf}"},
         {"muscles.yaml", "muscles: {soleus: [calf]}"},
         {"findings/a.yaml",
          "findings:\n"
          "  - {id: fever, group: g, ask: a, type: yes_no}\n"
          "  - {id: slr, group: g, examine: e, type: yes_no, sides: true}\n"
          "  - {id: inr, group: g, ask: a, type: number, unit: \"\", low: 0, high: 9}\n"
          "  - {id: drugs, group: g, ask: a, type: choices, choices: {warfarin: w, none: n}}\n"},
         {"screening/a.yaml", "rules: []"},
         {"causes/a.yaml", "causes: []"},
         {"care/a.yaml", "care: []"},
         {"targets/a.yaml", "targets: []"},
         {"advice/a.yaml", "advice: []"},
         {"coverage/a.yaml", "{section: s, claims: []}"}}};
    files[data[0] % files.size()].text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto read = knowledge::read_library({files.begin(), files.end()}, {"S"});
    if (read)
        return 0;
    if (read.error().empty())
        std::abort();
    for (const base::Problem& problem : read.error())
        if (problem.code.empty() || problem.where.empty() || problem.what.empty())
            std::abort();
    return 0;
}
