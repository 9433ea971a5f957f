// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "anatomy/body.h"
#include "base/result.h"
#include "chart/case.h"
#include "record/nouns.h"
#include "server/workshop.h"

/// What the body of somebody in the record is made from; for this room alone.
namespace filiform::workshop {

/// The person: sex, age, height, weight and what was measured of them; or their segmented scan,
/// which then says all of it.
struct WhoseBody {
    struct Scanned {
        record::Scan scan;
        double grid_mm = 1.5;
        std::function<base::Result<std::string>(const std::string& digest)> fetch; ///< its bytes
    };
    std::variant<chart::BodyPerson, Scanned> from;
};

/// Equal for all whose bodies would be equal.
[[nodiscard]] std::string key_of(const WhoseBody& whose);

/// Makes it.
///
/// Cost:     one or two seconds of a person at 1.5 mm on two threads, some ten of a scan.
/// Problems: each at the assessment's member: those of make_body, of anatomy::load_and_import,
///           scan.missing (its bytes are not there).
[[nodiscard]] base::Checked<anatomy::Body> make_body_of(const WhoseBody& whose);

/// Lengths taken of the body, as it is made from them.
void add_measures(const record::Assessment& assessment, chart::BodyPerson& person);

} // namespace filiform::workshop
