#!/bin/sh
# Writers of graphs against each other, as a Markdown table. usage: write_bench.sh BUILD, configured with DIPLOGRAPH_BENCH=ON
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$build/write_bench" "$folder" | tee "$folder/table"
boost=$(sed -n 's/^| Boost[^|]*| \([0-9.]*\) .*/\1/p' "$folder/table")
"${PYTHON:-/usr/bin/python3}" "$(dirname "$0")/write_networkx.py" "$folder/boost.graphml" "$boost"
