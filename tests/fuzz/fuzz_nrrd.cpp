// SPDX-License-Identifier: Apache-2.0
#include "image_input.h"

#include <cstring>

/// What follows the first line of a NRRD file, as a scan and as a label map with segments.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform;
    constexpr std::string_view magic = "NRRD0004\n";
    std::vector<std::byte> bytes(magic.size() + size);
    std::memcpy(bytes.data(), magic.data(), magic.size());
    if (size > 0)
        std::memcpy(bytes.data() + magic.size(), data, size);
    fuzz::check(imaging::read_scan(bytes, "fuzz", fuzz::limits));
    fuzz::check(imaging::read_labels(bytes, "fuzz", fuzz::limits));
    return 0;
}
