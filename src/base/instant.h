// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace filiform::base {

/// A moment, to the millisecond, in UTC.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-29T15:37:23.120Z", or with an offset "+02:00" (RFC 3339); fractions beyond the
/// millisecond are cut off. A moment without a zone is refused: it could be anywhere.
/// Problems: instant.form, instant.no_zone, instant.no_such_moment; `where` is left empty.
[[nodiscard]] Result<Instant> read_instant(std::string_view text);
/// Always in UTC and with three decimals, so that texts sort as the moments do.
[[nodiscard]] std::string text(Instant instant);

} // namespace filiform::base
