#!/usr/bin/env bash
# assemble-root.sh DEB OUT: makes the root file system of the image in the new folder OUT:
# the programs of our package DEB and, whole, the Debian packages whose libraries they load.
# Whole, since a package's other files (conversions of libc, modules of NSS) are loaded at
# run time. Runs in the Dockerfile's build stage, as root.
set -euo pipefail
deb=$1 out=$2
here=$(dirname "$0")
user=10001

[ ! -e "$out" ] || { echo "$0: $out exists" >&2; exit 1; }
# Debian's layout: /lib and the like are links into /usr.
mkdir -p "$out"/usr/{bin,lib,lib64} "$out"/etc "$out"/var/lib/dpkg/status.d
for name in bin lib lib64; do ln -s "usr/$name" "$out/$name"; done

dpkg-deb --fsys-tarfile "$deb" | tar -xf - -C "$out" --keep-directory-symlink \
  ./usr/bin ./usr/share/clausebook ./usr/share/doc/clausebook/copyright \
  ./usr/share/doc/clausebook/LICENSE-vsaq.txt
programs=("$out"/usr/bin/clausebook*)

# Besides what is linked: base-files says which Debian this is, fontconfig-config has what
# the reader of PDF files asks its library of fonts for.
mapfile -t packages < <("$here/../sbom/linked-packages.sh" "${programs[@]}")
packages+=(base-files fontconfig-config)
for package in "${packages[@]}"; do
  # Of the documentation only the licences; no tools.
  dpkg-query -L "$package" | awk '
      /^(\/usr)?\/s?bin\// || /^\/usr\/share\/(man|info|lintian|bug|locale)\// { next }
      /^\/usr\/share\/doc\// && !/\/copyright$/ { next }
      { print }' \
    | while IFS= read -r path; do
        if [ -L "$path" ] || [ -f "$path" ]; then printf '%s\0' "${path#/}"; fi
      done \
    | tar -C / -cf - --null --no-recursion -T - \
    | tar -C "$out" -xf - --keep-directory-symlink
  # So that scanners of images see what is in it.
  dpkg-query -s "$package" >"$out/var/lib/dpkg/status.d/${package%%:*}"
done
dpkg-deb -f "$deb" >"$out/var/lib/dpkg/status.d/clausebook"

"$here/../sbom/generate_sbom.py" --build "$(dirname "$deb")" --package "$deb" \
  --out "$out/usr/share/clausebook/sbom.spdx.json"

install -d -m 1777 "$out/tmp"
install -d -m 0755 "$out"/etc/clausebook "$out"/etc/clausebook/tls "$out"/{proc,dev,sys,run}
install -m 0644 "$here/../config/container.yaml" "$out/etc/clausebook/clausebookd.yaml"
install -d -m 0755 "$out/var/backups"
install -d -m 0700 -o "$user" -g "$user" "$out/var/lib/clausebook" "$out/var/backups/clausebook"
printf 'clausebook:x:%s:%s:Clausebook:/var/lib/clausebook:/nonexistent\n' "$user" "$user" >"$out/etc/passwd"
printf 'clausebook:x:%s:\n' "$user" >"$out/etc/group"
# Engines write their own /etc/hosts; that it is looked at is up to us.
printf '127.0.0.1 localhost\n' >"$out/etc/hosts"
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >"$out/etc/nsswitch.conf"

# It has to work by itself, as the user that it will be.
chroot --userspec="$user:$user" "$out" /usr/bin/clausebook demo >/dev/null
chroot --userspec="$user:$user" "$out" /usr/bin/clausebookd --version
du -sm "$out" | awk '{print "image: " $1 " MB"}'
