#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tidy.sh [--deep] [ROOM...]: static analysis of every body of the house, or of some rooms, with the
# flags of the release build. Nearly all of what clang-tidy costs is reading the same headers again,
# so the bodies of a room are read together as one unit. A body whose private names clash with those
# of another goes into the room's next unit. Tests are not analysed: they run.
#
# --deep walks every path through every body as well (clang-analyzer-*), which costs five times as
# much; `make test` leaves it out, since there the same mistakes meet the sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
commands=build/release/compile_commands.json
units=build/tidy

# The compiler flags of a room's bodies, which must all be the same.
flags_of() {
    local flags
    flags=$(sed -n 's|^ *"command": "[^ ]*c++ \(.*\) -o [^ ]*filiform_'"$1"'\.dir/.*|\1|p' "$commands" |
        sort -u)
    if [ -z "$flags" ] || [ "$(wc -l <<<"$flags")" -ne 1 ]; then
        echo "tidy.sh: the bodies of src/$1 have no flags, or not all the same ones" >&2
        return 1
    fi
    sed 's/\\\(.\)/\1/g; s/-Werror//; s/$/ -Wno-unknown-warning-option/' <<<"$flags"
}

analyse() { # FLAGS FILE: prints what is found
    local flags failed=0 checks="-clang-analyzer-*"
    eval "flags=($1)"
    if [ -n "${TIDY_DEEP:-}" ]; then
        flags+=(-Xclang -analyzer-opt-analyze-headers) # bodies that a unit includes count as headers
        checks=""
    fi
    clang-tidy --quiet --checks="$checks" "$2" -- "${flags[@]}" >"${2%.cpp}.txt" 2>&1 || failed=1
    grep -v ' generated\.$\|^Suppressed \|^Use -header-filter' "${2%.cpp}.txt" || true
    return "$failed"
}

analyse_room() { # ROOM
    local room=$1 flags words unit clashes number=0 failed=0
    local files=() together later
    flags=$(flags_of "$room")
    eval "words=($flags)"
    mapfile -t files < <(git ls-files "src/$room/*.cpp" ":!src/$room/*_test.cpp")
    while [ ${#files[@]} -gt 0 ]; do
        number=$((number + 1))
        unit=$units/${room}_$number.cpp
        printf "#include \"$root/%s\" // NOLINT(bugprone-suspicious-include)\n" "${files[@]}" >"$unit"
        clashes=$(clang++ -fsyntax-only -w -ferror-limit=0 "${words[@]}" "$unit" 2>&1 |
            sed -n "s|^$root/\(src/[^:]*\.cpp\):[0-9:]* \(fatal \)\?error: .*|\1|p" | sort -u) || true
        together=()
        later=()
        for file in "${files[@]}"; do
            if grep -qxF "$file" <<<"$clashes"; then later+=("$file"); else together+=("$file"); fi
        done
        if [ ${#together[@]} -eq 0 ]; then # not a clash: let the analysis say what is wrong
            together=("${later[@]}")
            later=()
        fi
        printf "#include \"$root/%s\" // NOLINT(bugprone-suspicious-include)\n" "${together[@]}" >"$unit"
        analyse "$flags" "$unit" || failed=1
        files=("${later[@]}")
    done
    return "$failed"
}

if [ "${1:-}" = --room ]; then
    analyse_room "$2"
    exit
fi
if [ "${1:-}" = --deep ]; then
    export TIDY_DEEP=1
    shift
fi
[ -f "$commands" ] || cmake --preset release >/dev/null
mkdir -p "$units"
# The rooms with most to read first, so that the cores finish together.
rooms=("$@")
[ ${#rooms[@]} -gt 0 ] || mapfile -t rooms < <(
    for room in src/*/; do
        printf '%s %s\n' "$(cat "$room"*.cpp | wc -l)" "$(basename "$room")"
    done | sort -rn | cut -d' ' -f2)
printf '%s\n' "${rooms[@]}" | xargs -n 1 -P "${JOBS:-$(nproc)}" tools/tidy.sh --room
