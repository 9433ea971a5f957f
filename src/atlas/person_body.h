// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "anatomy/body.h"
#include "atlas/person.h"
#include "atlas/reference_body.h"
#include "base/result.h"

namespace filiform::atlas {

/// Which of the bodies a person may have is made.
struct Drawn {
    std::uint64_t seed = 0;
    std::uint64_t index = 0;
};

/// The body of a person without a scan: the mean one, or one drawn from what is possible.
///
/// Courses:   the mean one draws every course of a nerve that the person may have, each with its
///            share; one that is known (`Person::variants`) or was drawn has one.
/// Name:      says for whom it was made: "reference body of a woman, 40 years, 165 cm, 72 kg".
/// Spread:    positionSdMm and the landmarks' SD are this person's, measurements counted in; those
///            of a drawn body are the same, as if nobody knew what was drawn.
/// Levels:    Body::miscount holds the shares of transitional vertebrae among such people; none
///            where it is known or was drawn which kind this body has: then it is drawn.
/// Warnings:  body.reference (nobody looked inside), body.extrapolated, body.drawn,
///            body.transitional, body.measured and body.variants, as they apply.
/// Problems:  those of distribution_of.
[[nodiscard]] base::Checked<anatomy::Body>
make_person_body(const Person& person, const std::optional<Drawn>& drawn, const BodyOrder& order);

} // namespace filiform::atlas
