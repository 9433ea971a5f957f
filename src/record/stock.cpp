// SPDX-License-Identifier: Apache-2.0
#include "record/stock.h"

#include "record/choice.h"

namespace filiform::record {

std::span<const std::string_view> words(Stock::Status) {
    static constexpr auto all =
        worded<Stock::Status::Discarded>("in_use", "used_up", "recalled", "discarded");
    return all;
}

void describe(Fields& fields, Stock& stock) {
    fields.text(Field{"product", "What is printed on the packet."}.required().found_by("product"),
                stock.product, line_length);
    fields.text({"manufacturer", "Who made them."}, stock.manufacturer, line_length);
    fields.text({"supplier", "Who sold them."}, stock.supplier, line_length);
    fields.number(Field{"diameterMm", "Of the needle."}.required(), stock.diameter_mm, {0.05, 2});
    fields.number(Field{"lengthMm", "Of the needle, tip to base of the handle."}.required(),
                  stock.length_mm, {3, 200});
    fields.text(Field{"lot", "As printed."}.required().found_by("lot"), stock.lot, code_length);
    fields.text(Field{"deviceId", "UDI, as printed."}.found_by("device_id"), stock.device_id,
                line_length);
    fields.date(
        Field{"expiry", "The last day on which they may be used."}.required().found_by("expiry"),
        stock.expiry);
    fields.date({"received", "When they came."}, stock.received);
    fields.integer(Field{"countIn", "How many came."}.required(), stock.count_in, {0, 1e6});
    fields.integer(Field{"countUsed", "How many were used or thrown away."}.required(),
                   stock.count_used, {0, 1e6});
    fields.flag(Field{"isSterile", "Packed sterile, for single use."}.required(), stock.is_sterile);
    fields.flag({"hasCeMark", "Carries the mark."}, stock.has_ce_mark);
    fields.flag({"hasGuideTube", "Each with a guide tube."}, stock.has_guide_tube);
    fields.choice(Field{"status", "Whether they can be used."}.required().found_by("status"),
                  stock.status);
    fields.text({"note", "Anything else."}, stock.note, text_length);
}

} // namespace filiform::record
