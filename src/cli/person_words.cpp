// SPDX-License-Identifier: Apache-2.0
#include "cli/person_words.h"

#include <optional>

#include "base/number_text.h"
#include "workshop/person_body.h"

namespace filiform::cli {

namespace {

constexpr double mm_per_cm = 10;

struct Assignment {
    std::string name;
    double value = 0;
    double sd = 0;
    std::string unit; ///< "" when none was said
};

/// NAME=NUMBER[+-NUMBER][mm|cm]
std::optional<Assignment> read_assignment(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return std::nullopt;
    Assignment read{std::string(text.substr(0, equals)), 0, 0, ""};
    text.remove_prefix(equals + 1);
    const auto value = base::take_number(text);
    if (!value)
        return std::nullopt;
    read.value = *value;
    if (text.starts_with("+-")) {
        text.remove_prefix(2);
        const auto sd = base::take_number(text);
        if (!sd)
            return std::nullopt;
        read.sd = *sd;
    }
    read.unit = std::string(text);
    if (!read.unit.empty() && read.unit != "mm" && read.unit != "cm")
        return std::nullopt;
    return read;
}

atlas::Measured in_mm(const Assignment& read, std::string id) {
    const double factor = read.unit == "mm" ? 1 : mm_per_cm;
    return {std::move(id), read.value * factor, read.sd * factor};
}

} // namespace

base::Result<atlas::Measured> read_girth(std::string_view text) {
    const auto read = read_assignment(text);
    if (!read)
        return tl::unexpected(base::Problem{
            "usage.girth", "--girth", "\"" + std::string(text) + "\" is not a girth.",
            "Write a name and centimetres: hip=104. Names are " + workshop::all_girths() + "."});
    auto known = workshop::girth_of(read->name, read->value);
    if (!known) {
        known.error().where = "--girth";
        return known;
    }
    return in_mm(*read, known->id);
}

base::Result<atlas::Measured> read_measured(std::string_view text) {
    const auto read = read_assignment(text);
    if (!read || read->unit.empty())
        return tl::unexpected(base::Problem{
            "usage.measured", "--measured",
            "\"" + std::string(text) + "\" is not a measurement with its unit.",
            "Write it like skin_to_piriformis.right=58mm, or 58+-3mm with its error."});
    return in_mm(*read, read->name);
}

} // namespace filiform::cli
