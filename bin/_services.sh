# A private PostgreSQL and Redis in a directory of their own: start, stop, clean up. Sourced by bin/run and bin/test;
# called as a command (bin/_services.sh ACT DIRECTORY) by the fault tests, which take a service away and bring it back.
# shellcheck shell=bash

# A service tied to the shell that started it dies with that shell, even when the shell is killed outright.
TIE=${TIE-yes}

# start_tied LOG SIGNAL COMMAND… → runs it in a session of its own, so that Ctrl-C reaches only the one who gives orders.
start_tied() {
  local log=$1 signal=$2
  shift 2
  if [ "$TIE" = yes ]; then
    setsid setpriv --pdeathsig "$signal" "$@" >>"$log" 2>&1 </dev/null &
  else
    setsid "$@" >>"$log" 2>&1 </dev/null &
  fi
}

# A dead process that nobody has buried yet still answers kill -0.
alive() { [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }

# wait_gone PID SECONDS → false when it is still there afterwards.
wait_gone() {
  local _
  for _ in $(seq $(($2 * 10))); do
    alive "$1" || return 0
    sleep 0.1
  done
  ! alive "$1"
}

# free_port FIRST → the first port from FIRST on that nobody listens on.
free_port() {
  local port
  for port in $(seq "$1" $(($1 + 199))); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
  return 1
}

# tried_again COMMAND… → up to three times: a free port may be gone when it is wanted, when two start at once.
tried_again() { "$@" || "$@" || "$@"; }

# --- PostgreSQL -------------------------------------------------------------------------------------------------------

postgres_program() {
  local found
  found=$(find /usr/lib/postgresql/*/bin -name "$1" 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || found=$(command -v "$1") || return 1
  echo "$found"
}

# PostgreSQL refuses to run as root; the Debian package brings the user postgres along. Data that an ordinary user made
# stay with that user.
POSTGRES_USER=postgres
drop_root() {
  if [ "$(id -u)" -eq 0 ]; then
    printf '%s\n' setpriv --reuid "$POSTGRES_USER" --regid "$(id -g "$POSTGRES_USER")" --init-groups
  fi
}
as_postgres() {
  local identity
  mapfile -t identity < <(drop_root)
  "${identity[@]}" "$@"
}

# postgres_home DIRECTORY → where its data lie: beside the project, unless the user postgres cannot walk there (/root).
postgres_home() {
  local wanted=$1/postgres owner
  mkdir -p "$1"
  owner=$(stat -c %U "$wanted" 2>/dev/null || echo root)
  if [ "$owner" != root ]; then POSTGRES_USER=$owner; fi
  if [ "$(id -u)" -eq 0 ] && ! (cd / && as_postgres test -x "$1"); then
    wanted=/var/lib/lmhtx/$(printf '%s' "$1" | sha256sum | cut -c1-12)
    mkdir -p "$wanted"
  fi
  echo "$wanted"
}

postgres_pid() { head -n 1 "$(postgres_home "$1")/postmaster.pid" 2>/dev/null || true; }

# A left-over postmaster.pid may name a number that another program has meanwhile; only a postgres on these data counts.
is_our_postgres() {
  alive "$1" && [ "$(tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -c -- "-D $2")" -gt 0 ]
}

create_postgres() {
  local data=$1 password_copy=$1.new
  rm -rf "$data"
  mkdir -m 700 "$data"
  install -m 600 "$2" "$password_copy"
  if [ "$(id -u)" -eq 0 ]; then chown "$POSTGRES_USER:" "$data" "$password_copy"; fi
  # Names sort as Vietnamese sorts, without asking for it in every query.
  (cd / && as_postgres "$(postgres_program initdb)" -D "$data" --username=lmhtx --auth=scram-sha-256 \
    --pwfile="$password_copy" --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=vi --no-instructions)
  rm -f "$password_copy"
}

# start_postgres DIRECTORY FIRST_PORT [OPTION…] → sets POSTGRES_URL (without database name); returns when it answers.
start_postgres() {
  local directory=$1 first=$2 data pid port log=$1/log/postgres.log password_file=$1/postgres.password socket identity _
  shift 2
  mkdir -p "$directory/log"
  data=$(postgres_home "$directory")
  if [ ! -s "$password_file" ]; then
    (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$password_file")
  fi
  if [ ! -s "$data/PG_VERSION" ]; then
    create_postgres "$data" "$password_file" >>"$log" 2>&1 || { tail -n 15 "$log" >&2; return 1; }
  fi
  pid=$(postgres_pid "$directory")
  if is_our_postgres "$pid" "$data"; then
    kill -INT "$pid"
    wait_gone "$pid" 20 || return 1
  fi
  rm -f "$data/postmaster.pid"
  port=$(free_port "$first") || return 1
  # A socket's full name may not be longer than 107 bytes.
  socket=$data
  [ "${#data}" -lt 85 ] || socket=''
  mapfile -t identity < <(drop_root)
  if [ "$TIE" = yes ]; then identity+=(setpriv --pdeathsig INT); fi
  cd /
  LC_ALL=C setsid "${identity[@]}" "$(postgres_program postgres)" -D "$data" -p "$port" -c listen_addresses=127.0.0.1 \
    -c "unix_socket_directories=$socket" -c timezone=Asia/Ho_Chi_Minh -c log_timezone=Asia/Ho_Chi_Minh "$@" \
    >>"$log" 2>&1 </dev/null &
  POSTGRES_PID=$!
  cd "$OLDPWD"
  POSTGRES_URL="postgres://lmhtx:$(cat "$password_file")@127.0.0.1:$port"
  for _ in $(seq 300); do
    # Dead, it may have lost the port to another start of the same moment, whose server must not be taken for ours.
    alive "$POSTGRES_PID" || break
    if "$(postgres_program pg_isready)" -q -h 127.0.0.1 -p "$port" 2>/dev/null; then
      echo "$port" >"$directory/postgres.port"
      return 0
    fi
    sleep 0.1
  done
  tail -n 15 "$log" >&2
  return 1
}

stop_postgres() {
  local pid data
  data=$(postgres_home "$1")
  pid=$(postgres_pid "$1")
  is_our_postgres "$pid" "$data" || return 0
  kill -INT "$pid" 2>/dev/null || true
  wait_gone "$pid" 20 || kill -QUIT "$pid" 2>/dev/null || true
}

# --- Redis ------------------------------------------------------------------------------------------------------------

# start_redis DIRECTORY FIRST_PORT → sets REDIS_ADDRESS; returns when it answers.
start_redis() {
  local directory=$1/redis log=$1/log/redis.log port _
  mkdir -p "$directory" "$1/log"
  stop_redis "$1"
  port=$(free_port "$2") || return 1
  start_tied "$log" TERM redis-server --bind 127.0.0.1 --port "$port" --dir "$directory" --save '300 1' \
    --pidfile '' --daemonize no --loglevel warning
  echo "$!" >"$directory/pid"
  echo "$port" >"$1/redis.port"
  for _ in $(seq 100); do
    alive "$(cat "$directory/pid")" || break
    if [ "$(redis-cli -h 127.0.0.1 -p "$port" ping 2>/dev/null)" = PONG ]; then
      # shellcheck disable=SC2034  # read by whoever sources this file
      REDIS_ADDRESS=redis://127.0.0.1:$port/0
      return 0
    fi
    sleep 0.1
  done
  tail -n 15 "$log" >&2
  return 1
}

stop_redis() {
  local pid
  pid=$(cat "$1/redis/pid" 2>/dev/null || true)
  if alive "$pid" && grep -q redis-server "/proc/$pid/cmdline" 2>/dev/null; then
    kill -TERM "$pid" 2>/dev/null || true
    wait_gone "$pid" 10 || kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$1/redis/pid"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  TIE=no
  case "$1" in
    start-postgres) start_postgres "$2" "$(cat "$2/postgres.port")" "${@:3}" ;;
    stop-postgres) stop_postgres "$2" ;;
    start-redis) start_redis "$2" "$(cat "$2/redis.port")" ;;
    stop-redis) stop_redis "$2" ;;
    *) echo "start-postgres | stop-postgres | start-redis | stop-redis, rồi thư mục" >&2; exit 2 ;;
  esac
fi
