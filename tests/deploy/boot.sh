#!/usr/bin/env bash
# boot.sh [DEB]: boots systemd in a bare Debian 12 and takes every step that the runbook
# shows (```console): installation, tokens, certificates, backup, restore, upgrade, damage.
# So the real server runs in the unit's sandbox. As root; inside there is no network but
# loopback.
#
# Not proven: what another kernel would say, and disks that are full or break.
# shellcheck disable=SC2016  # what is for the shell inside
set -euo pipefail
given=${1:+$(realpath "$1")}
cd "$(dirname "$0")"
deb=${given:-$(ls "$PWD"/../../build/package/clausebook_*.deb)}
here=$PWD

work=$(mktemp -d /var/tmp/clausebook-boot.XXXXXX)
root=$work/root
groups=()
tidy() {
  rm -rf --one-file-system "$work"
  for group in "${groups[@]}"; do
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}
trap tidy EXIT

./bare_root.sh "$root"
cp "$deb" "$root/root/"
version=$(dpkg-deb -f "$deb" Version)
# A newer version to upgrade to: the same but for its number.
dpkg-deb -R "$deb" "$work/newer"
sed -i "s/^Version: .*/Version: $version+next/" "$work/newer/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -z1 -b "$work/newer" "$root/root/clausebook_${version}+next_amd64.deb" >/dev/null
echo "== what has to be there before: systemd, and the libraries"
./in_root.sh "$root" bash -ec '
  printf "#!/bin/sh\nexit 101\n" >/usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d
  apt-get update -qq
  apt-get install -qq -y --no-install-recommends systemd openssl procps curl /root/clausebook_'"$version"'_amd64.deb >/root/apt.log 2>&1 \
    || { tail -20 /root/apt.log; exit 1; }
  apt-get purge -qq -y clausebook >/dev/null 2>&1
  rm -rf /var/lib/clausebook /var/backups/clausebook /usr/sbin/policy-rc.d; deluser --quiet --system clausebook'
/usr/bin/python3 -B rehearsal.py ../../deploy/RUNBOOK.md >"$root/root/rehearsal.sh"
cp -r ../../deploy/demo ../../deploy/demo-platform "$root/root/"
cat >"$root/etc/systemd/system/rehearsal.service" <<'UNIT'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
WorkingDirectory=/root
Environment=HOME=/root
ExecStart=/bin/bash /root/rehearsal.sh
StandardOutput=file:/root/rehearsal.log
StandardError=inherit
ExecStopPost=/bin/systemctl --no-block exit
[Install]
WantedBy=multi-user.target
UNIT
chroot "$root" systemctl --quiet enable rehearsal.service
chroot "$root" systemctl --quiet mask systemd-udevd.service systemd-udev-trigger.service \
  getty@tty1.service console-getty.service systemd-networkd-wait-online.service \
  systemd-timesyncd.service
echo clausebook-test >"$root/etc/hostname"
printf '127.0.0.1 localhost clausebook-test\n' >"$root/etc/hosts"

# Control groups of its own: the new init sees and changes nothing of this machine's.
for controller in systemd memory pids unified; do
  if [ -d "/sys/fs/cgroup/$controller" ]; then
    groups+=("/sys/fs/cgroup/$controller/clausebook-boot.$$")
    mkdir "${groups[-1]}"
  fi
done
echo "== boot"
rc=0
env GROUPS_OF_ITS_OWN="${groups[*]}" ROOT="$root" timeout -k 10 500 bash -ec '
  for group in $GROUPS_OF_ITS_OWN; do echo $$ >"$group/cgroup.procs"; done
  exec unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup \
    --propagation private '"$here"'/boot_init.sh' >"$work/console.log" 2>&1 || rc=$?
cat "$root/root/rehearsal.log" 2>/dev/null || { echo "no rehearsal (init ended with $rc)"; tail -30 "$work/console.log"; exit 1; }
tail -1 "$root/root/rehearsal.log" | grep -q '^== done' || { tail -15 "$work/console.log"; exit 1; }
