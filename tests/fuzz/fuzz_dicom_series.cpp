// SPDX-License-Identifier: Apache-2.0
#include "image_input.h"

#include <algorithm>

#include "imaging/dicom_series.h"

/// A series: pieces of the input, each behind its length in two bytes, are its files.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform;
    auto rest = fuzz::bytes_of(data, size);
    std::vector<imaging::DicomFile> files;
    while (rest.size() > 2) {
        const auto length =
            std::to_integer<std::size_t>(rest[0]) | std::to_integer<std::size_t>(rest[1]) << 8;
        const auto piece = rest.subspan(2, std::min(length, rest.size() - 2));
        rest = rest.subspan(2 + piece.size());
        const std::vector<std::byte> file(piece.begin(), piece.end());
        files.push_back(
            {"fuzz", [file]() -> base::Result<std::vector<std::byte>> { return file; }});
    }
    if (!files.empty())
        fuzz::check(imaging::read_dicom_series(files, fuzz::limits));
    return 0;
}
