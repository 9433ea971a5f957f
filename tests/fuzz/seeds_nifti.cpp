// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

#include "imaging/nifti_fixture.h"

int main(int count, char** words) {
    using namespace filiform::imaging::fixtures;
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    int number = 0;
    for (const int version : {1, 2})
        for (const auto order : {std::endian::little, std::endian::big})
            for (const int datatype : {2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280}) {
                const Nifti seed{.version = version,
                                 .order = order,
                                 .datatype = datatype,
                                 .qform_code = number % 3 == 0 ? 1 : 0,
                                 .extensions = extension(two_labels, 0, order)};
                const auto name = "seed" + std::to_string(number++);
                const Bytes bytes = seed.file();
                filiform::fuzz::put_seed(folder, name, number % 2 ? bytes : gzip(bytes));
            }
    return 0;
}
