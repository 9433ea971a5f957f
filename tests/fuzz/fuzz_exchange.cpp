// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "fhir/collection.h"

using namespace filiform;

namespace {

void insist(bool holds) {
    if (!holds)
        std::abort();
}

void insist_on_places(const base::Problems& problems) {
    insist(!problems.empty());
    for (const base::Problem& problem : problems)
        insist(!problem.code.empty() && !problem.where.empty() && !problem.what.empty());
}

/// Whatever cells were read are the same when they are written and read again, below a first row
/// that says what parts them.
void read_table(std::string_view text) {
    const auto rows = base::read_csv(text, "fuzz");
    if (!rows)
        return insist_on_places(rows.error());
    for (const base::CsvRow& row : *rows) {
        std::vector<std::string> head(row.cells.size() + 1, "head"), cells{"first"};
        for (const std::string& cell : row.cells)
            cells.push_back(base::harmless_cell(cell));
        const auto again =
            base::read_csv(base::write_csv_row(head) + base::write_csv_row(cells), "");
        if (row.cells.size() + 1 > 256)
            continue;
        insist(again && again->size() == 2);
        cells.assign(row.cells.begin(), row.cells.end());
        cells.insert(cells.begin(), "first");
        insist((*again)[1].cells == cells);
    }
}

void read_bundle(std::string_view text) {
    const auto entries = fhir::read_entries(text);
    if (!entries)
        return insist_on_places(entries.error());
    for (const fhir::BundleEntry& entry : *entries) {
        insist(!entry.type.empty() && !entry.resource.empty());
        if (fhir::is_whole(entry.resource))
            if (const auto whole = fhir::read_whole(entry.resource))
                insist(record::kind_of(whole->noun) == whole->kind);
        if (entry.type == "Binary")
            (void)fhir::read_binary(entry.resource);
    }
}

} // namespace

/// A table of patients or a Bundle that somebody brings; the first byte says which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 0)
        read_table(text);
    else
        read_bundle(text);
    return 0;
}
