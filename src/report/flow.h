// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/page_parts.h"
#include "report/table.h"

namespace filiform::report {

/// Headings, paragraphs, lists and tables that run on over as many pages as they need: nothing is
/// ever left out.
///
/// Breaks: between items of a list and rows of a table; a heading never stands alone at the foot
///         of a page; a table that goes on repeats its headings.
class Flow {
  public:
    /// A page just begun: its head is drawn, its content starts at `y`.
    struct Sheet {
        Drawing page;
        double y = 0;
    };
    explicit Flow(std::function<Sheet()> begin);

    void paragraph(const std::string& text, const TextStyle& style);
    /// A paragraph that begins a page rather than stand alone at the foot of one.
    void heading(const std::string& text, const TextStyle& style);
    /// Nothing for a list of none.
    void list(const std::string& heading, const std::vector<std::string>& items);
    /// In `columns` columns side by side, each as wide as the table. Nothing for a table of none.
    void table(const Table& table, int columns = 1);
    void space(double mm) { sheet_.y += mm; }

    /// The pages, the last one included.
    [[nodiscard]] std::vector<Drawing> finish() &&;

  private:
    [[nodiscard]] double room() const { return page_floor_mm - sheet_.y; }
    void turn();
    /// Begins a page unless so much room is left on this one.
    void need(double mm);

    std::function<Sheet()> begin_;
    Sheet sheet_;
    double top_ = 0;
    std::vector<Drawing> pages_;
};

} // namespace filiform::report
