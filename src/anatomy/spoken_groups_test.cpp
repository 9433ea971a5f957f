// SPDX-License-Identifier: Apache-2.0
#include "anatomy/spoken_groups.h"

#include <gtest/gtest.h>

namespace filiform::anatomy {
namespace {

using chart::Kind;
using chart::StructureId;

TEST(SpokenGroups, BothSidesAreOneNameAndKindsStandTogether) {
    EXPECT_EQ(spoken_groups({{StructureId("aorta"), Kind::Vessel},
                             {StructureId("autochthon.left"), Kind::Muscle},
                             {StructureId("autochthon.right"), Kind::Muscle},
                             {StructureId("colon"), Kind::Bowel},
                             {StructureId("femur.left"), Kind::Bone},
                             {StructureId("femur.right"), Kind::Bone},
                             {StructureId("hip.left"), Kind::Bone},
                             {StructureId("hip.right"), Kind::Bone},
                             {StructureId("rib_10.left"), Kind::Bone},
                             {StructureId("vertebra_t11"), Kind::Bone}}),
              "organs (colon), vessels (aorta), muscles (autochthon, both sides), bones (femur and "
              "hip, both sides; left rib 10 and T11 vertebra)");
}

TEST(SpokenGroups, OneSideAloneKeepsItsSide) {
    EXPECT_EQ(spoken_groups({{StructureId("kidney.right"), Kind::Kidney}}),
              "organs (right kidney)");
    EXPECT_EQ(spoken_groups({}), "");
}

} // namespace
} // namespace filiform::anatomy
