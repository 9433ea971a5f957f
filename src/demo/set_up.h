// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "demo/script.h"
#include "store/store.h"

namespace filiform::demo {

/// How somebody of the demonstration logs in, told once.
struct Told {
    std::string login;
    record::Role role = record::Role::Clinician;
    std::string secret; ///< a password; of a program, its token
};

struct SetUp {
    std::vector<Told> told; ///< empty: the demonstration was there already
};

/// Fills an empty store with a demonstration, or leaves the one that is there as it is.
///
/// Written:  step by step, each at its own moment in the past, and judged as any write is: by the
///           rights of who writes, `contradictions`, `forbidden_step`, and what it rests on.
///           Screenings are made by the library, scores by their instruments.
/// Secrets:  passwords and tokens are random, of 100 bits and more, for each store its own.
/// Problems: demo.not_demo (the store holds something, and its clinic is no demonstration),
///           demo.unfinished (setting it up was cut short), those of read_script, of the library,
///           of the record's rules with file and line of the step in `where`, and of the store.
[[nodiscard]] base::Checked<SetUp> set_up(store::Store& store, base::Instant now);
/// The same by another script.
[[nodiscard]] base::Checked<SetUp> set_up(store::Store& store, const Script& script,
                                          base::Instant now);

} // namespace filiform::demo
