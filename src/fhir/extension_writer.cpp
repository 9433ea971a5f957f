// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <variant>

#include "fhir/addresses.h"
#include "fhir/element_writer.h"

namespace filiform::fhir {

namespace {

/// Writes each field as an extension, parts as extensions within.
class ExtensionWriter final : public record::Fields {
  public:
    ExtensionWriter(json::array& out, std::string prefix, const CarriedFields& carried,
                    const Context& context)
        : out_(out), prefix_(std::move(prefix)), carried_(carried), context_(context) {}

    void text(const record::Field& field, std::string& value, std::size_t) override {
        if (!value.empty())
            add(field, "valueString", value);
    }
    void flag(const record::Field& field, record::Flag& value) override {
        if (value)
            add(field, "valueBoolean", *value);
    }
    void number(const record::Field& field, record::Number& value, record::Range) override {
        if (value)
            add(field, "valueDecimal", number_value(*value));
    }
    void integer(const record::Field& field, record::Whole& value, record::Range) override {
        if (!value)
            return;
        const bool is_short = *value <= std::numeric_limits<std::int32_t>::max() &&
                              *value >= std::numeric_limits<std::int32_t>::min();
        add(field, is_short ? "valueInteger" : "valueDecimal", *value);
    }
    void date(const record::Field& field, record::Day& value) override {
        if (value)
            add(field, "valueDate", base::text(*value));
    }
    void instant(const record::Field& field, record::Moment& value) override {
        if (value)
            add(field, "valueInstant", base::text(*value));
    }
    void word(const record::Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view> words) override {
        if (place)
            add(field, "valueCode", words[*place]);
    }
    void several(const record::Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view> words) override {
        for (const std::size_t place : places)
            add(field, "valueCode", words[place]);
    }
    void reference(const record::Field& field, record::EntryId& value,
                   std::span<const record::Kind> kinds) override {
        if (value.is_empty())
            return;
        std::optional<record::Kind> kind;
        if (kinds.size() == 1)
            kind = kinds.front();
        else if (context_.kind_of)
            kind = context_.kind_of(value);
        add(field, "valueReference",
            reference_to(kind ? type_of_kind(*kind) : std::nullopt, value));
    }
    void blob(const record::Field& field, std::string& value) override {
        if (!value.empty())
            add(field, "valueString", value);
    }
    void texts(const record::Field& field, std::vector<std::string>& value, std::size_t,
               std::size_t) override {
        for (const std::string& one : value)
            add(field, "valueString", one);
    }
    void answers(const record::Field& field, std::map<std::string, chart::Answer>& value) override {
        for (const auto& [key, answer] : value)
            add(field, "extension", answer_parts(key, answer));
    }
    void part(const record::Field& field, const Part& part) override {
        if (part.is_there() && !is_carried(field))
            add(field, "extension", inside(part.describe));
    }
    void parts(const record::Field& field, const Parts& parts) override {
        if (is_carried(field))
            return;
        for (std::size_t i = 0; i < parts.count(); ++i)
            add(field, "extension",
                inside([&](record::Fields& fields) { parts.describe(fields, i); }));
    }

  private:
    [[nodiscard]] bool is_carried(const record::Field& field) const {
        return std::any_of(carried_.begin(), carried_.end(),
                           [&](const Carried& one) { return one.field == field.name; });
    }
    void add(const record::Field& field, std::string_view member, json::value value) {
        if (!is_carried(field))
            out_.push_back(json::object{{"url", prefix_ + std::string(field.name)},
                                        {member, std::move(value)}});
    }
    void add(const record::Field& field, std::string_view member, std::string_view value) {
        add(field, member, json::value(json::string_view(value)));
    }
    [[nodiscard]] json::array inside(const std::function<void(record::Fields&)>& describe) const {
        json::array made;
        static const CarriedFields none;
        ExtensionWriter writer(made, "", none, context_);
        describe(writer);
        return made.empty() ? presence() : made;
    }
    static json::array answer_parts(const std::string& key, const chart::Answer& answer) {
        json::array made{json::object{{"url", "key"}, {"valueString", key}}};
        if (const bool* flag = std::get_if<bool>(&answer))
            made.push_back(json::object{{"url", "value"}, {"valueBoolean", *flag}});
        else if (const double* number = std::get_if<double>(&answer))
            made.push_back(json::object{{"url", "value"}, {"valueDecimal", number_value(*number)}});
        else if (const std::string* word = std::get_if<std::string>(&answer))
            made.push_back(json::object{{"url", "value"}, {"valueString", *word}});
        else
            for (const std::string& one : std::get<std::vector<std::string>>(answer))
                made.push_back(json::object{{"url", "choice"}, {"valueString", one}});
        return made;
    }

    json::array& out_;
    std::string prefix_;
    const CarriedFields& carried_;
    const Context& context_;
};

} // namespace

json::array extensions_of(std::string_view owner,
                          const std::function<void(record::Fields&)>& describe,
                          const CarriedFields& carried, const Context& context) {
    json::array made;
    ExtensionWriter writer(made, own_extension(owner) + "-", carried, context);
    describe(writer);
    return made;
}

} // namespace filiform::fhir
