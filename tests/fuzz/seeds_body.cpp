// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "anatomy/analytic_body.h"
#include "anatomy/body_file.h"

/// A ball in a box, with a landmark, a warning and something missing.
int main(int count, char** words) {
    using namespace filiform;
    if (count != 2) {
        std::fputs("usage: seeds_body FOLDER\n", stderr);
        return 2;
    }
    anatomy::AnalyticBody description;
    description.name = "ball";
    description.lattice = {{6, 5, 4}, {0, 0, 0}, {2, 2, 2}};
    description.skin_mm = [](const geometry::Vec3& p) { return length(p) - 5; };
    anatomy::Landmark psis;
    psis.id = chart::LandmarkId("psis.left");
    psis.point = {1, 2, 3};
    psis.sd_mm = 2;
    description.landmarks.push_back(psis);
    anatomy::Body body = anatomy::make_body(description);
    body.structures.clear(); // the surroundings of a scan are too large for a seed
    body.warnings.push_back({"body.supine", "Lay on the back."});
    body.missing.push_back(
        {chart::StructureId("spleen"), anatomy::Missing::Why::OutsideScan, "Cut off."});
    body.inputs["labels.nii.gz"] = "ab12";
    return anatomy::save_body(std::string(words[1]) + "/ball.body", body) ? 0 : 1;
}
