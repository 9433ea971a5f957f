// SPDX-License-Identifier: Apache-2.0
#include "knowledge/sign.h"

#include <algorithm>

#include "base/data_document.h"

namespace filiform::knowledge {

namespace {

SignGrading read_grading(const base::DataNode& node) {
    node.allow_only({"test", "normal", "highest", "answers", "sources"});
    SignGrading grading;
    grading.where = node.where();
    grading.test = node.text("test");
    grading.normal = node.integer("normal");
    grading.highest = node.integer("highest");
    grading.answers = node.texts_or_none("answers");
    for (std::string& key : node.texts_or_none("sources"))
        grading.sources.emplace_back(std::move(key));
    if (grading.highest < 1 || grading.normal < 0 || grading.normal > grading.highest)
        node.complain("knowledge.range", "The normal grade is not one from 0 to the highest.",
                      "Write highest above 0, and normal up to that.");
    else if (!grading.answers.empty() &&
             grading.answers.size() != static_cast<std::size_t>(grading.highest) + 1)
        node.complain("knowledge.range", "There is not one answer for each grade.",
                      "Write the answer of grade 0, 1 and so on up to the highest.");
    return grading;
}

} // namespace

base::Checked<std::vector<SignGrading>> read_signs(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"signs"});
    std::vector<SignGrading> signs;
    for (const base::DataNode& node : root.child("signs").items()) {
        SignGrading grading = read_grading(node);
        if (std::any_of(signs.begin(), signs.end(),
                        [&](const SignGrading& one) { return one.test == grading.test; }))
            node.complain("knowledge.repeated", "The test " + grading.test + " is there twice.");
        signs.push_back(std::move(grading));
    }
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return signs;
}

} // namespace filiform::knowledge
