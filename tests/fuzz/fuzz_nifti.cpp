// SPDX-License-Identifier: Apache-2.0
#include "image_input.h"

/// A NIfTI file, plain or gzip, as a scan and as a label map.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform;
    const auto bytes = fuzz::bytes_of(data, size);
    fuzz::check(imaging::read_scan(bytes, "fuzz", fuzz::limits));
    fuzz::check(imaging::read_labels(bytes, "fuzz", fuzz::limits));
    return 0;
}
