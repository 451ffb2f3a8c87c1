#!/usr/bin/env bash
# linked-packages.sh PROGRAM…: the Debian packages that own the libraries which the programs
# load, directly and by others, as NAME or NAME:ARCHITECTURE, one a line. The image and the
# bill of materials are both made from this list.
set -euo pipefail

libraries() {
  local program
  for program in "$@"; do
    # A library that is missing would be missing from the list as well.
    if ldd "$program" | grep -q 'not found'; then
      echo "$0: $program: $(ldd "$program" | grep 'not found')" >&2
      exit 1
    fi
    ldd "$program" | sed -nE 's/^.* => (\/[^ ]+) \(.*$/\1/p; s/^\t(\/[^ ]+) \(.*$/\1/p'
  done | sort -u
}

libraries "$@" | while IFS= read -r library; do
  # dpkg knows files by the name that they were packed with: with or without /usr.
  file=$(readlink -f "$library")
  owner=
  for name in "$library" "$file" "${library#/usr}" "${file#/usr}" "/usr$library"; do
    owner=$(dpkg-query -S "$name" 2>/dev/null | grep -v '^diversion' | sed -n '1s/: .*//p') || true
    [ -z "$owner" ] || break
  done
  [ -n "$owner" ] || { echo "$0: no package owns $library" >&2; exit 1; }
  printf '%s\n' "$owner"
done | sort -u
