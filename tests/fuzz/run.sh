#!/bin/sh
# Runs every fuzz target of the folder for a while, as many at once as there
# are processors:  [FUZZ_SECONDS=20] [FUZZ_SEED=0] tests/fuzz/run.sh FOLDER [TARGET…]
# With a seed other than 0 the inputs come in the same order each time.
# What a target finds worth keeping stays in FOLDER/corpus, what breaks it in
# FOLDER/finds. A target passes when nothing broke it.
set -eu
cd "$(dirname "$0")/../.."

folder=$1
shift
seconds=${FUZZ_SECONDS:-20}
seed=${FUZZ_SEED:-0}
cpus=$(nproc)
[ $# -gt 0 ] || set -- $(find "$folder" -maxdepth 1 -type f -executable -printf '%f\n' | sort)
mkdir -p "$folder/finds" "$folder/corpus" "$folder/logs"
tests/fuzz/dictionary.py >"$folder/vocabulary.dict"

seeds_of() { # compose and outputs share texts
  if [ -d "tests/fuzz/seeds/$1" ]; then echo "tests/fuzz/seeds/$1"; else echo tests/fuzz/seeds/text; fi
}

fuzz() { # TARGET; leaves its status in logs/TARGET.status
  mkdir -p "$folder/corpus/$1"
  status=0
  ASAN_OPTIONS=detect_leaks=1 "$folder/$1" -max_total_time="$seconds" -seed="$seed" \
    -timeout=20 -rss_limit_mb=1500 -max_len=8192 -dict="$folder/vocabulary.dict" \
    -verbosity=1 \
    -artifact_prefix="$folder/finds/$1-" "$folder/corpus/$1" "$(seeds_of "$1")" \
    >"$folder/logs/$1" 2>&1 || status=$?
  echo $status >"$folder/logs/$1.status"
}

started=0
for target in "$@"; do
  fuzz "$target" &
  started=$((started + 1))
  [ $((started % cpus)) != 0 ] || wait
done
wait

passed=0
failed=0
for target in "$@"; do
  if [ "$(cat "$folder/logs/$target.status")" = 0 ]; then
    passed=$((passed + 1))
    echo "fuzz $target: $(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) second.*/\1 inputs in \2 s/p' "$folder/logs/$target")"
  else
    failed=$((failed + 1))
    echo "fuzz $target: failed"
    grep -vE '^#[0-9]+\s+(NEW|REDUCE|pulse)' "$folder/logs/$target" | tail -n 60
  fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed != 0 ]
