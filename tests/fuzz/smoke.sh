#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# smoke.sh BUILD_FOLDER FUZZER...: runs each fuzzer for FUZZ_SECONDS (default 20) from its seeds, its
# kept corpus and what earlier runs found. Fails at the first crash, leak, hang of 5 s or 1 GiB.
set -eu
build=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
for name in "$@"; do
    found="$build/fuzz/$name"
    seeds="$build/fuzz/$name-seeds"
    mkdir -p "$found" "$seeds"
    if [ -x "$build/seeds_$name" ]; then "$build/seeds_$name" "$seeds"; fi
    set -- "$found" "$seeds"
    if [ -d "$here/corpus/$name" ]; then set -- "$@" "$here/corpus/$name"; fi
    echo "== fuzz_$name for ${FUZZ_SECONDS:-20} s"
    "$build/fuzz_$name" "$@" -max_total_time="${FUZZ_SECONDS:-20}" -rss_limit_mb=1024 -timeout=5 \
        -max_len=16384 -print_final_stats=1 -print_funcs=0 -artifact_prefix="$build/fuzz/$name-"
done
echo "== no fuzzer found a fault"
