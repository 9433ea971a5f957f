#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Everything that has to hold before a change lands. Called by `make test`. Prints how long each step
# took, and last what ctest says of each of its runs; the first step that fails ends the run and is
# named on the last line.
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=${JOBS:-$(nproc)}

current=""
began=0
times=""
# Ends the step before and begins the next.
step() {
    if [ -n "$current" ]; then
        times+=$(printf '%6s s  %s' $((SECONDS - began)) "$current")$'\n'
    fi
    current=$1
    began=$SECONDS
    if [ -n "$current" ]; then printf '\n== %s\n' "$current"; fi
}
failed() {
    local code=$?
    [ $code -eq 0 ] && return
    printf '\n%s== FAILED after %s s, in the step: %s\n' "$times" "$SECONDS" "$current" >&2
}
trap failed EXIT
summary=build/ctest-summary.txt
run_tests() {
    ctest -j"$jobs" --output-on-failure --no-tests=error "$@" | tee build/ctest-log.txt
    grep 'tests passed' build/ctest-log.txt >>"$summary"
}
mkdir -p build
: >"$summary"

step "layout of the code"
tools/check.sh format

step "the program, as users run it"
cmake --preset release >/dev/null
cmake --build --preset release --target stories filiform_bench -- -j"$jobs"

step "the pages, with types of what the program answers"
build/release/filiform schema openapi >build/openapi.json
npm --prefix web run --silent types
npm --prefix web run --silent check
npm --prefix web run --silent test

step "the pages in a browser, with the program"
# Every page by axe, and how pages look, take longer than the rest together: npm run e2e has them.
npm --prefix web run --silent e2e -- arrives body connection emergency evidence figures input progress smoke story \
    two weight

step "static analysis"
tools/check.sh tidy

step "the rooms and fuzzers with address and undefined-behaviour sanitizers"
cmake --preset ci >/dev/null
cmake --build --preset ci --target room_tests fuzz_programs -- -j"$jobs"

step "the threads under the thread sanitizer"
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target base_test geometry_test store_test -- -j"$jobs"
build/tsan/base_test --gtest_brief=1
build/tsan/geometry_test --gtest_brief=1
build/tsan/store_test --gtest_brief=1 --gtest_filter='*Claiming*:*BackingUp.ItIs*:*Keeping.AnInv*'

step "fuzzers, for a bounded time"
FUZZ_SECONDS=${FUZZ_SECONDS:-8} cmake --build --preset ci --target fuzz_smoke -- -j"$jobs"

step "stories: the program as a user runs it, the main job on a real CT"
run_tests --test-dir build/release -L story

step "every room's tests, with sanitizers"
run_tests --test-dir build/ci -LE story -E NOT_BUILT
step ""
printf '\n%s== passed in %s s\n' "$times" "$SECONDS"
cat "$summary"
