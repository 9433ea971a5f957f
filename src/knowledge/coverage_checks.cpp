// SPDX-License-Identifier: Apache-2.0
#include "knowledge/coverage_checks.h"

#include <algorithm>
#include <cctype>

#include "base/data_files.h"
#include "base/spelling.h"

namespace filiform::knowledge {

namespace {

constexpr std::string_view data_folder = "data/";
constexpr std::string_view pages_folder = "docs/";
constexpr std::string_view program = "filiform ";

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// Something a library says to a clinician or a patient.
struct Stated {
    std::string id;
    std::string where;
    std::string words; ///< in small letters
};

std::vector<Stated> all_said(const Library& library) {
    std::vector<Stated> all;
    const auto add = [&](const std::string& id, const std::string& where,
                         std::initializer_list<std::string> texts) {
        std::string words;
        for (const std::string& text : texts)
            words += lower(text) + "\n";
        all.push_back({id, where, words});
    };
    for (const Finding& finding : library.findings)
        add(finding.id.text(), finding.where, {finding.ask, finding.examine});
    for (const ScreeningRule& rule : library.screening)
        add(rule.id.text(), rule.where,
            {rule.what, rule.because, rule.what_to_do, rule.tell_patient});
    for (const Cause& cause : library.causes)
        add(cause.id, cause.where, {cause.name, cause.in_plain_words, cause.what_next});
    for (const CareOption& care : library.care)
        add(care.id, care.where,
            {care.name, care.in_plain_words, care.because, care.what_to_do, care.certainty_why});
    for (const TargetChoice& choice : library.targets) {
        std::string technique;
        for (const auto& [what, how] : choice.technique)
            technique += how + "\n";
        add(choice.id, choice.where, {choice.because, technique});
    }
    for (const Advice& advice : library.advice)
        add(advice.id, advice.where, {advice.asked, advice.text});
    return all;
}

/// "advice/sheet.yaml:40" without its line.
std::string file_of(const std::string& where) {
    return where.substr(0, where.rfind(':'));
}

bool is_carried(const std::string& path) {
    return base::find_data_file(std::string_view(path).substr(data_folder.size())).has_value();
}

/// Empty when it is there; else what to do about it.
std::string remedy_for(const std::string& place, const std::map<std::string, std::string>& places) {
    if (place.starts_with(pages_folder) || place.starts_with(program) || places.count(place) != 0)
        return "";
    if (place.starts_with(data_folder))
        return is_carried(place) ? "" : "Data files are written as data/needle/needles.yaml.";
    std::vector<std::string> names;
    for (const auto& [id, file] : places)
        names.push_back(id);
    const std::string near = base::nearest_name(names, place);
    return near.empty() ? "Name an id of the library, a file of data/ or docs/, or a command."
                        : "Did you mean " + near + "?";
}

} // namespace

std::map<std::string, std::string> places_of(const Library& library) {
    std::map<std::string, std::string> places;
    for (const Finding& finding : library.findings)
        places[finding.id.text()] = file_of(finding.where);
    for (const Muscle& muscle : library.muscles)
        places[muscle.id] = "muscles.yaml";
    const auto add = [&](const auto& statements) {
        for (const auto& one : statements)
            places[one.id] = file_of(one.where);
    };
    for (const ScreeningRule& rule : library.screening)
        places[rule.id.text()] = file_of(rule.where);
    add(library.causes);
    add(library.care);
    add(library.targets);
    add(library.advice);
    return places;
}

base::Problems check_coverage(const Library& library, const std::set<std::string>& sources) {
    base::Problems problems;
    std::set<std::string> answered;
    const std::map<std::string, std::string> places = places_of(library);
    const std::vector<Stated> said = all_said(library);
    for (const CoverageSection& section : library.coverage)
        for (const Claim& claim : section.claims) {
            if (!answered.insert(claim.id).second)
                problems.push_back({"knowledge.repeated", claim.where,
                                    claim.id + " is answered already.", "Answer it once."});
            for (const chart::SourceId& source : claim.sources)
                if (sources.count(source.text()) == 0)
                    problems.push_back({"knowledge.source", claim.where,
                                        "The source '" + source.text() + "' is in no register.",
                                        "Add it to data/sources/knowledge.yaml."});
            for (const std::string& place : claim.lives_in)
                if (const std::string remedy = remedy_for(place, places); !remedy.empty())
                    problems.push_back({"knowledge.coverage", claim.where,
                                        claim.id + " lives in '" + place + "', which is not there.",
                                        remedy});
            for (const std::string& words : claim.never)
                for (const Stated& one : said)
                    if (one.words.find(lower(words)) != std::string::npos)
                        problems.push_back({"knowledge.never_said", one.where,
                                            one.id + " says '" + words + "', which " + claim.id +
                                                " says is never said.",
                                            "Reword it, or answer the claim otherwise."});
        }
    return problems;
}

} // namespace filiform::knowledge
