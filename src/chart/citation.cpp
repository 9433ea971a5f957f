// SPDX-License-Identifier: Apache-2.0
#include "chart/citation.h"

#include <algorithm>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::chart {

base::Checked<std::vector<Citation>> read_citations(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"sources"});
    std::vector<Citation> read;
    for (const base::DataNode& node : root.child("sources").items()) {
        node.allow_only({"key", "reference", "doi", "pmid"});
        read.push_back({SourceId(node.text("key")), node.text("reference"), node.text_or("doi", ""),
                        node.text_or("pmid", "")});
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return read;
}

const Citation* find_citation(const SourceId& key) {
    static const std::vector<Citation> carried = [] {
        std::vector<Citation> all;
        for (const base::DataFile& file : base::data_files()) {
            if (!file.path.starts_with("sources/"))
                continue;
            auto read = read_citations(file.text, "data/" + std::string(file.path));
            base::expects(read.has_value(), "the registers the program carries are whole");
            all.insert(all.end(), read->begin(), read->end());
        }
        return all;
    }();
    const auto found = std::find_if(carried.begin(), carried.end(),
                                    [&](const Citation& one) { return one.key == key; });
    return found == carried.end() ? nullptr : &*found;
}

bool is_verified(std::string_view mark) {
    return mark == "seen" || mark == "calc";
}

} // namespace filiform::chart
