// SPDX-License-Identifier: Apache-2.0
#pragma once

/// 1 where files may switch instruction sets by `#pragma GCC target`: GCC on x86-64. Elsewhere the
/// plain kernels are all there is. Such a file includes everything from outside this room before
/// the pragma, so that no shared inline function is compiled for a processor that may be absent.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define FILIFORM_WIDE_BUILD 1
#else
#define FILIFORM_WIDE_BUILD 0
#endif
