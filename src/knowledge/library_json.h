// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "knowledge/library.h"

/// The library as programs read it ("filiform.library/1", data/schemas/library.json).
namespace filiform::knowledge {

/// Whom something of the library is for. A patient reads what is asked of them and what is written
/// for them; nothing that is examined, no rule, and no note to the clinician.
enum class Reader { Clinician, Patient };

/// What is read at once.
enum class Shelf { Questions, Rules, Causes, Care, Targets, Claims, Sources, Advice, Regions };

/// `{"schema","knowledge",…}` with `questions` in the order of a consultation, or with `items`.
/// Every statement carries its id, words, sources, mark, whether it was signed, where it stands and
/// the digest of what it says.
///
/// `knowledge`: the digest of the library.
/// Sources:     for a clinician every key that is registered; for a patient those that are cited in
///              what they may read.
/// Edge cases:  of a shelf that is not for patients a patient gets no items.
[[nodiscard]] std::string write_shelf(const Library& library, Shelf shelf, Reader reader,
                                      std::string_view knowledge);

/// What guidelines say of one way of care, as `positions` of an object that is begun already.
void write_positions(base::JsonWriter& json, const std::vector<Position>& positions);

} // namespace filiform::knowledge
