// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "base/data_document.h"
#include "base/data_files.h"

namespace filiform::atlas {

/// For tests: the keys of everything in data/sources.
inline std::set<std::string> known_sources() {
    std::set<std::string> known;
    for (const base::DataFile& file : base::data_files()) {
        if (!file.path.starts_with("sources/"))
            continue;
        const base::DataDocument document(file.text, std::string(file.path));
        for (const base::DataNode& source : document.root().child("sources").items())
            known.insert(source.text("key"));
    }
    return known;
}

} // namespace filiform::atlas
