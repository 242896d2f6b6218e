#!/bin/sh
# Runs the unit test programs named and closes with how many tests passed.
set -eu

passed=0
failed=0
skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for program in "$@"; do
  status=0
  "$program" >"$log" 2>&1 || status=$?
  ok=$(grep -c '^\[       OK \]' "$log" || true)
  left=$(grep -c '^\[  SKIPPED \] [a-z_]*$' "$log" || true)
  left=$((left / 2)) # once as it runs, once in the list
  grep '^!!!' "$log" || true
  bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s).*/\1/p' "$log")
  # A crash, a leak or a program without tests is a failure too.
  if [ -z "$bad" ] && { [ $status != 0 ] || [ $((ok + left)) = 0 ]; }; then
    bad=1
  fi
  bad=${bad:-0}
  [ "$bad" = 0 ] || cat "$log"
  echo "$(basename "$program"): $ok passed, $bad failed"
  passed=$((passed + ok))
  failed=$((failed + bad))
  skipped=$((skipped + left))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ] && [ $passed != 0 ]
