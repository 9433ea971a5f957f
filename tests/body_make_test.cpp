// SPDX-License-Identifier: Apache-2.0
// A body without a scan, made on the command line.
#include "schema_check.h"
#include "story.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;

class BodyMake : public Folder {
  protected:
    Said make(std::vector<std::string> more) const {
        std::vector<std::string> words{"body", "make", "--grid-mm", "5", "--out", out().string()};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    fs::path out() const { return folder / "person.body"; }

    static bool says(const Said& said, const std::string& what) {
        return said.err.find(what) != std::string::npos;
    }
    void expect_refused(const Said& said, const std::string& what) const {
        EXPECT_EQ(said.exit_code, 2) << said.out;
        EXPECT_TRUE(says(said, what)) << said.err;
        EXPECT_FALSE(fs::exists(out()));
    }
};

TEST_F(BodyMake, WritesABodyThatCanBeShown) {
    const Said said = make({"--sex", "f", "--height-cm", "165", "--weight-kg", "72", "--girth",
                            "hip=104", "--measured", "skin_to_piriformis.right=68mm"});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    EXPECT_NE(said.out.find("a woman, 40 years, 165 cm, 72 kg"), std::string::npos) << said.out;
    const Said shown = run({"body", "show", out().string()});
    ASSERT_EQ(shown.exit_code, 0) << shown.err;
    EXPECT_NE(shown.out.find("piriformis.right"), std::string::npos);
    EXPECT_NE(shown.out.find("reference"), std::string::npos);
}

TEST_F(BodyMake, TheSameSampleIsTheSameBytesOnEveryThreadCount) {
    const std::vector<std::string> wanted{
        "--sex", "m", "--height-cm", "178", "--weight-kg", "80", "--sample", "7", "--seed", "2"};
    const auto made_on = [&](const std::string& threads) {
        std::vector<std::string> words{"--threads", threads, "body",  "make",
                                       "--grid-mm", "5",     "--out", out().string()};
        words.insert(words.end(), wanted.begin(), wanted.end());
        EXPECT_EQ(run(words).exit_code, 0);
        return bytes_of(out());
    };
    const std::string alone = made_on("1");
    EXPECT_FALSE(alone.empty());
    EXPECT_TRUE(alone == made_on("3"));
}

TEST_F(BodyMake, ThePublishedAgreementIsThatOfThisModel) {
    const Said said = run({"body", "calibrate"});
    ASSERT_EQ(said.exit_code, 0) << said.err;
    const fs::path page = fs::path(FILIFORM_SOURCE_DIR) / "docs" / "validation" / "anatomy.md";
    EXPECT_TRUE(said.out == bytes_of(page))
        << "Write it anew: filiform body calibrate > docs/validation/anatomy.md";
}

TEST_F(BodyMake, HasNoLabelsToLeaveOut) {
    ASSERT_EQ(make({"--sex", "f", "--height-cm", "165", "--weight-kg", "72"}).exit_code, 0);
    const Said said = run({"body", "hold-out", out().string()});
    EXPECT_EQ(said.exit_code, 2) << said.out;
    EXPECT_TRUE(says(said, "was not imported from a scan.")) << said.err;
}

TEST_F(BodyMake, RefusesMillimetresForCentimetres) {
    expect_refused(make({"--sex", "f", "--height-cm", "1650", "--weight-kg", "72"}),
                   "Give centimetres: 165 instead of 1650 millimetres.");
}

TEST_F(BodyMake, RefusesAGirthItDoesNotKnow) {
    expect_refused(
        make({"--sex", "f", "--height-cm", "165", "--weight-kg", "72", "--girth", "hat=58"}),
        "There is no girth called \"hat\".");
}

TEST_F(BodyMake, RefusesAVariantNobodyHas) {
    expect_refused(make({"--sex", "f", "--height-cm", "165", "--weight-kg", "72", "--variant",
                         "sciatic_type=q"}),
                   "Known are a, b, c, d, e, f.");
}

TEST_F(BodyMake, APlanCountsEveryCourseOfANerveUnlessItIsStated) {
    ASSERT_EQ(make({"--sex", "m", "--height-cm", "178", "--weight-kg", "79"}).exit_code, 0);
    const Said summary = run({"body", "show", out().string(), "--format", "json"});
    EXPECT_EQ(schema_errors("body_summary", summary.out), "");
    EXPECT_NE(summary.out.find(R"("variantOf": "sciatic_nerve.right")"), std::string::npos);
    const auto planned = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"plan",
                                       "--body",
                                       out().string(),
                                       "--target",
                                       "piriformis.right",
                                       "--out",
                                       (folder / "plan").string(),
                                       "--format",
                                       "json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    };
    const Said unknown = planned({});
    EXPECT_EQ(schema_errors("plan", unknown.out), "");
    EXPECT_NE(unknown.out.find(R"("variantOf": "sciatic_nerve.right")"), std::string::npos);
    EXPECT_NE(unknown.out.find("body.variants"), std::string::npos);
    const Said stated = planned({"--variant", "sciatic_type=a"});
    EXPECT_EQ(schema_errors("plan", stated.out), "");
    EXPECT_EQ(stated.out.find("sciatic_nerve_type_b"), std::string::npos);
    EXPECT_NE(stated.out.find("body.stated"), std::string::npos);
    const Said wrong = planned({"--variant", "sciatic_type=z"});
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_TRUE(says(wrong, "This body draws no kind \"z\" of sciatic_type. It draws a, b, c."))
        << wrong.err;
}

TEST_F(BodyMake, RefusesGirthsThatContradictEachOther) {
    expect_refused(make({"--sex", "f", "--height-cm", "165", "--weight-kg", "72", "--girth",
                         "waist=110", "--measured", "waist_breadth=240mm"}),
                   "contradicts what was given before it");
}

TEST_F(BodyMake, RefusesABodyMassIndexNobodyMeasured) {
    expect_refused(make({"--sex", "m", "--height-cm", "165", "--weight-kg", "140"}),
                   "outside what the body model was fitted to (17 to 42 kg/m²)");
}

TEST_F(BodyMake, RefusesASexItCannotRead) {
    expect_refused(make({"--sex", "x", "--height-cm", "165", "--weight-kg", "60"}),
                   "--sex: 'x' is none of f, female, m, male.");
}

} // namespace
} // namespace filiform::story
