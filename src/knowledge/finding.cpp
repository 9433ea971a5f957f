// SPDX-License-Identifier: Apache-2.0
#include "knowledge/finding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/data_document.h"
#include "base/spelling.h"

namespace filiform::knowledge {

namespace {

using chart::FindingId;
using chart::Side;

std::string shown(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.5g", value);
    return text.data();
}

/// Findings that follow from the patient's particulars, and the members that hold these.
constexpr std::array<std::pair<std::string_view, const char*>, 3> particulars{
    {{"age_years", "ageYears"}, {"height_cm", "heightCm"}, {"weight_kg", "weightKg"}}};

FindingKind read_kind(const base::DataNode& node) {
    static constexpr std::array<std::pair<std::string_view, FindingKind>, 4> kinds{
        {{"yes_no", FindingKind::YesNo},
         {"number", FindingKind::Number},
         {"choice", FindingKind::Choice},
         {"choices", FindingKind::Choices}}};
    const std::string word = node.text("type");
    for (const auto& [name, kind] : kinds)
        if (name == word)
            return kind;
    node.child("type").complain("knowledge.finding", "'" + word + "' is no type of answer.",
                                "Write yes_no, number, choice or choices.");
    return FindingKind::YesNo;
}

void read_choices(const base::DataNode& node, Finding& finding) {
    const base::DataNode choices = node.child("choices");
    for (const std::string& id : choices.keys()) {
        const auto same = [&](const Finding::Choice& choice) { return choice.id == id; };
        if (std::any_of(finding.choices.begin(), finding.choices.end(), same))
            choices.complain("knowledge.repeated", "The choice " + id + " is given twice.");
        finding.choices.push_back({id, choices.text(id)});
    }
    if (finding.choices.size() < 2)
        choices.complain("knowledge.finding", "There is nothing to choose between.");
}

Finding read_finding(const base::DataNode& node) {
    node.allow_only({"id", "group", "ask", "examine", "type", "unit", "low", "high", "choices",
                     "sides", "sign", "given", "sources"});
    Finding finding;
    finding.where = node.where();
    finding.id = FindingId(node.text("id"));
    finding.group = node.text("group");
    finding.ask = node.text_or("ask", "");
    finding.examine = node.text_or("examine", "");
    finding.kind = read_kind(node);
    finding.has_sides = node.flag_or("sides", false);
    finding.is_given = node.flag_or("given", false);
    if (!finding.is_given && finding.ask.empty() && finding.examine.empty())
        node.complain("knowledge.finding", "Nothing says how " + finding.id.text() + " is found.",
                      "Add ask or examine.");
    if (finding.kind == FindingKind::Number) {
        finding.unit = node.text("unit");
        finding.low = node.number("low");
        finding.high = node.number("high");
        if (finding.low >= finding.high)
            node.complain("knowledge.range", "The range of " + finding.id.text() + " is empty.");
    }
    if (finding.kind == FindingKind::Choice || finding.kind == FindingKind::Choices)
        read_choices(node, finding);
    if (node.has("sign")) {
        const base::DataNode sign = node.child("sign");
        sign.allow_only({"test", "level"});
        finding.sign = {sign.text("test"), sign.text("level")};
    }
    for (std::string& key : node.texts_or_none("sources"))
        finding.sources.emplace_back(std::move(key));
    return finding;
}

/// Reads the answers of one case against the findings.
class AnswerReader {
  public:
    AnswerReader(const Findings& findings, const chart::Consultation& consultation,
                 std::string where)
        : findings_(findings), consultation_(consultation), where_(std::move(where)) {}

    base::Checked<Answers> read() {
        for (const auto& [id, answer] : consultation_.answers)
            take(id, answer);
        add_particulars();
        if (find_finding(findings_, asked_after_needling) != nullptr)
            answers_[FindingId(std::string(asked_after_needling))] = is_after_needling();
        if (!problems_.empty())
            return tl::unexpected(problems_);
        return std::move(answers_);
    }

  private:
    void complain(const std::string& code, const FindingId& id, const std::string& what,
                  const std::string& hint) {
        problems_.push_back({code, where_ + place_of(id), what, hint});
    }

    /// Where an answer was written, under the consultation.
    static std::string place_of(const FindingId& id) {
        for (const auto& [given, key] : particulars)
            if (id.text() == given)
                return std::string("/patient/") + key;
        return "/findings/" + id.text();
    }

