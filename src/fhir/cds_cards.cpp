// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/digest.h"
#include "chart/citation.h"
#include "fhir/addresses.h"
#include "fhir/cds_hooks.h"
#include "fhir/codes.h"
#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

constexpr std::size_t most_cards = 8;
constexpr std::size_t most_summary = 139; // characters: the specification says below 140
constexpr std::size_t most_questions = 40;

/// A name that follows from what it names, in the form of a UUID (version 8, RFC 9562).
std::string uuid_of(const HookRequest& request, std::string_view what) {
    std::string hex = base::sha256(request.service + "\n" + request.instance + "\n" +
                                   request.patient + "\n" + std::string(what));
    hex.resize(32);
    hex[12] = '8';
    hex[16] = 'a';
    for (const std::size_t place : {20U, 16U, 12U, 8U})
        hex.insert(place, 1, '-');
    return hex;
}

/// At most so many characters of UTF-8, with a mark where something was left out.
std::string shortened(const std::string& text, std::size_t most) {
    std::size_t characters = 0;
    std::size_t cut = 0; // the end of the last character that leaves room for the mark
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (begins && characters == most - 1)
            cut = i;
        if (begins && ++characters > most)
            return text.substr(0, cut) + "…";
    }
    return text;
}

std::string_view indicator_of(const chart::ScreeningNote& note) {
    if (note.level == "emergency_today" || note.level == "refer_urgent" || note.needling == "stop")
        return "critical";
    if (note.level == "refer_routine" || note.needling == "clear" || note.needling == "modify" ||
        note.level == "ask")
        return "warning";
    return "info";
}

std::string_view needling_words(std::string_view needling) {
    if (needling == "stop")
        return "No needling: ";
    if (needling == "clear")
        return "Clear before needling: ";
    return needling == "modify" ? "Needle with care: " : "";
}

json::object source_of(const std::string& what, const std::vector<chart::SourceId>& sources) {
    json::object source{{"label", "Filiform clinical library: " + what}};
    for (const chart::SourceId& key : sources) {
        const chart::Citation* citation = chart::find_citation(key);
        if (citation != nullptr && !citation->doi.empty()) {
            source["url"] = "https://doi.org/" + citation->doi;
            break;
        }
        if (citation != nullptr && !citation->pmid.empty()) {
            source["url"] = "https://pubmed.ncbi.nlm.nih.gov/" + citation->pmid + "/";
            break;
        }
    }
    return source;
}

json::array override_reasons() {
    json::array all;
    for (const CodeSet& set : carried_codes())
        if (set.name == "override-reason")
            for (const CodeSet::Word& word : set.words)
                all.push_back(json::object{{"system", own_system(set.name)},
                                           {"code", word.word},
                                           {"display", word.display}});
    return all;
}

/// What the calling system's record says that makes a rule hold.
std::string evidence_for(const HookRequest& request, const chart::ScreeningNote& note) {
    std::string words;
    for (const KnownFinding& known : request.known) {
        const bool is_asked =
            std::any_of(note.answers.begin(), note.answers.end(),
                        [&](const chart::FindingId& one) { return one == known.finding; });
        if (!is_asked)
            continue;
        words += "- " + (known.words.empty() ? known.choice : known.words);
        if (!known.resource.empty())
            words += " (" + known.resource + ")";
        if (!chart::is_verified(known.mark))
            words += ", matched by a code that is unverified";
        words += "\n";
    }
    return words;
}

std::string detail_of(const HookRequest& request, const chart::ScreeningNote& note) {
    std::string detail = note.because + "\n";
    if (!note.what_to_do.empty())
        detail += "\n**What to do.** " + note.what_to_do + "\n";
    if (const std::string evidence = evidence_for(request, note); !evidence.empty())
        detail += "\n**In the record.**\n" + evidence;
    if (!note.sources.empty()) {
        detail += "\n**Sources.**\n";
        for (const chart::SourceId& key : note.sources) {
            const chart::Citation* citation = chart::find_citation(key);
            detail += "- " + (citation == nullptr ? key.text() : citation->reference) + "\n";
        }
    }
    if (!chart::is_verified(note.mark))
        detail += "\nIts figures are unverified.\n";
    detail += "\nThis advises; the clinician decides.";
    return detail;
}

