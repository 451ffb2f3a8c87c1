#!/usr/bin/env bash
# bare_root.sh OUT: a bare Debian 12 in the new folder OUT: what debootstrap makes, with this
# machine's sources of packages. As root. The first one is kept in
# $CLAUSEBOOK_CHROOTS (default /var/tmp/clausebook-chroots) and copied from then on.
# shellcheck disable=SC2016  # what is for the shell inside
set -euo pipefail
out=$1
suite=bookworm
kept=${CLAUSEBOOK_CHROOTS:-/var/tmp/clausebook-chroots}/$suite
[ ! -e "$out" ] || { echo "$0: $out exists" >&2; exit 1; }

if [ ! -d "$kept" ]; then
  command -v debootstrap >/dev/null || { echo "$0: install debootstrap" >&2; exit 1; }
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' \
    | awk -v suite="$suite" '$2 == suite { print $1; exit }')
  [ -n "$mirror" ] || { echo "$0: no source of packages for $suite; apt-get update?" >&2; exit 1; }
  new=$kept.new.$$
  mkdir -p "$(dirname "$kept")"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$new" "$mirror" >"$new.log" 2>&1 \
    || { tail -5 "$new.log" >&2; exit 1; }
  # The same sources, proxies and authorities as here.
  rm -f "$new/etc/apt/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    if [ -s "$file" ] && grep -q "$suite" "$file" && grep -q debian "$file"; then
      cp "$file" "$new/etc/apt/${file#/etc/apt/}"
    fi
  done
  for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [ -f "$file" ] && grep -Eiq '::Proxy|Verify-Peer|CaInfo' "$file"; then
      cp "$file" "$new/etc/apt/apt.conf.d/"
    fi
  done
  cp /usr/local/share/ca-certificates/*.crt "$new/usr/local/share/ca-certificates/" 2>/dev/null || true
  chroot "$new" update-ca-certificates >/dev/null 2>&1 || true
  rm -rf "$new"/var/lib/apt/lists/* "$new"/var/cache/apt/archives/*.deb
  mv "$new" "$kept"
fi
cp -a --reflink=auto "$kept" "$out"
cp -L /etc/resolv.conf "$out/etc/resolv.conf"
