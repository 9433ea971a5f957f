// SPDX-License-Identifier: Apache-2.0
#include "workshop/evidence_links.h"

#include <algorithm>

#include "base/spelling.h"
#include "evidence/clinic_evidence.h"

namespace filiform::workshop {

namespace {

using evidence::Question;
using knowledge::CareOption;

bool is_among(const std::vector<std::string>& list, const std::string& id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

std::string near_hint(const std::vector<std::string>& known, const std::string& id) {
    const std::string near = base::nearest_name(known, id);
    return near.empty() ? "Name one that there is, or leave it out." : "Did you mean " + near + "?";
}

void check_care(const CareOption& care, const evidence::LivingEvidence& evidence,
                base::Problems& problems) {
    std::vector<std::string> known;
    for (const Question& question : evidence.questions)
        known.push_back(question.id);
    for (const std::string& id : care.evidence) {
        const Question* question = evidence::find_question(evidence, id);
        if (question == nullptr)
            problems.push_back({"knowledge.evidence", care.where,
                                "'" + id + "' is no question asked of trials.",
                                near_hint(known, id)});
        else if (!is_among(question->informs, care.id))
            problems.push_back({"knowledge.evidence", care.where,
                                care.id + " rests on " + id + ", which does not inform it.",
                                "Add it to `informs` in data/evidence/questions.yaml."});
    }
}

void check_question(const Question& question, const knowledge::Library& library,
                    base::Problems& problems) {
    std::vector<std::string> known;
    for (const CareOption& care : library.care)
        known.push_back(care.id);
    for (const std::string& id : question.informs) {
        const auto care = std::find_if(library.care.begin(), library.care.end(),
                                       [&](const CareOption& one) { return one.id == id; });
        if (care == library.care.end())
            problems.push_back({"evidence.informs", question.where,
                                "'" + id + "' is no kind of care.", near_hint(known, id)});
        else if (!is_among(care->evidence, question.id))
            problems.push_back({"evidence.informs", question.where,
                                question.id + " informs " + id + ", which does not name it.",
                                "Add it to `evidence` of " + id + " in data/knowledge/care."});
    }
}

} // namespace

base::Problems evidence_links(const knowledge::Library& library,
                              const evidence::LivingEvidence& evidence) {
    base::Problems problems;
    for (const CareOption& care : library.care)
        check_care(care, evidence, problems);
    for (const Question& question : evidence.questions)
        check_question(question, library, problems);
    return problems;
}

} // namespace filiform::workshop
