// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "imaging/image_expectations.h"
#include "imaging/image_file.h"
#include "imaging/nifti_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;
using geometry::Affine;
using geometry::Vec3;

Scan small_scan(const Affine& frame) {
    Scan scan;
    scan.image = {{3, 2, 2}, frame, {}};
    for (int i = 0; i < 12; ++i)
        scan.image.voxels.push_back(static_cast<float>(i * 100 - 1024));
    return scan;
}

LabelMap small_labels(std::int32_t largest) {
    LabelMap labels;
    labels.image = {{2, 2, 2}, {}, {0, 1, 2, 3, 4, 5, 6, largest}};
    labels.names = {{1, "spleen"}, {largest, "a ]]> b & <c>"}};
    return labels;
}

void expect_same_frame(const Affine& got, const Affine& want) {
    for (std::size_t axis = 0; axis < 3; ++axis)
        EXPECT_LT(distance(got.columns[axis], want.columns[axis]), 1e-5);
    EXPECT_LT(distance(got.translation, want.translation), 1e-4);
}

/// All 48 ways in which axes can be swapped and turned round.
std::vector<Affine> every_right_angle() {
    std::vector<Affine> frames;
    const std::array<Vec3, 3> axes{Vec3{0.8, 0, 0}, Vec3{0, 1.5, 0}, Vec3{0, 0, 3}};
    for (const auto& order : {std::array{0u, 1u, 2u},
                              {0u, 2u, 1u},
                              {1u, 0u, 2u},
                              {1u, 2u, 0u},
                              {2u, 0u, 1u},
                              {2u, 1u, 0u}})
        for (unsigned signs = 0; signs < 8; ++signs) {
            Affine frame;
            for (unsigned axis = 0; axis < 3; ++axis)
                frame.columns[axis] = axes[order[axis]] * (signs >> axis & 1 ? -1.0 : 1.0);
            frame.translation = {-100.25, 50.5, 7};
            frames.push_back(frame);
        }
    return frames;
}

/// A turn about a random axis by a random angle, half of them mirrored.
Affine random_frame(base::RandomStream& random) {
    const Vec3 axis = geometry::normalized({random.normal(), random.normal(), random.normal()});
    const auto [u, v] = geometry::perpendiculars(axis);
    const double flip = random.uniform() < 0.5 ? -1 : 1;
    return {{u * 0.7, v * 1.3, axis * (2.5 * flip)}, {random.normal() * 100, 0, -300}};
}

TEST(NiftiWrite, KeepsEveryRightAngledFrame) {
    const TestFolder folder;
    for (const auto& frame : every_right_angle()) {
        ASSERT_TRUE(save_nifti(folder / "s.nii", small_scan(frame)));
        const auto back = load_scan(folder / "s.nii");
        ASSERT_TRUE(back) << base::sentence(back.error());
        expect_same_frame(back->image.world_from_voxel, frame);
        EXPECT_EQ(back->image.voxels, small_scan(frame).image.voxels);
    }
}

TEST(NiftiWrite, ItsQformAloneSaysTheSameAsItsSform) {
    const TestFolder folder;
    base::RandomStream random(7, 0);
    auto frames = every_right_angle();
    for (int i = 0; i < 50; ++i)
        frames.push_back(random_frame(random));
    for (const auto& frame : frames) {
        ASSERT_TRUE(save_nifti(folder / "s.nii", small_scan(frame)));
        Writer file{std::endian::little, bytes_of_file(folder / "s.nii")};
        file.set(254, std::int16_t{0}); // sform_code
        const auto back = read_scan(file.bytes, "s");
        ASSERT_TRUE(back) << base::sentence(back.error());
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const auto& got = back->image.world_from_voxel.columns[axis];
            EXPECT_LT(distance(got, frame.columns[axis]), 2e-3);
        }
    }
}

TEST(NiftiWrite, KeepsLabelsAndTheirNamesInTheSmallestType) {
    const TestFolder folder;
    for (const auto& [largest, datatype] :
         {std::pair{255, 2}, {256, 4}, {-1, 4}, {40'000, 8}, {-2'000'000'000, 8}}) {
        const auto labels = small_labels(largest);
        ASSERT_TRUE(save_nifti(folder / "l.nii.gz", labels));
        const auto back = load_labels(folder / "l.nii.gz");
        ASSERT_TRUE(back) << base::sentence(back.error());
        EXPECT_EQ(back->image.voxels, labels.image.voxels);
        EXPECT_EQ(back->names, labels.names);
        ASSERT_TRUE(save_nifti(folder / "l.nii", labels));
        EXPECT_EQ(bytes_of_file(folder / "l.nii")[70], static_cast<std::byte>(datatype));
    }
}

