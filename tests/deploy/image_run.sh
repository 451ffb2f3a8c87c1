#!/usr/bin/env bash
# Runs the image that image_build.py made, which starts this in namespaces of its own, with
# no network but loopback: nothing else may be needed.
set -euo pipefail
ip link set lo up
# The processes of this namespace, and no others.
mount -t proc proc /proc
mount --bind "$IMAGE" "$IMAGE"
mount -o remount,ro,bind "$IMAGE"
mount -t proc -o nosuid,nodev,noexec proc "$IMAGE/proc"
mount -t tmpfs -o mode=755,size=1m tmpfs "$IMAGE/dev"
for name in null zero urandom random; do
  touch "$IMAGE/dev/$name"
  mount --bind "/dev/$name" "$IMAGE/dev/$name"
done
mount -t tmpfs -o mode=1777,size=64m,noexec,nosuid,nodev tmpfs "$IMAGE/tmp"
mount --bind "$WORK/data" "$IMAGE/var/lib/clausebook"
mount --bind "$WORK/backups" "$IMAGE/var/backups/clausebook"
mount --bind "$WORK/tls" "$IMAGE/etc/clausebook/tls"
mount -o remount,ro,bind "$IMAGE/etc/clausebook/tls"

# container WORDS…: a process of the container. What is left in the bounding set is only
# what it takes to get in, and is lost with the change of user.
container() {
  env -i PATH=/usr/sbin:/usr/bin setpriv --no-new-privs --bounding-set -all,+sys_chroot,+setuid,+setgid \
    chroot --userspec="$IMAGE_USER" "$IMAGE" "$@"
}
words() { mapfile -t split < <(xargs -n1 <<<"$1"); }

words "$CONTAINER_START"
start=("${split[@]}")
container "${start[@]}" --create-admin-token 'Mara Lind' >"$WORK/admin.token" 2>/dev/null
container "${start[@]}" >"$WORK/server.log" 2>&1 &
server=$!
words "$CONTAINER_HEALTH"
for ((i = 0; i < 50; i++)); do
  if container "${split[@]}" >/dev/null 2>&1; then break; fi
  sleep 0.2
done
container "${split[@]}" || { cat "$WORK/server.log" >&2; exit 1; }
echo "== healthy; the process: $(awk '/^(Uid|CapEff|NoNewPrivs|Seccomp):/ { printf "%s %s  ", $1, $2 }' \
  "/proc/$(pgrep -n -f '^/usr/bin/clausebookd')/status")"

# told PATH: the answer of the endpoint that probes and Prometheus ask.
told() {
  exec 3<>"/dev/tcp/127.0.0.1/$METRICS_PORT"
  printf 'GET %s HTTP/1.0\r\n\r\n' "$1" >&3
  cat <&3
}
told /livez | grep '^HTTP/1.1 200 ' >/dev/null
told /readyz | grep -x ready
told /metrics | grep '^clausebook_ready 1'

if container /usr/bin/clausebook --server localhost:7447 --ca /etc/clausebook/tls/current/ca.crt \
    apps >/dev/null 2>&1; then
  echo "nobody in particular was let in" >&2
  exit 1
fi
read -ra cli <<<"$CONTAINER_CLI"
# The command line outside of the container would do as well; this one proves the image's.
cp -r "$DEMO/demo" "$DEMO/demo-platform" "$IMAGE/tmp/"
chmod -R a+rX "$IMAGE/tmp"
install -m 0444 "$WORK/admin.token" "$IMAGE/tmp/admin.token"
for book in demo-platform demo; do
  container "${cli[@]}" --token-file /tmp/admin.token apply "/tmp/$book" >/dev/null
done
container "${cli[@]}" --token-file /tmp/admin.token ask stores-data-off-atlassian --app tidewatch | head -3
container "${cli[@]}" --token-file /tmp/admin.token admin backup first
test -s "$WORK/backups/first.db.json"
container /usr/bin/clausebook admin check /var/backups/clausebook/first.db | tail -2
container /usr/bin/clausebook admin check /var/lib/clausebook/clausebook.db | tail -2
container /usr/bin/clausebook demo >/dev/null
kill -TERM "$(pgrep -n -f '^/usr/bin/clausebookd')"
wait "$server"
echo "== ended with 0 on SIGTERM"
container /usr/bin/clausebook admin restore /var/backups/clausebook/first.db /var/lib/clausebook/clausebook.db
