// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "record/json_syntax.h"
#include "record/noun.h"
#include "record/text_rule.h"

namespace filiform::record {

namespace {

/// One object that is being read, and what it may hold.
struct Level {
    const json::object* object = nullptr;
    std::vector<std::string_view> known;
};

/// Fills a noun from JSON and notes everything that does not fit.
class Reader final : public Fields {
  public:
    Reader(const json::object& root, std::string_view name) : name_(name) { enter(root); }

    [[nodiscard]] base::Problems finish() {
        leave();
        return std::move(problems_);
    }

    void text(const Field& field, std::string& value, std::size_t most) override {
        value.clear();
        if (const json::value* given = find(field))
            value = read_text(field, *given, most);
    }
    void flag(const Field& field, Flag& value) override {
        value.reset();
        const json::value* given = find(field);
        if (given != nullptr && given->is_bool())
            value = given->get_bool();
        else if (given != nullptr)
            complain("record.type", "true or false is expected here.", field);
    }
    void number(const Field& field, Number& value, Range range) override {
        value.reset();
        if (const json::value* given = find(field))
            value = read_number(field, *given, range);
    }
    void integer(const Field& field, Whole& value, Range range) override {
        value.reset();
        const json::value* given = find(field);
        const Number number = given == nullptr ? Number() : read_number(field, *given, range);
        if (number && std::floor(*number) == *number)
            value = static_cast<std::int64_t>(*number);
        else if (number)
            complain("record.value", "A whole number is expected here.", field);
    }
    void date(const Field& field, Day& value) override {
        value = read_by(field, base::read_date, "A date is expected here: \"2026-11-29\".");
    }
    void instant(const Field& field, Moment& value) override {
        value = read_by(field, base::read_instant,
                        "A moment with its zone is expected here: \"2026-11-29T15:00:00Z\".");
    }
    void word(const Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view> words) override {
        place.reset();
        if (const json::value* given = find(field))
            place = read_word(field, *given, words);
    }
    void several(const Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view> words) override {
        places.clear();
        each(field, words.size(), [&](const json::value& given) {
            const auto place = read_word(field, given, words);
            if (place && std::find(places.begin(), places.end(), *place) != places.end())
                complain("record.value", "This word is there already.", field);
            else if (place)
                places.push_back(*place);
        });
    }
    void reference(const Field& field, EntryId& value, std::span<const Kind>) override {
        value = EntryId();
        const json::value* given = find(field);
        if (given == nullptr)
            return;
        const json::string* id = given->if_string();
        if (id != nullptr && is_entry_id(*id))
            value = EntryId(std::string(*id));
        else
            complain("record.value", "The id of an entry is expected here.", field);
    }
    void blob(const Field& field, std::string& value) override {
        value.clear();
        const json::value* given = find(field);
        if (given == nullptr)
            return;
        const json::string* digest = given->if_string();
        if (digest != nullptr && is_digest(*digest))
            value = *digest;
        else
            complain("record.value", "A SHA-256 in 64 hexadecimal digits is expected here.", field);
    }
    void texts(const Field& field, std::vector<std::string>& value, std::size_t most,
               std::size_t longest) override {
        value.clear();
        each(field, most,
             [&](const json::value& given) { value.push_back(read_text(field, given, longest)); });
    }
    void answers(const Field& field, std::map<std::string, chart::Answer>& value) override;
    void part(const Field& field, const Part& part) override {
        part.drop();
        const json::value* given = find(field);
        if (given == nullptr)
            return;
        const json::object* object = given->if_object();
        if (object == nullptr)
            return complain("record.type", "An object is expected here.", field);
        part.make();
        within(field.name, *object, part.describe);
    }
    void parts(const Field& field, const Parts& parts) override {
        parts.resize(0);
        std::size_t place = 0;
        each(field, parts.most, [&](const json::value& given) {
            const json::object* object = given.if_object();
            if (object == nullptr)
                return complain("record.type", "An object is expected here.", field);
            parts.resize(place + 1);
            in_list_ = false;
            enter(*object);
            parts.describe(*this, place++);
            leave();
        });
    }

  private:
    void enter(const json::object& object) { levels_.push_back({&object, {}}); }
    void leave() {
        const auto& known = levels_.back().known;
        for (const auto& [key, value] : *levels_.back().object)
            if (std::find(known.begin(), known.end(), std::string_view(key)) == known.end())
                problems_.push_back(
                    {"record.unknown_field", name_ + "#" + at_ + "/" + pointer_step(key),
                     "This field is not known here.", "Correct its spelling or leave it out."});
        levels_.pop_back();
    }
    template <class Do>
    void within(std::string_view step, const json::object& object, const Do& do_it) {
        const std::size_t length = at_.size();
        at_ += "/" + std::string(step);
        enter(object);
        do_it(*this);
        leave();
        at_.resize(length);
    }
    /// What the current object has under that name; a problem when it must have it.
    const json::value* find(const Field& field) {
        levels_.back().known.push_back(field.name);
        const json::value* value = levels_.back().object->if_contains(field.name);
        if (value == nullptr && field.is_required)
            complain("record.missing", "This field is missing.", field);
        return value;
    }
    /// `do_it` with every element of a list, `at_` telling which.
    template <class Do>
    void each(const Field& field, std::size_t most, const Do& do_it) {
        const json::value* given = find(field);
        if (given == nullptr)
            return;
        const json::array* list = given->if_array();
        if (list == nullptr || list->empty())
            return complain("record.type", "A list with something in it is expected here.", field);
        if (list->size() > most)
            return complain("record.too_large",
                            "This list has " + std::to_string(list->size()) + " entries; at most " +
                                std::to_string(most) + " are kept.",
                            field);
        const std::size_t length = at_.size();
        for (std::size_t i = 0; i < list->size(); ++i) {
            at_ += "/" + std::string(field.name) + "/" + std::to_string(i);
            in_list_ = true;
            do_it((*list)[i]);
            in_list_ = false;
            at_.resize(length);
        }
    }
    void complain(std::string code, std::string what, const Field& field) {
        const std::string at = in_list_ ? at_ : at_ + "/" + std::string(field.name);
        problems_.push_back(
            {std::move(code), name_ + "#" + at, std::move(what), std::string(field.about)});
    }

