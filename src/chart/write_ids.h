// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/json_writer.h"

namespace filiform::chart {

/// A list of ids as a member of an object that is begun already.
template <class Ids>
void write_ids(base::JsonWriter& json, std::string_view key, const Ids& ids) {
    json.key(key).begin_array();
    for (const auto& id : ids)
        json.text(id.text());
    json.end_array();
}

} // namespace filiform::chart
