// SPDX-License-Identifier: Apache-2.0
#include "seed_files.h"

#include "imaging/dicom_fixture.h"

int main(int count, char** words) {
    using namespace filiform::imaging::fixtures;
    const char* const folder = filiform::fuzz::seed_folder(count, words);
    if (!folder)
        return 2;
    for (const int slices : {2, 3, 5})
        for (const bool is_implicit : {false, true}) {
            Writer series;
            for (int k = 0; k < slices; ++k) {
                const Bytes file =
                    Dicom{.number = k, .z_mm = -2.5 * k, .is_implicit = is_implicit}.file();
                series.add(static_cast<std::uint16_t>(file.size()));
                series.bytes.insert(series.bytes.end(), file.begin(), file.end());
            }
            const auto name = "seed" + std::to_string(slices) + (is_implicit ? "i" : "e");
            filiform::fuzz::put_seed(folder, name, series.bytes);
        }
    return 0;
}
