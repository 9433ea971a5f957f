// SPDX-License-Identifier: Apache-2.0
// From the label map of each scheme to a plan, through the real command line. The maps are drawn
// from the phantom's shapes and hold what that scheme has of them.
#include "story.h"

#include <algorithm>
#include <fstream>

#include <boost/json.hpp>

#include "anatomy/body_file.h"
#include "anatomy/label_scheme.h"
#include "anatomy/phantom.h"
#include "base/parallel.h"
#include "imaging/image_file.h"

namespace filiform::story {
namespace {

namespace fs = std::filesystem;
using anatomy::AnalyticStructure;
using geometry::Vec3;

constexpr double voxel_mm = 4;

const anatomy::AnalyticBody& shapes() {
    static const anatomy::AnalyticBody body = anatomy::describe_phantom();
    return body;
}

/// What the phantom has of a class: its structure of that id, or the parts that make the class up.
bool belongs(const AnalyticStructure& structure, const std::string& class_id) {
    const std::string& id = structure.id.text();
    const auto is = [&](const char* whole, const char* part) {
        return class_id.starts_with(whole) && id.starts_with(part) &&
               chart::side_of(class_id) == chart::side_of(id);
    };
    return id == class_id || is("vertebrae", "vertebra_l") || is("vertebrae", "vertebra_t") ||
           is("autochthon", "multifidus") || is("autochthon", "erector_spinae") ||
           is("ilium", "hip") || is("psoas_major", "iliopsoas");
}

/// The scheme's numbers on a grid over the phantom; where shapes overlap the deeper one counts.
imaging::LabelMap drawn_by(const std::string& scheme_name) {
    const anatomy::LabelScheme& scheme = **anatomy::find_scheme(scheme_name);
    std::vector<std::pair<std::int32_t, const AnalyticStructure*>> parts;
    for (const anatomy::LabelClass& one : scheme.classes)
        for (const AnalyticStructure& structure : shapes().structures)
            if (belongs(structure, one.id.text()))
                parts.emplace_back(one.number, &structure);
    const geometry::Box box = shapes().lattice.bounds();
    imaging::LabelMap map;
    const auto count = [](double mm) { return static_cast<int>(mm / voxel_mm) + 1; };
    const Vec3 span = box.high - box.low;
    map.image.size = {count(span.x), count(span.y), count(span.z)};
    map.image.world_from_voxel.columns = {Vec3{voxel_mm, 0, 0}, Vec3{0, voxel_mm, 0},
                                          Vec3{0, 0, voxel_mm}};
    map.image.world_from_voxel.translation = box.low;
    map.image.voxels.resize(map.image.size.voxels());
    const bool is_body = scheme_name == "totalsegmentator-body";
    const auto draw_slice = [&](int k) {
        for (int j = 0; j < map.image.size.y; ++j)
            for (int i = 0; i < map.image.size.x; ++i) {
                const Vec3 p = map.image.world_from_voxel * Vec3{i * 1.0, j * 1.0, k * 1.0};
                double deepest = 0;
                if (is_body && shapes().skin_mm(p) < 0)
                    map.image.at(i, j, k) = 1;
                for (const auto& [number, structure] : parts)
                    if (const double mm = structure->distance_mm(p); mm < deepest) {
                        deepest = mm;
                        map.image.at(i, j, k) = number;
                    }
            }
    };
    base::parallel_chunks(static_cast<std::size_t>(map.image.size.z), 1,
                          [&](std::size_t from, std::size_t to) {
                              for (std::size_t k = from; k < to; ++k)
                                  draw_slice(static_cast<int>(k));
                          });
    return map;
}

class SchemePlans : public Folder {
  protected:
    /// Imports the maps of these schemes together.
    void import(const std::vector<std::string>& schemes) const {
        std::vector<std::string> words{"body", "import"};
        for (const std::string& scheme : schemes) {
            const fs::path file = folder / (scheme + ".nii.gz");
            ASSERT_TRUE(imaging::save_nifti(file, drawn_by(scheme)).has_value());
            words.insert(words.end(), {"--labels", file.string(), "--scheme", scheme});
        }
        words.insert(words.end(), {"--grid-mm", "4", "--out", body().string()});
        const Said said = run(words);
        ASSERT_EQ(said.exit_code, 0) << said.err;
    }
    fs::path body() const { return folder / "trunk.body"; }

