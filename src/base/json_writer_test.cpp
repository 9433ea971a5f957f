// SPDX-License-Identifier: Apache-2.0
#include "base/json_writer.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/expects.h"

namespace filiform::base {
namespace {

TEST(JsonWriter, WritesNestedValuesInOrder) {
    JsonWriter json;
    json.begin_object().field("name", "a \"b\"\n").key("list").begin_array();
    json.number(1.5).number(-0.0001).number(12).end_array();
    json.field("isOpen", false).end_object();
    EXPECT_EQ(std::move(json).finish(), "{\n"
                                        "  \"name\": \"a \\\"b\\\"\\n\",\n"
                                        "  \"list\": [\n"
                                        "    1.5,\n"
                                        "    0,\n"
                                        "    12\n"
                                        "  ],\n"
                                        "  \"isOpen\": false\n"
                                        "}\n");
}

TEST(JsonWriter, APointIsWrittenOnOneLine) {
    JsonWriter json;
    json.begin_object().key("entry").numbers({1.25, -2, 0.0004}).end_object();
    EXPECT_EQ(std::move(json).finish(), "{\n  \"entry\": [1.25, -2, 0]\n}\n");
}

TEST(JsonWriter, ANumberThatIsNotFiniteIsNull) {
    JsonWriter json;
    json.begin_array().number(std::nan("")).end_array();
    EXPECT_EQ(std::move(json).finish(), "[\n  null\n]\n");
}

TEST(JsonWriter, AnUnfinishedDocumentIsABrokenContract) {
    JsonWriter json;
    json.begin_object();
    EXPECT_THROW((void)std::move(json).finish(), BrokenContract);
}

} // namespace
} // namespace filiform::base
