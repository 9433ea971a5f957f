// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>

#include "seed_files.h"

/// Every form that landmark_expression.h speaks of.
int main(int count, char** words) {
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    const std::string texts[] = {"psis.right",
                                 "between(psis.right, between(psis.left, ischial_tuberosity.left, "
                                 "0.31), 0.5) left=2cm",
                                 "12.5, -40, 103",
                                 "psis.right lateral=34mm caudal=-1.2cm",
                                 "spinous_process_l4 right=20mm cranial=5mm",
                                 "perpendicular medial=15deg caudal=10deg",
                                 "0.1, 0.9, -0.2",
                                 "far_border - 5mm",
                                 "first_bone + 2 mm",
                                 "target_centre",
                                 "45mm",
                                 "hub",
                                 "depth"};
    int number = 0;
    for (const std::string& text : texts) {
        const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
        filiform::fuzz::put_seed(folder, "words" + std::to_string(number++),
                                 {bytes, bytes + text.size()});
    }
    return 0;
}
