// SPDX-License-Identifier: Apache-2.0
#include "server/right_call.h"

namespace filiform::server {

/// Every route, with the same invented name wherever somebody can write one.
class LogPrivacy : public WholeClinic {
  public:
    static constexpr const char* marker = "Xyzzymarked";

    /// Puts the name into every text that its schema leaves free; says how often.
    static int mark(json::value& value, const json::value& schema) {
        const json::object& told = schema.as_object();
        const bool is_free = !told.contains("enum") && !told.contains("pattern") &&
                             !told.contains("x-kinds") && !told.contains("examples");
        if (value.is_string()) {
            const bool is_text = told.contains("pattern") && told.at("pattern") == "[^ \\n]";
            if ((is_free || is_text) && told.contains("maxLength") &&
                told.at("maxLength").to_number<int>() >= 20)
                return value = marker, 1;
            return 0;
        }
        int marked = 0;
        if (json::array* list = value.if_array())
            for (json::value& one : *list)
                if (told.contains("items"))
                    marked += mark(one, told.at("items"));
        if (json::object* object = value.if_object())
            for (auto& [key, one] : *object)
                if (const json::value* properties = told.if_contains("properties"))
                    if (const json::value* inner = properties->as_object().if_contains(key))
                        marked += mark(one, *inner);
        return marked;
    }
    /// A call, and the ways in which it can be spoilt with a name.
    std::vector<Call> with_marker(const Route& route, const Call& right) {
        std::vector<Call> calls;
        const std::string name = marker;
        Call query = right;
        query.target += "?" + name + "=" + name + "&family=" + name + "&name=" + name;
        calls.push_back(query);
        for (const Told& told : route.told) {
            Call one = right;
            if (told.is_header)
                one.headers.push_back({told.name, name + " collapsed in the waiting room"});
            else
                one.target += "?" + told.name + "=" + name;
            calls.push_back(one);
        }
        Call deeper = right;
        deeper.target += "/" + name;
        calls.push_back(deeper);
        Call address = right;
        address.target.clear();
        for (const std::string& segment : segments_of(route.pattern))
            address.target += '/' + (segment.starts_with('{') ? name : segment);
        calls.push_back(address);
        for (const std::string& body :
             {name, "{\"" + name + "\":\"" + name + "\"}", "{\"body\":{\"" + name + "\":1}}",
              R"({"resourceType":"Patient","name":[{"family":")" + name + R"("}]})",
              R"({"resourceType":")" + name + "\"}"}) {
            Call one = right;
            one.body = body;
            one.headers.push_back({"content-type", "application/json"});
            calls.push_back(one);
        }
        return calls;
    }
    std::string log_in_small_letters() const {
        std::string log = log_.str();
        std::transform(log.begin(), log.end(), log.begin(), ::tolower);
        return log;
    }
};

TEST_F(LogPrivacy, no_name_that_is_sent_to_any_route_is_in_the_log_or_the_metrics) {
    int marked = 0;
    for (const Route& route : server_->routes()) {
        Call right = right_call(route);
        if (takes_json(route)) {
            json::value body = json::parse(right.body);
            marked += mark(body, document().body_schema(route));
            right.body = json::serialize(body);
        } else if (!route.takes.empty()) {
            right.body = "family=" + std::string(marker);
        }
        over_wire(right);
        for (const Call& call : with_marker(route, right))
            over_wire(call);
    }
    EXPECT_GT(marked, 100);
    const std::string log = log_in_small_letters();
    EXPECT_EQ(log.find("xyzzy"), std::string::npos) << log.substr(log.find("xyzzy"), 300);
    for (const Route& route : server_->routes())
        EXPECT_NE(log_.str().find(name_of(route)), std::string::npos) << name_of(route);
    const std::string metrics = over_wire({Method::Get, "/metrics", "", {}}).body;
    EXPECT_EQ(metrics.find(marker), std::string::npos);
}

TEST_F(LogPrivacy, what_is_no_request_at_all_leaves_no_name_either) {
    for (const std::string bytes :
         {"Xyzzymarked\r\n\r\n", "GET /Xyzzymarked HTTP/1.1\r\n\r\n",
          "XYZZYMARKED / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
          "GET /%zzXyzzymarked HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: h\r\nXyzzymarked\r\n\r\n"}) {
        RawClient client(server_->port());
        client.send(bytes);
        client.receive_all();
    }
    EXPECT_EQ(log_in_small_letters().find("xyzzy"), std::string::npos);
}

} // namespace filiform::server
