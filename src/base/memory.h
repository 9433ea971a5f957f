// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace filiform::base {

/// From now on memory that is freed stays with the program and is handed out again, instead of
/// going back to the kernel: a body's fields come and go by the hundred megabytes, and having every
/// page cleared anew was a fifth of the work of making one.
///
/// For:    programs that end with their task; what was needed at once stays taken until then.
/// Source: GNU C library, mallopt(3). Under another library this does nothing.
void keep_freed_memory();

} // namespace filiform::base
