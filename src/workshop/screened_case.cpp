// SPDX-License-Identifier: Apache-2.0
#include "workshop/screened_case.h"

#include "knowledge/statement.h"

namespace filiform::workshop {

base::Checked<ScreenedCase> screen_consultation(const chart::Consultation& consultation,
                                                const std::string& where) {
    const auto& library = knowledge::library();
    if (!library)
        return tl::unexpected(library.error());
    ScreenedCase screened;
    screened.rules = std::make_shared<const std::vector<knowledge::ScreeningRule>>(
        knowledge::made_stricter(library->screening, consultation.stricter));
    base::Problems slips = knowledge::check_decisions(*screened.rules, consultation, where);
    const auto answers = knowledge::check_answers(library->findings, consultation, where);
    if (!answers)
        slips.insert(slips.end(), answers.error().begin(), answers.error().end());
    if (!slips.empty())
        return tl::unexpected(slips);
    screened.library = &*library;
    screened.consultation = std::make_shared<const chart::Consultation>(consultation);
    screened.answers = *answers;
    screened.screening =
        consultation.is_after_needling
            ? knowledge::screen_after_needling(*screened.rules, *answers)
            : knowledge::screen(*screened.rules, *answers, screened.consultation->clearances,
                                screened.consultation->overrides);
    if (!library->unfinished.empty())
        screened.screening = knowledge::withheld(std::move(screened.screening));
    return screened;
}

care::Screened screened_of(const ScreenedCase& screened) {
    return {*screened.library, screened.answers, screened.screening};
}

std::optional<care::PlanWork> plan_that_ends(const ScreenedCase& screened,
                                             const care::PlanOrder& order) {
    const bool has_target =
        !order.targets.empty() || !care::found_targets(screened_of(screened)).empty();
    if (screened.screening.cleared && has_target)
        return std::nullopt;
    return care::stopped_plan(order, screened_of(screened));
}

} // namespace filiform::workshop
