#!/usr/bin/env bash
# package_install.sh [DEB]: installs the Debian package on a bare Debian 12 and tries it:
# lintian, account, permissions, the demo as an ordinary user, configuration kept on
# reinstallation, removal, purge. As root; DEB is what `cmake --build --preset package` made.
# shellcheck disable=SC2016  # what is for the shell inside
set -euo pipefail
given=${1:+$(realpath "$1")}
cd "$(dirname "$0")"
deb=${given:-$(ls "$PWD"/../../build/package/clausebook_*.deb)}
work=$(mktemp -d /var/tmp/clausebook-package.XXXXXX)
trap 'rm -rf --one-file-system "$work"' EXIT
say() { echo "== $*"; }

./bare_root.sh "$work/root"
cp "$deb" "$work/root/root/clausebook.deb"
inside() { ./in_root.sh "$work/root" bash -ec "$1"; }
# No services are started while there is no init.
printf '#!/bin/sh\nexit 101\n' >"$work/root/usr/sbin/policy-rc.d"
chmod 755 "$work/root/usr/sbin/policy-rc.d"

say "install $(basename "$deb"), $(du -k "$deb" | cut -f1) kB"
inside 'apt-get update -qq
  apt-get install -qq -y --no-install-recommends /root/clausebook.deb >/root/apt.log 2>&1 || { tail -20 /root/apt.log; exit 1; }
  dpkg-query -W -f "\${Package} \${Version} \${Status}\n" clausebook
  dpkg --verify clausebook
  id clausebook
  stat -c "%A %U:%G %n" /var/lib/clausebook /var/backups/clausebook /etc/clausebook/tls /etc/clausebook/clausebookd.yaml
  test "$(stat -c %a%U /var/lib/clausebook)" = 700clausebook
  test "$(stat -c %a%U /var/backups/clausebook)" = 700clausebook
  test "$(stat -c %a%U%G /etc/clausebook/tls)" = 750rootclausebook
  ! find / -xdev -newer /root/clausebook.deb -perm /6000 -path "*clausebook*" | grep .'

say "the demo, as nobody"
inside 'setpriv --reuid nobody --regid nogroup --clear-groups clausebook demo >/tmp/demo.txt
  grep -c "sha256" /tmp/demo.txt; grep -m1 "^NO " /tmp/demo.txt'

say "the server, as its account, with the installed configuration"
inside 'as="setpriv --reuid clausebook --regid clausebook --init-groups"
  server="clausebookd --config /etc/clausebook/clausebookd.yaml --listen 127.0.0.1:17447 --metrics-listen 127.0.0.1:19447"
  $as clausebookd --config /etc/clausebook/clausebookd.yaml --check-config
  (umask 077; $as $server --create-admin-token "Mara Lind" >/root/token 2>/dev/null)
  $as $server >/tmp/server.log 2>&1 &
  ask="clausebook --server 127.0.0.1:17447"
  for ((i = 0; i < 50; i++)); do $ask ping 2>/dev/null && break; sleep 0.2; done
  $ask ping >/dev/null || { cat /tmp/server.log; exit 1; }
  exec 3<>/dev/tcp/127.0.0.1/19447
  printf "GET /readyz HTTP/1.0\r\n\r\n" >&3; grep ready <&3
  $ask --token-file /root/token admin token list | head -3
  $ask --token-file /root/token admin backup first
  test "$(stat -c %a%U /var/backups/clausebook/first.db)" = 600clausebook
  test -s /var/backups/clausebook/first.db.json
  if $ask apps 2>/dev/null; then exit 1; fi
  kill %1; wait %1'

say "other files"
inside 'test -s /usr/share/bash-completion/completions/clausebook
  bash -n /usr/share/bash-completion/completions/clausebook
  test -s /usr/share/zsh/vendor-completions/_clausebook
  test -s /usr/share/fish/vendor_completions.d/clausebook.fish
  ls /usr/share/clausebook/proto/clausebook/v1/*.proto | wc -l
  test -s /lib/systemd/system/clausebookd.service'

say "configuration of the operator is kept"
inside 'echo "cache_mib: 64" >>/etc/clausebook/clausebookd.yaml
  apt-get install -qq -y --reinstall /root/clausebook.deb >/dev/null 2>&1
  grep -q "^cache_mib: 64" /etc/clausebook/clausebookd.yaml'

say "removed; then purged, and the database is kept"
inside 'apt-get remove -qq -y clausebook >/dev/null 2>&1
  test -e /etc/clausebook/clausebookd.yaml; test ! -e /usr/bin/clausebookd
  apt-get purge -qq -y clausebook 2>&1 | grep kept
  test ! -e /etc/clausebook; test -e /var/lib/clausebook/clausebook.db
  test -e /var/backups/clausebook/first.db; id clausebook >/dev/null'

say "lintian"
inside 'apt-get install -qq -y --no-install-recommends lintian >/dev/null 2>&1
  lintian --fail-on error,warning --tag-display-limit 0 /root/clausebook.deb && echo "no error, no warning"'
say "done"
