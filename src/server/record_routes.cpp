// SPDX-License-Identifier: Apache-2.0
#include "server/record_routes.h"

#include "server/entry_json.h"
#include "server/record_writes.h"

namespace filiform::server {

Answer entry_answer(const record::Entry& entry, int status) {
    Answer answer;
    answer.status = status;
    answer.body = write_entry(entry);
    answer.headers = {{"etag", tag_of(entry)}};
    if (status == 201)
        answer.headers.push_back(
            {"location",
             "/api/v1/" + std::string(record::collection(entry.kind)) + "/" + entry.id.text()});
    return answer;
}

Handler bound(const Desk& desk, KindWork work, record::Kind kind) {
    return [desk, work, kind](const Call& call) { return work(desk, call, kind); };
}

Told told_break_glass() {
    return {"X-Break-Glass", "Why a restricted patient's record has to be seen.",
            R"({"type":"string","minLength":10,"maxLength":500})", true, false};
}

void add_record_routes(Routes& routes, const Desk& desk) {
    for (const record::Kind kind : record::every_kind()) {
        add_reading(routes, desk, kind);
        add_writing(routes, desk, kind);
    }
    add_glance(routes, desk);
}

} // namespace filiform::server
