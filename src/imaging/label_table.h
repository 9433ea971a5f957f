// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "imaging/stored_image.h"

namespace filiform::imaging {

/// Names from the XML of a Caret label table (`<Label Key="77" …><![CDATA[hip_left]]></Label>`), as
/// found in NIfTI extensions with code 0 (TotalSegmentator) or 30 (Caret).
///
/// Edge cases:  XML without a LabelTable gives no names. Document types and entities other than the
///              five of XML are refused; at most 65 536 labels, names of at most 256 bytes.
/// Problems:    imaging.label_table.
[[nodiscard]] base::Result<LabelNames> read_label_table(std::string_view xml,
                                                        std::string_view file);

/// The XML that read_label_table reads back to the same names; colours are fixed by the number.
[[nodiscard]] std::string write_label_table(const LabelNames& names);

} // namespace filiform::imaging
