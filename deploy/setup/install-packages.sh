#!/usr/bin/env bash
# Installs the Debian 12 packages that Clausebook needs.
#
#   install-packages.sh          to build and run
#   install-packages.sh --test   also to test: other clients, sanitizers, linters
#   install-packages.sh --package   to build, and to make packages and images of it
#
# As root, or with sudo. Asks nothing.
set -euo pipefail

build=(g++ cmake ninja-build ccache pkg-config libgrpc++-dev libprotobuf-dev
       protobuf-compiler protobuf-compiler-grpc libabsl-dev libsqlitecpp-dev
       libsqlite3-dev libssl-dev libyaml-cpp-dev libyaml-dev libcli11-dev nlohmann-json3-dev
       libspdlog-dev libfmt-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
       libutf8proc-dev libgumbo-dev libzip-dev libpugixml-dev libexpat1-dev libpoppler-cpp-dev
       libpsl-dev libxlsxwriter-dev prometheus-cpp-dev)
test=(openssl libgtest-dev libgmock-dev librapidcheck-dev clang-14 libclang-rt-14-dev llvm-14
      python3-minimal python3-grpcio python3-protobuf python3-jsonschema python3-pytest python3-yaml systemd
      python3-venv python3-pip python3-setuptools python3-wheel python3-selenium chromium
      chromium-driver shellcheck git sqlite3
      curl jq)
package=(dpkg-dev file python3)
# Node from elsewhere than Debian brings its own npm, and Debian's npm conflicts with it.
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  test+=(nodejs npm)
fi

# Checks the alert rules. Debian has it in the package of Prometheus only, which starts a
# server that listens on every address: so the one program is taken out of that package
# (19 MB to download).
tool=/usr/local/bin/promtool
take_tool=0

packages=("${build[@]}")
case ${1-} in
  --test)
    packages+=("${test[@]}")
    [ -x /usr/bin/promtool ] || [ -x "$tool" ] || take_tool=1
    ;;
  --package) packages+=("${package[@]}") ;;
  '') ;;
  *) echo "usage: $0 [--test | --package]" >&2; exit 2 ;;
esac

# Nothing to do costs nothing, and needs neither root nor a network.
if dpkg-query -W -f='${db:Status-Status} ' "${packages[@]}" 2>/dev/null \
    | tr ' ' '\n' | grep -v '^$' | grep -vqx installed; then
  missing=1
elif ! dpkg-query -W "${packages[@]}" >/dev/null 2>&1; then
  missing=1
else
  missing=0
fi
if [ "$missing$take_tool" = 00 ]; then
  exit 0
fi

as_root=()
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "$0: run this as root, or install sudo" >&2
    exit 1
  fi
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 update -qq
if [ "$missing" = 1 ]; then
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=600 install -y -qq \
    --no-install-recommends "${packages[@]}" >/dev/null
fi
# A mirror without it is no reason to test nothing: the one test that needs it skips, and
# says so.
take_promtool() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # As it is for whoever calls this: the folder is hers alone.
  (cd "$work" && apt-get -o APT::Sandbox::User="$(id -un)" download -qq prometheus >/dev/null) &&
    dpkg-deb --fsys-tarfile "$work"/prometheus_*.deb | tar -xf - -C "$work" ./usr/bin/promtool &&
    "${as_root[@]}" install -m 0755 "$work/usr/bin/promtool" "$tool"
}
if [ "$take_tool" = 1 ] && ! take_promtool; then
  echo "promtool could not be had from Debian's package prometheus: alert rules stay untested" >&2
fi
