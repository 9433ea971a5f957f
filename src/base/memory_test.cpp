// SPDX-License-Identifier: Apache-2.0
#include "base/memory.h"

#include <cstddef>
#include <memory>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace filiform::base {
namespace {

long pages_asked_for() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/// Takes 64 MiB, writes to every page of it and frees it.
void use_much() {
    constexpr std::size_t bytes = std::size_t{64} << 20;
    constexpr std::size_t page = 4096;
    const std::unique_ptr<volatile char[]> block(new char[bytes]);
    for (std::size_t i = 0; i < bytes; i += page)
        block[i] = 1;
}

TEST(Memory, OnceFreedIsUsedAgainWithoutTheKernel) {
#if defined(FILIFORM_SANITIZE_ADDRESS) || defined(FILIFORM_SANITIZE_THREAD) || !defined(__GLIBC__)
    GTEST_SKIP() << "another allocator than the GNU C library's";
#endif
    keep_freed_memory();
    use_much();
    const long before = pages_asked_for();
    use_much();
    EXPECT_LT(pages_asked_for() - before, 100); // of 16384
}

} // namespace
} // namespace filiform::base
