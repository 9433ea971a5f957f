// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "record/parts.h"

namespace filiform::record {

/// Needles of one product and one lot.
struct Stock {
    enum class Status { InUse, UsedUp, Recalled, Discarded };
    std::string product;
    std::string manufacturer, supplier;
    Number diameter_mm, length_mm;
    std::string lot;
    std::string device_id; ///< UDI, as printed
    Day expiry;            ///< last day on which they may be used
    Day received;
    Whole count_in;   ///< received
    Whole count_used; ///< used or thrown away
    Flag is_sterile, has_ce_mark, has_guide_tube;
    std::optional<Status> status;
    std::string note;
    friend bool operator==(const Stock&, const Stock&) = default;
};
[[nodiscard]] std::span<const std::string_view> words(Stock::Status);
void describe(Fields& fields, Stock& stock);

} // namespace filiform::record
