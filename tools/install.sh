#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what tools/packages.txt names and this machine lacks. Needs root, or sudo.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

missing=()
while read -r package; do
    case "$package" in
    "" | \#*) continue ;;
    # Node from elsewhere brings npm with it, and the two cannot be installed beside each other.
    nodejs | npm) if command -v node >/dev/null && command -v npm >/dev/null; then continue; fi ;;
    esac
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        missing+=("$package")
done <"$here/packages.txt"
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "install.sh: missing: ${missing[*]}. Run as root, or install sudo." >&2
        exit 1
    }
    as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
    --no-install-recommends "${missing[@]}"
