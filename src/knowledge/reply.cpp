// SPDX-License-Identifier: Apache-2.0
#include "knowledge/reply.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>

#include "base/number_text.h"

namespace filiform::knowledge {

namespace {

using chart::Consultation;
using chart::FindingId;
using Texts = std::vector<std::string>;

/// A word for a unit, and how much of the finding's own it is.
struct UnitWord {
    std::string_view of; ///< the finding's own
    std::string_view word;
    double factor;
};
constexpr std::array<UnitWord, 9> unit_words{{{"cm", "mm", 0.1},
                                              {"cm", "m", 100},
                                              {"years", "year", 1},
                                              {"years", "y", 1},
                                              {"weeks", "week", 1},
                                              {"weeks", "w", 1},
                                              {"deg", "degrees", 1},
                                              {"deg", "degree", 1},
                                              {"deg", "°", 1}}};

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

/// How many of the finding's unit one of `word` is; nothing when it is no word for it.
std::optional<double> factor_of(const Finding& finding, std::string_view word) {
    if (word.empty() || in_small_letters(finding.unit) == word)
        return 1;
    for (const UnitWord& one : unit_words)
        if (one.of == finding.unit && one.word == word)
            return one.factor;
    return std::nullopt;
}

Texts split(std::string_view text, std::string_view separators) {
    Texts parts;
    std::string part;
    for (const char c : text) {
        if (separators.find(c) == std::string_view::npos) {
            part += c;
        } else if (!part.empty()) {
            parts.push_back(part);
            part.clear();
        }
    }
    if (!part.empty())
        parts.push_back(part);
    return parts;
}

std::string number_words(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.9g", value);
    return text.data();
}

std::string range_words(const Finding& finding) {
    return "a number" + (finding.unit.empty() ? "" : " in " + finding.unit) + " from " +
           number_words(finding.low) + " to " + number_words(finding.high);
}

base::Problem no_answer(const Finding& finding, std::string code, const std::string& typed,
                        std::string hint) {
    return {std::move(code), finding.id.text(), "'" + typed + "' is no answer to this.",
            std::move(hint)};
}

base::Result<bool> read_yes_no(const Finding& finding, const std::string& typed) {
    const bool asks_sex = finding.is_given;
    const std::array<std::string_view, 2> yes = asks_sex
                                                    ? std::array<std::string_view, 2>{"m", "male"}
                                                    : std::array<std::string_view, 2>{"y", "yes"};
    const std::array<std::string_view, 2> no = asks_sex
                                                   ? std::array<std::string_view, 2>{"f", "female"}
                                                   : std::array<std::string_view, 2>{"n", "no"};
    if (std::find(yes.begin(), yes.end(), typed) != yes.end())
        return true;
    if (std::find(no.begin(), no.end(), typed) != no.end())
        return false;
    return tl::unexpected(no_answer(finding, "reply.form", typed,
                                    std::string("Write ") + (asks_sex ? "f or m" : "y or n") +
                                        "; ? when it is not known."));
}

base::Result<double> read_number(const Finding& finding, const std::string& typed) {
    std::string_view rest = typed;
    const auto number = base::take_number(rest);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto factor = number ? factor_of(finding, rest) : std::nullopt;
    if (!factor) {
        const bool has_comma = typed.find(',') != std::string::npos;
        return tl::unexpected(
            no_answer(finding, number ? "reply.unit" : "reply.form", typed,
                      "Write " + range_words(finding) +
                          (has_comma ? ", with a point for the decimals." : ".")));
    }
    // A case is written with so many decimals; what is judged is what is written.
    constexpr double decimals = 1e6;
    return std::round(*number * *factor * decimals) / decimals;
}

base::Result<std::string> read_choice(const Finding& finding, const std::string& typed) {
    const bool is_number =
        !typed.empty() && std::all_of(typed.begin(), typed.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
    if (is_number) {
        constexpr std::size_t most_digits = 4;
        const std::size_t number = typed.size() > most_digits ? 0 : std::stoul(typed);
        if (number >= 1 && number <= finding.choices.size())
            return finding.choices[number - 1].id;
        return tl::unexpected(
            base::Problem{"reply.form", finding.id.text(), "There is no choice " + typed + ".",
                          "Write 1 to " + std::to_string(finding.choices.size()) + "."});
    }
    const bool has_none = std::any_of(finding.choices.begin(), finding.choices.end(),
                                      [](const auto& choice) { return choice.id == "none"; });
    if (has_none && (typed == "n" || typed == "no"))
        return "none";
    return typed; // whether there is such a choice, check_answers says, with the nearest
}

base::Result<chart::Answer> read_value(const Finding& finding, const std::string& typed) {
    switch (finding.kind) {
    case FindingKind::YesNo:
        return read_yes_no(finding, typed).map([](bool is_so) { return chart::Answer(is_so); });
    case FindingKind::Number:
        return read_number(finding, typed).map([](double one) { return chart::Answer(one); });
    case FindingKind::Choice:
        return read_choice(finding, typed).map([](const auto& word) {
            return chart::Answer(word);
        });
    case FindingKind::Choices:
        break;
    }
    Texts words;
    for (const std::string& one : split(typed, ", ")) {
        const auto word = read_choice(finding, one);
        if (!word)
            return tl::unexpected(word.error());
        if (std::find(words.begin(), words.end(), *word) == words.end())
            words.push_back(*word);
    }
    return words;
}

struct Sided {
    std::string side; ///< ".right"
    std::string typed;
};

Texts sides_named(const std::string& word) {
    if (word == "r" || word == "right")
        return {".right"};
    if (word == "l" || word == "left")
        return {".left"};
    if (word == "b" || word == "both")
        return {".right", ".left"};
    return {};
}

/// The words of an answer with sides: a number keeps its unit, several choices their commas.
Texts sided_words(const Finding& finding, const std::string& typed) {
    const bool has_lists = finding.kind == FindingKind::Choices;
    Texts words;
    for (std::string& word : split(typed, has_lists ? " :=" : " :=,")) {
        const bool belongs_to_last =
            (finding.kind == FindingKind::Number && factor_of(finding, word)) ||
            (has_lists && (word.front() == ',' || (!words.empty() && words.back().back() == ',')));
        if (belongs_to_last && !words.empty())
            words.back() += word;
        else
            words.push_back(std::move(word));
    }
    return words;
}

base::Result<std::vector<Sided>> read_sides(const Finding& finding, const std::string& typed) {
    const Texts words = sided_words(finding, typed);
    const bool names_sides = !words.empty() && !sides_named(words.front()).empty();
    if (!names_sides && words.size() == 2)
        return std::vector<Sided>{{".right", words[0]}, {".left", words[1]}};
    std::vector<Sided> sided;
    bool is_formed = names_sides && words.size() % 2 == 0;
    for (std::size_t i = 0; is_formed && i < words.size(); i += 2) {
        const Texts sides = sides_named(words[i]);
        is_formed = !sides.empty();
        for (const std::string& side : sides)
            sided.push_back({side, words[i + 1]});
    }
    if (is_formed)
        return sided;
    const std::string one = finding.kind == FindingKind::Number  ? number_words(finding.high)
                            : finding.kind == FindingKind::YesNo ? "y"
                                                                 : "1";
    return tl::unexpected(no_answer(finding, "reply.sides", typed,
                                    "Write right and left, as \"" + one + " " + one +
                                        "\", one side as \"r " + one + "\", or \"both " + one +
                                        "\"; - for a side that is not known."));
}

bool is_day(std::string_view typed) {
    return std::count(typed.begin(), typed.end(), '-') == 2 ||
           std::count(typed.begin(), typed.end(), '.') == 2 ||
           std::count(typed.begin(), typed.end(), '/') == 2;
}

base::Result<chart::Patient> with_particular(const Finding& finding, const std::string& typed,
                                             chart::Patient patient) {
    const std::string& id = finding.id.text();
    if (id == "age_years" && is_day(typed)) {
        const auto day = base::read_date(typed);
        if (!day)
            return tl::unexpected(
                base::Problem{day.error().code, id, day.error().what, day.error().hint});
        patient.birth_date = *day;
        patient.age_years.reset();
        return patient;
    }
    const auto value = read_value(finding, typed);
    if (!value)
        return tl::unexpected(value.error());
    if (id == "male") {
        patient.is_male = std::get<bool>(*value);
    } else if (id == "age_years") {
        patient.age_years = std::get<double>(*value);
        patient.birth_date.reset();
    } else {
        (id == "height_cm" ? patient.height_cm : patient.weight_kg) = std::get<double>(*value);
    }
    return patient;
}

base::Result<Consultation> with_sides(const Finding& finding, const std::string& typed,
                                      Consultation consultation) {
    const auto sided = read_sides(finding, typed);
    if (!sided)
        return tl::unexpected(sided.error());
    for (const Sided& one : *sided) {
        const FindingId id(finding.id.text() + one.side);
        consultation.answers.erase(id);
        if (one.typed == "-" || one.typed == "?")
            continue;
        const auto value = read_value(finding, one.typed);
        if (!value)
            return tl::unexpected(value.error());
        consultation.answers[id] = *value;
    }
    return consultation;
}

base::Problem as_said(const Finding& finding, const base::Problem& problem) {
    if (problem.where.ends_with("/patient")) // height and weight do not go together
        return {problem.code, finding.id.text(), problem.what,
                "Correct it, or go back to the other of the two."};
    return {problem.code, finding.id.text(), problem.what, problem.hint};
}

std::string value_words(const Finding& finding, const chart::Answer& answer) {
    if (const auto* is_so = std::get_if<bool>(&answer))
        return *is_so ? "yes" : "no";
    if (const auto* number = std::get_if<double>(&answer))
        return number_words(*number) + (finding.unit.empty() ? "" : " " + finding.unit);
    if (const auto* word = std::get_if<std::string>(&answer))
        return *word;
    std::string all;
    for (const std::string& word : std::get<Texts>(answer))
        all += (all.empty() ? "" : ", ") + word;
    return all;
}

std::optional<std::string> particular_words(const Finding& finding, const Consultation& from) {
    const chart::Patient& patient = from.patient;
    const std::string& id = finding.id.text();
    if (id == "age_years" && patient.birth_date)
        return "born " + base::text(*patient.birth_date);
    if (id == "male" && patient.is_male)
        return *patient.is_male ? "m" : "f";
    const std::optional<double>& number = id == "age_years"   ? patient.age_years
                                          : id == "height_cm" ? patient.height_cm
                                                              : patient.weight_kg;
    return id != "male" && number ? std::optional(value_words(finding, *number)) : std::nullopt;
}

} // namespace

base::Result<Consultation> answered(const Findings& findings, const Finding& finding,
                                    std::string_view typed, const Consultation& consultation) {
    const std::string small = in_small_letters(typed);
    base::Result<Consultation> changed = consultation;
    if (finding.is_given) {
        const auto patient = with_particular(finding, small, consultation.patient);
        if (!patient)
            return tl::unexpected(patient.error());
        changed->patient = *patient;
    } else if (finding.has_sides) {
        changed = with_sides(finding, small, consultation);
    } else {
        const auto value = read_value(finding, small);
        if (!value)
            return tl::unexpected(value.error());
        changed->answers[finding.id] = *value;
    }
    if (changed)
        if (const auto checked = check_answers(findings, *changed, ""); !checked)
            return tl::unexpected(as_said(finding, checked.error().front()));
    return changed;
}

Consultation unanswered(const Finding& finding, const Consultation& consultation) {
    Consultation changed = consultation;
    const std::string& id = finding.id.text();
    for (const char* side : {"", ".right", ".left"})
        changed.answers.erase(FindingId(id + side));
    if (id == "age_years") {
        changed.patient.age_years.reset();
        changed.patient.birth_date.reset();
    } else if (id == "male") {
        changed.patient.is_male.reset();
    } else if (id == "height_cm") {
        changed.patient.height_cm.reset();
    } else if (id == "weight_kg") {
        changed.patient.weight_kg.reset();
    }
    return changed;
}

std::string how_to_answer(const Finding& finding) {
    const std::string each = finding.has_sides ? "right and left, each " : "";
    switch (finding.kind) {
    case FindingKind::YesNo:
        return finding.is_given ? "f or m"
                                : each + "y or n" + (finding.has_sides ? ", as \"n y\"" : "");
    case FindingKind::Number:
        return (finding.id.text() == "age_years" ? "the day of birth, as 1980-05-02, or " : each) +
               range_words(finding) + (finding.has_sides ? ", as \"4 5\"" : "");
    case FindingKind::Choice:
    case FindingKind::Choices:
        break;
    }
    std::string text = each +
                       (finding.kind == FindingKind::Choice ? "one of these, by number or name"
                                                            : "all that apply, by number or name, "
                                                              "with commas") +
                       (finding.has_sides ? ", as \"1 2\"" : "");
    for (std::size_t i = 0; i < finding.choices.size(); ++i)
        text += "\n  " + std::to_string(i + 1) + "  " + finding.choices[i].id + ": " +
                finding.choices[i].what;
    return text;
}

std::string answer_words(const Finding& finding, const Consultation& consultation) {
    if (finding.is_given)
        return particular_words(finding, consultation).value_or("not known");
    const auto words_of = [&](const char* side) {
        const auto found = consultation.answers.find(FindingId(finding.id.text() + side));
        return found == consultation.answers.end() ? "not known"
                                                   : value_words(finding, found->second);
    };
    return finding.has_sides ? "right " + words_of(".right") + ", left " + words_of(".left")
                             : words_of("");
}

bool is_answered(const Finding& finding, const Consultation& consultation) {
    if (finding.is_given)
        return particular_words(finding, consultation).has_value();
    const auto has = [&](const char* side) {
        return consultation.answers.count(FindingId(finding.id.text() + side)) > 0;
    };
    return finding.has_sides ? has(".right") && has(".left") : has("");
}

} // namespace filiform::knowledge
