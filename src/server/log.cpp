// SPDX-License-Identifier: Apache-2.0
#include "server/log.h"

#include <ostream>

#include "server/json_parts.h"

namespace filiform::server {

void Log::say(std::string_view level, std::string_view what, const std::vector<Field>& fields,
              base::Instant at) {
    if (out_ == nullptr)
        return;
    json::object line;
    line["at"] = base::text(at);
    line["level"] = json::string_view(level.data(), level.size());
    line["what"] = json::string_view(what.data(), what.size());
    for (const Field& field : fields)
        std::visit(
            [&](const auto& value) {
                line[json::string_view(field.name.data(), field.name.size())] = value;
            },
            field.value);
    const std::string text = json::serialize(line) + '\n';
    const std::lock_guard lock(mutex_);
    *out_ << text << std::flush;
}

} // namespace filiform::server
