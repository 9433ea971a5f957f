#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Plans every target on reference bodies of every build and writes docs/validation/planning.md.
# planning.sh 3 uses a grid of 3 mm, planning.sh 2 8 only the first 8 people.
set -euo pipefail
cd "$(dirname "$0")/.."
page=docs/validation/planning.md
cmake --build --preset release --target planning_page >&2
build/release/planning_page "${1:-1.5}" ${2:+"$2"} >build/planning.md
mv build/planning.md "$page"
echo "Wrote $page" >&2
