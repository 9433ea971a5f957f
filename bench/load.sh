#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fills a clinic with PATIENTS and ten sessions each, serves it on loopback with one thread for the
# sockets, and lets wrk ask on one thread and 16 connections that stay open. Prints a row for each kind of work:
# name | requests a second | p50 ms | p99 ms | slowest ms | refused or failed.
# First and last the same is asked of a bare server (bench/load/bare_server.cpp): bare_read, bare_write.
#
# Usage: bench/load.sh [PATIENTS] [STORE]   (needs wrk; builds nothing but the programs it runs)
set -euo pipefail
cd "$(dirname "$0")/.."
patients=${1:-1000}
folder=$(mktemp -d)
store=${2:-sqlite:$folder/clinic.db}
seconds=${SECONDS_EACH:-10}
works=${WORKS:-health read fhir_read session sessions_of by_name fhir_by_name write fhir_write mixed}
clinic_port=8097
bare_port=8096
servers=()
trap 'for one in "${servers[@]}"; do kill "$one" && wait "$one" || true; done; rm -rf "$folder"' EXIT

cmake --preset release >/dev/null
cmake --build --preset release \
    --target filiform filiform_fill_clinic filiform_bare_server >/dev/null
began=$SECONDS
FILIFORM_TOKEN=$(build/release/filiform_fill_clinic "$store" "$patients" 10 "$folder/ids")
echo "filled with $patients patients and $((10 * patients)) sessions in $((SECONDS - began)) s"
cat >"$folder/serve.yaml" <<END
store: $store
port: $clinic_port
requests_per_second: 100000
wire_threads: 1
workers: ${WORKERS:-8}
log: false
END
build/release/filiform_bare_server $bare_port "$folder/bare.db" &
servers+=($!)
build/release/filiform serve --config "$folder/serve.yaml" >"$folder/out" &
clinic=$!
servers+=("$clinic")
for _ in $(seq 100); do
    if curl -sf http://127.0.0.1:$clinic_port/ready >/dev/null; then break; fi
    sleep 0.1
done
export FILIFORM_TOKEN FILIFORM_IDS="$folder/ids" FILIFORM_WORK FILIFORM_ROUND
FILIFORM_ROUND=$$
ask() {
    wrk -t1 -c16 -d"${seconds}s" --latency -s bench/load/load.lua "http://127.0.0.1:$1" | tail -1
}
bare() {
    for FILIFORM_WORK in bare_read bare_write; do ask $bare_port; done
}
bare
for FILIFORM_WORK in $works; do ask $clinic_port; done
bare
grep -E '^VmHWM' "/proc/$clinic/status"