    void take(const FindingId& id, const chart::Answer& answer) {
        const Finding* finding = find_finding(findings_, id.text());
        if (finding == nullptr || finding->is_given)
            return refuse_name(id, finding);
        const bool has_side = chart::side_of(id.text()) != Side::None;
        if (finding->has_sides != has_side)
            return complain("case.side", id,
                            has_side ? "This is not answered for a side."
                                     : "It is not said for which side this is.",
                            has_side ? "Leave the side out: " + finding->id.text() + "."
                                     : "Write " + id.text() + ".right or " + id.text() + ".left.");
        if (const auto checked = checked_answer(*finding, id, answer))
            answers_[id] = *checked;
    }

    [[nodiscard]] bool is_after_needling() const {
        return consultation_.is_after_needling ||
               std::any_of(answers_.begin(), answers_.end(), [&](const auto& one) {
                   const Finding* finding = find_finding(findings_, one.first.text());
                   return finding != nullptr && finding->group == after_needling_group;
               });
    }

    void refuse_name(const FindingId& id, const Finding* finding) {
        if (finding != nullptr && finding->id.text() == asked_after_needling)
            return complain("case.finding", id, "This follows from what the consultation is for.",
                            "Say \"afterNeedling\": true beside the findings.");
        if (finding != nullptr)
            return complain("case.finding", id, "This follows from the patient's particulars.",
                            "Give birthDate, sex, heightCm and weightKg under patient.");
        std::vector<std::string> names;
        for (const Finding& known : findings_)
            names.push_back(known.id.text());
        const std::string near = base::nearest_name(names, chart::without_side(id.text()));
        complain("case.finding", id, "Nothing of this name is asked or examined.",
                 near.empty() ? "`filiform knowledge findings` lists what is."
                              : "Did you mean " + near + "?");
    }

    std::optional<chart::Answer> checked_answer(const Finding& finding, const FindingId& id,
                                                const chart::Answer& answer) {
        switch (finding.kind) {
        case FindingKind::YesNo:
            return yes_or_no(id, answer);
        case FindingKind::Number:
            return number(finding, id, answer);
        case FindingKind::Choice:
        case FindingKind::Choices:
            return chosen(finding, id, answer);
        }
        return std::nullopt;
    }

    std::optional<chart::Answer> yes_or_no(const FindingId& id, const chart::Answer& answer) {
        if (std::holds_alternative<bool>(answer))
            return answer;
        if (const auto* word = std::get_if<std::string>(&answer))
            if (*word == "yes" || *word == "no")
                return *word == "yes";
        complain("case.type", id, "This is answered with yes or no.",
                 "Write true or false; leave it out when it is not known.");
        return std::nullopt;
    }

    std::optional<chart::Answer> number(const Finding& finding, const FindingId& id,
                                        const chart::Answer& answer) {
        const std::string range = "Write a number" +
                                  (finding.unit.empty() ? "" : " in " + finding.unit) + " from " +
                                  shown(finding.low) + " to " + shown(finding.high) + ".";
        const auto* value = std::get_if<double>(&answer);
        if (value == nullptr)
            complain("case.type", id, "This is answered with a number.", range);
        else if (!std::isfinite(*value) || *value < finding.low || *value > finding.high)
            complain("case.range", id, shown(*value) + " cannot be.", range);
        else
            return answer;
        return std::nullopt;
    }

    std::optional<chart::Answer> chosen(const Finding& finding, const FindingId& id,
                                        const chart::Answer& answer) {
        std::vector<std::string> words;
        if (const auto* word = std::get_if<std::string>(&answer))
            words = {*word};
        else if (const auto* several = std::get_if<std::vector<std::string>>(&answer))
            words = *several;
        std::vector<std::string> known;
        std::string all;
        for (const Finding::Choice& choice : finding.choices) {
            known.push_back(choice.id);
            all += (all.empty() ? "" : ", ") + choice.id;
        }
        if (words.empty() || (finding.kind == FindingKind::Choice && words.size() > 1)) {
            complain("case.type", id,
                     finding.kind == FindingKind::Choice ? "This is answered with one word."
                                                         : "This is answered with a list of words.",
                     "Choose from: " + all + ".");
            return std::nullopt;
        }
        for (const std::string& word : words)
            if (std::find(known.begin(), known.end(), word) == known.end()) {
                const std::string near = base::nearest_name(known, word);
                complain("case.choice", id, "'" + word + "' is none of the choices.",
                         near.empty() ? "Choose from: " + all + "." : "Did you mean " + near + "?");
                return std::nullopt;
            }
        const bool says_none = std::find(words.begin(), words.end(), "none") != words.end();
        if (says_none && words.size() > 1) {
            complain("case.choice", id, "'none' and something else cannot both be.",
                     "Take one of them away.");
            return std::nullopt;
        }
        return words;
    }

