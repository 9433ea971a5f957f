#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# package_test.sh BUILD: makes the Debian package of a built program, unpacks it beside, and holds what
# is in it against what docs/operations.md says.
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "package_test: $1" >&2
    exit 1
}

(cd "$build" && cpack -B "$work" >"$work/cpack.txt" 2>&1) || {
    cat "$work/cpack.txt" >&2
    fail "the package was not made"
}
package=$(echo "$work"/filiform_*_amd64.deb)
dpkg-deb -x "$package" "$work/root"
dpkg-deb -e "$package" "$work/control"

for file in usr/bin/filiform etc/filiform/filiform.yaml usr/share/doc/filiform/operations.md \
    usr/share/doc/filiform/copyright usr/lib/systemd/system/filiform.service \
    usr/lib/systemd/system/filiform-backup.service usr/lib/systemd/system/filiform-backup.timer; do
    [ -f "$work/root/$file" ] || fail "$file is not in it"
done
grep -qx /etc/filiform/filiform.yaml "$work/control/conffiles" ||
    fail "an upgrade would overwrite the configuration"
for library in libsqlite3-0 libpq5 libsoci-core4.0 libsoci-sqlite3-4.0 libsodium23 libstdc++6; do
    grep -q "^Depends:.*$library" "$work/control/control" ||
        case $library in
        libsqlite3-0 | libpq5) ;; # by way of SOCI's own packages
        *) fail "it does not say that it needs $library" ;;
        esac
done
"$work/root/usr/bin/filiform" --version | grep -q '^filiform ' || fail "the program does not start"

# The configuration is the program's own, but for where the record lies.
"$work/root/usr/bin/filiform" serve --print-config >"$work/defaults.yaml"
diff "$work/defaults.yaml" "$work/root/etc/filiform/filiform.yaml" >"$work/difference.txt" && true
[ "$(grep -c '^[<>]' "$work/difference.txt")" -eq 2 ] || fail "the configurations differ"
grep -qx '> store: sqlite:/var/lib/filiform/record.db' "$work/difference.txt" ||
    fail "the record does not lie in /var/lib/filiform"

for script in postinst prerm postrm; do
    sh -n "$work/control/$script" || fail "$script is no shell script"
    [ -x "$work/control/$script" ] || fail "$script cannot be run"
done
grep -qw 'rm .*var/lib/filiform' "$work"/control/p* && fail "a script would delete the record"
if command -v systemd-analyze >/dev/null; then
    sed -i "s|/usr/bin/filiform|$work/root/usr/bin/filiform|" "$work"/root/usr/lib/systemd/system/*.service
    systemd-analyze verify "$work"/root/usr/lib/systemd/system/*.service \
        "$work"/root/usr/lib/systemd/system/*.timer 2>&1 | grep -i 'filiform[^ ]*:.*\(unknown\|invalid\|failed to parse\)' &&
        fail "a unit is not understood"
fi
echo "$(basename "$package"): $(du -h "$package" | cut -f1)"
