// SPDX-License-Identifier: Apache-2.0
#include "knowledge/screening_notes.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace filiform::knowledge {

namespace {

std::string region_words(const Library& library, const std::string& id) {
    const auto found = std::find_if(library.regions.begin(), library.regions.end(),
                                    [&](const Region& region) { return region.id == id; });
    return found == library.regions.end() ? id : found->what;
}

std::string regions_words(const Library& library, const std::set<std::string>& ids) {
    std::string all;
    for (const std::string& id : ids)
        all += (all.empty() ? "" : "; ") + region_words(library, id);
    return all;
}

std::string short_number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

chart::ScreeningNote note_of(const ScreeningFinding& finding) {
    const ScreeningRule& rule = *finding.rule;
    chart::ScreeningNote note;
    note.rule = rule.id;
    note.what = rule.what;
    note.is_known = finding.truth == Truth::Yes;
    note.level = text(rule.level);
    note.needling = text(rule.needling);
    note.because = rule.because;
    note.what_to_do = rule.what_to_do;
    note.tell_patient = rule.tell_patient;
    note.mark = rule.mark;
    note.sources = rule.sources;
    note.answers = finding.answers;
    note.missing = finding.missing;
    if (finding.decision != nullptr)
        note.decided = finding.decision->by + ", " + base::text(finding.decision->on) + ": " +
                       finding.decision->reason;
    return note;
}

/// How a finding is come by: the question, how it is examined, or where it follows from.
std::string words_for(const Finding& finding) {
    if (!finding.ask.empty())
        return finding.ask;
    if (!finding.examine.empty() || !finding.is_given)
        return finding.examine;
    return "This follows from the patient's particulars: birthDate or ageYears, sex, heightCm, "
           "weightKg.";
}

/// One thing a restraint may say, in a sentence; empty when it does not.
using Part = std::string (*)(const Library&, const Restraint&);

std::string flag(bool is_set, const char* sentence) {
    return is_set ? sentence : "";
}

constexpr std::array<Part, 10> sentences_of_restraint{
    [](const Library& library, const Restraint& restraint) {
        return restraint.barred.empty()
                   ? ""
                   : "No needle here: " + regions_words(library, restraint.barred) + ".";
    },
    [](const Library& library, const Restraint& restraint) {
        return restraint.superficial.empty()
                   ? ""
                   : "Superficial needling only: " + regions_words(library, restraint.superficial) +
                         ".";
    },
    [](const Library& library, const Restraint& restraint) {
        return restraint.needs_image.empty()
                   ? ""
                   : "Only with imaging of this body: " +
                         regions_words(library, restraint.needs_image) + ".";
    },
    [](const Library&, const Restraint& restraint) {
        return restraint.most_needles
                   ? "At most " + std::to_string(*restraint.most_needles) + " needles in a visit."
                   : "";
    },
    [](const Library&, const Restraint& restraint) {
        return restraint.thickest_mm
                   ? "No needle thicker than " + short_number(*restraint.thickest_mm) + " mm."
                   : "";
    },
    [](const Library&, const Restraint& restraint) {
        return flag(restraint.no_pistoning, "No pistoning: the needle is placed and left.");
    },
    [](const Library&, const Restraint& restraint) {
        return flag(restraint.no_current, "No electrical stimulation through needles.");
    },
    [](const Library&, const Restraint& restraint) {
        return restraint.compress_s ? "Press each site for at least " +
                                          std::to_string(*restraint.compress_s) + " s afterwards."
                                    : "";
    },
    [](const Library&, const Restraint& restraint) {
        return flag(restraint.lying_down, "Lying down throughout, and up slowly.");
    },
    [](const Library&, const Restraint& restraint) {
        return flag(restraint.never_alone, "Never alone while needles are in.");
    }};

/// The restraint in sentences, each with the rules it comes from.
std::vector<chart::Screening::HeldBack> held_back(const Library& library,
                                                  const Screening& screening) {
    std::vector<chart::Screening::HeldBack> all;
    for (const Part& part : sentences_of_restraint) {
        chart::Screening::HeldBack one;
        one.text = part(library, screening.cleared->restraint());
        if (one.text.empty())
            continue;
        for (const ScreeningFinding& finding : screening.findings)
            if (!part(library, finding.restraint).empty())
                one.rules.push_back(finding.rule->id);
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<chart::Screening::Question> questions_of(const Library& library,
                                                     const std::vector<chart::FindingId>& ids) {
    std::vector<chart::Screening::Question> all;
    for (const chart::FindingId& id : ids) {
        const Finding* finding = find_finding(library.findings, id.text());
        all.push_back({id, finding == nullptr ? "" : words_for(*finding)});
    }
    return all;
}

bool is_no(const chart::Answer& answer) {
    if (const auto* yes = std::get_if<bool>(&answer))
        return !*yes;
    const auto* chosen = std::get_if<std::vector<std::string>>(&answer);
    return chosen != nullptr && *chosen == std::vector<std::string>{"none"};
}

/// In the order of the library, so that what was asked together stands together.
std::vector<chart::Screening::Answered> answered(const Findings& findings, const Answers& answers) {
    std::vector<chart::Screening::Answered> all;
    for (const Finding& finding : findings)
        for (const char* side : {"", ".right", ".left"}) {
            const chart::FindingId id(finding.id.text() + side);
            const auto found = answers.find(id);
            // That it is no check after a session goes without saying.
            const bool is_said = found != answers.end() &&
                                 (id.text() != asked_after_needling || !is_no(found->second));
            if (is_said)
                all.push_back(
                    {id, finding.group, in_words(finding, found->second), is_no(found->second)});
        }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.group < b.group; });
    return all;
}

bool meets(const std::set<std::string>& a, const std::set<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const std::string& one) { return b.count(one) > 0; });
}

