// SPDX-License-Identifier: Apache-2.0
// What a stranger sends first: the target of a request, its parameters as a search, a body, scopes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/percent.h"
#include "record/kind.h"
#include "server/caller.h"
#include "server/json_parts.h"
#include "server/record_search.h"
#include "server/request.h"
#include "server/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace filiform;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto target = server::read_target(text)) {
        // What was read once and encoded again is read as the same.
        std::string again;
        for (const std::string& segment : target->path)
            again += '/' + base::percent_encoded(segment);
        const auto second = server::read_target(again.empty() ? "/" : again);
        if (!second || second->path != target->path)
            std::abort();
        for (const record::Kind kind : record::every_kind())
            (void)server::read_query(kind, target->query);
    }
    if (const auto object = server::read_object(text)) {
        server::Members members(*object);
        (void)members.text("name", 10);
        (void)members.number_or_none("number", 0, 1);
        (void)members.texts_or_none("texts", 4);
        (void)members.problems();
    }
    (void)server::read_scopes(text);
    server::Request request;
    request.headers = {{"cookie", std::string(text)}};
    (void)request.cookie("filiform");
    return 0;
}
