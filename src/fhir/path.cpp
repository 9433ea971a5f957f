// SPDX-License-Identifier: Apache-2.0
#include "fhir/path.h"

namespace filiform::fhir {

namespace {

Step step_of(std::string_view text) {
    Step step;
    const std::size_t bracket = text.find('[');
    step.name = text.substr(0, bracket);
    if (bracket == std::string_view::npos)
        return step;
    step.is_list = true;
    const std::string_view inside = text.substr(bracket + 1, text.size() - bracket - 2);
    const std::size_t equals = inside.find('=');
    if (equals != std::string_view::npos) {
        step.key = inside.substr(0, equals);
        step.expected = inside.substr(equals + 1);
        step.may_be_silent = step.key.ends_with('?');
        if (step.may_be_silent)
            step.key.remove_suffix(1);
    }
    return step;
}

} // namespace

std::vector<Step> steps_of(std::string_view path) {
    std::vector<Step> steps;
    std::size_t begin = 0;
    bool is_inside = false;
    for (std::size_t i = 0; i <= path.size(); ++i) {
        if (i < path.size() && path[i] == '[')
            is_inside = true;
        else if (i < path.size() && path[i] == ']')
            is_inside = false;
        if (i == path.size() || (path[i] == '.' && !is_inside)) {
            steps.push_back(step_of(path.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    return steps;
}

} // namespace filiform::fhir
