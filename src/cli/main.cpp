// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <unistd.h>

#include "base/memory.h"
#include "cli/commands.h"

int main(int argc, char** argv) {
    filiform::base::keep_freed_memory();
    const filiform::cli::Streams streams{std::cin, std::cout, std::cerr,
                                         ::isatty(STDERR_FILENO) == 1};
    return static_cast<int>(filiform::cli::run(argc, argv, streams));
}
