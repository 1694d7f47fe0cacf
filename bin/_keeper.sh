# An office for its keeper: the services of a running bin/run, or started for one command; in a container nothing of the
# kind. Sourced by bin/backup, bin/restore and bin/upgrade.
# shellcheck shell=bash

# ready_machine → what bin/run installs; in the image (LMHTX_MACHINE=ready) it is there.
ready_machine() {
  if [ "${LMHTX_MACHINE:-}" = ready ]; then LOGS=$VAR/log && mkdir -p "$LOGS"; else need_machine run; fi
}

# office_is_open → whether bin/run holds the data at this moment.
office_is_open() {
  [ -e "$VAR/.running" ] && ! (exec 7>"$VAR/.running" && flock --nonblock 7) 2>/dev/null
}

# open_services → DATABASE_URL and REDIS_URL; what is started here ends with this command.
open_services() {
  office_environment "$VAR"
  export LMHTX_DEMO=${LMHTX_DEMO:-0}
  if [ -n "${DATABASE_URL:-}" ]; then return 0; fi
  if office_is_open; then
    POSTGRES_URL="postgres://lmhtx:$(cat "$VAR/postgres.password")@127.0.0.1:$(cat "$VAR/postgres.port")"
    export DATABASE_URL=$POSTGRES_URL/lmhtx REDIS_URL=${REDIS_URL:-redis://127.0.0.1:$(cat "$VAR/redis.port")/0}
    POSTGRES_URL=''
    return 0
  fi
  office_services "$VAR" 55432 56379
}

close_services() {
  stop_processes
  if [ -n "${REDIS_ADDRESS:-}" ]; then stop_redis "$VAR"; fi
  if [ -n "${POSTGRES_URL:-}" ]; then stop_postgres "$VAR"; fi
}

# hold_office → nobody starts it meanwhile; refuses while it is open.
hold_office() {
  mkdir -p "$VAR"
  exec 8>"$VAR/.running"
  flock --nonblock 8 || die "cổng đang chạy với dữ liệu này ($VAR). Hãy dừng nó (Ctrl-C) trước."
}
