// SPDX-License-Identifier: Apache-2.0
#include "knowledge/care_option.h"

#include <algorithm>
#include <tuple>

#include "knowledge/words.h"

namespace filiform::knowledge {

namespace {

constexpr Words<Stance, 4> stances{{{"for", Stance::For},
                                    {"may", Stance::May},
                                    {"silent", Stance::Silent},
                                    {"against", Stance::Against}}};

constexpr Words<Certainty, 5> certainties{{{"high", Certainty::High},
                                           {"moderate", Certainty::Moderate},
                                           {"low", Certainty::Low},
                                           {"very_low", Certainty::VeryLow},
                                           {"not_known", Certainty::NotKnown}}};

constexpr Words<Standing, 5> standings{{{"supported", Standing::Supported},
                                        {"allowed", Standing::Allowed},
                                        {"divided", Standing::Divided},
                                        {"no_position", Standing::NoPosition},
                                        {"advised_against", Standing::AdvisedAgainst}}};

constexpr int most_burden = 3;

Position read_position(const base::DataNode& node) {
    node.allow_only({"body", "dated", "about", "on_sciatica", "stance", "says", "source", "mark"});
    Position position;
    position.body = node.text("body");
    position.dated = node.text("dated");
    position.about = node.text("about");
    position.is_on_sciatica = node.flag("on_sciatica");
    position.stance = value_of(node, "stance", stances);
    position.says = node.text("says");
    position.source = chart::SourceId(node.text("source"));
    position.mark = read_mark(node);
    return position;
}

CareOption read_option(const base::DataNode& node, const Findings& findings) {
    node.allow_only({"id", "name", "plain", "when", "for_all", "needling", "certainty",
                     "certainty_why", "evidence", "burden", "because", "do", "positions", "sources",
                     "mark", "status"});
    CareOption option;
    option.where = node.where();
    option.digest = digest_of(node);
    option.id = node.text("id");
    option.name = node.text("name");
    option.in_plain_words = node.text("plain");
    if (node.has("when"))
        option.when = read_condition(node.child("when"), findings);
    option.is_for_all = node.flag_or("for_all", false);
    option.is_needling = node.flag_or("needling", false);
    option.certainty = value_of(node, "certainty", certainties);
    option.certainty_why = node.text("certainty_why");
    option.evidence = node.texts_or_none("evidence");
    option.burden = node.integer("burden");
    if (option.burden < 0 || option.burden > most_burden)
        node.child("burden").complain("knowledge.range", "A burden is 0, 1, 2 or 3.");
    option.because = node.text("because");
    option.what_to_do = node.text("do");
    if (node.has("positions"))
        for (const base::DataNode& row : node.child("positions").items())
            option.positions.push_back(read_position(row));
    for (const std::string& key : node.texts("sources"))
        option.sources.emplace_back(key);
    option.mark = read_mark(node);
    option.status = read_status(node);
    return option;
}

/// Smaller is offered earlier.
auto rank_of(const Offer& offer) {
    return std::tuple(!offer.option->is_for_all, offer.standing, offer.option->certainty,
                      offer.option->burden);
}

} // namespace

std::string_view text(Stance stance) {
    return word_of(stances, stance);
}

std::string_view text(Certainty certainty) {
    return word_of(certainties, certainty);
}

std::string_view text(Standing standing) {
    return word_of(standings, standing);
}

base::Checked<std::vector<CareOption>> read_care_options(std::string_view text, std::string name,
                                                         const Findings& findings) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"care"});
    std::vector<CareOption> options;
    for (const base::DataNode& row : root.child("care").items()) {
        CareOption option = read_option(row, findings);
        if (option.is_for_all && option.is_needling)
            row.complain("knowledge.word", "Needling is never for all.",
                         "Take for_all or needling away.");
        options.push_back(std::move(option));
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return options;
}

Standing standing_of(const CareOption& option) {
    const auto any = [&](Stance stance) {
        return std::any_of(option.positions.begin(), option.positions.end(),
                           [&](const Position& position) {
                               return position.is_on_sciatica && position.stance == stance;
                           });
    };
    const bool is_wanted = any(Stance::For) || any(Stance::May);
    if (any(Stance::Against))
        return is_wanted ? Standing::Divided : Standing::AdvisedAgainst;
    if (any(Stance::For))
        return Standing::Supported;
    return is_wanted ? Standing::Allowed : Standing::NoPosition;
}

std::vector<Offer> offers(const std::vector<CareOption>& options, const Answers& answers,
                          bool may_needle) {
    std::vector<Offer> all;
    for (const CareOption& option : options) {
        if (option.is_needling && !may_needle)
            continue;
        const Truth suits = truth_of(option.when, answers);
        if (suits == Truth::No)
            continue;
        all.push_back({&option, standing_of(option), suits, answers_for(option.when, answers),
                       missing_for(option.when, answers)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Offer& a, const Offer& b) { return rank_of(a) < rank_of(b); });
    return all;
}

} // namespace filiform::knowledge
