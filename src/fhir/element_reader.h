// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_set>

#include "fhir/context.h"
#include "fhir/elements.h"
#include "fhir/path.h"
#include "fhir/tree.h"

/// Shared by the files that read resources; no other room includes this.
namespace filiform::fhir {

/// What was read of one resource so far.
struct Reading {
    explicit Reading(const Context& surroundings) : context(surroundings) {}

    void take(const json::value& value) { taken.insert(&value); }
    void complain(std::string code, std::string where, std::string what, std::string hint) {
        problems.push_back({std::move(code), std::move(where), std::move(what), std::move(hint)});
    }
    /// Whether anything of it was read.
    [[nodiscard]] bool is_touched(const json::value& value) const;
    /// Notes everything below that nothing asked for.
    void note_left(const json::value& value, const std::string& where);

    const Context& context;
    std::unordered_set<const json::value*> taken;
    base::Problems problems;
};

/// Reads elements below an object. `where` is its FHIRPath.
class ElementReader final : public Elements {
  public:
    ElementReader(const json::object& scope, std::string where, Reading& reading)
        : scope_(scope), where_(std::move(where)), reading_(reading) {}

    [[nodiscard]] bool is_writing() const override { return false; }
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

  private:
    /// An element, where it is, and the members that chose it.
    struct Found {
        const json::value* value = nullptr;
        std::string where;
        std::vector<const json::value*> choosing;
    };
    [[nodiscard]] Found find(std::string_view path) const;
    static void choose(const json::array& list, const Step& step, Found& found);
    /// The text at a path, taken; a problem when it is something else.
    std::optional<std::string> take_text(std::string_view path);
    void take(const Found& found);
    void complain(const Found& found, std::string code, std::string what, std::string hint = "");
    /// The word that the codings of a CodeableConcept mean; `words` are those there are, or none
    /// when any will do.
    std::string take_codings(std::string_view path, std::string_view set,
                             std::span<const std::string_view> words);
    void take_coding(const json::value& coding, const std::string& where, std::string_view set,
                     std::string_view meant);

    const json::object& scope_;
    std::string where_;
    Reading& reading_;
};

/// The id that a reference names: "Type/id", with the server's own base before it or not.
[[nodiscard]] std::optional<std::pair<ResourceType, record::EntryId>>
read_literal(std::string_view text, const Context& context);

/// The other side of `extensions_of`. `extensions` may be null.
void read_extensions(const json::array* extensions, const std::string& where,
                     std::string_view owner, const std::function<void(record::Fields&)>& describe,
                     const CarriedFields& carried, Reading& reading);

/// Whether an element says that it is there and nothing else; taken then.
void take_presence(const json::object& object, Reading& reading);

} // namespace filiform::fhir
