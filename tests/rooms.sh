#!/bin/sh
# No room includes a header of a later one, and only its own room knows a
# library that is kept in one place.
set -eu
cd "$(dirname "$0")/.."

rooms="base xml package picture fonts layout input sheet doc check compose capsule pdf docx readback report review batch cli"
passed=0
failed=0

check() { # WHAT PATTERN FILE…: the pattern must not occur in the files
  what=$1 pattern=$2
  shift 2
  if [ $# -gt 0 ] && grep -nE "$pattern" "$@"; then
    echo "rooms: $what"
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
}

later=$rooms
for room in $rooms; do
  later=${later#"$room"}
  later=${later# }
  [ -n "$later" ] || continue
  # shellcheck disable=SC2046 # file names of ours hold no spaces
  check "$room includes a later room" "#include \"($(echo "$later" | tr ' ' '|'))/" \
    $(find "gen/$room" -name '*.[ch]')
done
# pdf and docx stand side by side.
# shellcheck disable=SC2046
check "docx includes pdf" '#include "pdf/' $(find gen/docx -name '*.[ch]')
# shellcheck disable=SC2046
check "libharu outside pdf" '#include <hpdf' $(find gen -name '*.[ch]' -not -path 'gen/pdf/*')
# shellcheck disable=SC2046
check "jansson outside cli and batch" '#include (<jansson|"base/asjson)' $(find gen -name '*.[ch]' \
  -not -path 'gen/cli/*' -not -path 'gen/batch/*' -not -path 'gen/base/asjson.*')
# shellcheck disable=SC2046
check "libpng outside picture" '#include <png' \
  $(find gen -name '*.[ch]' -not -path 'gen/picture/*')
# shellcheck disable=SC2046
check "qpdf outside readback" '#include <qpdf' \
  $(find gen -name '*.[ch]' -not -path 'gen/readback/*')
# shellcheck disable=SC2046
check "libzip outside package" '#include <zip' \
  $(find gen -name '*.[ch]' -not -path 'gen/package/*')

echo "$passed passed, $failed failed"
[ $failed = 0 ]
