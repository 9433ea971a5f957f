// SPDX-License-Identifier: Apache-2.0
#include "record/json_syntax.h"
#include "record/noun.h"
#include "record/text_rule.h"

namespace filiform::record {

namespace {

json::object text_schema(std::size_t most) {
    return {{"type", "string"},
            {"minLength", 1},
            {"maxLength", most},
            {"pattern", "[^ \\n]"},
            {"not", {{"pattern", "[\\u0000-\\u0009\\u000B-\\u001F\\u007F]"}}}};
}

json::object list_schema(json::object items, std::size_t most) {
    return {{"type", "array"}, {"minItems", 1}, {"maxItems", most}, {"items", std::move(items)}};
}

json::object word_schema(std::span<const std::string_view> words) {
    json::array all;
    for (const std::string_view word : words)
        all.emplace_back(word);
    return {{"type", "string"}, {"enum", std::move(all)}};
}

json::object number_schema(const char* type, Range range) {
    return {{"type", type}, {"minimum", range.low}, {"maximum", range.high}};
}

json::object answer_schema() {
    json::array kinds{{{"type", "boolean"}}};
    kinds.push_back(number_schema("number", answer_range));
    kinds.push_back(text_schema(text_length));
    kinds.push_back(list_schema(text_schema(line_length), most_answer_words));
    return {{"anyOf", std::move(kinds)}};
}

/// Publishes what the reader accepts.
class Schema final : public Fields {
  public:
    [[nodiscard]] json::object take() {
        json::object schema{{"type", "object"},
                            {"properties", std::move(properties_)},
                            {"additionalProperties", false}};
        if (!required_.empty())
            schema["required"] = std::move(required_);
        return schema;
    }

    void text(const Field& field, std::string&, std::size_t most) override {
        put(field, text_schema(most));
    }
    void flag(const Field& field, Flag&) override { put(field, {{"type", "boolean"}}); }
    void number(const Field& field, Number&, Range range) override {
        put(field, number_schema("number", range));
    }
    void integer(const Field& field, Whole&, Range range) override {
        put(field, number_schema("integer", range));
    }
    void date(const Field& field, Day&) override {
        put(field,
            {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}});
    }
    void instant(const Field& field, Moment&) override {
        put(field, {{"type", "string"},
                    {"format", "date-time"},
                    {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}"
                                "([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"}});
    }
    void word(const Field& field, std::optional<std::size_t>&,
              std::span<const std::string_view> words) override {
        put(field, word_schema(words));
    }
    void several(const Field& field, std::vector<std::size_t>&,
                 std::span<const std::string_view> words) override {
        json::object schema = list_schema(word_schema(words), words.size());
        schema["uniqueItems"] = true;
        put(field, std::move(schema));
    }
    void reference(const Field& field, EntryId&, std::span<const Kind> kinds) override {
        json::array names;
        for (const Kind kind : kinds)
            names.emplace_back(record::text(kind));
        put(field, {{"type", "string"},
                    {"pattern", "^[A-Za-z0-9.-]{1,64}$"},
                    {"x-kinds", std::move(names)}});
    }
    void blob(const Field& field, std::string&) override {
        put(field, {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}});
    }
    void texts(const Field& field, std::vector<std::string>&, std::size_t most,
               std::size_t longest) override {
        put(field, list_schema(text_schema(longest), most));
    }
    void answers(const Field& field, std::map<std::string, chart::Answer>&) override {
        put(field, {{"type", "object"},
                    {"minProperties", 1},
                    {"maxProperties", most_answers},
                    {"propertyNames", text_schema(answer_name_length)},
                    {"additionalProperties", answer_schema()}});
    }
    void part(const Field& field, const Part& part) override {
        part.make();
        Schema inner;
        part.describe(inner);
        part.drop();
        put(field, inner.take());
    }
    void parts(const Field& field, const Parts& parts) override {
        parts.resize(1);
        Schema inner;
        parts.describe(inner, 0);
        parts.resize(0);
        put(field, list_schema(inner.take(), parts.most));
    }

  private:
    void put(const Field& field, json::object schema) {
        schema["description"] = field.about;
        properties_[field.name] = std::move(schema);
        if (field.is_required)
            required_.emplace_back(field.name);
    }

    json::object properties_;
    json::array required_;
};

} // namespace

std::string noun_schema(Kind kind) {
    Noun noun = empty_noun(kind);
    Schema walker;
    describe(walker, noun);
    json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                        {"title", text(kind)}};
    for (auto& [key, value] : walker.take())
        schema[key] = std::move(value);
    return json::serialize(schema);
}

} // namespace filiform::record
