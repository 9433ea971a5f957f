// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "server/evidence_shop.h"

namespace filiform::server {

namespace json = boost::json;

/// Stands in for the trials: one question, whose digest counts the clinic's own.
inline EvidenceShop invented_evidence() {
    using Own = EvidenceShop::Own;
    const auto is_asked = [](std::string_view id) { return id == "evidence.leg_pain"; };
    const auto unknown = [] {
        return tl::unexpected(base::Problems{
            {"request.not_found", "", "There is no such question.", "Ask for the list."}});
    };
    const auto faults = [](const std::string& rows, const Own& own) -> base::Problems {
        if (rows.find("wrong") != std::string::npos)
            return {{"trials.number", "#/rows", "Line 2, column n1: 'wrong' is no number.",
                     "Write a number."}};
        for (const OwnTrials& one : own)
            if (one.rows == rows && rows.find("twice") != std::string::npos)
                return {{"trials.repeated", "#/rows", "Line 2, column id: it is there.",
                         "Give the row an id of its own."}};
        return {};
    };
    const auto pool = [](std::string_view table) {
        json::object method{{"model", "random"}, {"level", 0.95}};
        method["conventions"] = json::array();
        json::object told{{"schema", "filiform.pool/1"},
                          {"program", "test"},
                          {"table", std::string(table)},
                          {"answer", "refused"},
                          {"measure", "generic"},
                          {"scale", "natural"},
                          {"method", method}};
        for (const char* list : {"studies", "leftOut", "refusals", "remarks", "warnings"})
            told[list] = json::array();
        return told;
    };
    EvidenceShop shop;
    shop.read = [](const Own& own) -> base::Checked<std::string> {
        json::object shelf{{"schema", "filiform.evidence/1"}, {"program", "test"}};
        json::array additions;
        for (const OwnTrials& one : own)
            additions.push_back({{"id", one.id}, {"rows", 1}});
        shelf["questions"] = json::array();
        shelf["additions"] = additions;
        shelf["setAside"] = json::array();
        return json::serialize(shelf);
    };
    shop.read_pool = [=](std::string_view id, const Own&) -> base::Checked<std::string> {
        if (!is_asked(id))
            return unknown();
        return json::serialize(pool(id));
    };
    shop.draw = [=](const EvidenceFigure& figure, const Own&) -> base::Checked<std::string> {
        if (!is_asked(figure.question))
            return unknown();
        return std::string(figure.is_dark ? "<svg>dark</svg>" : "<svg/>");
    };
    shop.preview = [=](const std::string& rows, const Own& own) -> base::Checked<std::string> {
        if (auto wrong = faults(rows, own); !wrong.empty())
            return tl::unexpected(std::move(wrong));
        json::object told{{"rows", rows}};
        told["changes"] = json::array();
        return json::serialize(told);
    };
    shop.faults = faults;
    shop.find_digest = [=](std::string_view id, const Own& own) -> std::optional<std::string> {
        if (!is_asked(id))
            return std::nullopt;
        return std::string(64, own.empty() ? 'a' : 'b');
    };
    shop.pool = [=](const TablePooled& wanted) -> base::Checked<std::string> {
        if (auto wrong = faults(wanted.table, {}); !wrong.empty()) {
            wrong.front().where = "#/table";
            return tl::unexpected(std::move(wrong));
        }
        return json::serialize(json::object{{"pool", pool("table")}, {"forest", "<svg/>"}});
    };
    return shop;
}

} // namespace filiform::server
