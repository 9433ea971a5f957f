// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chart/plan.h"
#include "report/drawing.h"

namespace filiform::report {

/// A4 and what every page of a plan carries.
inline constexpr double page_width_mm = 210;
inline constexpr double page_height_mm = 297;
inline constexpr double page_margin_mm = 12;
inline constexpr double page_inner_mm = page_width_mm - 2 * page_margin_mm;
/// Where the footer begins.
inline constexpr double page_floor_mm = page_height_mm - 15;

struct PageNumber {
    std::size_t number = 1;
    std::size_t of = 1;
};

/// Running head: body, what kind of body it is, and that a licensed clinician decides. Answers the
/// y where the page's own heading begins.
double add_page_head(Drawing& page, const chart::Plan& plan);
/// Provenance (digests shortened), the notice, "page 2 of 7".
void add_page_foot(Drawing& page, const chart::Plan& plan, const PageNumber& number);

/// A pill with symbol and word; answers its box.
Area add_verdict_badge(Drawing& drawing, const Spot& corner, chart::Verdict verdict,
                       Align align = Align::Left, double size_pt = 9);
/// The badge of a target for which no path was found.
Area add_no_path_badge(Drawing& drawing, const Spot& corner, Align align = Align::Left,
                       double size_pt = 9);

/// A heading over paragraphs set as a list, within `room`: what finds none is counted, with where
/// the rest is ("on page 5"), unless the caller goes on with it; without room for a line nothing is
/// drawn.
struct ListEnd {
    double y = 0; ///< below the last line
    std::size_t shown = 0;
};
enum class ListRest { Counted, Silent };
ListEnd add_list(Drawing& drawing, const Area& room, const std::string& heading,
                 const std::vector<std::string>& items, ListRest rest = ListRest::Counted,
                 const std::string& rest_is = "");

/// Styles of pages.
[[nodiscard]] TextStyle title_style();
[[nodiscard]] TextStyle body_style();
[[nodiscard]] TextStyle quiet_style();
[[nodiscard]] TextStyle list_style(); ///< lists and tables

/// No type on a page or figure is smaller than this when printed at its size.
inline constexpr double least_type_pt = 7;

} // namespace filiform::report
