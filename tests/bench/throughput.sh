#!/bin/sh
# Start, speed on one core and peak memory of a build, as a Markdown table; the median of RUNS runs.
# usage: throughput.sh [BINARY [ARTICLES [SENTENCES]]]; the articles of the evaluation kit have about 160,000 sentences.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
binary=${1:-$root/build/diplograph}
articles=${2:-$root/../shared/eval/throughput/articles.jsonl}
sentences=${3:-160000}
runs=${RUNS:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# time_of COMMAND...: the median of processor seconds, and the greatest peak in MiB; a read without articles may end with 3.
time_of() {
    : >"$folder/times"
    run=0
    while [ "$run" -lt "$runs" ]; do
        rm -f "$folder"/store.db*
        /usr/bin/time -q -a -o "$folder/times" -f '%U %S %M' "$@" >/dev/null 2>&1 || [ $? -eq 3 ] || { echo "failed: $*" >&2; exit 1; }
        run=$((run + 1))
    done
    awk '{ print $1 + $2, $3 / 1024 }' "$folder/times" | sort -n |
        awk '{ time[NR] = $1; if ($2 > peak) peak = $2 } END { print time[int((NR + 1) / 2)], peak }'
}

row() {
    name=$1 count=$2
    shift 2
    figures=$(time_of "$@")
    echo "$name $count $figures" | awk '{ printf "| %s | %.2f | %s | %.0f |\n", $1, $3, (($2 > 0 && $3 > 0) ? int($2 / $3) : ""), $4 }'
}

: >"$folder/empty.txt"
echo "| command | CPU seconds | sentences a second | peak MiB |"
echo "| --- | --- | --- | --- |"
row start 0 "$binary" extract -q "$folder/empty.txt"
if [ -f "$articles" ]; then
    row extract "$sentences" "$binary" extract -q --jobs 1 "$articles"
    row ingest "$sentences" "$binary" ingest -q --jobs 1 --db "$folder/store.db" "$articles"
else
    echo "throughput.sh: no $articles: only the start was measured" >&2
fi
