// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/random.h"
#include "base/result.h"
#include "record/entry.h"
#include "record/fields.h"
#include "record/index.h"
#include "record/nouns.h"

namespace filiform::record {

/// Anything the record holds, in the order of `Kind`.
using Noun =
    std::variant<Clinic, Practitioner, Patient, Episode, Assessment, Plan, Consent, Session,
                 AdverseEvent, Instrument, Outcome, Task, Room, Hours, Appointment, WaitingEntry,
                 Message, Letter, Stock, RuleReview, TrialAddition, ProgressReview>;

[[nodiscard]] Kind kind_of(const Noun& noun);
/// One with nothing in it.
[[nodiscard]] Noun empty_noun(Kind kind);
void describe(Fields& fields, Noun& noun);

/// Reads the JSON of one noun. What is missing, of another type, out of its range or not known is a
/// problem with its JSON pointer in `where`: "name#/needles/0/depthMm". All are found. What is
/// empty has to be left out, null included.
///
/// Limits:   1 MiB, 16 levels deep, and those of the fields.
/// Problems: record.syntax, record.repeated_field, record.missing, record.type, record.value,
///           record.unknown_field, record.too_large, record.too_deep. None quotes what was written.
[[nodiscard]] base::Checked<Noun> read_noun(Kind kind, std::string_view json,
                                            std::string_view name);
/// The same as JSON: fields in their order, no blanks, equal nouns as equal bytes.
[[nodiscard]] std::string write_noun(const Noun& noun);
/// JSON Schema (2020-12) of one kind, as OpenAPI 3.1 has it. A reference carries its kinds as
/// "x-kinds".
[[nodiscard]] std::string noun_schema(Kind kind);

/// Whose it is; empty for what belongs to the clinic. Of a patient it is empty too: the store is
/// told the patient's own id.
[[nodiscard]] EntryId patient_of(const Noun& noun);
/// What a store must know of it. Only an open entry claims time.
[[nodiscard]] Index index_of(const Noun& noun, State state = State::Open);
/// Without everything that says who the patient is: such fields are emptied, a required text says
/// "(erased)", documents go (their bytes are no longer spoken of), words that somebody wrote freely
/// go; ids, codes, numbers and times stay.
[[nodiscard]] Noun anonymised(Noun noun);
/// A noun that reads back, with every field filled or left out at random: for tests and examples.
/// References are to ids that need not exist.
[[nodiscard]] Noun drawn_noun(Kind kind, base::RandomStream& random);

/// What the noun itself cannot be: a needle taken out before it was put in, an appointment that
/// ends before it begins, a grade below what the severity asks for. Read with `read_noun` first.
///
/// Problems: record.rule, with the field's JSON pointer in `where`: "#/needles/0/timeOut".
[[nodiscard]] base::Problems contradictions(const Noun& noun);
/// Whether `after` may follow `before` in these states; empty when it may. A new entry follows an
/// empty noun that is Open.
///
/// Problems: record.rule: a session signed with a needle still in, a task that is done and done
///           again, a plan signed without its screening, a patient changed for another, …
[[nodiscard]] base::Problems forbidden_step(const Noun& before, State from, const Noun& after,
                                            State to);

} // namespace filiform::record
