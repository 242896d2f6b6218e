#!/bin/bash
# Our outputs before other programs:  tests/judge/run.sh PROGRAM
# Builds every example and both real reports of ../shared in all formats, then
# asks qpdf, poppler, PDFBox, python-docx, the Open XML SDK and LibreOffice.
set -euo pipefail

program=$(realpath "$1")
cd "$(dirname "$0")/../.."
export ZIPING_HOME=$PWD
python=${PYTHON:-/usr/bin/python3}
here=tests/judge
work=build/judge
seeds=../shared/seeds
formats=pdf,docx,doc,lines,locked
passed=0
failed=0

judge() { # WHAT COMMAND…: passes when the command does; its output is shown
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    echo "judge: FAILED: $what"
    failed=$((failed + 1))
  fi
}

build() { # DATA [-l LAYOUT] into $formats; status 1 means done, with findings
  "$program" build "$@" -o $work -f $formats >/dev/null 2>$work/messages ||
    [ $? = 1 ] || { cat $work/messages && return 1; }
}

build_case() { # CASE DATA: a case of tests/cases with a layout of its own
  cp tests/cases/$1/$2.xml $work/$1.xml
  cp tests/cases/$1/layout.xml $work/$1.layout.xml
  judge "build $1" build $work/$1.xml -l $work/$1.layout.xml
}

import() { # REPORT LAYOUT NAME
  "$program" import "$1" -l "$2" -o "$work/$3.xml" >/dev/null 2>$work/messages ||
    [ $? = 1 ] || { cat $work/messages && return 1; }
  build "$work/$3.xml"
}

sound_pdf() {
  qpdf --check "$1" >$work/verdict 2>&1 || { cat $work/verdict && return 1; }
}

fonts_embedded() { # every font embedded, subset, and with a Unicode map
  pdffonts "$1" | awk 'NR > 2 { fonts++; if ($(NF-4) $(NF-3) $(NF-2) != "yesyesyes") bad = 1 }
    END { exit bad || !fonts }' || { pdffonts "$1" && return 1; }
}

below() { # FILE LIMIT in KB, of 1,000 bytes
  local size
  size=$(stat -c %s "$1")
  echo "judge: $1: $size bytes, limit $2 KB"
  [ "$size" -lt $(($2 * 1000)) ]
}

valid_office() {
  $here/../node_modules/.bin/ooxml-validator "$1" >$work/verdict || { cat $work/verdict && return 1; }
}

