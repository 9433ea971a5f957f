#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check.sh format: the layout of every source file. check.sh tidy: static analysis, on the compile
# commands of the release build. No argument: both.
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
    [ -f build/release/compile_commands.json ] || cmake --preset release >/dev/null
    git ls-files -z 'src/*.cpp' ':!src/*_test.cpp' |
        xargs -0 --no-run-if-empty -n 4 -P "$(nproc)" clang-tidy -p build/release --quiet \
            2> >(grep -v 'warnings generated\|Suppressed\|Use -header-filter' >&2)
fi
