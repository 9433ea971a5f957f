// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fhir/context.h"
#include "fhir/elements.h"
#include "fhir/tree.h"

/// Shared by the files that make resources; no other room includes this.
namespace filiform::fhir {

/// Writes elements below an object, which must outlive it.
class ElementWriter final : public Elements {
  public:
    ElementWriter(json::object& scope, const Context& context) : scope_(scope), context_(context) {}

    [[nodiscard]] bool is_writing() const override { return true; }
    void text(std::string_view path, std::string& value) override;
    void token(std::string_view path, std::string& value) override;
    void texts(std::string_view path, std::vector<std::string>& value) override;
    void flag(std::string_view path, record::Flag& value) override;
    void number(std::string_view path, record::Number& value) override;
    void day(std::string_view path, record::Day& value) override;
    void moment(std::string_view path, record::Moment& value) override;
    void quantity(std::string_view path, record::Number& value, std::string_view unit) override;
    void code(std::string_view path, std::optional<std::size_t>& place,
              std::span<const std::string_view> codes) override;
    void coded(std::string_view path, std::optional<std::size_t>& place, std::string_view set,
               std::span<const std::string_view> words) override;
    void open_coded(std::string_view path, std::string& word, std::string_view set) override;
    void reference(std::string_view path, ResourceType type, record::EntryId& value) override;
    void typed_reference(std::string_view path, ResourceType& type,
                         record::EntryId& value) override;
    void any_reference(std::string_view path, record::EntryId& value) override;
    void fixed(std::string_view path, std::string_view value) override;
    void derived(std::string_view path, std::string_view value) override;
    void derived_flag(std::string_view path, bool value) override;
    bool group(std::string_view path, bool wanted, const Inner& inner) override;
    void list(std::string_view path, const record::Fields::Parts& parts,
              const std::function<void(Elements&, std::size_t)>& inner) override;
    void rest(std::string_view path, std::string_view owner,
              const std::function<void(record::Fields&)>& describe,
              const CarriedFields& carried) override;
    void refuse(std::string_view path, std::string what, std::string hint) override;

    /// The value at a path, made if it is not there. Valid until the next call.
    json::value& at(std::string_view path);

  private:
    json::object& scope_;
    const Context& context_;
};

/// "Type/id"
[[nodiscard]] std::string literal(ResourceType type, const record::EntryId& id);
/// {"reference": "Type/id"}; by its identifier when the type is not known.
[[nodiscard]] json::object reference_to(std::optional<ResourceType> type,
                                        const record::EntryId& id);
/// A CodeableConcept of a word of ours, with what others call it.
[[nodiscard]] json::object concept_of(std::string_view set, std::string_view word);
/// A whole number where it is one.
[[nodiscard]] json::value number_value(double value);
[[nodiscard]] json::object quantity_of(double value, std::string_view unit);
/// What an element with nothing in it holds, since FHIR knows no empty ones.
[[nodiscard]] json::array presence();

/// The extensions of `Elements::rest`.
[[nodiscard]] json::array extensions_of(std::string_view owner,
                                        const std::function<void(record::Fields&)>& describe,
                                        const CarriedFields& carried, const Context& context);

} // namespace filiform::fhir
