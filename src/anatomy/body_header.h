// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "anatomy/body_file.h"

namespace filiform::anatomy {

/// Everything of a body but the voxels, as JSON. Fields follow as chunks: the skin, the structures
/// in order, the CT if there is one. Real numbers are written as text that reads back to the same
/// bits.
[[nodiscard]] std::string write_body_header(const Body& body);

/// A field as the header announces it: its voxels come later.
struct AnnouncedField {
    geometry::Lattice lattice;
    geometry::Box bounds;
};

struct BodyHeader {
    Body body; ///< fields still empty
    AnnouncedField skin;
    std::vector<AnnouncedField> structures; ///< parallel to body.structures
    bool has_ct = false;                    ///< on body.lattice
};

/// The exact inverse. Sizes are checked against `limits` here, before anybody allocates.
/// Problems: body_file.header, body_file.too_large.
[[nodiscard]] base::Result<BodyHeader>
read_body_header(std::string_view json, std::string_view name, const BodyLimits& limits);

} // namespace filiform::anatomy
