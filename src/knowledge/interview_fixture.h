// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "chart/case.h"
#include "knowledge/interview.h"

/// Interviews on one invented day, for tests.
namespace filiform::knowledge {

inline chart::Consultation on_a_day() {
    chart::Consultation consultation;
    consultation.on = base::read_date("2026-11-25").value();
    return consultation;
}

inline Interview begun(const Library& library, chart::Consultation so_far = on_a_day()) {
    auto interview = Interview::begin(library, std::move(so_far), "case.json#/consultation");
    EXPECT_TRUE(interview) << (interview ? "" : base::sentence(interview.error().front()));
    return std::move(*interview);
}

inline std::string written(const chart::Consultation& consultation) {
    chart::Case wanted;
    wanted.consultation = consultation;
    return chart::write_case(wanted);
}

} // namespace filiform::knowledge
