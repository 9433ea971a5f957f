// SPDX-License-Identifier: Apache-2.0
#include "chart/plan_reading.h"

#include <cmath>
#include <optional>

#include <boost/json.hpp>

#include "chart/case.h"

namespace filiform::chart {

namespace json = boost::json;

namespace {

constexpr std::string_view this_schema = "filiform.plan/1";

std::optional<json::value> parsed(std::string_view text) {
    json::error_code error;
    json::value value = json::parse(text, error);
    if (error.failed() || !value.is_object())
        return std::nullopt;
    return value;
}

/// The member of an object, whatever `value` is; null when there is none.
const json::value* member(const json::value* value, std::string_view key) {
    const json::object* object = value == nullptr ? nullptr : value->if_object();
    return object == nullptr ? nullptr : object->if_contains(key);
}

std::string text_of(const json::value* value) {
    const json::string* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(*text);
}

std::optional<double> number_of(const json::value* value) {
    if (value == nullptr)
        return std::nullopt;
    json::error_code error;
    const auto number = value->to_number<double>(error);
    if (error.failed() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<geometry::Vec3> point_of(const json::value* value) {
    const json::array* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr || list->size() != 3)
        return std::nullopt;
    const auto x = number_of(&(*list)[0]);
    const auto y = number_of(&(*list)[1]);
    const auto z = number_of(&(*list)[2]);
    if (!x || !y || !z)
        return std::nullopt;
    return geometry::Vec3{*x, *y, *z};
}

std::string schema_of(const json::value& plan) {
    return text_of(member(&plan, "schema"));
}

/// A unit vector that was rounded, or nothing.
std::optional<geometry::Vec3> direction_of(const json::value* value) {
    constexpr double rounding = 1e-3;
    const auto direction = point_of(value);
    if (!direction || std::abs(geometry::length(*direction) - 1) > rounding)
        return std::nullopt;
    return geometry::normalized(*direction);
}

std::optional<NeedlePath> path_of(const json::value& value) {
    const auto entry = point_of(member(&value, "entry"));
    const auto direction = direction_of(member(&value, "direction"));
    const auto depth = number_of(member(&value, "depthMm"));
    const auto stop = stop_rule_of(text_of(member(&value, "stop")));
    const json::value* needle = member(&value, "needle");
    const std::string id = text_of(member(needle, "id"));
    const auto diameter = number_of(member(needle, "diameterMm"));
    const auto length = number_of(member(needle, "lengthMm"));
    if (!entry || !direction || !depth || !stop || id.empty() || !diameter || !length)
        return std::nullopt;
    if (!(*diameter > 0 && *depth > 0 && *depth <= *length))
        return std::nullopt;
    return NeedlePath{*entry, *direction, *depth, {id, *diameter, *length}, *stop};
}

/// The proposal for one target, and its place in the plan.
struct Found {
    const json::value* proposal = nullptr;
    TargetRequest target;
    std::string at; ///< JSON pointer
};

base::Result<Found> find_proposal(const json::value& plan, const std::string& file,
                                  std::string_view target) {
    const json::value* proposals = member(&plan, "proposals");
    const json::array* list = proposals == nullptr ? nullptr : proposals->if_array();
    std::string known;
    if (list != nullptr)
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string id = text_of(member(&(*list)[i], "target"));
            const auto request = read_target(id);
            known += (known.empty() ? "" : ", ") + id;
            if (request && (id == target || (target.empty() && list->size() == 1)))
                return Found{&(*list)[i], *request, "#/proposals/" + std::to_string(i)};
        }
    return tl::unexpected(
        base::Problem{"plan.target", file,
                      target.empty() ? "This plan has not one target, so say which."
                                     : "This plan has no target " + std::string(target) + ".",
                      known.empty() ? "Make the plan again." : "Its targets are " + known + "."});
}

} // namespace

bool is_plan(std::string_view text) {
    const auto plan = parsed(text);
    return plan && schema_of(*plan).starts_with("filiform.plan/");
}

base::Result<PlanNeedle> read_plan_needle(std::string_view text, std::string_view name,
                                          std::string_view target, std::size_t proposal) {
    const std::string file(name);
    const auto plan = parsed(text);
    if (!plan)
        return tl::unexpected(base::Problem{"plan.syntax", file, "This is no JSON object.",
                                            "Name the plan.json of a plan."});
    if (const std::string schema = schema_of(*plan); schema != this_schema)
        return tl::unexpected(
            base::Problem{"plan.schema", file,
                          "This is no plan that can be read: its schema is '" + schema + "'.",
                          "Name a plan.json of schema " + std::string(this_schema) + "."});
    const auto found = find_proposal(*plan, file, target);
    if (!found)
        return tl::unexpected(found.error());

    const json::value* paths = member(found->proposal, "paths");
    const json::array* list = paths == nullptr ? nullptr : paths->if_array();
    if (list == nullptr)
        return tl::unexpected(
            base::Problem{"plan.no_path", file + found->at, "The plan has no path for this target.",
                          text_of(member(member(found->proposal, "noPath"), "because"))});
    if (proposal < 1 || proposal > list->size())
        return tl::unexpected(
            base::Problem{"plan.proposal", file + found->at,
                          "There is no proposal " + std::to_string(proposal) + ".",
                          "Choose from 1 to " + std::to_string(list->size()) + "."});
    const auto path = path_of((*list)[proposal - 1]);
    const json::value* provenance = member(&*plan, "provenance");
    const auto seed = number_of(member(provenance, "seed"));
    if (!path || !seed || *seed < 0)
        return tl::unexpected(
            base::Problem{"plan.value", file + found->at + "/paths/" + std::to_string(proposal - 1),
                          "Its numbers are not those of a needle.", "Make the plan again."});
    return PlanNeedle{found->target, *path, text_of(member(provenance, "body")),
                      static_cast<std::uint64_t>(*seed)};
}

} // namespace filiform::chart
