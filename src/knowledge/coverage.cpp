// SPDX-License-Identifier: Apache-2.0
#include "knowledge/coverage.h"

#include "knowledge/words.h"

namespace filiform::knowledge {

namespace {

constexpr Words<ClaimAnswer, 4> answers{{{"covered", ClaimAnswer::Covered},
                                         {"corrected", ClaimAnswer::Corrected},
                                         {"not_supported", ClaimAnswer::NotSupported},
                                         {"out_of_scope", ClaimAnswer::OutOfScope}}};

void check(const base::DataNode& node, const Claim& claim) {
    const bool is_covered = claim.answer == ClaimAnswer::Covered;
    const bool is_out = claim.answer == ClaimAnswer::OutOfScope;
    const bool is_met = is_covered || claim.answer == ClaimAnswer::Corrected;
    if (is_met && claim.lives_in.empty())
        node.complain("knowledge.coverage", claim.id + " is answered nowhere.",
                      "Name in 'where' what says it.");
    if (!is_covered && claim.why.empty())
        node.complain("knowledge.coverage", claim.id + " has no reason.",
                      "Say in 'why' what is so instead.");
    if (!is_covered && !is_out && claim.sources.empty())
        node.complain("knowledge.coverage", claim.id + " cites nobody for its reason.",
                      "Add its sources.");
    if (!is_out && claim.tests.empty())
        node.complain("knowledge.coverage", claim.id + " is shown by no test.",
                      "Name a test or a case.");
}

Claim read_claim(const base::DataNode& node) {
    node.allow_only({"id", "about", "answer", "where", "why", "sources", "never", "test"});
    Claim claim;
    claim.where = node.where();
    claim.digest = digest_of(node);
    claim.id = node.text("id");
    claim.about = node.text("about");
    claim.answer = value_of(node, "answer", answers);
    claim.lives_in = node.texts_or_none("where");
    claim.why = node.text_or("why", "");
    for (const std::string& key : node.texts_or_none("sources"))
        claim.sources.emplace_back(key);
    claim.never = node.texts_or_none("never");
    claim.tests = node.texts_or_none("test");
    check(node, claim);
    return claim;
}

} // namespace

std::string_view text(ClaimAnswer answer) {
    switch (answer) {
    case ClaimAnswer::Covered:
        return "covered";
    case ClaimAnswer::Corrected:
        return "corrected";
    case ClaimAnswer::NotSupported:
        return "not supported";
    case ClaimAnswer::OutOfScope:
        return "out of scope";
    }
    return "";
}

std::string_view word(ClaimAnswer answer) {
    return word_of(answers, answer);
}

base::Checked<CoverageSection> read_coverage(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    const base::DataNode root = document.root();
    root.allow_only({"section", "claims"});
    CoverageSection section{root.text("section"), {}};
    for (const base::DataNode& row : root.child("claims").items())
        section.claims.push_back(read_claim(row));
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return section;
}

} // namespace filiform::knowledge
