// SPDX-License-Identifier: Apache-2.0
#include "server/right_call.h"

namespace filiform::server {

/// The description at /api/v1/openapi.json, held against the server that serves it.
class OpenApi : public WholeClinic {};

TEST_F(OpenApi, is_a_document_of_version_3_1_whose_references_lead_somewhere) {
    std::string all;
    for (const std::string& fault : ApiForm(document()).faults())
        all += fault + '\n';
    EXPECT_EQ(all, "");
}

TEST_F(OpenApi, tells_every_route_and_no_other) {
    std::size_t told = 0;
    for (const auto& [path, item] : document().root().at("paths").as_object())
        told += item.as_object().size();
    EXPECT_EQ(told, server_->routes().size());
    for (const Route& route : server_->routes())
        EXPECT_EQ(document().operation(route).at("summary").as_string(), route.about)
            << name_of(route);
}

TEST(ApiForm, finds_what_is_wrong_with_a_document) {
    const ApiDocument document(
        R"({"openapi":"3.0.0","info":{"title":"x","version":"1"},"components":{
            "securitySchemes":{}},"paths":{"/a/{id}":{"get":{"security":[{"none":[]}],"responses":{
            "20":{"$ref":"#/components/responses/none"}}}}, "/a/{name}":{}}})");
    std::string all;
    for (const std::string& fault : ApiForm(document).faults())
        all += fault + '\n';
    EXPECT_EQ(all, "openapi\n"
                   "get /a/{id} responses/20\n"
                   "get /a/{id} responses/20/description\n"
                   "get /a/{id} path parameters\n"
                   "get /a/{id} security\n"
                   "/a/{name} is told twice\n"
                   "#/paths//a/{id}/get/responses/20/$ref\n");
}

TEST_F(OpenApi, is_what_every_route_does_when_it_is_called_right) {
    std::size_t called = 0;
    for (const Route& route : server_->routes()) {
        if (!never_right(route).empty())
            continue;
        const auto [call, answer] = called_right(route);
        EXPECT_TRUE(is_right(route, answer))
            << name_of(route) << " was asked " << call.target << ' ' << call.body
            << "\nand answered " << answer.status << ' ' << answer.body
            << "\nGive its schema examples, or write it into by_hand_list with its reason.";
        EXPECT_EQ(document().misfit(route, answer), "") << name_of(route) << '\n' << answer.body;
        if (takes_json(route)) {
            EXPECT_EQ(refused_by(document().body_schema(route), json::parse(call.body)), "")
                << name_of(route) << call.body;
        }
        ++called;
    }
    EXPECT_GT(called, 180U);
}

TEST_F(OpenApi, tells_the_parameters_that_a_route_takes) {
    for (const Route& route : server_->routes()) {
        if (route.method != Method::Get || !never_right(route).empty())
            continue;
        for (const Told& told : route.told) {
            const json::value schema = json::parse(told.schema);
            if (told.is_header || schema.at("type") == "string")
                continue;
            Call call = right_call(route);
            call.target = with_parameter(call.target, told.name,
                                         json::serialize(example(schema, std::nullopt)));
            const Answer answer = over_wire(call);
            EXPECT_TRUE(is_right(route, answer)) << call.target << ' ' << answer.body;
            EXPECT_EQ(document().misfit(route, answer), "") << call.target;
        }
    }
}

TEST_F(OpenApi, is_what_an_unchanged_entry_answers) {
    for (const Route& route : server_->routes()) {
        if (!route.replies.contains(304))
            continue;
        Call call = right_call(route);
        const std::string tag = header_of(over_wire(call), "etag");
        call.headers.push_back({"if-none-match", tag});
        const Answer answer = over_wire(call);
        EXPECT_EQ(answer.status, 304) << name_of(route);
        EXPECT_EQ(document().misfit(route, answer), "") << name_of(route);
    }
}

TEST_F(OpenApi, needs_no_list_for_what_can_be_called_by_the_table) {
    for (const ByHand& one : by_hand_list) {
        const bool is_used =
            std::any_of(server_->routes().begin(), server_->routes().end(),
                        [&](const Route& route) { return name_of(route).starts_with(one.begins); });
        EXPECT_TRUE(is_used) << one.begins << ": " << one.because;
    }
}

} // namespace filiform::server
