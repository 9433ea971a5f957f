// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"
#include "server/right_call.h"

namespace filiform::server {

/// Every route of the table with input that is wrong in one place, made from what is right by its
/// own description; over the wire.
class WrongInput : public WholeClinic {
  public:
    /// What is wrong, and the place that the refusal has to name; no place: none.
    struct Mutation {
        std::string what;
        json::value body;
        std::string place;
    };

    void expect_refused(const Route& route, const Call& call, const std::string& what,
                        const std::string& place = "") {
        const Answer answer = over_wire(call);
        const std::string told = name_of(route) + ", " + what + ": " +
                                 std::to_string(answer.status) + ' ' + answer.body.substr(0, 400);
        EXPECT_EQ(answer.status / 100, 4) << told;
        EXPECT_EQ(document().misfit(route, answer), "") << told;
        const json::object problem = body_of(answer);
        if (is_fhir(route)) {
            expect_outcome(problem, place, told);
            return;
        }
        EXPECT_EQ(answer.media_type, "application/problem+json") << told;
        for (const char* member : {"code", "detail", "hint"})
            EXPECT_TRUE(problem.contains(member) && !problem.at(member).as_string().empty())
                << member << ": " << told;
        if (!place.empty()) {
            EXPECT_EQ(problem.contains("pointer") ? problem.at("pointer") : json::value(),
                      json::value(json::string(place)))
                << told;
        }
    }
    static void expect_outcome(const json::object& outcome, const std::string& place,
                               const std::string& told) {
        ASSERT_TRUE(outcome.contains("issue")) << told;
        const json::object& issue = outcome.at("issue").as_array().front().as_object();
        EXPECT_TRUE(issue.contains("code")) << told;
        EXPECT_TRUE(issue.contains("diagnostics")) << told;
        EXPECT_TRUE(place.empty() || issue.contains("expression")) << told;
    }

    /// A value of another type than the schema asks for.
    static json::value of_wrong_type(const json::object& schema) {
        const json::value* type = schema.if_contains("type");
        const bool may_be_text = type != nullptr ? *type == "string" : schema.contains("oneOf");
        return may_be_text ? json::value(5) : json::value("5");
    }
    /// A value beyond the bounds of a schema; null where it has none.
    static json::value out_of_range(const json::object& schema) {
        if (schema.contains("enum"))
            return "no-such-word";
        if (schema.contains("maximum"))
            return schema.at("maximum").to_number<double>() + 1;
        if (schema.contains("minimum"))
            return schema.at("minimum").to_number<double>() - 1;
        if (schema.contains("pattern") && schema.at("pattern") != "[^ \\n]")
            return "~ ~";
        if (schema.contains("maxLength"))
            return json::string(schema.at("maxLength").to_number<std::size_t>() + 1, 'x');
        return nullptr;
    }

