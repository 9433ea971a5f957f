// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "server/answer.h"
#include "server/request.h"

namespace filiform::server {

/// Bytes that are the same for everybody who may read them: compressed once, and not sent again to
/// whom has them.
struct Content {
    std::string media_type;
    std::string bytes;
    std::string gzip;          ///< the same bytes compressed; empty where that gains nothing
    std::string digest;        ///< SHA-256 of `bytes`
    std::string cache_control; ///< "no-cache"
};

/// Content that was not compressed yet. Small or dense bytes stay as they are.
[[nodiscard]] Content content_of(std::string media_type, std::string bytes,
                                 std::string cache_control);

/// The content as the asker takes it: 304 without a body where If-None-Match names it, gzip where
/// Accept-Encoding allows it, else as it is. The compressed bytes have a tag of their own.
[[nodiscard]] Answer content_answer(const Request& request, const Content& content);

/// Whether an Accept-Encoding lets gzip in: named, or by "*", and not with a weight of 0.
/// Source: RFC 9110, 12.5.3.
[[nodiscard]] bool takes_gzip(std::string_view accept_encoding);

/// Whether an If-None-Match names this tag; weak tags count, and "*" names all.
/// Source: RFC 9110, 13.1.2.
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view tag);

/// The bytes as one gzip member, without a time or a name in it: equal bytes give equal ones.
[[nodiscard]] std::string gzipped(std::string_view bytes);

} // namespace filiform::server
