// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

#include "imaging/packed_dicom_fixture.h"

int main(int count, char** words) {
    using namespace filiform::imaging::fixtures;
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    std::vector<Dicom> seeds{{.number = 1, .z_mm = 2},
                             {.number = 1, .z_mm = 2, .is_implicit = true},
                             {.number = 1, .z_mm = 2, .frames = "1"},
                             {.number = 1, .transfer_syntax = "1.2.840.10008.1.2.4.70"}};
    for (const std::string& syntax :
         {rle, jpeg_process_14, jpeg_lossless, jpeg_ls, jpeg_2000, jpeg_2000_lossy})
        seeds.push_back(packed({.number = 1, .z_mm = 2, .rows = 16, .columns = 16}, syntax));
    for (std::size_t i = 0; i < seeds.size(); ++i)
        filiform::fuzz::put_seed(folder, "seed" + std::to_string(i), seeds[i].file());
    return 0;
}
