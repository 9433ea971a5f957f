// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "anatomy/import.h"
#include "anatomy/import_fixture.h"

// The import on a real CT, when there is one beside the project.

namespace filiform::anatomy {
namespace {

/// The folder of the shared scan: beside the project, wherever the test was started from.
std::optional<std::filesystem::path> find_scan() {
    std::filesystem::path at = std::filesystem::current_path();
    for (int up = 0; up < 6; ++up, at = at.parent_path())
        if (const auto found = at / "shared/data/ct-pelvis";
            std::filesystem::exists(found / "labels.nii.gz"))
            return found;
    return std::nullopt;
}

class RealScan : public testing::Test {
  protected:
    void SetUp() override {
        const auto folder = find_scan();
        if (!folder)
            GTEST_SKIP() << "no scan beside the project";
        auto labels = imaging::load_labels(*folder / "labels.nii.gz");
        auto scan = imaging::load_scan(*folder / "ct.nii.gz");
        ASSERT_TRUE(labels.has_value());
        ASSERT_TRUE(scan.has_value());
        request_.name = "ct-pelvis";
        request_.labels.push_back({"labels.nii.gz", "totalsegmentator-v2", std::move(*labels)});
        request_.scan = ScanInput{"ct.nii.gz", std::move(*scan)};
        request_.spacing_mm = 5;
    }

    [[nodiscard]] std::string codes() const {
        const auto made = import_body(request_);
        std::string text = made ? "accepted" : "";
        if (!made)
            for (const base::Problem& problem : made.error())
                text += (text.empty() ? "" : ",") + problem.code;
        return text;
    }

    ImportRequest request_;
};

TEST_F(RealScan, IsAcceptedWithItsMetalOnTheLeft) {
    const auto made = import_body(request_);
    ASSERT_TRUE(made.has_value()) << base::sentence(made.error().front());
    const auto warning = std::find_if(made->warnings.begin(), made->warnings.end(),
                                      [](const auto& w) { return w.code == "body.metal"; });
    ASSERT_NE(warning, made->warnings.end());
    EXPECT_NE(warning->what.find("on the left"), std::string::npos) << warning->what;
    for (const char* id : {"vertebral_canal", "pleural_recess.right", "pleural_recess.left",
                           "subcutaneous_fat", "abdominopelvic_cavity", "metal_artefact"})
        EXPECT_NE(find_structure(*made, chart::StructureId(id)), nullptr) << id;
    // The canal holds the cord label all along, and reaches below it.
    const Structure* canal = find_structure(*made, chart::StructureId("vertebral_canal"));
    const Structure* cord = find_structure(*made, chart::StructureId("spinal_cord"));
    EXPECT_LT(canal->field.bounds().low.z, cord->field.bounds().low.z - 20);
    // The recess lies below the lung on both sides.
    for (const char* side : {"right", "left"}) {
        const auto* recess =
            find_structure(*made, chart::StructureId(std::string("pleural_recess.") + side));
        const auto* lung = find_structure(*made, chart::StructureId(std::string("lung.") + side));
        EXPECT_LT(recess->field.bounds().low.z, lung->field.bounds().low.z - 9) << side;
    }
}

TEST_F(RealScan, MirroredIsRefused) {
    fixture::reverse(request_, 0);
    EXPECT_EQ(codes(), "body.mirrored");
}

TEST_F(RealScan, MirroredAndRelabelledIsRefused) {
    fixture::reverse(request_, 0);
    for (LabelInput& input : request_.labels)
        input.map.names.clear();
    fixture::swap_sides(request_);
    EXPECT_EQ(codes(), "body.mirrored_relabelled");
}

TEST_F(RealScan, WithSwappedSidesIsRefused) {
    for (LabelInput& input : request_.labels)
        input.map.names.clear();
    fixture::swap_sides(request_);
    EXPECT_EQ(codes(), "body.sides_swapped");
}

TEST_F(RealScan, TurnedFrontToBackIsRefused) {
    fixture::reverse(request_, 1);
    EXPECT_EQ(codes(), "body.front_back");
}

TEST_F(RealScan, TurnedUpsideDownIsRefused) {
    fixture::reverse(request_, 2);
    EXPECT_EQ(codes(), "body.head_foot");
}

TEST_F(RealScan, WithItsImageTurnedAgainstItsLabelsIsRefused) {
    for (const int axis : {1, 2}) {
        fixture::reverse(request_.scan->scan.image, axis);
        EXPECT_EQ(codes(), "body.image_disagrees") << axis;
        fixture::reverse(request_.scan->scan.image, axis);
    }
}

TEST_F(RealScan, ReadByAnotherVersionsNumbersIsRefused) {
    request_.labels.front().map.names.clear();
    request_.labels.front().scheme = "totalsegmentator-v1";
    EXPECT_NE(codes(), "accepted");
}

TEST_F(RealScan, HalfEmptyIsRefused) {
    auto& image = request_.scan->scan.image;
    std::fill(image.voxels.begin(),
              image.voxels.begin() + static_cast<std::ptrdiff_t>(image.voxels.size() / 2),
              -1024.0F);
    EXPECT_EQ(codes(), "body.image_empty");
}

} // namespace
} // namespace filiform::anatomy
