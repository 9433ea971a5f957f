// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

int main(int count, char** words) {
    using namespace filiform::imaging::fixtures;
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    const std::vector<Dicom> seeds{{.number = 1, .z_mm = 2},
                                   {.number = 1, .z_mm = 2, .is_implicit = true},
                                   {.number = 1, .z_mm = 2, .frames = "1"},
                                   {.number = 1, .transfer_syntax = "1.2.840.10008.1.2.4.70"}};
    for (std::size_t i = 0; i < seeds.size(); ++i)
        filiform::fuzz::put_seed(folder, "seed" + std::to_string(i), seeds[i].file());
    return 0;
}
