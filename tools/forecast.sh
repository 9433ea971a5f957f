#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tries the forecast on invented patients and writes docs/validation/forecast.md with its figures.
# forecast.sh 50 takes 50 of each cohort rather than 1,000.
set -euo pipefail
cd "$(dirname "$0")/.."
"${FILIFORM:-build/release/filiform}" progress calibrate --out docs/validation --patients "${1:-1000}"
