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
cmake --build --preset release --target filiform command_line_test real_ct_test -- -j"$jobs"

step "the rooms with address and undefined-behaviour sanitizers"
cmake --preset ci >/dev/null
cmake --build --preset ci --target room_tests -- -j"$jobs"

step "the threads under the thread sanitizer"
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target base_test geometry_test -- -j"$jobs"
build/tsan/base_test --gtest_brief=1
build/tsan/geometry_test --gtest_brief=1

step "fuzzers, for a bounded time"
cmake --preset fuzz >/dev/null
FUZZ_SECONDS=${FUZZ_SECONDS:-15} cmake --build --preset fuzz --target fuzz_smoke -- -j"$jobs"

step "stories: the program as a user runs it, the main job on a real CT"
ctest --test-dir build/release -j"$jobs" --output-on-failure --no-tests=error -L story

step "every room's tests, with sanitizers"
ctest --test-dir build/ci -j"$jobs" --output-on-failure --no-tests=error -LE story -E NOT_BUILT
step "done"
