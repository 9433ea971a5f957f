// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include "study/report.h"

namespace filiform::study {

namespace {

std::string number(double value) {
    char digits[64];
    std::snprintf(digits, sizeof digits, "%g", value);
    return digits;
}

std::string spread(const Spreading& spreading) {
    return number(spreading.mean) + " ± " + number(spreading.sd);
}

std::string donor_text(Donor donor) {
    switch (donor) {
    case Donor::Living:
        return "living";
    case Donor::Fresh:
        return "unembalmed donors";
    case Donor::Embalmed:
        return "embalmed donors";
    }
    return "";
}

std::string of_sex(const Cohort::OfSex& of) {
    return "age " + spread(of.age_years) + ", height " + spread(of.height_cm) + " cm, BMI " +
           spread(of.bmi);
}

std::string people_text(const Protocol& protocol, const Findings& findings) {
    const Cohort& cohort = protocol.cohort;
    std::string out = std::to_string(findings.bodies) + " bodies, " + std::to_string(findings.men) +
                      " of men; " + donor_text(cohort.donor) + ", " +
                      std::string(atlas::text(cohort.lying)) + "; ";
    if (cohort.men > 0)
        out += (cohort.men < 1 ? "men: " : "") + of_sex(cohort.of_men);
    if (cohort.men > 0 && cohort.men < 1)
        out += "; women: ";
    if (cohort.men < 1)
        out += of_sex(cohort.of_women);
    out += ".";
    if (!cohort.assumed.empty()) {
        out += " Assumed:";
        for (const std::string& what : cohort.assumed)
            out += " " + what + (what == cohort.assumed.back() ? "." : ",");
    }
    if (cohort.donor == Donor::Embalmed)
        out +=
            " No published number says how embalming changes depths: the bodies are living ones.";
    return out;
}

std::string arm_text(const Arm& arm) {
    if (!arm.has_needle)
        return arm.what + ".";
    std::string out = arm.what + ": entry `" + arm.entry + "`" +
                      (arm.marks == Marks::Behind ? " marked from behind, `" : ", `") +
                      arm.direction + "`, needle ";
    for (const chart::NeedleProduct& needle : arm.needles)
        out += (&needle == &arm.needles.front() ? "" : " or ") + needle.id;
    return out + ".";
}

std::string table_of(const std::vector<Answer>& answers) {
    std::string out =
        "\n| outcome | model | published | predicted for a study of that size: central 50 % "
        "· 90 % | verdict | source, mark | why |\n| --- | ---: | ---: | ---: | --- | --- | "
        "--- |\n";
    for (const Answer& answer : answers) {
        const Said said = say(answer);
        const auto& published = answer.outcome->published;
        out += "| " + answer.outcome->what + " | " + said.model + " | " + said.published + " | " +
               said.predicted + " | " + said.verdict + " | " +
               (published ? published->source.text() + ", " + published->mark : "") + " | " +
               answer.outcome->because + " |\n";
    }
    return out;
}

} // namespace

std::string study_page(const Protocol& protocol, const Findings& findings, std::uint64_t seed) {
    std::string out = "## " + protocol.title + "\n\n`" + protocol.id + "`, seed " +
                      std::to_string(seed) + ", protocol " + protocol.digest.substr(0, 12) + ". " +
                      people_text(protocol, findings) + "\n";
    for (const std::string& note : protocol.notes)
        out += "\n* " + note;
    if (!protocol.notes.empty())
        out += "\n";
    for (const ArmFindings& arm : findings.arms) {
        out += "\n" + arm_text(*arm.arm) + "\n";
        if (arm.not_made > 0)
            out += "\nThe entry was not found on the skin in " + std::to_string(arm.not_made) +
                   " insertions.\n";
        out += table_of(arm.answers);
    }
    if (!findings.pooled.empty())
        out += "\nSeveral arms together:\n" + table_of(findings.pooled);
    return out;
}

std::string study_table(const Findings& findings) {
    std::string out;
    const auto add = [&](const std::vector<Answer>& answers) {
        for (const Answer& answer : answers) {
            const Said said = say(answer);
            out += "  " + answer.outcome->id + ": " + said.model;
            if (answer.outcome->published)
                out += "; published " + said.published;
            if (said.predicted != "–")
                out += "; predicted " + said.predicted;
            if (said.verdict != "–")
                out += "; " + said.verdict;
            out += "\n";
        }
    };
    for (const ArmFindings& arm : findings.arms) {
        out += arm.arm->id + ": " + std::to_string(arm.insertions) +
               (arm.arm->has_needle ? " insertions" : " bodies");
        if (arm.not_made > 0)
            out += ", " + std::to_string(arm.not_made) + " entries not found";
        out += "\n";
        add(arm.answers);
    }
    if (!findings.pooled.empty())
        out += "several arms together:\n";
    add(findings.pooled);
    return out;
}

} // namespace filiform::study
