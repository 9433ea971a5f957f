// SPDX-License-Identifier: Apache-2.0
#include "knowledge/assess.h"

#include <algorithm>

namespace filiform::knowledge {

namespace {

chart::CauseNote note_of(const WeighedCause& weighed) {
    const Cause& cause = *weighed.cause;
    chart::CauseNote note;
    note.id = cause.id;
    note.name = cause.name;
    note.in_plain_words = cause.in_plain_words;
    note.probability = weighed.probability.value;
    note.low = weighed.probability.low;
    note.high = weighed.probability.high;
    note.may_lead = weighed.may_lead == Truth::Yes;
    note.leads_why = cause.leads_why;
    for (const Weighed& item : weighed.evidence)
        (item.is_for ? note.speaks_for : note.speaks_against)
            .push_back({item.evidence->what, item.holds, item.ratio.value, item.ratio.low,
                        item.ratio.high, item.counts, item.evidence->why, item.evidence->source,
                        item.evidence->mark, item.answers});
    for (const Untested& open : weighed.not_tested)
        note.not_tested.push_back({open.evidence->what, open.missing, open.could_change_lead});
    note.what_next = cause.what_next;
    note.sources = cause.sources;
    return note;
}

chart::CareNote note_of(const Offer& offer) {
    const CareOption& option = *offer.option;
    chart::CareNote note;
    note.id = option.id;
    note.name = option.name;
    note.in_plain_words = option.in_plain_words;
    note.standing = text(offer.standing);
    note.certainty = text(option.certainty);
    note.certainty_why = option.certainty_why;
    note.is_needling = option.is_needling;
    note.because = option.because;
    note.what_to_do = option.what_to_do;
    for (const Position& position : option.positions)
        note.positions.push_back({position.body, position.dated, position.about,
                                  position.is_on_sciatica, std::string(text(position.stance)),
                                  position.says, position.source, position.mark});
    note.missing = offer.missing;
    note.sources = option.sources;
    note.mark = option.mark;
    return note;
}

chart::TargetNote note_of(const ChosenTarget& chosen) {
    const TargetChoice& choice = *chosen.choice;
    return {choice.id,        chosen.target.id(), choice.in_plain_words, choice.because,
            choice.technique, chosen.answers,     choice.sources,        choice.mark};
}

chart::AdviceNote note_of(const Advice& advice) {
    chart::AdviceNote note;
    note.id = advice.id;
    note.part = text(advice.part);
    note.asked = advice.asked;
    note.text = advice.text;
    if (advice.rate) {
        note.per_thousand = advice.rate->per_thousand;
        note.low = advice.rate->low;
        note.high = advice.rate->high;
        note.counted = advice.rate->counted;
    }
    note.sources = advice.sources;
    note.mark = advice.mark;
    return note;
}

} // namespace

bool may_go_on(const Screening& screening) {
    return screening.to_ask.empty() && screening.level < Level::ReferUrgent &&
           screening.level != Level::Ask;
}

chart::Assessment assess(const Library& library, const Answers& answers, const Screening& screening,
                         bool has_path) {
    chart::Assessment assessment;
    const std::vector<WeighedCause> causes = weigh(library.causes, answers);
    for (const WeighedCause& weighed : causes)
        assessment.causes.push_back(note_of(weighed));
    for (const NextStep& step : next_steps(causes))
        assessment.next.push_back({step.evidence->what, step.missing, step.cause->name,
                                   step.expected_change, step.could_change_lead,
                                   step.evidence->source, step.evidence->mark});
    for (const ChosenTarget& chosen : choose_targets(library.targets, answers)) {
        if (chosen.is_found == Truth::Yes) {
            if (screening.cleared)
                assessment.targets.push_back(note_of(chosen));
            continue;
        }
        for (const chart::FindingId& id : chosen.missing)
            if (std::find(assessment.not_examined.begin(), assessment.not_examined.end(), id) ==
                assessment.not_examined.end())
                assessment.not_examined.push_back(id);
    }
    const bool is_needled = has_path && !assessment.targets.empty();
    for (const Offer& offer : offers(library.care, answers, is_needled))
        assessment.care.push_back(note_of(offer));
    for (const Advice* advice : advice_for(library.advice, answers, is_needled))
        (is_for_patient(advice->part) ? assessment.advice : assessment.visit)
            .push_back(note_of(*advice));
    return assessment;
}

std::optional<std::string> not_found_because(const Library& library, const Answers& answers,
                                             const chart::TargetRequest& target) {
    const std::string muscle = chart::without_side(target.structure.text());
    const bool has_criteria =
        std::any_of(library.targets.begin(), library.targets.end(),
                    [&](const TargetChoice& choice) { return choice.muscle == muscle; });
    if (!has_criteria)
        return std::nullopt;
    for (const ChosenTarget& chosen : choose_targets(library.targets, answers))
        if (chosen.target.structure == target.structure && chosen.is_found == Truth::Yes)
            return std::nullopt;
    return "The examination did not find this muscle tender with the patient's own pain.";
}

} // namespace filiform::knowledge
