// SPDX-License-Identifier: Apache-2.0
#include "knowledge/condition.h"

#include <algorithm>
#include <array>

#include "base/spelling.h"

namespace filiform::knowledge {

namespace {

using chart::Answer;
using chart::FindingId;

/// Words that join conditions; every other key of a condition is a finding.
constexpr std::array<std::string_view, 4> joints{"all", "any", "not", "count"};

constexpr std::array<std::pair<std::string_view, WhichSide>, 6> side_words{
    {{"right", WhichSide::Right},
     {"left", WhichSide::Left},
     {"same", WhichSide::Same},
     {"other", WhichSide::Other},
     {"either", WhichSide::Either},
     {"both", WhichSide::Both}}};

Truth negated(Truth truth) {
    switch (truth) {
    case Truth::No:
        return Truth::Yes;
    case Truth::Yes:
        return Truth::No;
    case Truth::NotKnown:
        return Truth::NotKnown;
    }
    return Truth::NotKnown;
}

Truth truth(bool value) {
    return value ? Truth::Yes : Truth::No;
}

class ConditionReader {
  public:
    explicit ConditionReader(const Findings& findings) : findings_(findings) {}

    [[nodiscard]] Condition read(const base::DataNode& node) const {
        Condition condition;
        if (!node.is_map()) {
            node.complain("knowledge.condition", "A condition is a map.",
                          "Write it as {saddle_numbness: yes}.");
            return condition;
        }
        for (const std::string& key : node.keys())
            condition.parts.push_back(read_member(node, key));
        if (condition.parts.size() == 1) {
            Condition only = std::move(condition.parts.front());
            return only;
        }
        if (condition.parts.empty())
            node.complain("knowledge.condition", "The condition is empty.",
                          "Name a finding and what it must be.");
        return condition;
    }

  private:
    [[nodiscard]] Condition read_member(const base::DataNode& node, const std::string& key) const {
        if (std::find(joints.begin(), joints.end(), key) == joints.end())
            return read_test(node, key);
        Condition condition;
        if (key == "not") {
            condition.kind = Condition::Kind::Not;
            condition.parts = {read(node.child(key))};
            return condition;
        }
        condition.kind = key == "all"   ? Condition::Kind::All
                         : key == "any" ? Condition::Kind::Any
                                        : Condition::Kind::Count;
        const base::DataNode list = condition.kind == Condition::Kind::Count
                                        ? node.child(key).child("of")
                                        : node.child(key);
        for (const base::DataNode& part : list.items())
            condition.parts.push_back(read(part));
        if (condition.kind == Condition::Kind::Count) {
            node.child(key).allow_only({"at_least", "of"});
            const int least = node.child(key).integer("at_least");
            condition.least = static_cast<std::size_t>(std::max(least, 0));
            if (least < 1 || condition.least > condition.parts.size())
                node.child(key).complain("knowledge.condition",
                                         "The count is beyond the conditions that are listed.");
        }
        if (condition.parts.empty())
            node.child(key).complain("knowledge.condition", "Nothing is joined here.");
        return condition;
    }

    [[nodiscard]] Condition read_test(const base::DataNode& node, const std::string& key) const {
        Condition condition;
        condition.kind = Condition::Kind::Test;
        Test& test = condition.test;
        const std::size_t dot = key.rfind('.');
        std::string name = key;
        if (dot != std::string::npos)
            for (const auto& [word, side] : side_words)
                if (key.substr(dot + 1) == word) {
                    test.side = side;
                    name = key.substr(0, dot);
                }
        test.finding = FindingId(name);
        const Finding* finding = find_finding(findings_, name);
        if (finding == nullptr) {
            std::vector<std::string> names;
            for (const Finding& known : findings_)
                names.push_back(known.id.text());
            const std::string near = base::nearest_name(names, name);
            node.child(key).complain("knowledge.finding", "There is no finding '" + name + "'.",
                                     near.empty() ? "" : "Did you mean " + near + "?");
            return condition;
        }
        if (finding->has_sides != (test.side != WhichSide::None))
            node.child(key).complain(
                "knowledge.condition",
                finding->has_sides ? "It is not said of which side " + name + " is meant."
                                   : name + " has no sides.",
                finding->has_sides ? "Write " + name + ".same, .other, .either or .both." : "");
        read_expected(node, key, *finding, test);
        return condition;
    }

