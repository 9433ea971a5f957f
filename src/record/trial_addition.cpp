// SPDX-License-Identifier: Apache-2.0
#include "record/trial_addition.h"

#include "record/kinds.h"

namespace filiform::record {

void describe(Fields& fields, TrialAddition& addition) {
    constexpr std::size_t table_length = 60'000; // some 300 rows
    fields.text(Field{"rows", "The table of the trials, as CSV with a head; a column `question` "
                              "names what each row bears on, `source` where it is from."}
                    .required(),
                addition.rows, table_length);
    fields.text(Field{"reason", "Why they are added."}.required(), addition.reason, text_length);
    fields.reference(
        Field{"practitioner", "Who answers for it."}.required().found_by("practitioner"),
        addition.practitioner, one_of<Kind::Practitioner>);
    fields.date(Field{"on", "The day."}.required().found_by("date"), addition.on);
}

} // namespace filiform::record
