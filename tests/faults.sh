#!/bin/sh
# Lets every call that writes fail once, one after the other:
#   tests/faults.sh PROGRAM
# Each time the program must say so, end with status 4, leave no temporary file
# and leave the earlier outputs as they were.
set -eu

program=$(realpath "$1")
cd "$(dirname "$0")/.."
ZIPING_HOME=$PWD
# For a build with ASan: that this library comes before it is as it should be.
ASAN_OPTIONS=verify_asan_link_order=0
export ZIPING_HOME ASAN_OPTIONS
preload=$PWD/build/faults.so
data=$PWD/examples/zengcheng-2022.xml
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

fail() {
  echo "faults: $1"
  failed=$((failed + 1))
}

# One run with the Nth call failing; status 1 when there was no Nth call.
try() { # FUNCTION N ERRNO
  rm -rf "$scratch/out"
  mkdir "$scratch/out"
  echo old >"$scratch/out/zengcheng-2022.pdf"
  echo old >"$scratch/out/zengcheng-2022.docx"
  status=0
  LD_PRELOAD=$preload FAIL=$1:$2:$3 "$program" build "$data" -o "$scratch/out" -f pdf,docx,doc \
    >"$scratch/stdout" 2>"$scratch/messages" || status=$?
  [ $status != 0 ] || return 1
  before=$failed
  [ $status = 4 ] || fail "$1 $2: status $status"
  grep -q '\[写不成\]$' "$scratch/messages" || fail "$1 $2: no message"
  [ ! -s "$scratch/stdout" ] || fail "$1 $2: a file is reported as written"
  names=$(cd "$scratch/out" && echo *)
  [ "$names" = "zengcheng-2022.docx zengcheng-2022.pdf" ] || fail "$1 $2: left behind: $names"
  [ "$(cat "$scratch"/out/*)" = "$(printf 'old\nold')" ] || fail "$1 $2: an old output is lost"
  [ $failed != "$before" ] || passed=$((passed + 1))
}

for fault in open:28 write:28 fsync:5 close:5 rename:5; do
  n=1
  while try "${fault%:*}" $n "${fault#*:}"; do
    n=$((n + 1))
  done
  [ $n -gt 1 ] || fail "${fault%:*} is never called"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
