// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/instant.h"
#include "chart/consultation.h"
#include "record/kind.h"

namespace filiform::record {

// What a field holds; nothing when it was not given.
using Flag = std::optional<bool>;
using Number = std::optional<double>;
using Whole = std::optional<std::int64_t>;
using Day = std::optional<base::Date>;
using Moment = std::optional<base::Instant>;

/// How a field is called, what it means, and what the record does with it.
struct Field {
    std::string_view name;  ///< camelCase, the unit in it: "depthMm"
    std::string_view about; ///< one sentence, for the published schema
    bool is_required = false;
    bool identifies = false;   ///< emptied when the patient is made anonymous
    std::string_view search{}; ///< the search parameter it answers; "" for none

    [[nodiscard]] constexpr Field required() const {
        Field changed = *this;
        changed.is_required = true;
        return changed;
    }
    [[nodiscard]] constexpr Field identifying() const {
        Field changed = *this;
        changed.identifies = true;
        return changed;
    }
    [[nodiscard]] constexpr Field found_by(std::string_view parameter) const {
        Field changed = *this;
        changed.search = parameter;
        return changed;
    }
};

/// What a number may be; the ends belong to it.
struct Range {
    double low = 0;
    double high = 0;
};

/// Walks through the fields of a noun, in the order in which they are written.
///
/// A noun has one function `void describe(Fields&, Noun&)`, and everything that is done to nouns
/// (reading, writing, the published schema, search terms, references, erasure, random examples for
/// tests) is a class derived from this one. So a field is written down once.
///
/// What is empty is absent: an empty text, list or optional is not written, and a required one that
/// is empty is a problem when reading. What identifies is a text that may be required, or something
/// that is not required.
class Fields {
  public:
    virtual ~Fields() = default;

    /// At most `most` characters of UTF-8, without control characters but line feeds, and not of
    /// blanks alone.
    virtual void text(const Field& field, std::string& value, std::size_t most) = 0;
    virtual void flag(const Field& field, Flag& value) = 0;
    virtual void number(const Field& field, Number& value, Range range) = 0;
    virtual void integer(const Field& field, Whole& value, Range range) = 0;
    virtual void date(const Field& field, Day& value) = 0;
    virtual void instant(const Field& field, Moment& value) = 0;
    /// One of `words`, as its place among them.
    virtual void word(const Field& field, std::optional<std::size_t>& place,
                      std::span<const std::string_view> words) = 0;
    /// Some of `words`, none twice, as their places in the order given.
    virtual void several(const Field& field, std::vector<std::size_t>& places,
                         std::span<const std::string_view> words) = 0;
    /// The id of an entry that must be there, of one of these kinds.
    virtual void reference(const Field& field, EntryId& value, std::span<const Kind> kinds) = 0;
    /// SHA-256 of bytes that the store keeps beside the record, in hexadecimal.
    virtual void blob(const Field& field, std::string& value) = 0;
    /// At most `most` texts, each of at most `longest` characters, none empty.
    virtual void texts(const Field& field, std::vector<std::string>& value, std::size_t most,
                       std::size_t longest) = 0;
    /// Answers of a consultation by the id of what was asked: true, false, a number, a word, words.
    /// When they identify, words go and numbers stay.
    virtual void answers(const Field& field, std::map<std::string, chart::Answer>& value) = 0;

    /// A part that may be missing, and a list of parts.
    struct Part {
        std::function<bool()> is_there;
        std::function<void()> make;
        std::function<void()> drop;
        std::function<void(Fields&)> describe;
    };
    struct Parts {
        std::function<std::size_t()> count;
        std::function<void(std::size_t)> resize;
        std::function<void(Fields&, std::size_t)> describe;
        std::size_t most = 0;
    };
    virtual void part(const Field& field, const Part& part) = 0;
    virtual void parts(const Field& field, const Parts& parts) = 0;

    /// An enumeration whose `words(Enum)` names its values in their order.
    template <class Enum>
    void choice(const Field& field, std::optional<Enum>& value) {
        std::optional<std::size_t> place;
        if (value)
            place = static_cast<std::size_t>(*value);
        word(field, place, words(Enum{}));
        value = place ? std::optional(static_cast<Enum>(*place)) : std::nullopt;
    }
    template <class Enum>
    void choices(const Field& field, std::vector<Enum>& value) {
        std::vector<std::size_t> places;
        for (const Enum one : value)
            places.push_back(static_cast<std::size_t>(one));
        several(field, places, words(Enum{}));
        value.clear();
        for (const std::size_t place : places)
            value.push_back(static_cast<Enum>(place));
    }
    template <class Noun>
    void object(const Field& field, std::optional<Noun>& value) {
        part(field, {[&] { return value.has_value(); }, [&] { value.emplace(); },
                     [&] { value.reset(); }, [&](Fields& inner) { describe(inner, *value); }});
    }
    template <class Noun>
    void objects(const Field& field, std::vector<Noun>& value, std::size_t most) {
        parts(field, {[&] { return value.size(); }, [&](std::size_t n) { value.resize(n); },
                      [&](Fields& inner, std::size_t i) { describe(inner, value[i]); }, most});
    }
};

} // namespace filiform::record
