// SPDX-License-Identifier: Apache-2.0
#include "record/noun.h"

namespace filiform::record {

namespace {

/// Empties what identifies, whatever its part.
class Eraser final : public Fields {
  public:
    void text(const Field& field, std::string& value, std::size_t) override {
        if (field.identifies)
            value = field.is_required ? "(erased)" : "";
    }
    void flag(const Field& field, Flag& value) override { drop(field, value); }
    void number(const Field& field, Number& value, Range) override { drop(field, value); }
    void integer(const Field& field, Whole& value, Range) override { drop(field, value); }
    void date(const Field& field, Day& value) override { drop(field, value); }
    void instant(const Field& field, Moment& value) override { drop(field, value); }
    void word(const Field& field, std::optional<std::size_t>& place,
              std::span<const std::string_view>) override {
        drop(field, place);
    }
    void several(const Field& field, std::vector<std::size_t>& places,
                 std::span<const std::string_view>) override {
        drop(field, places);
    }
    void reference(const Field& field, EntryId& value, std::span<const Kind>) override {
        drop(field, value);
    }
    void blob(const Field& field, std::string& value) override { drop(field, value); }
    void texts(const Field& field, std::vector<std::string>& value, std::size_t,
               std::size_t) override {
        drop(field, value);
    }
    void answers(const Field& field, std::map<std::string, chart::Answer>& value) override {
        if (field.identifies)
            std::erase_if(value, [](const auto& one) {
                return !std::holds_alternative<bool>(one.second) &&
                       !std::holds_alternative<double>(one.second);
            });
    }
    void part(const Field& field, const Part& part) override {
        if (field.identifies)
            part.drop();
        else if (part.is_there())
            part.describe(*this);
    }
    void parts(const Field& field, const Parts& parts) override {
        if (field.identifies)
            parts.resize(0);
        for (std::size_t i = 0; i < parts.count(); ++i)
            parts.describe(*this, i);
    }

  private:
    template <class Value>
    static void drop(const Field& field, Value& value) {
        if (field.identifies)
            value = Value();
    }
};

} // namespace

Noun anonymised(Noun noun) {
    Eraser eraser;
    describe(eraser, noun);
    return noun;
}

} // namespace filiform::record
