// SPDX-License-Identifier: Apache-2.0
#include "outcomes/figures.h"

#include "base/data_files.h"
#include "base/expects.h"

namespace filiform::outcomes {

namespace {

constexpr const char* figure_file = "outcomes/figures.yaml";

} // namespace

const knowledge::Findings& figures() {
    static const knowledge::Findings read = [] {
        auto checked = knowledge::read_findings(base::find_data_file(figure_file).value_or(""),
                                                std::string("data/") + figure_file);
        base::expects(checked.has_value(),
                      checked ? "" : base::sentence(checked.error().front()).c_str());
        return *std::move(checked);
    }();
    return read;
}

bool is_asked_finding(std::string_view id) {
    const knowledge::Finding* finding = knowledge::find_finding(figures(), id);
    return finding != nullptr && !finding->is_given;
}

std::string asked_findings() {
    std::string all;
    for (const knowledge::Finding& one : figures())
        if (!one.is_given)
            all += (all.empty() ? "" : ", ") + one.id.text();
    return all;
}

} // namespace filiform::outcomes
