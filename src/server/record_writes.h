// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/entry.h"
#include "server/access.h"
#include "server/desk.h"
#include "store/store.h"

namespace filiform::server {

/// One entry as somebody wants it to be.
struct Wanted {
    record::Kind kind = record::Kind::Patient;
    record::EntryId id;                 ///< empty: a new one is chosen
    std::int64_t follows = 0;           ///< 0: it is new
    std::optional<record::State> state; ///< nothing: as it was; open when it is new
    std::optional<std::string> body;    ///< JSON; nothing: as it was
    std::string at;                     ///< pointer of the body in what was sent: "/body"
    std::string reason{};               ///< that was given; kept with the version
};

/// Judges a wish to write and makes it ready for the store: may they, can the noun be read, does it
/// contradict itself, may it follow what was.
///
/// Assessment: while it is open, and as it is signed, its screening and causes are what the
/// workshop
///             makes of its answers, whatever was sent; a step that changes nothing else, such as
///             superseding, leaves them. A server without a workshop keeps what was sent.
/// `beside`:   what is written in the same change before it: its patient may be there.
/// Problems:   request.forbidden, request.restricted, record.*, and of an assessment's answers
///             case.*, each with its pointer.
[[nodiscard]] base::Checked<store::Write> judged_write(const Call& call, const Desk& desk,
                                                       const Wanted& wanted,
                                                       std::span<const store::Write> beside = {});

/// Who does it, when, from where, and why.
[[nodiscard]] store::Act act_of(const Call& call, std::string action, std::string reason);

/// What may be kept beside the record: what a browser can be handed without running it.
[[nodiscard]] bool is_kept_type(std::string_view type);

/// "\"3\"": an entry's version as a tag; and read back from If-Match.
[[nodiscard]] std::string tag_of(const record::Entry& entry);
/// Problems: request.if_match when it is missing or not such a tag.
[[nodiscard]] base::Result<std::int64_t> version_asked(const Request& request);

} // namespace filiform::server