# All in one call: it takes about as long as one file. Its status says nothing.
render_all() {
  FONTCONFIG_FILE=$PWD/$here/fonts.conf soffice "-env:UserInstallation=file://$PWD/$work/profile" --headless \
    --convert-to pdf --outdir $work/office $work/*.docx >$work/soffice.log 2>&1 || true
}

judge "docx_rules finds each fault" "$python" $here/docx_rules_test.py
rm -rf $work
mkdir -p $work/office
for data in examples/*.xml; do
  judge "build $data" build "$data"
done
# Dense marks and numbers, three sizes and measures, the three ways to break.
for name in narrow middle wide; do
  cp tests/cases/measures/data.xml $work/$name.xml
  sed '/<页码 /s/前="" 后=""/前="—" 后="—"/' tests/cases/measures/$name.layout.xml \
    >$work/$name.layout.xml
  judge "build $name" build $work/$name.xml -l $work/$name.layout.xml
done
# Dense tables, and tables of a .docx that was read in.
cp tests/cases/tables-dense/data.xml $work/dense.xml
judge "build dense" build $work/dense.xml -l tests/cases/tables-dense/layout.xml
cp $work/projects-2023.docx $work/read.docx
judge "import of a .docx" import $work/read.docx 高阳-2022 read
# Charts and pictures.
cp tests/cases/pictures/*.png tests/cases/pictures/*.[jJ]* $work
build_case charts data
build_case pictures data
# Covers and annexes; 红头, 版记, 落款.
build_case cover-annexes data
build_case official down
cp tests/cases/official/{joint,sides-full}.xml tests/cases/closing/list.xml $work
judge "build a list over two pages" build $work/list.xml -l tests/cases/closing/layout.xml
sed 's/<页面 /&双面="是" /' tests/cases/official/layout.xml >$work/sides.layout.xml
judge "build offices in rows" build $work/joint.xml -l tests/cases/official/layout.xml
judge "build both sides" build $work/sides-full.xml -l $work/sides.layout.xml
build_case closing moved
# A 目录 with lines and numbers of all kinds, and one of several pages.
build_case contents data
cp tests/golden/contents/long.xml $work/contents-long.xml
sed 's/<目录 [^>]*>/<目录 页码="续"\/>/; s/<骨架>/<骨架 页码="续">/' \
  tests/cases/contents/layout.xml >$work/contents-long.layout.xml
judge "build contents-long" build $work/contents-long.xml -l $work/contents-long.layout.xml
# Tables over pages, merged cells, lists in lists, a sheet on its side.
formats=pdf,doc judge "build tagged" build $here/tagged.xml -l $here/tagged.layout.xml
judge "pdf_tags finds each fault" "$python" $here/pdf_tags_test.py $work/tagged.pdf \
  $work/tagged.doc.txt
if [ -d $seeds ]; then
  judge "report of 增城" import $seeds/zengcheng-2022.txt 增城-2022 real-zengcheng
  judge "report of 高阳" import $seeds/004_20281f466c5a2901.txt 高阳-2022 real-gaoyang
  judge "size of the 10-page PDF" below $work/real-zengcheng.pdf 450
  judge "size of its DOCX" below $work/real-zengcheng.docx 40
else
  echo "judge: NOT TESTED: THE REAL REPORTS, $seeds IS NOT THERE"
fi

for pdf in "$work"/*.pdf; do
  judge "qpdf $pdf" sound_pdf "$pdf"
  judge "pdffonts $pdf" fonts_embedded "$pdf"
  judge "tags of $pdf" "$python" $here/pdf_tags.py "$pdf" "${pdf%.pdf}.doc.txt"
  judge "preflight $pdf" $here/preflight.sh "$pdf"
done
render_all
for docx in "$work"/*.docx; do
  name=$(basename "$docx" .docx)
  judge "Open XML SDK $docx" valid_office "$docx"
  judge "Word's own rules $docx" "$python" $here/docx_rules.py "$docx"
  judge "LibreOffice $docx" "$python" $here/office_text.py "$docx" "$work/office/$name.pdf" \
    "$work/${name%.locked}.doc.txt" "$work/${name%.locked}.pdf"
done
# The workbooks: one to be filled in, and every example as one.
for data in examples/*.xml; do
  judge "convert $data" "$program" convert "$data" "$work/$(basename "$data" .xml).xlsx"
done
judge "new" "$program" new 增城-2022 -o $work/new.xlsx
for book in "$work"/*.xlsx; do
  judge "Open XML SDK $book" valid_office "$book"
done
judge "spreadsheets that others write" "$python" tests/sheets.py --writers "$program"
# The locked form must have our lines; the editable one is measured only.
for lines in "$work"/*.lines; do
  name=$(basename "$lines" .lines)
  judge "lines of $name.locked.docx" "$python" $here/locked_lines.py "$work/$name.pdf" \
    "$work/office/$name.locked.pdf"
  judge "headings of $name" "$python" $here/heading_pages.py "$work/$name.pdf" \
    "$work/office/$name.locked.pdf"
  "$python" $here/locked_lines.py --share "$lines" "$work/$name.pdf" "$work/office/$name.pdf"
done
judge "heading_pages finds each fault" "$python" $here/heading_pages_test.py $work/contents-long.pdf \
  $work/office/contents-long.locked.pdf
judge "the README's pictures" "$python" tools/pictures.py --check "$program"
judge "the page of ziping diff" "$python" $here/review_page.py "$program" $work/review.png
echo "$passed passed, $failed failed"
[ $failed = 0 ]