TEST(NiftiWrite, KeepsAScanInTheSmallestTypeThatHoldsIt) {
    const TestFolder folder;
    for (const auto& [value, datatype] :
         {std::pair{32'767.0f, 4}, {-32'768.0f, 4}, {32'768.0f, 16}, {0.5f, 16}, {-1e30f, 16}}) {
        auto scan = small_scan({});
        scan.image.voxels[3] = value;
        ASSERT_TRUE(save_nifti(folder / "s.nii", scan));
        EXPECT_EQ(bytes_of_file(folder / "s.nii")[70], static_cast<std::byte>(datatype)) << value;
        const auto back = load_scan(folder / "s.nii");
        ASSERT_TRUE(back) << base::sentence(back.error());
        EXPECT_EQ(back->image.voxels, scan.image.voxels);
    }
}

TEST(NiftiWrite, EqualImagesGiveEqualBytes) {
    const TestFolder folder;
    base::RandomStream random(3, 0);
    const auto scan = small_scan(random_frame(random));
    for (const std::string ending : {".nii", ".nii.gz"}) {
        ASSERT_TRUE(save_nifti(folder / ("a" + ending), scan));
        ASSERT_TRUE(save_nifti(folder / ("b" + ending), small_scan(scan.image.world_from_voxel)));
        EXPECT_EQ(bytes_of_file(folder / ("a" + ending)), bytes_of_file(folder / ("b" + ending)));
        const auto again = load_scan(folder / ("a" + ending));
        ASSERT_TRUE(again);
        ASSERT_TRUE(save_nifti(folder / ("c" + ending), *again));
        EXPECT_EQ(bytes_of_file(folder / ("a" + ending)), bytes_of_file(folder / ("c" + ending)));
    }
}

TEST(NiftiWrite, TheGzipHeaderCarriesNoTimeAndNoName) {
    const TestFolder folder;
    ASSERT_TRUE(save_nifti(folder / "s.nii.gz", small_scan({})));
    const Bytes file = bytes_of_file(folder / "s.nii.gz");
    const std::array<unsigned, 10> header{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff};
    for (std::size_t i = 0; i < header.size(); ++i)
        EXPECT_EQ(file[i], static_cast<std::byte>(header[i])) << i;
}

TEST(NiftiWrite, LeavesNothingBehindWhenItCannotWrite) {
    const TestFolder folder;
    expect_refused(save_nifti(folder / "no/such/folder.nii", small_scan({})), "write",
                   "No such file or directory");
    std::filesystem::create_directory(folder / "taken.nii");
    std::ofstream(folder / "taken.nii/file") << "not empty";
    expect_refused(save_nifti(folder / "taken.nii", small_scan({})), "write",
                   "something else than an ordinary file");
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
        ++entries;
    EXPECT_EQ(entries, 1u);
}

TEST(NiftiWrite, RefusesWhatTheFormatCannotHold) {
    const TestFolder folder;
    auto sheared = small_scan({});
    sheared.image.world_from_voxel.columns[1] = {0.5, 1, 0};
    expect_refused(save_nifti(folder / "s.nii", sheared), "write", "sheared");
    auto flat = small_scan({});
    flat.image.world_from_voxel.columns[2] = {};
    expect_refused(save_nifti(folder / "s.nii", flat), "write", "singular");
    LabelMap wide;
    wide.image = {{40'000, 2, 2}, {}, std::vector<std::int32_t>(160'000, 1)};
    expect_refused(save_nifti(folder / "l.nii", wide), "write", "40000");
    EXPECT_FALSE(std::filesystem::exists(folder / "s.nii"));
}

TEST(Digest, ChangesWithContentAndWithNames) {
    const TestFolder folder;
    std::filesystem::create_directory(folder / "d");
    folder.put("d/a", Nifti{}.file());
    folder.put("d/b", Nifti{.slope = 2}.file());
    const auto first = digest_of(folder / "d");
    ASSERT_TRUE(first);
    EXPECT_EQ(first->size(), 64u);
    EXPECT_EQ(*digest_of(folder / "d"), *first);
    std::filesystem::rename(folder / "d/a", folder / "d/c");
    EXPECT_NE(*digest_of(folder / "d"), *first);
    EXPECT_NE(*digest_of(folder / "d/b"), *digest_of(folder / "d/c"));
    expect_refused(digest_of(folder / "nothing"), "missing", "nothing");
}

} // namespace

} // namespace filiform::imaging
