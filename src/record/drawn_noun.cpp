// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "record/noun.h"
#include "record/text_rule.h"

namespace filiform::record {

namespace {

constexpr double share_filled = 0.6;

/// Fills every field that has to be, and some of the others.
class Drawer final : public Fields {
  public:
    explicit Drawer(base::RandomStream& random) : random_(random) {}

    void text(const Field& field, std::string& value, std::size_t most) override {
        value = is_filled(field) ? drawn_text(most) : "";
    }
    void flag(const Field& field, Flag& value) override {
        value = is_filled(field) ? Flag(below(2) == 1) : std::nullopt;
    }
    void number(const Field& field, Number& value, Range range) override {
        value = is_filled(field) ? Number(drawn_number(range)) : std::nullopt;
    }
    void integer(const Field& field, Whole& value, Range range) override {
        value = is_filled(field) ? Whole(std::llround(drawn_number(range))) : std::nullopt;
    }
    void date(const Field& field, Day& value) override {
        value = is_filled(field) ? Day(base::Date(drawn_day())) : std::nullopt;
    }
    void instant(const Field& field, Moment& value) override {
        constexpr std::size_t day_ms = 86'400'000;
        value = is_filled(field)
                    ? Moment(base::Instant(drawn_day()) + std::chrono::milliseconds(below(day_ms)))
                    : std::nullopt;
    }
    void word(const Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view> words) override {
        place = is_filled(field) ? std::optional(below(words.size())) : std::nullopt;
    }
    void several(const Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view> words) override {
        places.clear();
        if (!is_filled(field))
            return;
        for (std::size_t i = 0; i < words.size(); ++i)
            if (below(3) == 0)
                places.push_back(i);
        if (places.empty())
            places.push_back(below(words.size()));
        std::rotate(places.begin(), places.begin() + static_cast<long>(below(places.size())),
                    places.end());
    }
    void reference(const Field& field, EntryId& value, std::span<const Kind>) override {
        value = EntryId(is_filled(field) ? "drawn-" + std::to_string(below(1'000'000)) : "");
    }
    void blob(const Field& field, std::string& value) override {
        constexpr std::size_t digits = 64;
        value.clear();
        while (is_filled(field) && value.size() < digits)
            value += "0123456789abcdef"[below(16)];
        if (value.size() < digits)
            value.clear();
    }
    void texts(const Field& field, std::vector<std::string>& value, std::size_t most,
               std::size_t longest) override {
        value.clear();
        for (std::size_t i = is_filled(field) ? 1 + below(std::min(most, few)) : 0; i > 0; --i)
            value.push_back(drawn_text(longest));
    }
    void answers(const Field& field, std::map<std::string, chart::Answer>& value) override {
        value.clear();
        for (std::size_t i = is_filled(field) ? 1 + below(few) : 0; i > 0; --i)
            value["drawn_" + std::to_string(below(100))] = drawn_answer();
    }
    void part(const Field& field, const Part& part) override {
        part.drop();
        if (!is_filled(field))
            return;
        part.make();
        part.describe(*this);
    }
    void parts(const Field& field, const Parts& parts) override {
        parts.resize(is_filled(field) ? 1 + below(std::min(parts.most, few)) : 0);
        for (std::size_t i = 0; i < parts.count(); ++i)
            parts.describe(*this, i);
    }

  private:
    static constexpr std::size_t few = 3;

    bool is_filled(const Field& field) {
        return field.is_required || random_.uniform() < share_filled;
    }
    std::size_t below(std::size_t most) {
        return std::min(most - 1,
                        static_cast<std::size_t>(random_.uniform() * static_cast<double>(most)));
    }
    double drawn_number(Range range) {
        const std::size_t how = below(8);
        if (how < 2)
            return how == 0 ? range.low : range.high;
        const double value = range.low + (range.high - range.low) * random_.uniform();
        constexpr double tenth = 10;
        const double rounded = std::round(value * tenth) / tenth;
        return how < 6 && rounded >= range.low && rounded <= range.high ? rounded : value;
    }
    std::chrono::sys_days drawn_day() {
        constexpr std::size_t days = 25'000;
        using std::chrono::sys_days;
        return sys_days(std::chrono::year(1970) / 1 / 1) +
               std::chrono::days(static_cast<int>(below(days)));
    }
    /// Of letters that are hard on a writer now and then; may be as long as it can be.
    std::string drawn_text(std::size_t most) {
        static constexpr std::array<std::string_view, 16> letters{
            "a", "e", "n", "R", "S", " ", "7", "-", "é", "ß", "Ł", "針", "😀", "\"", "\\", "\n"};
        constexpr std::size_t usual = 24;
        constexpr std::size_t plain = 8;
        const std::size_t longest = below(50) == 0 ? std::min<std::size_t>(most, 400) : usual;
        const std::size_t length = 1 + below(std::min(most, longest));
        std::string text{"x"}; // not of blanks alone
        for (std::size_t i = 1; i < length; ++i)
            text += letters.at(below(below(3) == 0 ? letters.size() : plain));
        return text;
    }
    chart::Answer drawn_answer() {
        switch (below(4)) {
        case 0:
            return below(2) == 1;
        case 1:
            return drawn_number({-100, 100});
        case 2:
            return drawn_text(40);
        default:
            return std::vector<std::string>{drawn_text(20), drawn_text(20)};
        }
    }

    base::RandomStream& random_;
};

} // namespace

Noun drawn_noun(Kind kind, base::RandomStream& random) {
    Noun noun = empty_noun(kind);
    Drawer drawer(random);
    describe(drawer, noun);
    return noun;
}

} // namespace filiform::record
