// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "imaging/fixture_bytes.h"

namespace filiform::imaging::fixtures {

/// The body of Nifti as NRRD: the same voxels in the same place, stored in LPS.
struct Nrrd {
    std::string type = "short";
    std::string encoding = "raw";
    std::string endian = "little";
    std::string dimension = "3";
    std::string space = "space: left-posterior-superior\n";
    std::string sizes = "2 3 4";
    std::string directions = "space directions: (-1,0,0) (0,-2,0) (0,0,3)\n";
    std::string origin = "space origin: (-10,-20,30)\n";
    std::string more{};
    int datatype = 4; ///< NIfTI code of the voxels written
    std::vector<double> voxels = counting(24);

    [[nodiscard]] Bytes file() const {
        Writer out;
        out.add_text("NRRD0004\n# made by a test\ntype: " + type + "\ndimension: " + dimension +
                     "\n" + space + "sizes: " + sizes + "\n" + directions +
                     "kinds: domain domain domain\nendian: " + endian + "\nencoding: " + encoding +
                     "\n" + origin + more + "\n");
        Writer values{endian == "big" ? std::endian::big : std::endian::little, {}};
        for (const double value : voxels)
            add_voxel(values, datatype, value);
        const Bytes data = encoding == "raw" ? values.bytes : gzip(values.bytes);
        out.bytes.insert(out.bytes.end(), data.begin(), data.end());
        return out.bytes;
    }
};

} // namespace filiform::imaging::fixtures
