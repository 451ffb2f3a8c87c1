#!/usr/bin/env bash
# Installs what is needed, builds, and shows the service at work: a server on a
# temporary database with the example fact book, asked a few questions.
set -euo pipefail
cd "$(dirname "$0")/../.."

echo "== packages"
deploy/setup/install-packages.sh
echo "== build"
# The programs only; test.sh goes on from here in the same place, so that nothing is
# compiled twice.
cmake --preset release -DCLAUSEBOOK_TESTS=OFF >/dev/null
cmake --build --preset release --target clausebook clausebookd
echo "== demo"
build/release/bin/clausebook demo