/// The rules that put one of these regions under that part of a restraint, by name.
std::string rules_that_bar(const Screening& screening, const std::set<std::string>& regions,
                           std::set<std::string> Restraint::*part) {
    std::string names;
    for (const ScreeningFinding& finding : screening.findings)
        if (meets(regions, finding.restraint.*part))
            names += (names.empty() ? "" : "; ") + finding.rule->what;
    return names;
}

} // namespace

std::vector<std::string> sentences_of(const Library& library, const Restraint& restraint) {
    std::vector<std::string> all;
    for (const Part& part : sentences_of_restraint)
        if (std::string sentence = part(library, restraint); !sentence.empty())
            all.push_back(std::move(sentence));
    return all;
}

chart::Screening notes_of(const Library& library, const Answers& answers,
                          const Screening& screening) {
    chart::Screening notes;
    notes.decision = text(screening.level);
    notes.may_needle = screening.cleared.has_value();
    notes.unfinished = library.unfinished;
    notes.answered = answered(library.findings, answers);
    for (const ScreeningFinding& finding : screening.findings)
        notes.notes.push_back(note_of(finding));
    notes.to_ask = questions_of(library, screening.to_ask);
    notes.not_asked = questions_of(library, screening.not_asked);
    if (screening.cleared)
        notes.restraint = held_back(library, screening);
    return notes;
}

std::optional<Bar> bar_of(const Library& library, const Screening& screening,
                          const std::string& muscle, bool has_image) {
    if (!screening.cleared)
        return Bar{"The screening ends needling.", "What the screening says."};
    const auto found = std::find_if(library.muscles.begin(), library.muscles.end(),
                                    [&](const Muscle& one) { return one.id == muscle; });
    if (found == library.muscles.end())
        return Bar{"The library does not say where this lies, so nothing can be barred for it.",
                   "Place it in data/knowledge/muscles.yaml."};
    const Restraint& restraint = screening.cleared->restraint();
    if (meets(found->regions, restraint.barred))
        return Bar{"The screening bars this region: " +
                       rules_that_bar(screening, found->regions, &Restraint::barred) + ".",
                   "Another muscle, or other care than needling."};
    if (meets(found->regions, restraint.superficial))
        return Bar{"The screening allows superficial needling only here: " +
                       rules_that_bar(screening, found->regions, &Restraint::superficial) +
                       ". No path into the muscle is proposed.",
                   "Superficial needling by hand, another muscle, or other care."};
    if (!has_image && meets(found->regions, restraint.needs_image))
        return Bar{"The screening asks for imaging of this body first: " +
                       rules_that_bar(screening, found->regions, &Restraint::needs_image) + ".",
                   "A scan of this patient, or another muscle."};
    return std::nullopt;
}

} // namespace filiform::knowledge
