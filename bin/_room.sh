# A throw-away room with its own PostgreSQL and Redis, gone when the command ends. Sourced by bin/test and bin/bench.
# shellcheck shell=bash

# open_room → ROOM; nothing of the person's own office may reach what runs in it.
open_room() {
  local left
  # A room whose keeper was killed outright is still lying there.
  for left in /tmp/lmhtx-test-*; do
    if [ -O "$left/keeper" ] && ! alive "$(cat "$left/keeper")"; then rm -rf "$left"; fi
  done
  unset DATABASE_URL REDIS_URL LMHTX_VAR EMAIL_URL
  ROOM=$(mktemp -d /tmp/lmhtx-test-XXXXXX)
  chmod 755 "$ROOM"
  echo $$ >"$ROOM/keeper"
  export LMHTX_TESTING=1 LMHTX_DEMO=1 LMHTX_TODAY=2026-09-15 SECRET_KEY=chi-dung-de-kiem-thu-$RANDOM$RANDOM
  child=''
  trap close_room EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

close_room() {
  local directory
  trap '' INT TERM HUP
  if alive "$child"; then
    kill -TERM "$child" 2>/dev/null || true
    wait_gone "$child" 10 || kill -KILL "$child" 2>/dev/null || true
  fi
  for directory in "$ROOM" "$ROOM/faults"; do
    if [ -d "$directory/redis" ]; then stop_redis "$directory"; fi
    if [ -d "$directory/postgres" ]; then stop_postgres "$directory"; fi
  done
  rm -rf "$ROOM"
}

# services DIRECTORY [POSTGRES OPTION…] → fresh PostgreSQL and Redis there, named in the environment.
services() {
  local directory=$1
  shift
  unset DATABASE_URL REDIS_URL
  mkdir -p "$directory"
  export LMHTX_VAR=$directory LMHTX_SERVICES=$directory
  office_environment "$directory"
  office_services "$directory" $((57000 + RANDOM % 900)) $((59000 + RANDOM % 900)) "$@"
}

# attended COMMAND… → runs it in the background and waits, so that a signal is heard at once; it dies with us.
attended() {
  local answer=0
  setpriv --pdeathsig TERM "$@" &
  child=$!
  wait "$child" || answer=$?
  child=''
  return "$answer"
}
