# shellcheck shell=bash
# A private PostgreSQL for the tests: in a temporary folder, on a socket that only its owner and
# root can reach, forgotten afterwards. Needs setup.sh.

PG_FOLDER=
PG_PID=

answers() {
    python - <<'PYTHON' 2>/dev/null
import os

import psycopg

psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5).close()
PYTHON
}

# PostgreSQL refuses to run as root. It dies with this script, even killed outright.
AS_POSTGRES=(setpriv --pdeathsig QUIT)
[[ $EUID -ne 0 ]] || AS_POSTGRES+=(--reuid=postgres --regid=postgres --clear-groups)

stop_postgresql() {
    if [[ -n $PG_PID ]]; then
        # Immediately: nothing in it is worth a farewell.
        kill -QUIT "$PG_PID" 2>/dev/null || true
        wait "$PG_PID" 2>/dev/null || true
    fi
    [[ -z $PG_FOLDER ]] || rm -rf "$PG_FOLDER"
}

# Sets DATABASE_URL. The folder is in /tmp because a socket's path must be short.
start_postgresql() {
    local binaries
    binaries=$(postgresql_binaries)
    say "→ Démarrage d’un PostgreSQL privé ($("$binaries/postgres" --version))"
    trap stop_postgresql EXIT
    PG_FOLDER=$(mktemp -d /tmp/intermetiers-pg.XXXXXX)
    [[ $EUID -ne 0 ]] || chown postgres:postgres "$PG_FOLDER"
    run_quietly "PostgreSQL n’a pas pu créer ses fichiers." "${AS_POSTGRES[@]}" "$binaries/initdb" \
        -D "$PG_FOLDER/data" -U intermetiers --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
    # exec: the signals must reach PostgreSQL itself.
    (exec "${AS_POSTGRES[@]}" "$binaries/postgres" -D "$PG_FOLDER/data" -k "$PG_FOLDER" \
        -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off) \
        >>"$LOG" 2>&1 </dev/null &
    PG_PID=$!
    export DATABASE_URL="postgres://intermetiers@${PG_FOLDER//\//%2F}/postgres"
    wait_for_postgresql
}

wait_for_postgresql() {
    local _
    for _ in {1..60}; do
        answers && return
        kill -0 "$PG_PID" 2>/dev/null || break
        sleep 0.5
    done
    fail "PostgreSQL n’a pas démarré. Ce qu’il dit est à la fin de ${LOG#"$ROOT"/}."
}
