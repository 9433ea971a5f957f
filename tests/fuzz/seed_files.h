// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <fstream>
#include <string>

#include "imaging/fixture_bytes.h"

namespace filiform::fuzz {

/// Writes one seed into the folder that the seed program was given.
inline void put_seed(const std::string& folder, const std::string& name,
                     const imaging::fixtures::Bytes& bytes) {
    std::ofstream file(folder + "/" + name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

/// The folder, or nothing after a word about the use.
inline const char* seed_folder(int count, char** words) {
    if (count == 2)
        return words[1];
    std::fputs("usage: seeds_NAME FOLDER\n", stderr);
    return nullptr;
}

} // namespace filiform::fuzz