    std::optional<chart::Answer> read_answer(const Field& field, const json::value& given);
    std::string read_text(const Field& field, const json::value& given, std::size_t most) {
        const json::string* text = given.if_string();
        if (text == nullptr) {
            complain("record.type", "A text is expected here.", field);
            return {};
        }
        if (const std::string fault = text_fault(*text, most); !fault.empty()) {
            complain("record.value", fault, field);
            return {};
        }
        return std::string(*text);
    }
    Number read_number(const Field& field, const json::value& given, Range range) {
        if (!given.is_number()) {
            complain("record.type", "A number is expected here, without quotes.", field);
            return std::nullopt;
        }
        const auto number = given.to_number<double>();
        if (number >= range.low && number <= range.high)
            return number;
        complain("record.value",
                 "A number from " + short_text(range.low) + " to " + short_text(range.high) +
                     " is expected here.",
                 field);
        return std::nullopt;
    }
    std::optional<std::size_t> read_word(const Field& field, const json::value& given,
                                         std::span<const std::string_view> words) {
        const json::string* word = given.if_string();
        if (word != nullptr) {
            const auto found = std::find(words.begin(), words.end(), std::string_view(*word));
            if (found != words.end())
                return static_cast<std::size_t>(found - words.begin());
        }
        std::string all;
        for (const std::string_view one : words)
            all += (all.empty() ? "" : ", ") + std::string(one);
        complain("record.value", "One of these words is expected here: " + all + ".", field);
        return std::nullopt;
    }
    template <class Value>
    std::optional<Value> read_by(const Field& field, base::Result<Value> (*read)(std::string_view),
                                 const char* expected) {
        const json::value* given = find(field);
        if (given == nullptr)
            return std::nullopt;
        if (const json::string* text = given->if_string())
            if (auto value = read(*text))
                return *value;
        complain("record.value", expected, field);
        return std::nullopt;
    }

    std::string name_;
    std::string at_;       ///< JSON pointer of the object or element being read
    bool in_list_ = false; ///< `at_` is the element itself
    std::vector<Level> levels_;
    base::Problems problems_;
};

void Reader::answers(const Field& field, std::map<std::string, chart::Answer>& value) {
    value.clear();
    const json::value* given = find(field);
    if (given == nullptr)
        return;
    const json::object* object = given->if_object();
    if (object == nullptr || object->empty())
        return complain("record.type", "An object with at least one answer is expected here.",
                        field);
    if (object->size() > most_answers)
        return complain("record.too_large",
                        "There are more than " + std::to_string(most_answers) + " answers.", field);
    const std::size_t length = at_.size();
    for (const auto& [key, one] : *object) {
        at_ += "/" + std::string(field.name) + "/" + pointer_step(key);
        in_list_ = true;
        if (!text_fault(key, answer_name_length).empty())
            complain("record.value", "This is not the name of anything that can be asked.", field);
        else if (auto answer = read_answer(field, one))
            value[key] = std::move(*answer);
        in_list_ = false;
        at_.resize(length);
    }
}

std::optional<chart::Answer> Reader::read_answer(const Field& field, const json::value& given) {
    if (given.is_bool())
        return given.get_bool();
    if (given.is_number()) {
        const Number number = read_number(field, given, answer_range);
        return number ? std::optional<chart::Answer>(*number) : std::nullopt;
    }
    if (given.is_string())
        return read_text(field, given, text_length);
    const json::array* list = given.if_array();
    std::vector<std::string> all;
    if (list != nullptr && list->size() <= most_answer_words)
        for (const json::value& word : *list)
            if (const json::string* text = word.if_string())
                if (text_fault(*text, line_length).empty())
                    all.emplace_back(*text);
    if (list != nullptr && !all.empty() && all.size() == list->size())
        return all;
    complain("record.type", "An answer is true, false, a number, a word or a list of words.",
             field);
    return std::nullopt;
}

} // namespace

base::Checked<Noun> read_noun(Kind kind, std::string_view text, std::string_view name) {
    const auto value = parse_json(text, name);
    if (!value)
        return tl::unexpected(base::Problems{value.error()});
    const json::object* object = value->if_object();
    if (object == nullptr)
        return tl::unexpected(base::Problems{
            {"record.type", std::string(name) + "#", "An object is expected here.", ""}});
    Noun noun = empty_noun(kind);
    Reader reader(*object, name);
    describe(reader, noun);
    base::Problems problems = reader.finish();
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return noun;
}

} // namespace filiform::record
