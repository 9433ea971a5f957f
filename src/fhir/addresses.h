// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// The addresses that name what is ours in FHIR, and those of others that we write.
namespace filiform::fhir {

inline constexpr std::string_view own_base = "https://filiform.example/fhir";
inline constexpr std::string_view bcp47 = "urn:ietf:bcp:47";
inline constexpr std::string_view ucum = "http://unitsofmeasure.org";
inline constexpr std::string_view terminology = "http://terminology.hl7.org/CodeSystem/";

/// ".../StructureDefinition/patient-gender"
[[nodiscard]] inline std::string own_extension(std::string_view name) {
    return std::string(own_base) + "/StructureDefinition/" + std::string(name);
}
/// A code system of ours: ".../CodeSystem/task-what".
[[nodiscard]] inline std::string own_system(std::string_view set) {
    return std::string(own_base) + "/CodeSystem/" + std::string(set);
}
/// What numbers of ours are taken from: ".../sid/entry".
[[nodiscard]] inline std::string own_numbers(std::string_view name) {
    return std::string(own_base) + "/sid/" + std::string(name);
}
[[nodiscard]] inline std::string hl7_system(std::string_view name) {
    return std::string(terminology) + std::string(name);
}

/// What base::percent_encoded made; what is no such thing stays as it is.
[[nodiscard]] std::string percent_decoded(std::string_view text);
/// A text as a code of FHIR: blanks, and what would read as one, are encoded.
[[nodiscard]] std::string write_token(std::string_view text);
[[nodiscard]] std::string read_token(std::string_view code);

} // namespace filiform::fhir
