#!/usr/bin/env bash
# Installs what the tests need, builds, and runs all tests.
set -euo pipefail
cd "$(dirname "$0")/../.."

echo "== packages"
deploy/setup/install-packages.sh --test
echo "== build"
cmake --preset release >/dev/null
cmake --build --preset release
echo "== tests"
ctest --preset release
