// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "record/json_syntax.h"
#include "record/noun.h"
#include "record/text_rule.h"

namespace filiform::record {

namespace {

/// Writes a noun without a blank, field by field. Changes nothing in it.
class Writer final : public Fields {
  public:
    [[nodiscard]] std::string take() { return std::move(out_) + "}"; }

    void text(const Field& field, std::string& value, std::size_t) override {
        if (!value.empty())
            put(field, quoted(value));
    }
    void flag(const Field& field, Flag& value) override {
        if (value)
            put(field, *value ? "true" : "false");
    }
    void number(const Field& field, Number& value, Range) override {
        if (value)
            put(field, short_text(*value));
    }
    void integer(const Field& field, Whole& value, Range) override {
        if (value)
            put(field, std::to_string(*value));
    }
    void date(const Field& field, Day& value) override {
        if (value)
            put(field, quoted(base::text(*value)));
    }
    void instant(const Field& field, Moment& value) override {
        if (value)
            put(field, quoted(base::text(*value)));
    }
    void word(const Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view> words) override {
        if (place)
            put(field, quoted(words[*place]));
    }
    void several(const Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view> words) override {
        std::string list;
        for (const std::size_t place : places)
            list += (list.empty() ? "" : ",") + quoted(words[place]);
        if (!list.empty())
            put(field, "[" + list + "]");
    }
    void reference(const Field& field, EntryId& value, std::span<const Kind>) override {
        if (!value.is_empty())
            put(field, quoted(value.text()));
    }
    void blob(const Field& field, std::string& value) override {
        if (!value.empty())
            put(field, quoted(value));
    }
    void texts(const Field& field, std::vector<std::string>& value, std::size_t,
               std::size_t) override {
        if (!value.empty())
            put(field, list_of(value));
    }
    void answers(const Field& field, std::map<std::string, chart::Answer>& value) override {
        std::string list;
        for (const auto& [name, answer] : value)
            list += (list.empty() ? "" : ",") + quoted(name) + ":" + written(answer);
        if (!list.empty())
            put(field, "{" + list + "}");
    }
    void part(const Field& field, const Part& part) override {
        if (!part.is_there())
            return;
        Writer inner;
        part.describe(inner);
        put(field, inner.take());
    }
    void parts(const Field& field, const Parts& parts) override {
        std::string list;
        for (std::size_t i = 0; i < parts.count(); ++i) {
            Writer inner;
            parts.describe(inner, i);
            list += (list.empty() ? "" : ",") + inner.take();
        }
        if (!list.empty())
            put(field, "[" + list + "]");
    }

  private:
    static std::string quoted(std::string_view text) { return json::serialize(text); }
    static std::string list_of(const std::vector<std::string>& all) {
        std::string list;
        for (const std::string& one : all)
            list += (list.empty() ? "" : ",") + quoted(one);
        return "[" + list + "]";
    }
    static std::string written(const chart::Answer& answer) {
        if (const bool* flag = std::get_if<bool>(&answer))
            return *flag ? "true" : "false";
        if (const double* number = std::get_if<double>(&answer))
            return short_text(*number);
        if (const std::string* word = std::get_if<std::string>(&answer))
            return quoted(*word);
        return list_of(std::get<std::vector<std::string>>(answer));
    }
    void put(const Field& field, const std::string& value) {
        out_ += out_.size() > 1 ? "," : "";
        out_ += '"';
        out_ += field.name;
        out_ += "\":" + value;
    }

    std::string out_ = "{";
};

} // namespace

std::string write_noun(const Noun& noun) {
    Noun copy = noun; // walkers may write
    Writer writer;
    describe(writer, copy);
    return writer.take();
}

} // namespace filiform::record
