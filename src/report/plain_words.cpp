// SPDX-License-Identifier: Apache-2.0
#include "report/plain_words.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "chart/citation.h"
#include "report/wording.h"

namespace filiform::report {

namespace {

enum class Concerns { All, Spine, Named, Metal, Inferred };

struct ShortWarning {
    std::string words;
    Concerns concerns = Concerns::All;
};

struct ActionRule {
    std::string muscle;
    std::vector<std::string> codes;
    Action action;
};

struct ReasonWords {
    std::string plain;
    std::string tail; ///< what sentences of this code repeat of it
};

struct PlainWords {
    std::map<std::string, ShortWarning> warnings; ///< by code
    std::map<std::string, ReasonWords> reasons;   ///< by code
    std::vector<ActionRule> actions;
};

Concerns read_concerns(const base::DataNode& node) {
    const std::string word = node.text("concerns");
    for (const auto& [name, value] :
         {std::pair{"all", Concerns::All}, std::pair{"spine", Concerns::Spine},
          std::pair{"named", Concerns::Named}, std::pair{"metal", Concerns::Metal},
          std::pair{"inferred", Concerns::Inferred}})
        if (word == name)
            return value;
    node.complain("report.concerns", "\"" + word + "\" is not a scope.",
                  "Use all, spine, named, metal or inferred.");
    return Concerns::All;
}

std::string_view carried_text(std::string_view path) {
    const auto text = base::find_data_file(path);
    base::expects(text.has_value(), "the program carries its words");
    return *text;
}

void read_warnings(PlainWords& words) {
    const base::DataDocument document(carried_text("report/warnings.yaml"),
                                      "data/report/warnings.yaml");
    for (const base::DataNode& node : document.root().child("warnings").items()) {
        node.allow_only({"code", "concerns", "short"});
        words.warnings[node.text("code")] = {node.text("short"), read_concerns(node)};
    }
    base::expects(document.problems().empty(), "data/report/warnings.yaml is whole");
}

void read_cautions(PlainWords& words) {
    const base::DataDocument document(carried_text("report/cautions.yaml"),
                                      "data/report/cautions.yaml");
    for (const base::DataNode& node : document.root().child("reasons").items()) {
        node.allow_only({"code", "plain", "tail", "source", "mark"});
        words.reasons[node.text("code")] = {node.text("plain"), node.text_or("tail", "")};
    }
    for (const base::DataNode& node : document.root().child("actions").items()) {
        node.allow_only({"muscle", "codes", "words", "source", "mark"});
        const std::string mark = node.text("mark");
        words.actions.push_back(
            {node.text("muscle"),
             node.texts("codes"),
             {node.text("words"), chart::SourceId(node.text("source")), chart::is_verified(mark)}});
    }
    base::expects(document.problems().empty(), "data/report/cautions.yaml is whole");
}

const PlainWords& plain_words() {
    static const PlainWords carried = [] {
        PlainWords words;
        read_warnings(words);
        read_cautions(words);
        return words;
    }();
    return carried;
}

std::string muscle_of(const chart::StructureId& id) {
    return id.text().substr(0, id.text().find('.'));
}

/// What a target's page speaks of: the muscle, what the needle passes, the hazards near it.
struct Spoken {
    std::vector<chart::StructureId> structures;
    std::string instruction;
    bool has_inferred = false;
    bool has_metal = false;
};

Spoken spoken_of(const chart::Proposal& proposal) {
    Spoken all;
    all.structures.push_back(proposal.target.structure);
    const chart::PlannedPath* path = best_path(proposal);
    if (path == nullptr) {
        if (const auto* none = std::get_if<chart::NoPath>(&proposal.paths))
            for (const auto& blocker : none->blockers)
                all.structures.push_back(blocker.structure);
        all.has_inferred = true; // nothing was told apart: said rather than left out
        return all;
    }
    all.instruction = path->instruction;
    for (const chart::Layer& layer : path->layers) {
        all.structures.push_back(layer.structure);
        all.has_inferred |= layer.origin == chart::Origin::Inferred;
    }
    for (std::size_t i = 0; i < std::min(near_hazards, path->clearances.size()); ++i) {
        const chart::Clearance& near = path->clearances[i];
        all.structures.push_back(near.structure);
        all.has_inferred |= near.origin == chart::Origin::Inferred;
        all.has_metal |= near.kind == chart::Kind::Metal || near.kind == chart::Kind::Artefact;
    }
    return all;
}

bool names(const std::string& sentence, const Spoken& page) {
    const auto has = [&](const std::string& words) {
        return sentence.find(words) != std::string::npos;
    };
    const bool is_paired = has("both sides");
    for (const chart::StructureId& id : page.structures) {
        if (id.is_empty())
            continue;
        if (has(chart::spoken(id.text())) || (is_paired && has(chart::spoken(muscle_of(id)))))
            return true;
    }
    // "… landmarks: left greater trochanter, right PSIS."
    std::size_t from = sentence.find(": ");
    while (from != std::string::npos) {
        const std::size_t start = from + 2;
        from = sentence.find(", ", start);
        const std::size_t end = from == std::string::npos ? sentence.size() - 1 : from;
        if (end > start &&
            page.instruction.find(sentence.substr(start, end - start)) != std::string::npos)
            return true;
    }
    return false;
}

/// Without a needle to measure from: metal on the target's own side.
bool is_on_side(const std::string& sentence, const chart::StructureId& target) {
    const chart::Side side = chart::side_of(target.text());
    return side == chart::Side::None ||
           sentence.find(side == chart::Side::Left ? "left" : "right") != std::string::npos ||
           sentence.find("both") != std::string::npos;
}

bool concerns(Concerns scope, const std::string& sentence, const chart::Proposal& proposal,
              const Spoken& page) {
    switch (scope) {
    case Concerns::All:
        return true;
    case Concerns::Spine:
        return !proposal.target.level.empty() ||
               page.instruction.find("spinous process") != std::string::npos;
    case Concerns::Named:
        return names(sentence, page);
    case Concerns::Metal:
        return page.has_metal ||
               (best_path(proposal) == nullptr && is_on_side(sentence, proposal.target.structure));
    case Concerns::Inferred:
        return page.has_inferred;
    }
    return true;
}

std::string without(std::string sentence, const std::string& tail) {
    const std::size_t at = tail.empty() ? std::string::npos : sentence.find(tail);
    if (at != std::string::npos)
        sentence.erase(at, tail.size());
    return sentence;
}

} // namespace

std::string sentence_of(const PlainReason& reason) {
    std::string text = reason.plain;
    for (const std::string& sentence : reason.sentences)
        text += (text.empty() ? "" : " ") + sentence;
    return text;
}

std::string sentence_of(const Action& action) {
    return "What can be done: " + action.words + " (" + action.source.text() +
           (action.is_verified ? ")" : ", unverified)");
}

std::vector<PlainReason> plain_reasons(const chart::Judgement& judgement) {
    std::vector<PlainReason> reasons;
    std::vector<std::string> codes;
    for (const chart::Reason& reason : judgement.reasons) {
        const auto known = plain_words().reasons.find(reason.code);
        const ReasonWords words =
            known == plain_words().reasons.end() ? ReasonWords{} : known->second;
        const auto at = static_cast<std::size_t>(
            std::find(codes.begin(), codes.end(), reason.code) - codes.begin());
        if (at == codes.size()) {
            codes.push_back(reason.code);
            reasons.push_back({words.plain, {}});
        }
        reasons[at].sentences.push_back(without(reason.what, words.tail));
    }
    return reasons;
}

std::vector<Action> actions_for(const chart::TargetRequest& target,
                                const chart::Judgement& judgement) {
    std::vector<Action> actions;
    for (const ActionRule& rule : plain_words().actions) {
        const bool fits = rule.muscle.empty() || rule.muscle == muscle_of(target.structure);
        const bool is_asked =
            std::any_of(judgement.reasons.begin(), judgement.reasons.end(), [&](const auto& one) {
                return std::find(rule.codes.begin(), rule.codes.end(), one.code) !=
                       rule.codes.end();
            });
        if (fits && is_asked)
            actions.push_back(rule.action);
    }
    return actions;
}

std::vector<std::string> warnings_for(const chart::Plan& plan, const chart::Proposal& proposal) {
    const Spoken page = spoken_of(proposal);
    std::vector<std::string> said;
    for (const chart::Warning& warning : plan.warnings) {
        const auto found = plain_words().warnings.find(warning.code);
        if (found == plain_words().warnings.end())
            said.push_back(warning.what);
        else if (concerns(found->second.concerns, warning.what, proposal, page))
            said.push_back(found->second.words);
    }
    return said;
}

} // namespace filiform::report
