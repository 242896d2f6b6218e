#!/bin/sh
# Installs what ziping needs on Debian 12:  tools/setup.sh WHAT…
# WHAT is any of build, fonts, tests, judges, bench. Quick, and without apt,
# when all is there. Without root it says what to install.
set -eu

fandol=/usr/local/share/fonts/fandol
fandol_faces="FandolFang-Regular FandolKai-Regular FandolHei-Regular FandolHei-Bold
  FandolSong-Regular FandolSong-Bold"
missing=

packages() {
  case $1 in
  build) echo gcc libc6-dev make pkg-config libhpdf-dev libfreetype-dev libharfbuzz-dev \
    libpng-dev libzip-dev libxml2-dev libicu-dev nettle-dev libdeflate-dev libjansson-dev \
    libqpdf-dev libturbojpeg0-dev ;;
  fonts) echo fonts-noto-cjk fonts-liberation2 fonts-lxgw-wenkai ;;
  tests) echo libcmocka-dev python3-docx python3-lxml poppler-utils qpdf \
    libxml2-utils valgrind strace clang libclang-rt-14-dev mandoc ;;
  judges) echo libreoffice-writer-nogui libreoffice-calc-nogui python3-openpyxl python3-docx \
    python3-lxml python3-pikepdf python3-pil poppler-utils qpdf default-jre-headless libpdfbox2-java \
    libactivation-java libjaxb-api-java chromium ;;
  bench) echo libpango1.0-dev python3-docx ;;
  *) echo "setup.sh: unknown: $1" >&2 && exit 3 ;;
  esac
}

# Where a package.json with its lock says what of npm is needed, and one of them.
node_modules() {
  case $1 in
  judges) echo tests exceljs ;;
  bench) echo tests/bench docx ;;
  esac
}

install_node_modules() { # FOLDER MODULE
  [ $# = 0 ] || [ -d "$1/node_modules/$2" ] ||
    npm --prefix "$1" install --no-save --no-audit --no-fund
}

want() {
  for package in $(packages "$1"); do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
      missing="$missing $package"
  done
  # A newer Node than Debian's will do as well.
  if [ -n "$(node_modules "$1")" ] && ! command -v npm >/dev/null; then
    missing="$missing nodejs npm"
  fi
}

fandol_complete() {
  for face in $fandol_faces; do
    [ -s "$fandol/$face.otf" ] || return 1
  done
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # a list of names
  apt-get install -y -q --no-install-recommends $missing ||
    { apt-get update -q && apt-get install -y -q --no-install-recommends $missing; }
}

download() { # as root, since the scratch folder is closed to apt's own user
  apt-get download -q -o APT::Sandbox::User=root texlive-lang-chinese
}

# Out of the package of TeX, without installing TeX.
install_fandol() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  chmod 755 "$scratch"
  (cd "$scratch" && { download || { apt-get update -q && download; }; })
  dpkg-deb --fsys-tarfile "$scratch"/texlive-lang-chinese_*.deb |
    tar -x -C "$scratch" --wildcards '*/fandol/*.otf'
  mkdir -p "$fandol"
  for face in $fandol_faces; do
    find "$scratch" -name "$face.otf" -exec install -m 644 {} "$fandol/$face.otf" \;
  done
  fandol_complete || { echo "setup.sh: the Fandol faces are not in the package" >&2 && exit 4; }
}

need_fandol=no
for what in "$@"; do
  want "$what"
  [ "$what" != fonts ] || fandol_complete || need_fandol=yes
done

if [ "$(id -u)" != 0 ] && [ -n "$missing" ] || { [ "$(id -u)" != 0 ] && [ $need_fandol = yes ]; }; then
  echo "缺少软件包或字体；请以 root 运行：$0 $*" >&2
  [ -z "$missing" ] || echo "软件包：$missing" >&2
  [ $need_fandol = no ] || echo "字体：$fandol/Fandol*.otf（取自软件包 texlive-lang-chinese）" >&2
  exit 4
fi
[ -z "$missing" ] || install_packages
[ $need_fandol = no ] || install_fandol
for what in "$@"; do
  # shellcheck disable=SC2046 # two words or none
  install_node_modules $(node_modules "$what")
done
