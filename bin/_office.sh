# The office itself: its environment, its database made ready, its three processes. Sourced by bin/run and bin/test.
# shellcheck shell=bash

# office_environment DIRECTORY → what every process of the portal is told; what the caller has set stays.
office_environment() {
  local key=$1/secret_key
  if [ ! -s "$key" ]; then
    (umask 077 && od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$key")
  fi
  export DJANGO_SETTINGS_MODULE=lmhtx.settings PYTHONUNBUFFERED=1
  export LMHTX_VAR=${LMHTX_VAR:-$1}
  SECRET_KEY=${SECRET_KEY:-$(cat "$key")}
  export SECRET_KEY
}

# office_services DIRECTORY FIRST_POSTGRES_PORT FIRST_REDIS_PORT [POSTGRES OPTION…] → private ones, unless named outside.
office_services() {
  local directory=$1 postgres_port=$2 redis_port=$3
  shift 3
  if [ -z "${DATABASE_URL:-}" ]; then
    say "Đang bật cơ sở dữ liệu PostgreSQL riêng"
    tried_again start_postgres "$directory" "$postgres_port" "$@" || die "PostgreSQL không bật được; xem $directory/log/postgres.log."
    psql -qAt "$POSTGRES_URL/postgres" -c "select 1 from pg_database where datname = 'lmhtx'" | grep -q 1 ||
      psql -q "$POSTGRES_URL/postgres" -c 'create database lmhtx'
    export DATABASE_URL=$POSTGRES_URL/lmhtx
  fi
  if [ -z "${REDIS_URL:-}" ]; then
    say "Đang bật hàng đợi Redis riêng"
    tried_again start_redis "$directory" "$redis_port" || die "Redis không bật được; xem $directory/log/redis.log."
    export REDIS_URL=$REDIS_ADDRESS
  fi
}

manage() { .venv/bin/python manage.py "$@"; }

# Of Tabler and the font only what pages name: the rest is 1 500 files, some of which refer to files that do not exist.
UNUSED_ASSETS=(libs flags payments social scss 'tabler-*' 'demo*' '*.rtl.*' '*.esm.*' '*.scss' '*.json' '*.md' LICENSE)

# gather_assets → the static files where the web process serves them from; the image is built with it too.
gather_assets() {
  manage collectstatic --noinput --clear --verbosity 0 "${UNUSED_ASSETS[@]/#/--ignore=}"
}

collect_static() {
  local wanted STAMPS=$LMHTX_VAR/stamps
  mkdir -p "$STAMPS"
  wanted="$(find static -type f -exec sha256sum {} + | sort | sha256sum) $(digest package-lock.json lmhtx/settings.py)"
  if [ -d "$LMHTX_VAR/static" ] && done_before static "$wanted"; then return 0; fi
  say "Đang gom tệp giao diện"
  gather_assets >"$LOGS/static.log" 2>&1 ||
    { tail -n 15 "$LOGS/static.log" >&2; die "không gom được tệp giao diện; xem $LOGS/static.log."; }
  mark_done static "$wanted"
}

# prepare_data → tables as the code wants them and, in a demonstration, its office. Our own database that has seen just
# these migrations and has people in it is left alone: that is half of a second start.
prepare_data() {
  local wanted STAMPS=$LMHTX_VAR/stamps people=''
  mkdir -p "$STAMPS"
  wanted="$LMHTX_DEMO $(find lmhtx plans cooperatives documents hr emulation fund -path '*/migrations/*.py' \
    -exec sha256sum {} + | sort | sha256sum) $(digest requirements/run.txt)"
  if [ -n "${POSTGRES_URL:-}" ] && done_before data "$wanted"; then
    people=$(psql -qAt "$DATABASE_URL" -c 'select 1 from people_user limit 1')
    [ -z "$people" ] || return 0
  fi
  say "Đang cập nhật cấu trúc dữ liệu"
  manage migrate --noinput --verbosity 0
  if [ "$LMHTX_DEMO" = 1 ]; then
    say "Đang chuẩn bị văn phòng trình diễn (lần đầu mất một vài phút)"
    manage demo --once
  fi
  mark_done data "$wanted"
}

declare -A PROCESSES=()

# start_process NAME COMMAND → in a session of its own; the log of the time before is kept once.
start_process() {
  if [ -f "$LOGS/$1.log" ]; then mv "$LOGS/$1.log" "$LOGS/$1.log.1"; fi
  start_tied "$LOGS/$1.log" TERM bash -c "exec $2"
  PROCESSES[$!]=$1
}

start_processes() {
  local name command
  while IFS=: read -r name command; do
    [ -n "$name" ] || continue
    start_process "$name" "$command"
  done <Procfile
}

# The whole session is told, so that no child outlives its parent.
stop_processes() {
  local pid
  for pid in "${!PROCESSES[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${!PROCESSES[@]}"; do
    wait_gone "$pid" 15 || say "${PROCESSES[$pid]} không dừng kịp; buộc dừng."
    kill -KILL -- "-$pid" 2>/dev/null || true
  done
  PROCESSES=()
}

page_answers() {
  .venv/bin/python -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=10).read()' "$1" 2>/dev/null
}

# wait_for_page ADDRESS SECONDS → true when a page answers; false when it does not in time or a process has died.
wait_for_page() {
  local _ pid
  for _ in $(seq $(($2 * 4))); do
    # Asking whether anybody listens costs nothing; only then is it worth a real request.
    if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && page_answers "$1"; then return 0; fi
    for pid in "${!PROCESSES[@]}"; do alive "$pid" || return 1; done
    sleep 0.25
  done
  return 1
}
