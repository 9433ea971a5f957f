// SPDX-License-Identifier: Apache-2.0
#include "imaging/image_file.h"

#include <gtest/gtest.h>

namespace filiform::imaging {

namespace {

std::filesystem::path shared_ct() {
    for (auto at = std::filesystem::current_path();; at = at.parent_path()) {
        const auto folder = at / "shared" / "data" / "ct-pelvis";
        if (std::filesystem::exists(folder / "ct.nii.gz"))
            return folder;
        if (at == at.parent_path())
            return {};
    }
}

TEST(SharedCt, LabelsCarryTheirNames) {
    const auto folder = shared_ct();
    if (folder.empty())
        GTEST_SKIP() << "no shared CT here";
    const auto map = load_labels(folder / "labels.nii.gz");
    ASSERT_TRUE(map) << base::sentence(map.error());
    EXPECT_EQ(map->names.at(77), "hip_left");
    const auto scan = load_scan(folder / "ct.nii.gz");
    ASSERT_TRUE(scan) << base::sentence(scan.error());
    EXPECT_EQ(scan->image.size, map->image.size);
}

} // namespace

} // namespace filiform::imaging
