#!/usr/bin/env bash
# in_root.sh [--bind FROM:TO]… ROOT COMMAND…: runs COMMAND in the folder ROOT as if it were a
# machine: own processes and mounts, which all end with it. As root.
set -euo pipefail
if [ "${IN_ROOT_NAMESPACE:-}" = "" ]; then
  exec env IN_ROOT_NAMESPACE=1 unshare --mount --pid --fork --kill-child --uts --ipc \
    --propagation private "$0" "$@"
fi
unset IN_ROOT_NAMESPACE
binds=()
while [ "${1:-}" = --bind ]; do binds+=("$2"); shift 2; done
root=$1
shift
mkdir -p "$root"/{proc,sys,dev,run,tmp}
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755,size=16m tmpfs "$root/dev"
for name in null zero full random urandom tty; do
  touch "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
for bind in "${binds[@]}"; do
  mkdir -p "$root${bind#*:}"
  mount --bind "${bind%%:*}" "$root${bind#*:}"
done
environment=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
  LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
for name in http_proxy https_proxy no_proxy CCACHE_DIR CCACHE_BASEDIR CCACHE_NOHASHDIR SOURCE_DATE_EPOCH; do
  if [ -n "${!name:-}" ]; then environment+=("$name=${!name}"); fi
done
exec env -i "${environment[@]}" chroot "$root" "$@"