    static void read_expected(const base::DataNode& node, const std::string& key,
                              const Finding& finding, Test& test) {
        switch (finding.kind) {
        case FindingKind::YesNo:
            test.is = node.flag(key);
            return;
        case FindingKind::Number:
            return read_range(node.child(key), finding, test);
        case FindingKind::Choice:
        case FindingKind::Choices: {
            const bool is_list = node.child(key).is_list();
            for (const std::string& word :
                 is_list ? node.texts(key) : std::vector{node.text(key)}) {
                const auto is_it = [&](const Finding::Choice& choice) { return choice.id == word; };
                if (std::none_of(finding.choices.begin(), finding.choices.end(), is_it))
                    node.child(key).complain("knowledge.choice",
                                             "'" + word + "' is no choice of " + key + ".");
                test.one_of.insert(word);
            }
            return;
        }
        }
    }

    static void read_range(const base::DataNode& node, const Finding& finding, Test& test) {
        if (!node.is_map()) {
            node.complain("knowledge.condition", finding.id.text() + " is a number.",
                          "Write {at_least: N}, above, at_most or below.");
            return;
        }
        node.allow_only({"at_least", "above", "at_most", "below"});
        const auto bound = [&](const char* word, std::optional<double>& value) {
            if (!node.has(word))
                return;
            value = node.number(word);
            if (*value < finding.low || *value > finding.high)
                node.child(word).complain("knowledge.range",
                                          "That is outside what " + finding.id.text() + " can be.");
        };
        bound("at_least", test.at_least);
        bound("above", test.above);
        bound("at_most", test.at_most);
        bound("below", test.below);
        if (!test.at_least && !test.above && !test.at_most && !test.below)
            node.complain("knowledge.condition", "Nothing is compared.",
                          "Write {at_least: N}, above, at_most or below.");
    }

    const Findings& findings_;
};

Truth truth_of_answer(const Test& test, const Answers& answers, const FindingId& id) {
    const auto found = answers.find(id);
    if (found == answers.end())
        return Truth::NotKnown;
    if (test.is)
        return truth(std::get<bool>(found->second) == *test.is);
    if (!test.one_of.empty()) {
        const auto& words = std::get<std::vector<std::string>>(found->second);
        return truth(std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return test.one_of.count(word) > 0;
        }));
    }
    const double value = std::get<double>(found->second);
    return truth((!test.at_least || value >= *test.at_least) &&
                 (!test.above || value > *test.above) &&
                 (!test.at_most || value <= *test.at_most) && (!test.below || value < *test.below));
}

/// The leg that hurts: "right", "left", "both" or "none"; nothing when it is not known.
std::optional<std::string> painful_leg(const Answers& answers) {
    const auto found = answers.find(FindingId("leg_pain_side"));
    if (found == answers.end())
        return std::nullopt;
    return std::get<std::vector<std::string>>(found->second).front();
}

/// The answers a test reads: one, or both sides joined by "either" or "both".
struct Reading {
    std::vector<FindingId> ids;
    bool needs_all = false;
    std::vector<FindingId> first_missing; ///< what must be known before the ids are
};

Reading reading_of(const Test& test, const Answers& answers) {
    const FindingId right(test.finding.text() + ".right");
    const FindingId left(test.finding.text() + ".left");
    switch (test.side) {
    case WhichSide::None:
        return {{test.finding}, true, {}};
    case WhichSide::Right:
        return {{right}, true, {}};
    case WhichSide::Left:
        return {{left}, true, {}};
    case WhichSide::Either:
        return {{right, left}, false, {}};
    case WhichSide::Both:
        return {{right, left}, true, {}};
    case WhichSide::Same:
    case WhichSide::Other: {
        const auto leg = painful_leg(answers);
        if (!leg)
            return {{}, false, {FindingId("leg_pain_side")}};
        if (*leg == "both")
            return test.side == WhichSide::Same ? Reading{{right, left}, false, {}} : Reading{};
        if (*leg == "none")
            return {};
        const bool is_right = (*leg == "right") == (test.side == WhichSide::Same);
        return {{is_right ? right : left}, true, {}};
    }
    }
    return {};
}

Truth truth_of_test(const Test& test, const Answers& answers) {
    const Reading reading = reading_of(test, answers);
    if (!reading.first_missing.empty())
        return Truth::NotKnown;
    if (reading.ids.empty())
        return Truth::No; // no such side
    Truth joined = reading.needs_all ? Truth::Yes : Truth::No;
    for (const FindingId& id : reading.ids) {
        const Truth one = truth_of_answer(test, answers, id);
        joined = reading.needs_all ? std::min(joined, one) : std::max(joined, one);
    }
    return joined;
}

