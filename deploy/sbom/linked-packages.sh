#!/usr/bin/env bash
# linked-packages.sh PROGRAM…: the Debian packages that own the libraries which the programs
# load, directly and by others, as NAME or NAME:ARCHITECTURE, one a line. The image and the
# bill of materials are both made from this list.
set -euo pipefail

loaded=$(for program in "$@"; do ldd "$program"; done)
# A library that is missing would be missing from the list as well.
if grep 'not found' <<<"$loaded" >&2; then exit 1; fi
mapfile -t libraries < <(
  sed -nE 's/^.* => (\/[^ ]+) \(.*$/\1/p; s/^\t(\/[^ ]+) \(.*$/\1/p' <<<"$loaded" | sort -u)

# dpkg knows files by the names that they were packed with: with or without /usr, and not by
# links to them. One question for all, since each reads all lists.
declare -A real
names=()
for library in "${libraries[@]}"; do
  real[$library]=$(readlink -f "$library")
  for name in "$library" "${real[$library]}"; do
    names+=("$name" "${name#/usr}" "/usr${name#/usr}")
  done
done
declare -A owners
while IFS= read -r line; do
  owners[${line##*: }]=${line%%: *}
done < <(dpkg-query -S "${names[@]}" 2>/dev/null | grep -v '^diversion')

for library in "${libraries[@]}"; do
  owner=
  for name in "$library" "${real[$library]}"; do
    for known in "$name" "${name#/usr}" "/usr${name#/usr}"; do
      owner=${owner:-${owners[$known]:-}}
    done
  done
  [ -n "$owner" ] || { echo "$0: no package owns $library" >&2; exit 1; }
  printf '%s\n' "$owner"
done | sort -u
