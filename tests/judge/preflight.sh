#!/bin/sh
# PDFBox preflight's opinion of fonts, metadata and syntax:  preflight.sh FILE.pdf…
# It knows PDF/A-1b only. What it says because ours are PDF/A-3 is left out; the
# codes and why they are false stand in docs/archive.md. Anything else fails.
set -eu

java=/usr/share/java
path=$java/preflight.jar:$java/pdfbox2.jar:$java/fontbox2.jar:$java/xmpbox.jar
path=$path:$java/commons-logging.jar:$java/javax.activation.jar:$java/jaxb-api.jar
failed=0
for file in "$@"; do
  said=$(java -cp "$path" org.apache.pdfbox.preflight.Validator_A1b "$file" 2>&1) || true
  case $said in
  *'is a valid PDF/A-1b file'* | *'is not a valid PDF/A-1b file'*) ;;
  *) echo "preflight: $file: $said" && failed=1 && continue ;;
  esac
  left=$(echo "$said" | grep -E '^[0-9.]+ :' | grep -vE \
    -e '^2\.1\.6 : .*Invalid version of the ICCProfile$' \
    -e '^3\.1\.11 : .*The CIDSet entry is missing for the Composite Subset$' \
    -e '^1\.4\.7 : .*EmbeddedFile entry is present in the Names dictionary$' \
    -e '^1\.2\.9 : .*EmbeddedFile entry is present in a FileSpecification dictionary$' \
    -e '^7\.11\.2 : .*part must be 1$' || true)
  [ -z "$left" ] || { echo "preflight: $file: $left" && failed=1; }
done
exit $failed