json::array links_of(const HookScreening& screening) {
    json::array links;
    if (!screening.open_at.empty())
        links.push_back(json::object{
            {"label", "Open the consultation"}, {"url", screening.open_at}, {"type", "absolute"}});
    return links;
}

/// Offers to take the order for needling away.
json::array suggestions_of(const HookRequest& request, std::string_view card) {
    json::array actions;
    for (const std::string& order : request.needling_orders)
        actions.push_back(json::object{{"type", "delete"},
                                       {"description", "Remove the order for dry needling"},
                                       {"resourceId", order}});
    json::array suggestions;
    if (!actions.empty())
        suggestions.push_back(
            json::object{{"label", "Remove the order for dry needling"},
                         {"uuid", uuid_of(request, std::string(card) + "\nremove")},
                         {"actions", std::move(actions)}});
    return suggestions;
}

/// What every card has.
json::object card_of(const HookRequest& request, const HookScreening& screening,
                     std::string_view name, const std::string& summary) {
    json::object card{{"uuid", uuid_of(request, name)},
                      {"summary", shortened(summary, most_summary)}};
    if (json::array links = links_of(screening); !links.empty())
        card["links"] = std::move(links);
    card["overrideReasons"] = override_reasons();
    return card;
}

json::object rule_card(const HookRequest& request, const HookScreening& screening,
                       const chart::ScreeningNote& note) {
    const std::string_view indicator = indicator_of(note);
    json::object card = card_of(request, screening, note.rule.text(),
                                std::string(needling_words(note.needling)) + note.what);
    card["indicator"] = indicator;
    card["detail"] = detail_of(request, note);
    card["source"] = source_of(note.rule.text(), note.sources);
    if (note.needling == "stop")
        if (json::array offers = suggestions_of(request, note.rule.text()); !offers.empty()) {
            card["suggestions"] = std::move(offers);
            card["selectionBehavior"] = "at-most-one";
        }
    return card;
}

/// What has to be known first. `asked` holds nothing that was handed over, so nothing of it is
/// left out because part of an answer is known.
json::object questions_card(const HookRequest& request, const HookScreening& screening) {
    const auto& open = screening.asked.to_ask;
    json::object card = card_of(request, screening, "to ask",
                                std::to_string(open.size()) +
                                    (open.size() == 1 ? " question has" : " questions have") +
                                    " to be answered before anybody is needled.");
    card["indicator"] = request.orders_needling ? "warning" : "info";
    std::string detail = "What is not known is not taken for no.\n\n";
    for (std::size_t i = 0; i < std::min(open.size(), most_questions); ++i)
        detail += "- " + (open[i].ask.empty() ? open[i].finding.text() : open[i].ask) + "\n";
    if (open.size() > most_questions)
        detail += "- and " + std::to_string(open.size() - most_questions) + " more\n";
    for (const KnownFinding& known : request.known)
        if (known.choice.empty())
            detail += "\nIn the record: " + known.words + ". Ask whether it is the last.\n";
    if (!request.missing.empty()) {
        detail += "\nNot handed over, so not known:";
        for (const std::string& key : request.missing)
            detail += " " + key;
        detail += ".\n";
    }
    card["detail"] = detail;
    card["source"] = source_of("what has to be asked", {});
    return card;
}

int strictness(const chart::ScreeningNote& note) {
    const std::string_view indicator = indicator_of(note);
    return indicator == "critical" ? 2 : indicator == "warning" ? 1 : 0;
}

} // namespace

std::string write_cards(const HookRequest& request, const HookScreening& screening) {
    json::array cards;
    if (request.hook != "order-select" || request.orders_needling) {
        std::vector<const chart::ScreeningNote*> notes;
        for (const chart::ScreeningNote& note : screening.held.notes)
            if (note.is_known)
                notes.push_back(&note);
        std::stable_sort(notes.begin(), notes.end(), [](const auto* a, const auto* b) {
            return strictness(*a) > strictness(*b);
        });
        if (notes.size() > most_cards)
            notes.resize(most_cards);
        for (const chart::ScreeningNote* note : notes)
            cards.push_back(rule_card(request, screening, *note));
        if (!screening.asked.to_ask.empty())
            cards.push_back(questions_card(request, screening));
    }
    return write_tree(json::object{{"cards", std::move(cards)}});
}

} // namespace filiform::fhir
