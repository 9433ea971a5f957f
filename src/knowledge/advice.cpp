// SPDX-License-Identifier: Apache-2.0
#include "knowledge/advice.h"

#include <algorithm>

#include "knowledge/words.h"

namespace filiform::knowledge {

namespace {

constexpr Words<AdvicePart, 15> parts{{{"course", AdvicePart::Course},
                                       {"expect", AdvicePart::Expect},
                                       {"risk", AdvicePart::Risk},
                                       {"aftercare", AdvicePart::Aftercare},
                                       {"call", AdvicePart::Call},
                                       {"emergency", AdvicePart::Emergency},
                                       {"consent", AdvicePart::Consent},
                                       {"follow_up", AdvicePart::FollowUp},
                                       {"question", AdvicePart::Question},
                                       {"dose", AdvicePart::Dose},
                                       {"before", AdvicePart::Before},
                                       {"skin", AdvicePart::Skin},
                                       {"during", AdvicePart::During},
                                       {"after", AdvicePart::After},
                                       {"event", AdvicePart::Event}}};

constexpr double whole = 1000;

Rate read_rate(const base::DataNode& node) {
    node.allow_only({"value", "low", "high", "of"});
    Rate rate;
    rate.per_thousand = node.number("value");
    rate.counted = node.text("of");
    if (node.has("low"))
        rate.low = node.number("low");
    if (node.has("high"))
        rate.high = node.number("high");
    const double low = rate.low.value_or(rate.per_thousand);
    const double high = rate.high.value_or(rate.per_thousand);
    if (low < 0 || low > rate.per_thousand || high < rate.per_thousand || high > whole)
        node.complain("knowledge.range", "The rate does not lie within its interval.",
                      "Rates are out of 1,000.");
    return rate;
}

Advice read_one(const base::DataNode& node, const Findings& findings) {
    node.allow_only({"id", "part", "ask", "event_type", "text", "per_thousand", "on_needling",
                     "on_sheet", "when", "sources", "mark", "status"});
    Advice advice;
    advice.where = node.where();
    advice.digest = digest_of(node);
    advice.id = node.text("id");
    advice.part = value_of(node, "part", parts);
    if (advice.part == AdvicePart::Question || advice.part == AdvicePart::Event)
        advice.asked = node.text("ask");
    if (advice.part == AdvicePart::Event)
        advice.event_type = node.text_or("event_type", "");
    else if (node.has("event_type"))
        node.complain("knowledge.event", "Only an event has an event_type.", "Take it away.");
    advice.text = node.text("text");
    if (node.has("per_thousand"))
        advice.rate = read_rate(node.child("per_thousand"));
    advice.is_on_needling = node.flag_or("on_needling", false);
    advice.is_on_sheet = node.flag_or("on_sheet", true);
    if (!advice.is_on_sheet && advice.part != AdvicePart::Question)
        node.complain("knowledge.sheet", "Only a question may be left off the sheet.",
                      "What is no question has no other page: take on_sheet away.");
    if (node.has("when"))
        advice.when = read_condition(node.child("when"), findings);
    for (const std::string& key : node.texts("sources"))
        advice.sources.emplace_back(key);
    advice.mark = read_mark(node);
    advice.status = read_status(node);
    return advice;
}

} // namespace

std::string_view text(AdvicePart part) {
    return word_of(parts, part);
}

base::Checked<std::vector<Advice>> read_advice(std::string_view text, std::string name,
                                               const Findings& findings) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"advice"});
    std::vector<Advice> all;
    for (const base::DataNode& row : root.child("advice").items())
        all.push_back(read_one(row, findings));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return all;
}

std::vector<const Advice*> advice_for(const std::vector<Advice>& all, const Answers& answers,
                                      bool is_needled) {
    std::vector<const Advice*> said;
    for (const Advice& advice : all)
        if (advice.is_on_sheet && (is_needled || !advice.is_on_needling) &&
            truth_of(advice.when, answers) != Truth::No)
            said.push_back(&advice);
    std::stable_sort(said.begin(), said.end(),
                     [](const Advice* a, const Advice* b) { return a->part < b->part; });
    return said;
}

} // namespace filiform::knowledge
