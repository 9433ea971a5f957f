#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Leaves the labels of a segmented CT out, predicts them from the reference body and writes
# docs/validation/hybrid.md: tools/hold_out.sh LABELS.nii.gz CT.nii.gz. A minute and a half; needs
# `make build`.
set -eu
labels=$(realpath "$1")
image=$(realpath "$2")
cd "$(dirname "$0")/.."
program=build/release/filiform
body=$(mktemp -d)/scan.body
trap 'rm -rf "$(dirname "$body")"' EXIT
"$program" body import --labels "$labels" --scheme totalsegmentator-v2 --image "$image" \
    --out "$body" >/dev/null
"$program" body hold-out "$body" >docs/validation/hybrid.md.new
mv docs/validation/hybrid.md.new docs/validation/hybrid.md
