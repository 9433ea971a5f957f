#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check.sh format: the layout of every source file. check.sh tidy: static analysis, see tidy.sh.
# No argument: both.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}

if [ "$what" != tidy ]; then
    git ls-files -z 'src/*.h' 'src/*.cpp' 'tests/*.h' 'tests/*.cpp' 'bench/*.h' 'bench/*.cpp' |
        xargs -0 --no-run-if-empty clang-format --dry-run --Werror
    for file in $(git ls-files 'src/*.h' 'src/*.cpp' 'tests/*.cpp' 'bench/*.cpp'); do
        head -1 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' ||
            { echo "$file:1: the licence tag is missing" >&2; exit 1; }
    done
fi
if [ "$what" != format ]; then
    tools/tidy.sh
fi
