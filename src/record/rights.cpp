// SPDX-License-Identifier: Apache-2.0
#include "record/rights.h"

#include <algorithm>

#include "base/data_document.h"
#include "base/data_files.h"
#include "base/expects.h"
#include "record/choice.h"

namespace filiform::record {

std::span<const std::string_view> words(Action) {
    static constexpr auto all = worded<Action::Erase>("see", "create", "change", "sign", "erase");
    return all;
}

std::span<const std::string_view> words(Reach) {
    static constexpr auto all = worded<Reach::Any>("none", "own_signed", "own_begun", "own", "any");
    return all;
}

namespace {

/// The value of a word; a problem at `node` when there is none.
template <class Enum>
std::optional<Enum> known(const base::DataNode& node, const std::string& word) {
    const auto value = find_choice<Enum>(word);
    if (!value)
        node.complain("rights.word", "\"" + word + "\" is not known here.",
                      "The head of the file says which words there are.");
    return value;
}

} // namespace

Reach Rights::reach(Role role, Kind kind, Action action) const {
    const auto found = table_.find({role, kind, action});
    return found == table_.end() ? Reach::None : found->second;
}

bool Rights::allow(Role role, Kind kind, Action action, const Standing& standing) const {
    const bool is_own = standing.whose == Whose::Own;
    const bool was_signed = standing.state == State::Signed ||
                            standing.state == State::Superseded ||
                            standing.state == State::Withdrawn;
    const bool is_begun = standing.state == State::Open && standing.is_their_writing;
    switch (reach(role, kind, action)) {
    case Reach::None:
        return false;
    case Reach::OwnSigned:
        return is_own && was_signed;
    case Reach::OwnBegun:
        return is_own && (is_begun || (action == Action::See && was_signed));
    case Reach::Own:
        return is_own;
    case Reach::Any:
        return true;
    }
    return false;
}

base::Checked<Rights> read_rights(std::string_view text, std::string name) {
    const base::DataDocument document(text, std::move(name));
    Rights rights;
    const base::DataNode root = document.root().child("rights");
    for (const std::string& kind_word : root.keys()) {
        const base::DataNode of_kind = root.child(kind_word);
        const auto kind = known<Kind>(of_kind, kind_word);
        for (const std::string& role_word : of_kind.keys()) {
            const base::DataNode of_role = of_kind.child(role_word);
            const auto role = known<Role>(of_role, role_word);
            for (const std::string& action_word : of_role.keys()) {
                const auto action = known<Action>(of_role, action_word);
                const auto reach = known<Reach>(of_role, of_role.text(action_word));
                if (kind && role && action && reach)
                    rights.table_[{*role, *kind, *action}] = *reach;
            }
        }
    }
    for (const std::string_view word : words(Kind{}))
        if (!root.has(word))
            root.complain("rights.missing", "Nobody may see \"" + std::string(word) + "\".");
    if (!document.problems().empty())
        return tl::unexpected(document.problems());
    return rights;
}

const Rights& carried_rights() {
    static const Rights rights = [] {
        const auto text = base::find_data_file("record/rights.yaml");
        base::expects(text.has_value(), "the program carries the rights");
        const auto read = read_rights(*text, "record/rights.yaml");
        base::expects(read.has_value(), "the rights it carries can be read");
        return *read;
    }();
    return rights;
}

bool needs_reason(Role role, const EntryId& practitioner, const Patient& patient,
                  std::span<const Episode> episodes) {
    const bool is_asked = role == Role::Clinician || role == Role::Lead;
    const auto is_theirs = [&](const Episode& episode) {
        return !practitioner.is_empty() && episode.practitioner == practitioner &&
               episode.status != Episode::Status::Finished &&
               episode.status != Episode::Status::Cancelled;
    };
    return is_asked && patient.is_restricted.value_or(false) &&
           std::none_of(episodes.begin(), episodes.end(), is_theirs);
}

} // namespace filiform::record
