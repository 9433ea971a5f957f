#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Everything that has to hold before a change lands. Called by `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=${JOBS:-$(nproc)}
step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

step "layout of the code"
tools/check.sh format

step "the program, as users run it"
cmake --preset release >/dev/null
cmake --build --preset release -- -j"$jobs"

step "the same with address and undefined-behaviour sanitizers"
cmake --preset ci >/dev/null
cmake --build --preset ci -- -j"$jobs"

step "fuzzers, for a bounded time"
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target fuzz_smoke -- -j"$jobs"

step "tests under the thread sanitizer"
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target geometry_test needle_test -- -j"$jobs"
ctest --test-dir build/tsan -j"$jobs" \
    --output-on-failure --no-tests=error -L threads

step "static analysis"
tools/check.sh tidy

step "every test: stories on the release build, rooms with sanitizers"
ctest --test-dir build/release -j"$jobs" --output-on-failure --no-tests=error -L story
ctest --test-dir build/ci -j"$jobs" --output-on-failure --no-tests=error -LE story
step "done"
