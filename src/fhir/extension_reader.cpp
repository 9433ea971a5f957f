// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "fhir/addresses.h"
#include "fhir/element_reader.h"

namespace filiform::fhir {

namespace {

/// Reads what ExtensionWriter writes.
class ExtensionReader final : public record::Fields {
  public:
    ExtensionReader(const json::array* extensions, std::string where, std::string prefix,
                    const CarriedFields& carried, Reading& reading)
        : extensions_(extensions), where_(std::move(where)), prefix_(std::move(prefix)),
          carried_(carried), reading_(reading) {}

    void text(const record::Field& field, std::string& value, std::size_t) override {
        read_one(field, "valueString", [&](const json::value& given) {
            return given.is_string() && (value = given.get_string(), true);
        });
    }
    void flag(const record::Field& field, record::Flag& value) override {
        read_one(field, "valueBoolean", [&](const json::value& given) {
            return given.is_bool() && (value = given.get_bool(), true);
        });
    }
    void number(const record::Field& field, record::Number& value, record::Range) override {
        read_one(field, "valueDecimal", [&](const json::value& given) {
            return given.is_number() && (value = given.to_number<double>(), true);
        });
    }
    void integer(const record::Field& field, record::Whole& value, record::Range) override {
        read_one(field, "valueInteger", "valueDecimal", [&](const json::value& given) {
            json::error_code error;
            const auto whole = given.to_number<std::int64_t>(error);
            return !error.failed() && (value = whole, true);
        });
    }
    void date(const record::Field& field, record::Day& value) override {
        read_one(field, "valueDate", [&](const json::value& given) {
            const auto day = base::read_date(as_text(given));
            return day.has_value() && (value = *day, true);
        });
    }
    void instant(const record::Field& field, record::Moment& value) override {
        read_one(field, "valueInstant", [&](const json::value& given) {
            const auto moment = base::read_instant(as_text(given));
            return moment.has_value() && (value = *moment, true);
        });
    }
    void word(const record::Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view> words) override {
        read_one(field, "valueCode", [&](const json::value& given) {
            const auto found = std::find(words.begin(), words.end(), as_text(given));
            return found != words.end() &&
                   (place = static_cast<std::size_t>(found - words.begin()), true);
        });
    }
    void several(const record::Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view> words) override {
        read_all(field, "valueCode", [&](const json::value& given) {
            const auto found = std::find(words.begin(), words.end(), as_text(given));
            return found != words.end() &&
                   (places.push_back(static_cast<std::size_t>(found - words.begin())), true);
        });
    }
    void reference(const record::Field& field, record::EntryId& value,
                   std::span<const record::Kind>) override {
        for (const Given& one : given(field)) {
            reading_.take(*one.object->if_contains("url"));
            ElementReader reader(*one.object, one.where, reading_);
            reader.any_reference("valueReference", value);
        }
    }
    void blob(const record::Field& field, std::string& value) override { text(field, value, 64); }
    void texts(const record::Field& field, std::vector<std::string>& value, std::size_t,
               std::size_t) override {
        read_all(field, "valueString", [&](const json::value& given) {
            return given.is_string() && (value.emplace_back(given.get_string()), true);
        });
    }
    void answers(const record::Field& field, std::map<std::string, chart::Answer>& value) override {
        for (const Given& one : given(field)) {
            std::string key;
            chart::Answer answer = std::vector<std::string>();
            read_answer(one, key, answer);
            if (!value.emplace(key, answer).second)
                complain("fhir.repeated", one.where, "\"" + key + "\" is answered twice.");
        }
    }
    void part(const record::Field& field, const Part& part) override {
        const auto all = given(field);
        if (all.size() > 1)
            complain("fhir.repeated", all[1].where, "The record holds one of these.");
        for (const Given& one : all) {
            part.make();
            inside(one, part.describe);
        }
    }
    void parts(const record::Field& field, const Parts& parts) override {
        const auto all = given(field);
        if (all.empty())
            return;
        if (all.size() > parts.most)
            return complain("fhir.too_large", all[parts.most].where,
                            "At most " + std::to_string(parts.most) + " of these are kept.");
        parts.resize(all.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            inside(all[i], [&](record::Fields& fields) { parts.describe(fields, i); });
    }

  private:
    struct Given {
        const json::object* object = nullptr;
        std::string where;
    };
    using Accept = std::function<bool(const json::value&)>;

    static std::string_view as_text(const json::value& value) {
        return value.is_string() ? std::string_view(value.get_string()) : std::string_view();
    }
    [[nodiscard]] std::vector<Given> given(const record::Field& field) const {
        std::vector<Given> all;
        if (extensions_ == nullptr ||
            std::any_of(carried_.begin(), carried_.end(),
                        [&](const Carried& one) { return one.field == field.name; }))
            return all;
        const std::string url = prefix_ + std::string(field.name);
        for (std::size_t i = 0; i < extensions_->size(); ++i) {
            const json::object* one = (*extensions_)[i].if_object();
            if (one != nullptr && text_of(*one, "url") == url)
                all.push_back({one, where_ + "[" + std::to_string(i) + "]"});
        }
        return all;
    }
    void complain(std::string code, std::string where, std::string what) {
        reading_.complain(std::move(code), std::move(where), std::move(what),
                          "Send it as the record writes it.");
    }
    void read_value(const Given& one, std::string_view member, std::string_view other,
                    const Accept& accept) {
        reading_.take(*one.object->if_contains("url"));
        const json::value* value = one.object->if_contains(member);
        if (value == nullptr && !other.empty())
            value = one.object->if_contains(other);
        if (value != nullptr)
            reading_.take(*value);
        if (value == nullptr || !accept(*value))
            complain("fhir.value", one.where + "." + std::string(member),
                     "A value that the record keeps is expected here.");
    }
    void read_one(const record::Field& field, std::string_view member, const Accept& accept) {
        read_one(field, member, "", accept);
    }
    void read_one(const record::Field& field, std::string_view member, std::string_view other,
                  const Accept& accept) {
        const auto all = given(field);
        if (all.size() > 1)
            complain("fhir.repeated", all[1].where, "The record holds one of these.");
        for (const Given& one : all)
            read_value(one, member, other, accept);
    }
    void read_all(const record::Field& field, std::string_view member, const Accept& accept) {
        for (const Given& one : given(field))
            read_value(one, member, "", accept);
    }
    void inside(const Given& one, const std::function<void(record::Fields&)>& describe) {
        static const CarriedFields none;
        reading_.take(*one.object->if_contains("url"));
        take_presence(*one.object, reading_);
        ExtensionReader reader(array_of(*one.object, "extension"), one.where + ".extension", "",
                               none, reading_);
        describe(reader);
    }
    void read_answer(const Given& one, std::string& key, chart::Answer& answer) {
        inside(one, [&](record::Fields& fields) {
            fields.text({"key", ""}, key, 0);
            std::vector<std::string> choices;
            fields.texts({"choice", ""}, choices, 0, 0);
            answer = choices;
        });
        const json::array* parts = array_of(*one.object, "extension");
        for (std::size_t i = 0; parts != nullptr && i < parts->size(); ++i) {
            const json::object* part = (*parts)[i].if_object();
            if (part != nullptr && text_of(*part, "url") == "value")
                read_plain_answer(*part, one.where + ".extension[" + std::to_string(i) + "]",
                                  answer);
        }
    }
    void read_plain_answer(const json::object& part, const std::string& where,
                           chart::Answer& answer) {
        reading_.take(*part.if_contains("url"));
        for (const char* member : {"valueBoolean", "valueDecimal", "valueString"}) {
            const json::value* value = part.if_contains(member);
            if (value == nullptr)
                continue;
            reading_.take(*value);
            if (value->is_bool())
                answer = value->get_bool();
            else if (value->is_number())
                answer = value->to_number<double>();
            else if (value->is_string())
                answer = std::string(value->get_string());
            else
                complain("fhir.type", where, "An answer is expected here.");
        }
    }

    const json::array* extensions_;
    std::string where_;
    std::string prefix_;
    const CarriedFields& carried_;
    Reading& reading_;
};

} // namespace

void read_extensions(const json::array* extensions, const std::string& where,
                     std::string_view owner, const std::function<void(record::Fields&)>& describe,
                     const CarriedFields& carried, Reading& reading) {
    ExtensionReader reader(extensions, where, own_extension(owner) + "-", carried, reading);
    describe(reader);
}

} // namespace filiform::fhir
