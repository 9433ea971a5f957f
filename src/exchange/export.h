// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "record/entry.h"
#include "store/store.h"

namespace filiform::exchange {

/// What is to leave the record, and who takes it out.
struct ExportOrder {
    std::filesystem::path where; ///< a file (FHIR), or a folder that is new or empty (CSV)
    record::EntryId patient;     ///< one patient's alone; empty: the whole record
    std::string base =
        "https://filiform.example/fhir/R4"; ///< what addresses of resources begin with
    std::string by = "console";             ///< for the audit
    base::Instant now{};
};

struct Exported {
    std::int64_t entries = 0;   ///< of the record
    std::int64_t resources = 0; ///< of FHIR, or rows
    std::int64_t documents = 0; ///< pages and signatures
};

/// Writes the record as it stands now as one FHIR R4 Bundle of type collection: every resource that
/// the server shows of each entry, each entry whole that no resource could be read back as (see
/// fhir::write_whole), and the bytes that they speak of. Of one patient: their entries, and the
/// people, rooms, lots and questionnaires that these name.
///
/// Whole:    the file appears when all of it is written, for its owner alone; the export is noted
///           in the audit before.
/// Memory:   a page of entries and one document at a time, and an id for each patient.
/// Problems: file.write, record.missing (no such patient), and those of the store.
[[nodiscard]] base::Result<Exported> export_fhir(store::Store& store, const ExportOrder& order);

/// Writes the same entries as tables, one for each kind that has any: "patients.csv" (table.h).
///
/// Whole:    the folder appears when every table is written, for its owner alone.
/// Problems: as above; file.exists (the folder holds something).
[[nodiscard]] base::Result<Exported> export_csv(store::Store& store, const ExportOrder& order);

} // namespace filiform::exchange