    void add_particulars() {
        const chart::Patient& patient = consultation_.patient;
        const auto give = [&](const char* id, double value) {
            const Finding* finding = find_finding(findings_, id);
            if (finding == nullptr)
                return;
            if (const auto checked = number(*finding, FindingId(id), value))
                answers_[FindingId(id)] = *checked;
        };
        constexpr int oldest_years = 120;
        if (patient.birth_date) {
            const int years = base::years_between(*patient.birth_date, consultation_.on);
            if (base::days_between(*patient.birth_date, consultation_.on) < 0 ||
                years > oldest_years)
                problems_.push_back({"case.birth_date", where_ + "/patient/birthDate",
                                     years > oldest_years
                                         ? "Nobody is " + shown(years) + " years old."
                                         : "This day has not come yet.",
                                     "Write the day of birth, as 1980-05-02."});
            else
                give("age_years", years);
        } else if (patient.age_years) {
            give("age_years", *patient.age_years);
        }
        if (patient.is_male)
            answers_[FindingId("male")] = *patient.is_male;
        if (patient.height_cm)
            give("height_cm", *patient.height_cm);
        if (patient.weight_kg)
            give("weight_kg", *patient.weight_kg);
        const bool has_both =
            answers_.contains(FindingId("height_cm")) && answers_.contains(FindingId("weight_kg"));
        if (has_both)
            give_bmi(*patient.weight_kg / (*patient.height_cm * *patient.height_cm / 1e4));
    }

    void give_bmi(double bmi) {
        const Finding* finding = find_finding(findings_, "bmi");
        if (finding == nullptr)
            return;
        if (bmi < finding->low || bmi > finding->high)
            problems_.push_back({"case.range", where_ + "/patient",
                                 "Nobody has this height and this weight at once: a body mass "
                                 "index of " +
                                     shown(bmi) + " cannot be.",
                                 "Correct heightCm or weightKg."});
        else
            answers_[FindingId("bmi")] = bmi;
    }

    const Findings& findings_;
    const chart::Consultation& consultation_;
    std::string where_;
    Answers answers_;
    base::Problems problems_;
};

} // namespace

const Finding* find_finding(const Findings& findings, std::string_view id) {
    const std::string name = chart::without_side(id);
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.id.text() == name;
    });
    return found == findings.end() ? nullptr : &*found;
}

std::string in_words(const Finding& finding, const chart::Answer& answer) {
    if (const auto* yes = std::get_if<bool>(&answer))
        return *yes ? "yes" : "no";
    if (const auto* number = std::get_if<double>(&answer))
        return shown(*number) + (finding.unit.empty() ? "" : " " + finding.unit);
    const auto* chosen = std::get_if<std::vector<std::string>>(&answer);
    if (chosen == nullptr)
        return std::get<std::string>(answer);
    std::string all;
    for (const std::string& id : *chosen) {
        const auto choice = std::find_if(finding.choices.begin(), finding.choices.end(),
                                         [&](const Finding::Choice& one) { return one.id == id; });
        all += (all.empty() ? "" : "; ") + (choice == finding.choices.end() ? id : choice->what);
    }
    return all;
}

base::Checked<Findings> read_findings(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"findings"});
    Findings findings;
    for (const base::DataNode& row : root.child("findings").items()) {
        Finding finding = read_finding(row);
        if (find_finding(findings, finding.id.text()) != nullptr)
            row.complain("knowledge.repeated", finding.id.text() + " is there already.");
        findings.push_back(std::move(finding));
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return findings;
}

base::Checked<Answers> check_answers(const Findings& findings,
                                     const chart::Consultation& consultation,
                                     const std::string& where) {
    return AnswerReader(findings, consultation, where).read();
}

} // namespace filiform::knowledge
