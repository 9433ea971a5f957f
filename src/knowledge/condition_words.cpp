// SPDX-License-Identifier: Apache-2.0
#include "knowledge/condition_words.h"

#include <array>
#include <cstdio>

namespace filiform::knowledge {

namespace {

std::string plain_number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g", value);
    return text.data();
}

std::string_view side_ending(WhichSide side) {
    switch (side) {
    case WhichSide::None:
        return "";
    case WhichSide::Right:
        return ".right";
    case WhichSide::Left:
        return ".left";
    case WhichSide::Same:
        return ".same";
    case WhichSide::Other:
        return ".other";
    case WhichSide::Either:
        return ".either";
    case WhichSide::Both:
        return ".both";
    }
    return "";
}

std::string words_of(const Test& test) {
    std::string words;
    const auto add = [&](const std::string& more) {
        words += (words.empty() ? "" : " and ") + more;
    };
    if (test.is)
        add(*test.is ? "yes" : "no");
    if (test.at_least)
        add("at least " + plain_number(*test.at_least));
    if (test.above)
        add("above " + plain_number(*test.above));
    if (test.at_most)
        add("at most " + plain_number(*test.at_most));
    if (test.below)
        add("below " + plain_number(*test.below));
    if (!test.one_of.empty()) {
        std::string choices;
        for (const std::string& choice : test.one_of)
            choices += (choices.empty() ? "" : " or ") + choice;
        add(choices);
    }
    return test.finding.text() + std::string(side_ending(test.side)) + ' ' + words;
}

bool is_joined(const Condition& condition) {
    return condition.kind != Condition::Kind::Test && condition.kind != Condition::Kind::Not &&
           condition.parts.size() > 1;
}

std::string joined(const Condition& condition, std::string_view with) {
    std::string all;
    for (const Condition& part : condition.parts) {
        const std::string words = in_words(part);
        if (words.empty())
            continue;
        all += all.empty() ? "" : std::string(with);
        all += is_joined(part) ? "(" + words + ")" : words;
    }
    return all;
}

} // namespace

std::string in_words(const Condition& condition) {
    switch (condition.kind) {
    case Condition::Kind::All:
        return joined(condition, " and ");
    case Condition::Kind::Any:
        return joined(condition, " or ");
    case Condition::Kind::Not:
        return "not (" + joined(condition, " and ") + ")";
    case Condition::Kind::Count:
        return "at least " + std::to_string(condition.least) + " of: " + joined(condition, "; ");
    case Condition::Kind::Test:
        return words_of(condition.test);
    }
    return "";
}

} // namespace filiform::knowledge
