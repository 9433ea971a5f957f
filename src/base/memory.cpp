// SPDX-License-Identifier: Apache-2.0
#include "base/memory.h"

#include <limits> // any header tells which library this is

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace filiform::base {

void keep_freed_memory() {
#ifdef __GLIBC__
    mallopt(M_MMAP_MAX, 0); // blocks mapped one by one are unmapped one by one
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

} // namespace filiform::base