    /// One object of a body and its schema: each member missing, of another type, out of range, and
    /// one that is not known; and the same of the noun in "body".
    static void add_mutations(const json::value& right, const json::object& schema,
                              const std::string& pointer, std::vector<Mutation>& to) {
        const auto changed = [&](const auto& change) {
            json::value body = right;
            change(body.at_pointer(pointer).as_object());
            return body;
        };
        if (!schema.contains("properties"))
            return;
        to.push_back({"unknown member", changed([](json::object& at) { at["noSuchMember"] = 1; }),
                      pointer + "/noSuchMember"});
        if (const json::value* required = schema.if_contains("required"))
            for (const json::value& one : required->as_array())
                to.push_back({"missing member",
                              changed([&](json::object& at) { at.erase(one.as_string()); }),
                              pointer + "/" + std::string(one.as_string())});
        for (const auto& property : schema.at("properties").as_object()) {
            const auto name = property.key();
            const json::object& member = property.value().as_object();
            const std::string place = pointer + "/" + std::string(name);
            const auto set = [&](const json::value& wrong) {
                return changed([&](json::object& at) { at[name] = wrong; });
            };
            to.push_back({"wrong type", set(of_wrong_type(member)), place});
            if (const json::value beyond = out_of_range(member); !beyond.is_null())
                to.push_back({"out of range", set(beyond), place});
            if (place == "/body" && right.as_object().contains("body"))
                add_mutations(right, member, place, to);
        }
    }
};

TEST_F(WrongInput, that_is_no_object_is_refused) {
    for (const Route& route : server_->routes()) {
        if (!takes_json(route))
            continue;
        Call call = right_call(route);
        for (const char* body : {"", "{", "[]", "5", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "{}x"}) {
            call.body = body;
            expect_refused(route, call, body);
        }
        call.body = std::string(100, '[') + std::string(100, ']');
        expect_refused(route, call, "too deep");
        call.body = "{}";
        std::erase_if(call.headers, [](const Named& one) { return one.name == "content-type"; });
        expect_refused(route, call, "no content type");
    }
}

TEST_F(WrongInput, in_one_member_is_refused_and_the_member_named) {
    std::size_t sent = 0;
    for (const Route& route : server_->routes()) {
        if (!takes_json(route))
            continue;
        Call call = right_call(route);
        const json::value schema = document().body_schema(route);
        std::vector<Mutation> mutations;
        add_mutations(json::parse(call.body), schema.as_object(), "", mutations);
        if (!mutations.empty()) { // one member twice, the same both times
            const json::object body = json::parse(call.body).as_object();
            const std::string first = json::serialize(json::value(body.begin()->key()));
            const std::string text = call.body;
            call.body = "{" + first + ":" + json::serialize(body.begin()->value()) + "," +
                        text.substr(text.find('{') + 1);
            expect_refused(route, call, "a member twice", "/" + std::string(body.begin()->key()));
        }
        for (const Mutation& one : mutations) {
            EXPECT_NE(refused_by(schema, one.body), "")
                << name_of(route) << ": the description allows " << one.what << ' ' << one.place;
            call.body = json::serialize(one.body);
            expect_refused(route, call, one.what + ' ' + one.place, one.place);
            ++sent;
        }
    }
    EXPECT_GT(sent, 1500U);
}

TEST_F(WrongInput, where_no_body_is_taken_is_refused) {
    for (const Route& route : server_->routes()) {
        if (!route.takes.empty() || is_safe(route.method))
            continue;
        Call call = right_call(route);
        call.body = "{}";
        call.headers.push_back({"content-type", "application/json"});
        expect_refused(route, call, "a body");
    }
}

TEST_F(WrongInput, in_a_parameter_is_refused_and_the_parameter_named) {
    for (const Route& route : server_->routes()) {
        const Call call = right_call(route);
        const auto with = [&](const std::string& name, const std::string& value) {
            Call wrong = call;
            wrong.target = with_parameter(call.target, name, base::percent_encoded(value));
            return wrong;
        };
        if (!is_fhir(route))
            expect_refused(route, with("no-such-parameter", "1"), "unknown parameter",
                           "no-such-parameter");
        for (const Told& told : route.told) {
            if (told.is_header)
                continue;
            const json::object schema = json::parse(told.schema).as_object();
            if (schema.at("type") != "string")
                expect_refused(route, with(told.name, "x"), told.name + " of another type",
                               told.name);
            const json::value beyond = out_of_range(schema);
            if (!beyond.is_null())
                expect_refused(route,
                               with(told.name, beyond.is_string() ? std::string(beyond.as_string())
                                                                  : json::serialize(beyond)),
                               told.name + " out of range", told.name);
        }
    }
}

TEST_F(WrongInput, in_the_version_that_is_followed_is_refused) {
    for (const Route& route : server_->routes()) {
        const bool has_tag = std::any_of(route.told.begin(), route.told.end(),
                                         [](const Told& told) { return told.name == "If-Match"; });
        if (!has_tag)
            continue;
        Call call = right_call(route);
        std::erase_if(call.headers, [](const Named& one) {
            return one.name == "If-Match" || one.name == "if-match";
        });
        expect_refused(route, call, "no version", "If-Match");
        for (const char* tag :
             {"1", "\"one\"", "\"-1\"", "*", "\"99999999999999999999\"", "\"99\""}) {
            Call wrong = call;
            wrong.headers.push_back({"If-Match", tag});
            expect_refused(route, wrong, tag, "If-Match");
        }
    }
}

TEST_F(WrongInput, in_an_address_is_answered_as_what_is_not_there) {
    for (const Route& route : server_->routes()) {
        const auto segments = segments_of(route.pattern);
        const Call right = right_call(route);
        const auto there = segments_of(right.target);
        for (std::size_t i = 0; i < segments.size(); ++i) {
            if (!segments[i].starts_with('{'))
                continue;
            for (const std::string id :
                 {"no-such-one", "%20", "%27%20OR%201%3D1", "0", "%C3%A4", "a%3Bb"}) {
                Call call = right;
                call.target.clear();
                for (std::size_t k = 0; k < there.size(); ++k)
                    call.target += '/' + (k == i ? id : there[k]);
                expect_refused(route, call, call.target);
            }
        }
    }
}

TEST_F(WrongInput, without_a_right_is_refused) {
    for (const Route& route : server_->routes()) {
        if (route.is_public)
            continue;
        Call call = right_call(route);
        const auto told = std::move(call.headers);
        const auto with = [&](const std::vector<Named>& caller) {
            Call one = call;
            one.headers = caller;
            if (!route.takes.empty())
                one.headers.push_back({"content-type", route.takes_media});
            return one;
        };
        expect_refused(route, with({}), "nobody");
        expect_refused(route, with({{"authorization", "Bearer nonsense"}}), "no such token");
        expect_refused(route, with({{"cookie", "filiform=nonsense"}}), "no such session");
        for (const Role role :
             {Role::Clinician, Role::Reception, Role::Lead, Role::Patient, Role::Integrator})
            if (std::find(route.who.begin(), route.who.end(), role) == route.who.end())
                expect_refused(route, with(somebody(role).headers),
                               std::string(record::text(role)));
        if (is_safe(route.method))
            continue;
        const bool is_for_people = route.who.front() != Role::Integrator;
        auto caller = caller_of(route);
        caller.push_back({"sec-fetch-site", "cross-site"});
        if (is_for_people)
            expect_refused(route, with(caller), "from another site");
        std::erase_if(caller, [](const Named& one) { return one.name != "cookie"; });
        if (is_for_people)
            expect_refused(route, with(caller), "no CSRF token", "X-CSRF-Token");
    }
}

TEST_F(WrongInput, in_the_method_is_answered_with_those_there_are) {
    std::map<std::string, std::set<Method>> known;
    for (const Route& route : server_->routes())
        known[route.pattern].insert(route.method);
    for (const Route& route : server_->routes())
        for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Delete}) {
            if (known[route.pattern].contains(method))
                continue;
            std::string target;
            for (const std::string& segment : segments_of(route.pattern))
                target += '/' + (segment.starts_with('{') ? "x" : segment);
            if (target.empty())
                target = "/";
            const Answer answer = over_wire({method, target, "", {}});
            // Another pattern may answer to it: /fhir/R4/{type} to /fhir/R4/metadata.
            EXPECT_TRUE(answer.status == 405 || answer.status == 401) << target;
            EXPECT_TRUE(answer.status == 401 || !header_of(answer, "allow").empty()) << target;
        }
}

} // namespace filiform::server
