// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
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

/// How a field is called, what it means, and what the record does with it.
struct Field {
    std::string_view name;  ///< camelCase, the unit in it: "depthMm"
    std::string_view about; ///< one sentence, for the published schema
    bool is_required = false;
    bool identifies = false;   ///< emptied when the patient is made anonymous
    std::string_view search{}; ///< the search parameter it answers; "" for none
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
/// is empty is a problem when reading.
class Fields {
  public:
    virtual ~Fields() = default;

    /// At most `most` characters of UTF-8, without control characters but line feeds.
    virtual void text(const Field& field, std::string& value, std::size_t most) = 0;
    virtual void flag(const Field& field, std::optional<bool>& value) = 0;
    virtual void number(const Field& field, std::optional<double>& value, Range range) = 0;
    virtual void integer(const Field& field, std::optional<std::int64_t>& value, Range range) = 0;
    virtual void date(const Field& field, std::optional<base::Date>& value) = 0;
    virtual void instant(const Field& field, std::optional<base::Instant>& value) = 0;
    /// One of `words`, as its place among them.
    virtual void word(const Field& field, std::optional<std::size_t>& place,
                      std::span<const std::string_view> words) = 0;
    /// The id of an entry that must be there, of one of these kinds.
    virtual void reference(const Field& field, EntryId& value, std::span<const Kind> kinds) = 0;
    /// At most `most` texts, each of at most `longest` characters, none empty.
    virtual void texts(const Field& field, std::vector<std::string>& value, std::size_t most,
                       std::size_t longest) = 0;
    /// Answers of a consultation by the id of what was asked: true, false, a number, a word, words.
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
