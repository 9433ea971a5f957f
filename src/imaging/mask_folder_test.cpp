// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "imaging/image_expectations.h"
#include "imaging/image_file.h"
#include "imaging/nifti_fixture.h"

namespace filiform::imaging {

namespace {

using namespace fixtures;

/// 24 voxels of 0 with a one at `place`; none when it is −1.
Nifti mask_with(int place) {
    Nifti mask{.datatype = 2};
    mask.voxels.assign(24, 0);
    if (place >= 0)
        mask.voxels[static_cast<std::size_t>(place)] = 1;
    return mask;
}

TEST(MaskFolder, NumbersTheClassesByName) {
    const TestFolder folder;
    folder.put("spleen.nii.gz", gzip(mask_with(4).file()));
    folder.put("hip_left.nii", mask_with(7).file());
    folder.put("colon.nii.gz", gzip(mask_with(-1).file()));
    folder.put("statistics.json", {});
    const auto labels = load_labels(folder.path());
    ASSERT_TRUE(labels) << base::sentence(labels.error());
    EXPECT_EQ(labels->names,
              (std::map<std::int32_t, std::string>{{1, "colon"}, {2, "hip_left"}, {3, "spleen"}}));
    EXPECT_EQ(labels->image.voxels[4], 3);
    EXPECT_EQ(labels->image.voxels[7], 2);
    EXPECT_EQ(std::ranges::count(labels->image.voxels, 0), 22);
}

TEST(MaskFolder, RefusesMasksThatDoNotFitTogether) {
    const TestFolder folder;
    folder.put("a.nii", mask_with(4).file());
    folder.put("b.nii", mask_with(4).file());
    expect_refused(load_labels(folder.path()), "overlap", "belongs to \"a\" already");
    Nifti moved = mask_with(5);
    moved.srow[0][3] = 11;
    folder.put("b.nii", moved.file());
    expect_refused(load_labels(folder.path()), "grid", "another grid than \"a\"");
    folder.put("b.nii", mask_with(5).file());
    ASSERT_TRUE(load_labels(folder.path()));
    folder.put("b.nii.gz", gzip(mask_with(6).file()));
    expect_refused(load_labels(folder.path()), "overlap", "Two files");
    std::filesystem::remove(folder / "b.nii.gz");
    Bytes cut = mask_with(5).file();
    cut.pop_back();
    folder.put("b.nii", cut);
    expect_refused(load_labels(folder.path()), "truncated", "b.nii");
}

} // namespace

} // namespace filiform::imaging
