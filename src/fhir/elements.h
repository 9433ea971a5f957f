// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/resource_type.h"
#include "record/choice.h"
#include "record/fields.h"

/// Shared by the files that map nouns to resources; no other room includes this.
namespace filiform::fhir {

/// A field of a noun that has an element of its own in the resource, and where that is.
struct Carried {
    std::string_view field; ///< "birthDate"
    std::string_view path;  ///< below the resource: "birthDate"
};
using CarriedFields = std::vector<Carried>;

/// The elements of one resource, being written from a noun or read into one.
///
/// So a mapping is one function that names each element once, and both ways follow from it. What a
/// noun holds and FHIR has no element for goes into extensions of our own (`rest`). Reading notes
/// every element that nothing asked for: it is refused, never dropped.
///
/// Paths: names parted by points, from where the caller stands. "name[]" is the first of a list;
///        "telecom[system=phone]" the first whose member `system` is "phone", and writing makes it
///        so; with "?=" reading also takes the first that does not say. Nothing is written for
///        what the noun does not hold.
class Elements {
  public:
    using Inner = std::function<void(Elements&)>;

    virtual ~Elements() = default;
    [[nodiscard]] virtual bool is_writing() const = 0;

    virtual void text(std::string_view path, std::string& value) = 0;
    /// A text where FHIR wants a code, which knows no blanks but single ones within: others are
    /// written as "%20" and the like.
    virtual void token(std::string_view path, std::string& value) = 0;
    virtual void texts(std::string_view path, std::vector<std::string>& value) = 0;
    virtual void flag(std::string_view path, record::Flag& value) = 0;
    virtual void number(std::string_view path, record::Number& value) = 0;
    /// A date; a dateTime that is a whole day.
    virtual void day(std::string_view path, record::Day& value) = 0;
    /// An instant, or a dateTime with time and zone.
    virtual void moment(std::string_view path, record::Moment& value) = 0;
    /// A Quantity in a unit of UCUM.
    virtual void quantity(std::string_view path, record::Number& value, std::string_view unit) = 0;
    /// A code of FHIR's own, by its place in `codes`.
    virtual void code(std::string_view path, std::optional<std::size_t>& place,
                      std::span<const std::string_view> codes) = 0;
    /// A CodeableConcept of a code system of ours, with the codes that others have for it.
    virtual void coded(std::string_view path, std::optional<std::size_t>& place,
                       std::string_view set, std::span<const std::string_view> words) = 0;
    /// The same of a word that is free to be anything: an instrument's.
    virtual void open_coded(std::string_view path, std::string& word, std::string_view set) = 0;
    /// The member `reference` of a Reference: "Type/id".
    virtual void reference(std::string_view path, ResourceType type, record::EntryId& value) = 0;
    /// The same where the reference says of what type it is.
    virtual void typed_reference(std::string_view path, ResourceType& type,
                                 record::EntryId& value) = 0;
    /// A Reference to any kind of entry; by its identifier where the type cannot be told.
    virtual void any_reference(std::string_view path, record::EntryId& value) = 0;

    /// An element that is always there and always the same.
    virtual void fixed(std::string_view path, std::string_view value) = 0;
    /// An element that follows from others: written, and when somebody sends it, it must agree.
    virtual void derived(std::string_view path, std::string_view value) = 0;
    virtual void derived_flag(std::string_view path, bool value) = 0;

    /// An element with members. Writing: when `wanted`. Reading: when it is there; answers whether.
    virtual bool group(std::string_view path, bool wanted, const Inner& inner) = 0;
    /// The elements of a list, but for those that were read already.
    virtual void list(std::string_view path, const record::Fields::Parts& parts,
                      const std::function<void(Elements&, std::size_t)>& inner) = 0;
    /// Every field of a noun but the carried ones, as extensions of the element: at the resource
    /// "…/StructureDefinition/patient-gender" for `owner` "patient".
    virtual void rest(std::string_view path, std::string_view owner,
                      const std::function<void(record::Fields&)>& describe,
                      const CarriedFields& carried) = 0;
    /// Notes that what was read cannot be held. Does nothing when writing.
    virtual void refuse(std::string_view path, std::string what, std::string hint) = 0;

    template <class Enum>
    void choice(std::string_view path, std::optional<Enum>& value,
                std::span<const std::string_view> codes) {
        through(value, [&](auto& place) { code(path, place, codes); });
    }
    template <class Enum>
    void coded_choice(std::string_view path, std::optional<Enum>& value, std::string_view set) {
        through(value, [&](auto& place) { coded(path, place, set, words(Enum{})); });
    }
    template <class Part, class Map>
    void part(std::string_view path, std::optional<Part>& value, const Map& map) {
        group(path, value.has_value(), [&](Elements& inner) {
            if (!value)
                value.emplace();
            map(inner, *value);
        });
    }
    template <class Part, class Map>
    void each(std::string_view path, std::vector<Part>& value, const Map& map) {
        record::Fields::Parts parts;
        parts.count = [&] { return value.size(); };
        parts.resize = [&](std::size_t n) { value.resize(n); };
        list(path, parts, [&](Elements& inner, std::size_t i) { map(inner, value[i]); });
    }
    /// `carried` with the noun's own `describe`.
    template <class Noun>
    void rest_of(std::string_view path, std::string_view owner, Noun& noun,
                 const CarriedFields& carried) {
        rest(
            path, owner, [&](record::Fields& fields) { describe(fields, noun); }, carried);
    }

  private:
    template <class Enum, class Act>
    static void through(std::optional<Enum>& value, const Act& act) {
        std::optional<std::size_t> place;
        if (value)
            place = static_cast<std::size_t>(*value);
        act(place);
        value = place ? std::optional(static_cast<Enum>(*place)) : std::nullopt;
    }
};

} // namespace filiform::fhir
