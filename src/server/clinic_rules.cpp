// SPDX-License-Identifier: Apache-2.0
#include "server/clinic_rules.h"

#include "record/choice.h"
#include "server/clinic_trials.h"
#include "server/stored.h"

namespace filiform::server {

namespace {

chart::StricterRule word_of(const record::RuleReview& review) {
    return {chart::RuleId(review.rule),
            review.level ? std::string(record::word_of(*review.level)) : std::string(),
            review.needling ? std::string(record::word_of(*review.needling)) : std::string()};
}

/// A statement of the library, or a question of its trials with what they give here.
std::optional<Workshop::Statement> find_statement(const Desk& desk, const std::string& id) {
    const Workshop& shop = desk.workshop;
    if (auto found = shop.find_statement ? shop.find_statement(id) : std::nullopt)
        return found;
    const auto own = clinic_trials(desk.store);
    if (!shop.evidence.find_digest || !own)
        return std::nullopt;
    const auto digest = shop.evidence.find_digest(id, *own);
    return digest ? std::optional(Workshop::Statement{*digest, false}) : std::nullopt;
}

} // namespace

base::Result<std::vector<chart::StricterRule>> stricter_rules(store::Store& store) {
    using Review = record::RuleReview;
    store::Query query;
    query.kind = record::Kind::RuleReview;
    query.states = {record::State::Signed};
    query.all.push_back({"verdict",
                         store::Query::Condition::Match::Exactly,
                         {std::string(record::word_of(Review::Verdict::Stricter))},
                         "",
                         "",
                         false});
    const auto reviews = all_of<Review>(store, query);
    if (!reviews)
        return tl::unexpected(reviews.error());
    std::vector<chart::StricterRule> rules;
    for (const record::Known<Review>& one : *reviews)
        rules.push_back(word_of(one.noun));
    return rules;
}

base::Problems review_faults(const Desk& desk, const record::RuleReview& review) {
    const auto statement = find_statement(desk, review.rule);
    if (!statement)
        return {{"record.rule", "#/rule", "The library has no such statement.",
                 "Name it as the library does."}};
    if (statement->digest != review.text)
        return {{"record.rule", "#/text", "The text has changed since.",
                 "Read it again, and send the digest of what you read."}};
    if (review.verdict != record::RuleReview::Verdict::Stricter)
        return {};
    if (!statement->is_rule)
        return {{"record.rule", "#/verdict", "Only a rule of the screening can be stricter.",
                 "Agree to it or dispute it."}};
    if (desk.workshop.is_stricter && !desk.workshop.is_stricter(word_of(review)))
        return {{"record.rule", review.level ? "#/level" : "#/needling",
                 "The library is as strict as that, or stricter: nothing would change.",
                 "Name a higher level, or agree to the rule."}};
    return {};
}

} // namespace filiform::server
