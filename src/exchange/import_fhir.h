// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "exchange/intake.h"

namespace filiform::exchange {

/// Brings in a FHIR R4 Bundle: one that export_fhir wrote, or another system's.
///
/// What:      every resource that the record can be written as (docs/fhir.md), and entries that
/// came
///            whole. What follows from an entry that came is held against it and not kept twice. A
///            resource of any other type is a problem, unless its type is left out on purpose.
/// Who:       an id that can be an entry's stays; a patient with an identifier that the record
/// knows
///            is that patient; what has no id gets one that is made of its address or its content,
///            so that the same bundle brings the same entries the second time: none.
/// References: to an entry's fullUrl or to "Type/id" of the bundle, else to what is in the record.
/// Problems:  those of fhir::read_entries, fhir::read_resource, fhir::read_whole and Intake, with
///            "Bundle.entry[3].resource.birthDate" in `where`; fhir.disagrees (a resource that says
///            something else than the entry it is shown from).
[[nodiscard]] base::Checked<Imported> import_fhir(store::Store& store, std::string_view bundle,
                                                  const ImportOrder& order);

} // namespace filiform::exchange
