// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chart/plan.h"
#include "report/drawing.h"

namespace filiform::report {

/// The patient's own sheet: what it is, what else there is, what to expect, the risks out of 1,000,
/// what to do afterwards, when to call and when to go to hospital, and what they agree to, with
/// room to sign. Plain words of the library, nothing else; its sources at the end.
///
/// Sent on:  a patient whom somebody else must see urgently gets a sheet that says so, with what
/// was
///           found for whoever sees them.
/// Pages:    A4, two where needling is proposed, one or two otherwise; none while questions are
/// open
///           and for a plan of a body alone.
[[nodiscard]] std::vector<Drawing> draw_patient_sheet(const chart::Plan& plan);

/// The words of the sheet without headings, sources and names, as one text: what its reading level
/// is counted over.
[[nodiscard]] std::string words_of_patient_sheet(const chart::Plan& plan);

/// The sheet as the bytes of a PDF; none where there is no sheet.
[[nodiscard]] std::vector<std::byte> patient_sheet_pdf(const chart::Plan& plan);

} // namespace filiform::report
