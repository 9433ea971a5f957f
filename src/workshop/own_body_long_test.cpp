// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "base/base64.h"
#include "base/digest.h"
#include "base/file.h"
#include "workshop/workshop_fixture.h"

namespace filiform::workshop {
namespace {

using server::body_of;

/// The folder of the shared CT; empty where this machine has none.
std::filesystem::path shared_ct() {
    std::filesystem::path at = std::filesystem::path(__FILE__).parent_path();
    if (at.is_relative())
        at = std::filesystem::current_path();
    while (at != at.parent_path() && !std::filesystem::exists(at / "shared/data/ct-pelvis"))
        at = at.parent_path();
    return at == at.parent_path() ? std::filesystem::path() : at / "shared/data/ct-pelvis";
}

json::object document_of(const char* name, const std::string& bytes) {
    return {{"name", name},
            {"mediaType", "application/gzip"},
            {"blob", base::sha256(bytes)},
            {"bytes", bytes.size()}};
}

json::object blob_of(const std::string& bytes) {
    return {{"mediaType", "application/gzip"}, {"base64", base::to_base64(bytes)}};
}

class OwnBody : public WorkingClinic {
  protected:
    /// What a job says of the body of an assessment.
    json::object body_for(const std::string& assessment) {
        return done({{"kind", "body"}, {"assessment", assessment}});
    }
    std::string digest_of(const std::string& assessment) {
        const json::object job = body_for(assessment);
        EXPECT_EQ(job.at("state"), "done") << json::serialize(job);
        return std::string(job.at("result").at("digest").as_string());
    }
    json::object first_problem(const std::string& assessment) {
        const json::object job = body_for(assessment);
        EXPECT_EQ(job.at("state"), "failed") << json::serialize(job);
        return job.at("problems").as_array()[0].as_object();
    }
};

TEST_F(OwnBody, IsMadeFromWhatWasMeasuredOfThePatient) {
    record::Assessment measured = well_but_sore();
    measured.measures = {{"skin_to_piriformis.right", 62.0, 3.0}};
    put_noun("a2", measured);
    put_noun("a3", measured);
    const std::string with = digest_of("a2");
    EXPECT_NE(with, digest_of("a1")) << "the depth moved nothing";
    EXPECT_EQ(with, digest_of("a3"));
}

TEST_F(OwnBody, RefusesAMeasureThatNobodyKnowsAndOneInCentimetres) {
    record::Assessment measured = well_but_sore();
    measured.measures = {{"hip_girt", 1040.0, std::nullopt}};
    put_noun("a2", measured);
    const json::object unknown = first_problem("a2");
    EXPECT_EQ(unknown.at("code"), "measured.unknown");
    EXPECT_EQ(unknown.at("pointer"), "/assessment/measures");
    EXPECT_NE(unknown.at("hint").as_string().find("hip_girth"), json::string::npos);
    measured.measures = {{"hip_girth", 104.0, std::nullopt}};
    put_noun("a3", measured);
    const json::object in_cm = first_problem("a3");
    EXPECT_EQ(in_cm.at("code"), "measured.impossible");
    EXPECT_NE(in_cm.at("hint").as_string().find("centimetres"), json::string::npos);
}

/// An assessment with the shared CT as its scan, kept as a browser keeps it.
class ScannedBody : public OwnBody {
  protected:
    void SetUp() override {
        const std::filesystem::path folder = shared_ct();
        if (folder.empty())
            GTEST_SKIP() << "this machine has no shared CT";
        constexpr std::size_t most = 64U << 20U;
        labels = base::load_file(folder / "labels.nii.gz", most).value();
        image = base::load_file(folder / "ct.nii.gz", most).value();
    }
    std::string keep(const std::string& scheme, bool has_image) {
        json::object scan{{"takenOn", "2026-10-02"},
                          {"scheme", scheme},
                          {"labels", document_of("labels.nii.gz", labels)}};
        json::array blobs{blob_of(labels)};
        if (has_image) {
            scan["image"] = document_of("ct.nii.gz", image);
            blobs.push_back(blob_of(image));
        }
        json::object body =
            json::parse(record::write_noun(record::Noun(well_but_sore()))).as_object();
        body["scan"] = scan;
        const json::object change{
            {"writes", json::array{json::object{{"kind", "assessment"}, {"body", body}}}},
            {"blobs", blobs}};
        const server::Answer answer =
            post(doctor, "/api/v1/changes", json::serialize(json::value(change)));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return std::string(body_of(answer).at("entries").as_array()[0].at("id").as_string());
    }
    std::string labels, image;
};

TEST_F(ScannedBody, IsThatOfTheScanAndItsPlanIsMadeOnIt) {
    const std::string assessment = keep("totalsegmentator-v2", true);
    const json::object job = body_for(assessment);
    ASSERT_EQ(job.at("state"), "done") << json::serialize(job);
    const json::object seen = body_of(get(doctor, "/api/v1/assessments/" + assessment + "/body"));
    const auto& structures = seen.at("structures").as_array();
    const auto origin_of = [&](const char* id) -> std::string {
        for (const json::value& one : structures)
            if (one.at("id") == id)
                return std::string(one.at("origin").as_string());
        return "none";
    };
    EXPECT_EQ(origin_of("gluteus_medius.right"), "segmented");
    EXPECT_EQ(origin_of("sciatic_nerve.right"), "inferred");
    const json::object plan = done({{"kind", "plan"}, {"assessment", assessment}});
    ASSERT_EQ(plan.at("state"), "done") << json::serialize(plan);
    const json::object kept = body_of(
        get(doctor, "/api/v1/plans/" + std::string(plan.at("result").at("plan").as_string())));
    EXPECT_EQ(kept.at("body").at("provenance").at("body"), job.at("result").at("digest"));
    EXPECT_TRUE(kept.at("body").at("targets").as_array()[0].as_object().contains("path"));
}

TEST_F(ScannedBody, SaysAtTheMemberWhatIsWrongWithAScan) {
    const json::object no_skin = first_problem(keep("totalsegmentator-v2", false));
    EXPECT_EQ(no_skin.at("code"), "body.skin_unknown");
    EXPECT_EQ(no_skin.at("hint"), "Add the CT itself as the scan's image.");
    const json::object no_scheme = first_problem(keep("totalsegmentator-v7", true));
    EXPECT_EQ(no_scheme.at("pointer"), "/assessment/scan/labels");
    image = labels; // somebody chose the same file twice
    const json::object twice = first_problem(keep("totalsegmentator-v2", true));
    EXPECT_TRUE(twice.at("pointer").as_string().starts_with("/assessment/scan"));
    labels = "not gzip at all";
    const json::object broken = first_problem(keep("totalsegmentator-v2", false));
    EXPECT_EQ(broken.at("pointer"), "/assessment/scan/labels");
    EXPECT_EQ(broken.at("detail").as_string().find("/tmp"), json::string::npos);
}

} // namespace
} // namespace filiform::workshop
