// SPDX-License-Identifier: Apache-2.0
#include "server/schemas.h"

#include "base/data_files.h"
#include "base/expects.h"
#include "server/json_parts.h"

namespace filiform::server {

std::string carried_schema(const std::string& name) {
    const auto text = base::find_data_file("schemas/" + name + ".json");
    base::expects(text.has_value(), "the program carries the schemas that its routes speak of");
    json::object schema = json::parse(*text).as_object();
    schema.erase("$schema");
    schema.erase("$id");
    return json::serialize(schema);
}

} // namespace filiform::server
