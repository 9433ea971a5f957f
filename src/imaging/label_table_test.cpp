// SPDX-License-Identifier: Apache-2.0
#include "imaging/label_table.h"

#include <gtest/gtest.h>

#include "imaging/image_expectations.h"

namespace filiform::imaging {

namespace {

using fixtures::expect_refused;

std::string table(const std::string& labels) {
    return "<CaretExtension><LabelTable>" + labels + "</LabelTable></CaretExtension>";
}

TEST(LabelTable, ReadsCharacterDataAndPlainText) {
    const auto names =
        read_label_table(table("<Label Key=\"1\" Red=\"0\"><![CDATA[a < b]]></Label>\n"
                               "<Label Red='1' Key='-2' > a &lt; b &amp; c </Label>"
                               "<Label Key=\"3\"><![CDATA[</Label>]]></Label>"),
                         "l");
    ASSERT_TRUE(names) << base::sentence(names.error());
    EXPECT_EQ(*names, (LabelNames{{1, "a < b"}, {-2, "a < b & c"}, {3, "</Label>"}}));
}

TEST(LabelTable, WithoutATableThereAreNoNames) {
    const auto names = read_label_table("<CaretExtension></CaretExtension>", "l");
    ASSERT_TRUE(names);
    EXPECT_TRUE(names->empty());
}

TEST(LabelTable, ReadsBackWhatItWrites) {
    const LabelNames names{{0, "]]>"},      {1, "a]]>b]]>c"}, {-5, "<![CDATA["},
                           {7, "hip_left"}, {9, "μ & <x/>"},  {2'147'483'647, "]]]]>>"}};
    const auto back = read_label_table(write_label_table(names), "l");
    ASSERT_TRUE(back) << base::sentence(back.error());
    EXPECT_EQ(*back, names);
}

TEST(LabelTable, RefusesWhatItCannotTrust) {
    const auto refused = [](const std::string& xml, const std::string& words) {
        expect_refused(read_label_table(xml, "l.nii"), "label_table", words);
    };
    refused("<!DOCTYPE a [<!ENTITY b \"c\">]>" + table(""), "document type");
    refused("<LabelTable><Label Key=\"1\">a</Label>", "end is missing");
    refused(table("<Label Key=\"1\">a"), "does not end");
    refused(table("<Label Key=\"1\"><![CDATA[a</Label>"), "does not end");
    refused(table("<Label Key=\"1\">&bomb;</Label>"), "entity");
    refused(table("<Label Key=\"1\"><b>a</b></Label>"), "another element");
    refused(table("<Label Key=\"1\"> </Label>"), "empty");
    refused(table("<Label Key=\"1\">a\tb</Label>"), "control characters");
    refused(table("<Label Key=\"1\">" + std::string(300, 'a') + "</Label>"), "too long");
    refused(table("<Label Key=\"1\">" + std::string(9000, 'a') + "</Label>"), "does not end");
    refused(table("<Label Red=\"1\">a</Label>"), "no Key");
    refused(table("<Label Key=\"1.5\">a</Label>"), "whole number");
    refused(table("<Label Key=\"99999999999\">a</Label>"), "whole number");
    refused(table("<Label Key=\"1\">a</Label><Label Key=\"1\">b</Label>"), "Key 1 occurs twice");
}

} // namespace

} // namespace filiform::imaging
