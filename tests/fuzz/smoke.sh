#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# smoke.sh BUILD_FOLDER FUZZER...: runs each fuzzer for FUZZ_SECONDS (default 20) from its seeds, its
# kept corpus and what earlier runs found, as many at once as there are processors. Fails when one of
# them crashes, leaks, hangs for 5 s or takes 1 GiB, and then shows what that one said.
set -eu
build=$1
shift
if [ $# -gt 1 ]; then
    printf '%s\n' "$@" | xargs -n 1 -P "$(nproc)" "$0" "$build"
    echo "== no fuzzer found a fault"
    exit
fi
name=$1
here=$(cd "$(dirname "$0")" && pwd)
found="$build/fuzz/$name"
seeds="$build/fuzz/$name-seeds"
said="$build/fuzz/$name.log"
mkdir -p "$found" "$seeds"
if [ -x "$build/seeds_$name" ]; then "$build/seeds_$name" "$seeds" >"$said" 2>&1; fi
set -- "$found" "$seeds"
if [ -d "$here/corpus/$name" ]; then set -- "$@" "$here/corpus/$name"; fi
if ! "$build/fuzz_$name" "$@" -max_total_time="${FUZZ_SECONDS:-20}" -rss_limit_mb=1024 -timeout=5 \
    -max_len=16384 -print_final_stats=1 -print_funcs=0 -artifact_prefix="$build/fuzz/$name-" \
    >"$said" 2>&1; then
    cat "$said"
    exit 1
fi
echo "== fuzz_$name: $(sed -n 's/stat::number_of_executed_units: *//p' "$said") inputs in ${FUZZ_SECONDS:-20} s"
