#!/usr/bin/env bash
# Becomes the init of the system in $ROOT; boot.sh starts it in namespaces of its own.
set -euo pipefail
ip link set lo up
mount --bind "$ROOT" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount -t sysfs -o ro sysfs "$ROOT/sys"
mount -t tmpfs -o mode=755,size=16m tmpfs "$ROOT/dev"
for name in null zero full random urandom tty; do
  touch "$ROOT/dev/$name"
  mount --bind "/dev/$name" "$ROOT/dev/$name"
done
mkdir "$ROOT/dev/shm" "$ROOT/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$ROOT/dev/pts"
ln -s pts/ptmx "$ROOT/dev/ptmx"
ln -s /proc/self/fd "$ROOT/dev/fd"
mount -t tmpfs -o mode=755 tmpfs "$ROOT/run"
mount -t tmpfs -o mode=755,size=1m tmpfs "$ROOT/sys/fs/cgroup"
for controller in systemd memory pids unified; do
  [ -d "/sys/fs/cgroup/$controller" ] || continue
  mkdir "$ROOT/sys/fs/cgroup/$controller"
  case $controller in
    unified) mount -t cgroup2 cgroup2 "$ROOT/sys/fs/cgroup/unified" ;;
    systemd) mount -t cgroup -o none,name=systemd cgroup "$ROOT/sys/fs/cgroup/systemd" ;;
    *) mount -t cgroup -o "$controller" cgroup "$ROOT/sys/fs/cgroup/$controller" ;;
  esac
done
# Not chroot: there the kernel makes no namespaces of users, which the unit asks for.
mkdir "$ROOT/old"
cd "$ROOT"
pivot_root . old
cd /
umount -l /old
exec env -i container=namespaces PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --log-target=console --log-level=info --show-status=no