    void expect_segmented(const std::string& id) const {
        const auto loaded = anatomy::load_body(body());
        ASSERT_TRUE(loaded.has_value());
        const auto* found = anatomy::find_structure(*loaded, chart::StructureId(id));
        ASSERT_NE(found, nullptr) << id;
        EXPECT_EQ(found->origin, chart::Origin::Segmented) << id;
    }
    /// The answer of the program for one target in that body.
    boost::json::object plan(const std::string& target, int exit_code) const {
        std::ofstream(folder / "case.json")
            << R"({"schema": "filiform.case/1", "body": {"file": "trunk.body"}, "targets": [")"
            << target << "\"]}";
        const Said said =
            run({"plan", (folder / "case.json").string(), "--out", (folder / "out").string()});
        EXPECT_EQ(said.exit_code, exit_code) << target << said.out << said.err;
        const auto plan = boost::json::parse(bytes_of(folder / "out" / "plan.json")).as_object();
        return plan.at("proposals").as_array().at(0).as_object();
    }
    void expect_path_into(const std::string& target) const {
        const auto proposal = plan(target, 0);
        ASSERT_TRUE(proposal.contains("paths"));
        const auto& shape = *std::find_if(shapes().structures.begin(), shapes().structures.end(),
                                          [&](const auto& s) { return s.id.text() == target; });
        for (const auto& path : proposal.at("paths").as_array()) {
            const auto& tip = path.at("tip").as_array();
            const Vec3 p{tip[0].to_number<double>(), tip[1].to_number<double>(),
                         tip[2].to_number<double>()};
            // The shape as drawn in voxels, not as described.
            EXPECT_LT(shape.distance_mm(p), voxel_mm) << target;
        }
    }
    void expect_no_path(const std::string& target, const std::string& because) const {
        const auto proposal = plan(target, 3);
        const std::string reason = boost::json::serialize(proposal.at("noPath"));
        EXPECT_NE(reason.find(because), std::string::npos) << reason;
        EXPECT_NE(reason.find("wouldHelp"), std::string::npos) << reason;
    }
};

TEST_F(SchemePlans, AnMrMapWithoutLevelsPlansTheButtockAndSaysWhyNotTheBack) {
    import({"totalsegmentator-total-mr", "totalsegmentator-body"});
    expect_path_into("gluteus_medius.right");
    expect_no_path("multifidus.left@l4", "the scan lacks the lumbar vertebrae");
}

TEST_F(SchemePlans, MuscleMapAloneHasPiriformisButNothingToPlaceItsNervesBy) {
    import({"musclemap-v1.4", "totalsegmentator-body"});
    expect_segmented("piriformis.left");
    expect_no_path("piriformis.left", "no data of the left sciatic nerve");
}

TEST_F(SchemePlans, MuscleMapWithTheWholeTrunkPlansItsPiriformis) {
    import({"musclemap-v1.4", "totalsegmentator-v2", "totalsegmentator-body"});
    expect_segmented("piriformis.left");
    expect_path_into("piriformis.left");
}

TEST_F(SchemePlans, TheBellysMusclesAloneHaveNoBonesToPlanBy) {
    import({"totalsegmentator-abdominal-muscles", "totalsegmentator-body"});
    expect_segmented("quadratus_lumborum.right");
    expect_no_path("quadratus_lumborum.right", "measured from the right iliac crest top");
}

TEST_F(SchemePlans, TheBellysMusclesWithTheWholeTrunkPlanTheirQuadratus) {
    import({"totalsegmentator-abdominal-muscles", "totalsegmentator-v2", "totalsegmentator-body"});
    expect_segmented("quadratus_lumborum.right");
    expect_path_into("quadratus_lumborum.right");
}

} // namespace
} // namespace filiform::story
