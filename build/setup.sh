# Installs what a fresh Debian lacks. Sourced by bin/run and bin/test, in the repository's root.

say() { echo "== $*" >&2; }
fail() { echo "$*" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_packages() {
  say "Installing $*"
  as_root apt-get update -q >&2 || true
  as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 \
    apt-get install -qy --no-install-recommends -o Dpkg::Options::=--force-confold "$@" >&2 </dev/null ||
    fail "Could not install $*."
}

has_postgres() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

# The host starts a PostgreSQL of its own: Debian is kept from making and starting one.
keep_debian_from_starting_postgres() {
  local conf=/etc/postgresql-common/createcluster.conf
  [ -e "$conf" ] && return
  as_root mkdir -p "${conf%/*}"
  echo 'create_main_cluster = false' | as_root tee "$conf" >/dev/null
}

# install_missing [postgres] [node] [chromium] [proxy]
install_missing() {
  local packages=()
  command -v dotnet >/dev/null || fail 'The .NET 10 SDK is not installed: see https://dotnet.microsoft.com/download.'
  if [ -z "${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-}" ] && ! ldconfig -p | grep -q libicuuc; then
    packages+=("$(apt-cache search --names-only '^libicu[0-9]+$' | sort -V | tail -n 1 | cut -d ' ' -f 1)")
  fi
  for what in "$@"; do
    case $what in
      postgres) has_postgres || { keep_debian_from_starting_postgres; packages+=(postgresql); } ;;
      node)
        command -v node >/dev/null || packages+=(nodejs)
        command -v npm >/dev/null || packages+=(npm) ;;
      proxy) [ -x /usr/sbin/haproxy ] || packages+=(haproxy) ;;
      chromium) [ -x /usr/bin/chromium ] || packages+=(chromium) ;;
    esac
  done
  [ ${#packages[@]} = 0 ] || install_packages "${packages[@]}"
}

assets_are_missing() {
  local made=src/Host/wwwroot/lib/tabler.css
  [ ! -e $made ] || [ package-lock.json -nt $made ] || [ build/assets.mjs -nt $made ] || [ build/icons.txt -nt $made ]
}

# From npm: what makes the assets, and the SMTP server of the tests.
install_node_modules() {
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error >&2 || fail 'npm ci failed.'
  fi
}

make_assets() {
  say 'Making the pages'\'' assets'
  install_node_modules
  npm run --silent assets >&2 || fail 'npm run assets failed.'
}

# The host, compiled for this machine (ready to run: no compiler in the way of its first requests), apart from what the tests build.
portal=artifacts/portal
build_portal() {
  if [ ! -e $portal/built ] || [ -n "$(find src Directory.*.props global.json \( -name bin -o -name obj \) -prune -o -newer $portal/built -print -quit)" ]; then
    say 'Building'
    dotnet publish src/Host -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true --artifacts-path artifacts -o $portal -v q -clp:NoSummary >&2 </dev/null
    touch $portal/built
  fi
}
