// SPDX-License-Identifier: Apache-2.0
#include "image_input.h"

#include "imaging/dicom_series.h"
#include "imaging/dicom_fixture.h"

/// One DICOM file, alone and as the middle slice of a good series.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform;
    const auto bytes = fuzz::bytes_of(data, size);
    fuzz::check(imaging::read_scan(bytes, "fuzz", fuzz::limits));
    const auto load = [](std::vector<std::byte> file) {
        return [file]() -> base::Result<std::vector<std::byte>> { return file; };
    };
    static const auto below = imaging::fixtures::Dicom{.number = 0, .z_mm = 0}.file();
    static const auto above = imaging::fixtures::Dicom{.number = 2, .z_mm = 4}.file();
    const std::vector<imaging::DicomFile> files{{"below", load(below)},
                                                {"fuzz", load({bytes.begin(), bytes.end()})},
                                                {"above", load(above)}};
    fuzz::check(imaging::read_dicom_series(files, fuzz::limits));
    return 0;
}
