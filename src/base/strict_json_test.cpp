// SPDX-License-Identifier: Apache-2.0
#include "base/strict_json.h"

#include <gtest/gtest.h>

namespace filiform::base {

namespace {

constexpr JsonLimits limits{1000, 3};

std::string fault(std::string_view text) {
    const auto read = read_strict_json(text, limits);
    if (read)
        return "none";
    switch (read.error().what) {
    case JsonFault::What::TooLarge:
        return "too large";
    case JsonFault::What::TooDeep:
        return "too deep";
    case JsonFault::What::NotJson:
        return "no JSON";
    case JsonFault::What::Repeated:
        return read.error().detail + " at " + read.error().pointer;
    }
    return "";
}

} // namespace

TEST(StrictJson, ReadsWhatTheLibraryReads) {
    for (const char* text : {"null", "true", " -7 ", "18446744073709551615", "\"a\\u00e9\\n\"",
                             R"({"a":[1,{"b":null},"c"],"d":{},"e":[]})"}) {
        const auto read = read_strict_json(text, limits);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(boost::json::serialize(*read), boost::json::serialize(boost::json::parse(text)));
    }
}

TEST(StrictJson, ReadsDecimalsToTheLastBit) {
    for (const char* text : {"0.1", "1e23", "8.98846567431158e307", "2.2250738585072014e-308",
                             "9007199254740993.0", "5e-324"})
        EXPECT_EQ(read_strict_json(text, limits)->as_double(), std::strtod(text, nullptr)) << text;
}

TEST(StrictJson, RefusesAnObjectThatSaysANameTwiceAndTellsWhere) {
    EXPECT_EQ(fault(R"({"a":1,"a":1})"), "a at /a");
    EXPECT_EQ(fault(R"({"x":[1,{"a":1,"b":2,"\u0061":3}]})"), "a at /x/1/a");
    EXPECT_EQ(fault(R"({"x":[[],{"a/b":1,"a/b":2}]})"), "a/b at /x/1/a~1b");
    EXPECT_EQ(fault(R"({"":1,"":2})"), " at /");
    EXPECT_EQ(fault(R"({"a":{"a":1},"b":{"a":1}})"), "none");
}

TEST(StrictJson, RefusesWhatIsTooLargeOrTooDeep) {
    EXPECT_EQ(fault('"' + std::string(998, 'x') + '"'), "none");
    EXPECT_EQ(fault('"' + std::string(999, 'x') + '"'), "too large");
    EXPECT_EQ(fault("[[[]]]"), "none");
    EXPECT_EQ(fault("[{\"a\":[]}]"), "none");
    EXPECT_EQ(fault("[[[[]]]]"), "too deep");
}

TEST(StrictJson, RefusesWhatIsNoJson) {
    for (const char* text : {"", " ", "{", "[1,]", "{\"a\":1}}", "1 2", "nul", "'a'", "\"\xff\"",
                             "\"\\ud800\"", "\"a\nb\"", "01", "+1", "NaN", "// a\n1"})
        EXPECT_EQ(fault(text), "no JSON") << text;
}

} // namespace filiform::base
