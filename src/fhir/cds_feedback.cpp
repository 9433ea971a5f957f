// SPDX-License-Identifier: Apache-2.0
#include "fhir/cds_hooks.h"
#include "fhir/tree.h"

namespace filiform::fhir {

namespace {

class FeedbackReader {
  public:
    base::Checked<std::vector<HookFeedback>> read(const json::object& tree) {
        const json::array* all = array_of(tree, "feedback");
        if (all == nullptr || all->empty())
            complain("hook.missing", "feedback", "A list of feedback is expected here.");
        for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
            const std::string where = "feedback[" + std::to_string(i) + "]";
            if (const json::object* one = (*all)[i].if_object())
                read_one(*one, where);
            else
                complain("hook.type", where, "An object is expected here.");
        }
        if (!problems_.empty())
            return tl::unexpected(problems_);
        return std::move(read_);
    }

  private:
    void complain(std::string code, std::string where, std::string what) {
        problems_.push_back(
            {std::move(code), std::move(where), std::move(what), "See CDS Hooks 2.0, feedback."});
    }

    void read_one(const json::object& one, const std::string& where) {
        HookFeedback made;
        made.card = text_of(one, "card");
        if (made.card.empty())
            complain("hook.missing", where + ".card", "The uuid of the card is expected here.");
        const std::string_view outcome = text_of(one, "outcome");
        made.is_accepted = outcome == "accepted";
        if (!made.is_accepted && outcome != "overridden")
            complain("hook.value", where + ".outcome", "It is accepted or overridden.");
        read_suggestions(one, where, made);
        if (const json::object* reason = object_of(one, "overrideReason"))
            read_reason(*reason, where + ".overrideReason", made);
        const auto at = base::read_instant(text_of(one, "outcomeTimestamp"));
        if (at)
            made.at = *at;
        else
            complain("hook.value", where + ".outcomeTimestamp",
                     "A time with its zone is expected here.");
        read_.push_back(std::move(made));
    }

    void read_suggestions(const json::object& one, const std::string& where, HookFeedback& made) {
        const json::array* accepted = array_of(one, "acceptedSuggestions");
        if (made.is_accepted && (accepted == nullptr || accepted->empty()))
            complain("hook.missing", where + ".acceptedSuggestions",
                     "What was accepted is expected here.");
        for (std::size_t i = 0; accepted != nullptr && i < accepted->size(); ++i) {
            const json::object* suggestion = (*accepted)[i].if_object();
            const std::string_view id =
                suggestion == nullptr ? std::string_view() : text_of(*suggestion, "id");
            if (id.empty())
                complain("hook.missing",
                         where + ".acceptedSuggestions[" + std::to_string(i) + "].id",
                         "The uuid of the suggestion is expected here.");
            else
                made.accepted_suggestions.emplace_back(id);
        }
    }

    void read_reason(const json::object& reason, const std::string& where, HookFeedback& made) {
        made.comment = text_of(reason, "userComment");
        if (const json::object* coding = object_of(reason, "reason")) {
            made.reason_code = text_of(*coding, "code");
            made.reason_words = text_of(*coding, "display");
        }
        if (made.comment.empty() && made.reason_code.empty())
            complain("hook.missing", where, "A reason, a comment or both are expected here.");
    }

    std::vector<HookFeedback> read_;
    base::Problems problems_;
};

} // namespace

base::Checked<std::vector<HookFeedback>> read_feedback(std::string_view json) {
    const auto tree = read_plain_tree(json, "feedback");
    if (!tree)
        return tl::unexpected(tree.error());
    return FeedbackReader().read(*tree);
}

} // namespace filiform::fhir