void add(std::vector<FindingId>& list, const FindingId& id) {
    if (std::find(list.begin(), list.end(), id) == list.end())
        list.push_back(id);
}

/// Calls `see` with every test below a condition.
template <class See>
void each_test(const Condition& condition, const See& see) {
    if (condition.kind == Condition::Kind::Test)
        see(condition.test);
    for (const Condition& part : condition.parts)
        each_test(part, see);
}

enum class Asking { Everything, FirstOnly };

void add_missing(const Condition& condition, const Answers& answers, Asking asking,
                 std::vector<FindingId>& missing) {
    if (truth_of(condition, answers) != Truth::NotKnown)
        return;
    if (condition.kind == Condition::Kind::Test) {
        const Reading reading = reading_of(condition.test, answers);
        for (const FindingId& id : reading.first_missing)
            add(missing, id);
        for (const FindingId& id : reading.ids)
            if (answers.count(id) == 0)
                add(missing, id);
    }
    for (const Condition& part : condition.parts) {
        add_missing(part, answers, asking, missing);
        const bool may_spare = condition.kind == Condition::Kind::All;
        if (asking == Asking::FirstOnly && may_spare && truth_of(part, answers) == Truth::NotKnown)
            return;
    }
}

void add_answers(const Condition& condition, const Answers& answers,
                 std::vector<FindingId>& given) {
    if (condition.kind == Condition::Kind::Test) {
        if (truth_of_test(condition.test, answers) != Truth::Yes)
            return;
        for (const FindingId& id : reading_of(condition.test, answers).ids)
            if (truth_of_answer(condition.test, answers, id) == Truth::Yes)
                add(given, id);
        return;
    }
    if (condition.kind == Condition::Kind::Not) {
        for (const FindingId& id : findings_in(condition))
            if (answers.count(id) > 0)
                add(given, id);
        return;
    }
    for (const Condition& part : condition.parts)
        add_answers(part, answers, given);
}

} // namespace

Condition read_condition(const base::DataNode& node, const Findings& findings) {
    return ConditionReader(findings).read(node);
}

Truth truth_of(const Condition& condition, const Answers& answers) {
    switch (condition.kind) {
    case Condition::Kind::Test:
        return truth_of_test(condition.test, answers);
    case Condition::Kind::Not:
        return negated(truth_of(condition.parts.front(), answers));
    case Condition::Kind::All: {
        Truth joined = Truth::Yes;
        for (const Condition& part : condition.parts)
            joined = std::min(joined, truth_of(part, answers));
        return joined;
    }
    case Condition::Kind::Any: {
        Truth joined = Truth::No;
        for (const Condition& part : condition.parts)
            joined = std::max(joined, truth_of(part, answers));
        return joined;
    }
    case Condition::Kind::Count: {
        std::size_t holding = 0;
        std::size_t possible = 0;
        for (const Condition& part : condition.parts) {
            const Truth one = truth_of(part, answers);
            holding += one == Truth::Yes ? 1 : 0;
            possible += one != Truth::No ? 1 : 0;
        }
        if (holding >= condition.least)
            return Truth::Yes;
        return possible >= condition.least ? Truth::NotKnown : Truth::No;
    }
    }
    return Truth::NotKnown;
}

std::vector<FindingId> missing_for(const Condition& condition, const Answers& answers) {
    std::vector<FindingId> missing;
    add_missing(condition, answers, Asking::Everything, missing);
    return missing;
}

std::vector<FindingId> first_missing_for(const Condition& condition, const Answers& answers) {
    std::vector<FindingId> missing;
    add_missing(condition, answers, Asking::FirstOnly, missing);
    return missing;
}

std::vector<FindingId> answers_for(const Condition& condition, const Answers& answers) {
    std::vector<FindingId> given;
    add_answers(condition, answers, given);
    return given;
}

std::set<FindingId> findings_in(const Condition& condition) {
    std::set<FindingId> all;
    each_test(condition, [&](const Test& test) { all.insert(test.finding); });
    return all;
}

bool grows_with_signs(const Condition& condition) {
    if (condition.kind == Condition::Kind::Not)
        return false;
    bool grows = true;
    each_test(condition, [&](const Test& test) {
        grows &= test.is.value_or(true) && test.one_of.count("none") == 0;
    });
    return grows && std::all_of(condition.parts.begin(), condition.parts.end(), grows_with_signs);
}

} // namespace filiform::knowledge
