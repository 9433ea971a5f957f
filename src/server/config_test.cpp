// SPDX-License-Identifier: Apache-2.0
#include "server/config.h"

#include <gtest/gtest.h>

namespace filiform::server {

TEST(Config, printed_says_the_defaults) {
    const auto printed = read_config(default_config(), "defaults");
    const auto empty = read_config("store: sqlite:filiform.db", "empty");
    ASSERT_TRUE(printed);
    ASSERT_TRUE(empty);
    const auto same = [&](auto member) { return member(*printed) == member(*empty); };
    EXPECT_TRUE(same([](const Config& c) { return c.store; }));
    EXPECT_TRUE(same([](const Config& c) { return c.is_behind_proxy; }));
    EXPECT_TRUE(same([](const Config& c) { return c.logs; }));
    EXPECT_TRUE(same([](const Config& c) { return c.most_body_bytes; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.address; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.port; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.most_body_bytes; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.most_connections; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.header_time; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.idle_time; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.write_time; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.listener.workers; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.people.idle; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.people.longest; }));
    EXPECT_TRUE(same([](const Config& c) { return c.server.gate.address_rate.per_second; }));
}

TEST(Config, refuses_what_it_does_not_know_or_cannot_be) {
    for (const char* text :
         {"prot: 80", "port: 70000", "session_idle_minutes: 0", "session_idle_minutes: 31",
          "session_hours: 13", "certificate: a.pem", "workers: many", "port: [1"}) {
        const auto read = read_config(text, "clinic.yaml");
        ASSERT_FALSE(read) << text;
        EXPECT_TRUE(read.error().front().where.starts_with("clinic.yaml")) << text;
    }
}

TEST(Config, serves_plain_http_to_this_machine_only) {
    const auto check = [](const char* text) { return check_config(*read_config(text, "")); };
    EXPECT_TRUE(check("address: 127.0.0.1"));
    EXPECT_TRUE(check("address: ::1"));
    EXPECT_EQ(check("address: 0.0.0.0").error().code, "config.open");
    EXPECT_TRUE(check("{address: 0.0.0.0, behind_proxy: true}"));
    EXPECT_TRUE(check("{address: 0.0.0.0, certificate: c.pem, key: k.pem}"));
}

} // namespace filiform::server
