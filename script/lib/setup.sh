# shellcheck shell=bash disable=SC1112 # the apostrophe of French is ’
# What the scripts of this folder share: speaking to the person, system packages, the virtual
# environment. Sourced, never run. Everything can be interrupted and run again.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
COMMAND="script/$(basename "$0")"
VENV="$ROOT/.venv"
LOG="$ROOT/var/log/scripts.log"
# There while .venv is being changed: found at the start, it says that a run was cut short.
UNFINISHED="$ROOT/var/.venv-unfinished"
export PYTHONUTF8=1
# An activated .venv must not be the Python that remakes it.
PATH=${PATH//"$VENV/bin:"/}
cd "$ROOT" || exit 1

# --- Speaking ---------------------------------------------------------------------------------

say() { printf '%s\n' "$@"; }

fail() {
    say "" "$@" >&2
    exit 1
}

# run_quietly SENTENCE COMMAND… – its output goes to the log, and is shown only when it fails.
run_quietly() {
    local sentence=$1
    shift
    printf '\n== %s\n' "$*" >>"$LOG"
    local before
    before=$(wc -c <"$LOG")
    "$@" >>"$LOG" 2>&1 </dev/null && return
    tail -c "+$((before + 1))" "$LOG" | tail -n 15 >&2
    fail "$sentence" "Tout ce qui s’est passé est dans ${LOG#"$ROOT"/}. Corrigez, puis relancez $COMMAND."
}

interrupted() {
    printf '\nInterrompu. Relancez %s quand vous voulez : rien n’est perdu.\n' "$COMMAND" >&2
    exit 130
}
trap interrupted INT

# --- What the system lacks --------------------------------------------------------------------

has() { command -v "$1" >/dev/null 2>&1; }

# Without python3 every library counts as missing, which is the safe answer.
loads() { python3 -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

# Only what WeasyPrint loads; Pango brings HarfBuzz, Fontconfig, GLib and one font with it.
missing_for_app() {
    has python3 || printf 'python3\n'
    python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv\n'
    loads libpango-1.0.so.0 || printf 'libpango-1.0-0\n'
    loads libpangoft2-1.0.so.0 || printf 'libpangoft2-1.0-0\n'
    loads libharfbuzz-subset.so.0 || printf 'libharfbuzz-subset0\n'
}

# libatomic is for the driver that Playwright brings.
missing_for_browser() {
    has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome ||
        printf 'chromium\n'
    loads libatomic.so.1 || printf 'libatomic1\n'
}

missing_for_postgresql() {
    [[ -n $(postgresql_binaries) ]] || printf 'postgresql\n'
}

# Scripts that our own typeface lacks: names of families in Arabic, Tamil, Georgian…
missing_fonts() {
    has fc-cache || printf 'fontconfig\n'
    [[ -n $(find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.local/share/fonts" \
        -name 'NotoSansArabic*' -print -quit 2>/dev/null) ]] || printf 'fonts-noto-core\n'
}

postgresql_binaries() {
    local folder
    for folder in $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV) \
        "$(dirname "$(command -v initdb || true)")"; do
        [[ -x $folder/initdb && -x $folder/postgres ]] && printf '%s\n' "$folder" && return
    done
    return 0
}

# --- Installing it ----------------------------------------------------------------------------

as_root() {
    if [[ $EUID -eq 0 ]]; then env DEBIAN_FRONTEND=noninteractive "$@"; else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_install() {
    has apt-get || return 1
    [[ $EUID -eq 0 ]] || { has sudo && sudo -n true 2>/dev/null; }
}

apt_get() { as_root apt-get --quiet --yes -o DPkg::Lock::Timeout=300 "$@"; }

# A list that could not be refreshed is no reason to stop: the old one may do.
install_packages() {
    say "→ Installation des paquets du système : $* (quelques minutes au plus)"
    [[ -z $(as_root dpkg --audit) ]] || run_quietly \
        "Une installation de paquets, interrompue plus tôt, n’a pas pu être terminée." \
        as_root dpkg --configure -a
    apt_get update >>"$LOG" 2>&1 </dev/null || true
    run_quietly "Les paquets du système n’ont pas pu être installés (réseau ? place sur le disque ?)." \
        apt_get install --no-install-recommends "$@"
}

# The command to type, whole, for someone who may become root.
command_to_type() {
    if ! has apt-get; then
        say "    (avec les outils de votre système) installez l’équivalent de : $*"
    elif has sudo; then
        say "    sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
    else
        say "    su -c 'apt-get update && apt-get install --yes --no-install-recommends $*'"
    fi
}

# ensure_system NEED… – a need is app, browser or postgresql.
ensure_system() {
    local required=() fonts=() need
    for need in "$@"; do
        mapfile -t -O "${#required[@]}" required < <("missing_for_$need")
    done
    mapfile -t fonts < <(missing_fonts)
    [[ $((${#required[@]} + ${#fonts[@]})) -gt 0 ]] || return 0
    if may_install; then
        install_packages "${required[@]}" "${fonts[@]}"
    elif [[ ${#required[@]} -gt 0 ]]; then
        fail "Il manque des paquets du système, et je n’ai pas le droit de les installer." \
            "Tapez ceci, puis relancez $COMMAND :" \
            "$(command_to_type "${required[@]}" "${fonts[@]}")"
    else
        say "À noter : certaines écritures (arabe, tamoul…) seraient mieux dessinées en tapant :"
        command_to_type "${fonts[@]}"
    fi
}

# Chromium without its windows draws the same pages for less than half of the work: taken where
# the system offers it, never required.
prefer_light_browser() {
    if has chromium-headless-shell || ! may_install; then return; fi
    [[ -n $(compgen -G '/var/lib/apt/lists/*_Packages*') ]] ||
        apt_get update >>"$LOG" 2>&1 </dev/null || return 0
    [[ $(LC_ALL=C apt-cache policy chromium-headless-shell) == *'Candidate: '[0-9]* ]] || return 0
    say "→ Installation d’un navigateur sans fenêtre, plus léger pour les tests (une fois)"
    apt_get install --no-install-recommends chromium-headless-shell >>"$LOG" 2>&1 </dev/null || true
}

# --- The virtual environment ------------------------------------------------------------------

check_python() {
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail \
        "Il faut Python 3.11 ou plus récent ; « python3 » est ici $(python3 --version 2>&1)." \
        "Mettez un Python plus récent en tête du PATH, puis relancez $COMMAND."
}

# Whole, able to install, and made for this very folder (a copied one points to its origin).
venv_is_sound() {
    [[ ! -e $UNFINISHED ]] && grep -qsF "$VENV/" "$VENV/bin/pip" &&
        "$VENV/bin/python" -m pip --version >/dev/null 2>&1
}

make_venv() {
    [[ ! -e $VENV ]] || say "→ L’environnement Python n’est pas utilisable : je le refais"
    [[ -e $VENV ]] || say "→ Création de l’environnement Python (.venv)"
    touch "$UNFINISHED"
    rm -rf "$VENV"
    run_quietly "L’environnement Python n’a pas pu être créé." python3 -m venv "$VENV"
}

# ensure_locked NAME – installs script/requirements/NAME.txt; its stamp is written last.
ensure_locked() {
    local lock="script/requirements/$1.txt" stamp="$VENV/.installed-$1" wanted
    venv_is_sound || make_venv
    wanted="$(sha256sum <"$lock") $("$VENV/bin/python" --version)"
    if [[ $(cat "$stamp" 2>/dev/null) != "$wanted" ]]; then
        say "→ Installation des dépendances Python ($lock, empreintes vérifiées)"
        touch "$UNFINISHED"
        run_quietly "Les dépendances Python n’ont pas pu être installées (réseau ?)." \
            "$VENV/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
            --progress-bar off --only-binary :all: --require-hashes -r "$lock"
        printf '%s\n' "$wanted" >"$stamp"
    fi
    rm -f "$UNFINISHED"
}

# One installation at a time: a second one waits, and so does a run after a kill, as long as
# what the first one started still works.
alone() {
    has flock && { flock --nonblock 9 || {
        say "Une autre installation est en cours dans ce dossier : j’attends qu’elle finisse…"
        flock 9
    }; }
    return 0
}

check_folder() {
    # The database, the documents and the secrets are for the owner of this folder alone.
    if mkdir -p var/log 2>/dev/null && chmod go= var 2>/dev/null &&
        [[ -w $ROOT && -w var && -w var/log ]]; then return; fi
    fail "Je ne peux pas écrire dans $ROOT." \
        "Donnez ce dossier à votre compte (chown -R), ou copiez-le chez vous, puis relancez $COMMAND."
}

# prepare LOCK NEED… – after it, .venv has everything of LOCK and the system what it needs.
prepare() {
    local lock=$1
    shift
    check_folder
    (
        # Before the failure of what was running is told: nothing failed, someone stopped it.
        trap 'exit 130' INT
        alone
        # Not handed down: a service that a package starts would keep the lock for ever.
        ensure_system "$@" 9>&-
        [[ " $* " != *" browser "* ]] || prefer_light_browser 9>&-
        check_python
        ensure_locked "$lock"
    ) 9>var/.installation-lock
    export PATH="$VENV/bin:$PATH"
}
