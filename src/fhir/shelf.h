// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fhir/element_writer.h"
#include "fhir/resource.h"

/// What the files share that make resources which are only read; no other room includes this.
namespace filiform::fhir {

/// Where the resources of one entry are put as they are made.
class Shelf {
  public:
    Shelf(const record::Entry& entry, const Context& context, std::optional<ResourceType> only)
        : entry_(entry), context_(context), only_(only) {}

    [[nodiscard]] bool wants(ResourceType type) const { return !only_ || *only_ == type; }
    [[nodiscard]] const record::Entry& entry() const { return entry_; }
    [[nodiscard]] const Context& context() const { return context_; }
    /// Adds what an entry's resources have in common, in front of what was made.
    void put(ResourceType type, const std::string& part, json::object made);
    [[nodiscard]] std::vector<Resource> take() { return std::move(resources_); }

  private:
    const record::Entry& entry_;
    const Context& context_;
    std::optional<ResourceType> only_;
    std::vector<Resource> resources_;
};

// What is only read, kind by kind; each puts every resource of its kind that the shelf wants.
void show(Shelf& shelf, const record::Clinic& clinic);
void show(Shelf& shelf, const record::Room& room);
void show(Shelf& shelf, const record::Hours& hours);
void show_role(Shelf& shelf, const record::Practitioner& practitioner);
void show_diagnoses(Shelf& shelf, const record::Episode& episode);
void show(Shelf& shelf, const record::Assessment& assessment);
void show(Shelf& shelf, const record::Session& session);
void show(Shelf& shelf, const record::Plan& plan);
void show(Shelf& shelf, const record::ProgressReview& review);

// Elements that many of them have. Nothing is set where there is nothing to say.
void set_text(json::object& target, std::string_view member, std::string_view value);
void set_reference(json::object& target, std::string_view member, ResourceType type,
                   const record::EntryId& id);
/// The same as a list of one.
void set_references(json::object& target, std::string_view member, ResourceType type,
                    const record::EntryId& id);
void set_moment(json::object& target, std::string_view member, const record::Moment& moment);
void set_note(json::object& target, std::string_view words);
[[nodiscard]] json::object coding(std::string_view system, std::string_view code,
                                  std::string_view display = "");
[[nodiscard]] json::object concept_with_text(json::object coding, std::string_view words);
/// "multifidus.left" at "l4": the structure's codes, the side's, and the same in words.
[[nodiscard]] json::object body_site(std::string_view structure, std::string_view level);

/// What the screening of a visit decided.
void show_screening(Shelf& shelf, const record::ScreeningResult& screening,
                    const record::EntryId& patient);
/// Pain and signs of a visit; `when` tells those before from those after.
struct Measured {
    record::EntryId patient;
    std::string at; ///< a day or a moment
    std::string_view when;
};
void show_pain(Shelf& shelf, const Measured& measured, const record::Pain& pain);
void show_neurology(Shelf& shelf, const Measured& measured,
                    const std::vector<record::NeuroSign>& signs);
/// One Observation of a visit, with what all of them have; `code` is a word of "measure".
void show_number(Shelf& shelf, const Measured& measured, const std::string& part,
                 std::string_view code, double value, std::string_view unit);

} // namespace filiform::fhir
