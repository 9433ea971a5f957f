// SPDX-License-Identifier: Apache-2.0
#include "server/server_fixture.h"

namespace filiform::server {

namespace {

class OwnRoutes : public Clinic {};

Answer health(Server& server, const std::string& from) {
    Request request;
    request.path = {"health"};
    request.from = from;
    request.id = "test";
    return server.answer(std::move(request));
}

} // namespace

TEST_F(OwnRoutes, health_tells_the_version_to_its_own_machine_and_not_to_strangers) {
    EXPECT_EQ(body_of(health(*server_, "127.0.0.1")),
              (json::object{{"status", "running"}, {"version", "0"}}));
    EXPECT_EQ(body_of(health(*server_, "192.0.2.7")), (json::object{{"status", "running"}}));
}

} // namespace filiform::server
