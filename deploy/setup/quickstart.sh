#!/usr/bin/env bash
# Installs what is needed, builds, and shows the service at work: a server on a
# temporary database with the example fact book, asked a few questions.
set -euo pipefail
cd "$(dirname "$0")/../.."

echo "== packages"
deploy/setup/install-packages.sh
echo "== build"
# The programs only: tests and benchmarks are for test.sh.
cmake -S . -B build/run -G Ninja -DCMAKE_BUILD_TYPE=Release -DCLAUSEBOOK_TESTS=OFF >/dev/null
cmake --build build/run --target clausebook clausebookd
echo "== demo"
build/run/bin/clausebook demo
