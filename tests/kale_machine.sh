#!/bin/bash
# Runs the commands of README.md on a bare machine: a new Debian with nothing but python3, venv, git and make.
#
#   tests/kale_machine.sh                    both commands: make demo, make test
#   tests/kale_machine.sh 'make demo' …      these commands instead, each in a shell of its own
#
# What is committed (HEAD) is cloned into the new Debian, so a change that is not committed is not tried. Needs root
# and debootstrap (apt-get install debootstrap), about 6 GB of disk, and the network as it is set up here: the settings
# of apt, pip, npm and uv, the certificates and the names of hosts come along (SETTINGS and VARIABLES below).
#
# KALE_SUITE    the Debian to make; default: the one that runs here
# KALE_SPIEGEL  where debootstrap finds its packages; default: its own choice
# KALE_MEE      more files or folders to bring along at the same path, such as a folder of wheels
# KALE_MAP      the parent of the folder to work in; default: /var/tmp
# KALE_BEWAAR   1 keeps the folder, to look at what went wrong
#
# Exit code 0: every command ended well. The report tells the seconds of each, and every package that apt was asked for.
set -euo pipefail

SETTINGS=(
  /etc/apt/apt.conf.d /etc/apt/auth.conf.d /etc/apt/keyrings /etc/apt/trusted.gpg.d /etc/apt/sources.list
  /etc/apt/sources.list.d /etc/hosts /etc/resolv.conf /etc/ssl/certs/ca-certificates.crt
  /usr/local/share/ca-certificates /etc/pip.conf /etc/xdg/pip /etc/npmrc /usr/etc/npmrc /etc/uv
  "$HOME/.npmrc" "$HOME/.pip" "$HOME/.config/pip" "$HOME/.config/uv" "$HOME/.netrc"
)
VARIABLES='^(https?_proxy|no_proxy|all_proxy|PIP_.*|UV_.*|npm_config_.*|SSL_CERT_.*|.*_CA_BUNDLE|.*_CA_CERTS|.*_CAINFO)='
BARE=ca-certificates,git,make,python3,python3-venv

say() { printf '\n== %s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 2; }

# Everything is done in namespaces of its own: what is mounted, and what still runs, is gone when this script ends,
# however it ends.
apart() {
  [ "$(id -u)" = 0 ] || stop "Dit kan alleen als root: sudo $0"
  command -v debootstrap >/dev/null || stop "Installeer eerst: debootstrap"
  KALE_APART=1 exec unshare --mount --pid --fork --kill-child "$0" "$@"
}

make_debian() {
  local root=$1 suite=${KALE_SUITE:-}
  [ -n "$suite" ] || suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ -n "$suite" ] || stop "Noem de uitgave van Debian: KALE_SUITE=…"
  say "Een kale Debian ($suite) in $root"
  debootstrap --variant=minbase --include="$BARE" "$suite" "$root" ${KALE_SPIEGEL:+"$KALE_SPIEGEL"} >"$root.log" 2>&1 \
    || { tail -20 "$root.log"; stop "debootstrap lukte niet."; }
}

bring_settings() {
  local root=$1 path
  # Where packages come from is told once: as here, or else as debootstrap left it.
  ! compgen -G '/etc/apt/sources.list.d/*.*' >/dev/null || rm -f "$root/etc/apt/sources.list"
  for path in "${SETTINGS[@]}" ${KALE_MEE:-}; do
    [ -e "$path" ] || continue
    rm -rf "${root:?}$path"
    mkdir -p "$root$(dirname "$path")"
    cp -aL "$path" "$root$path"
  done
  chroot "$root" update-ca-certificates >/dev/null 2>&1
  # No program that is installed may start a service; and a machine that is thrown away need not sync its disk.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/kale-machine"
}

mount_kernel() {
  local root=$1
  mount --make-rprivate /
  mount -t proc proc "$root/proc" || mount --rbind /proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mountpoint -q "$root/dev/shm" || { mkdir -p "$root/dev/shm" && mount -t tmpfs tmpfs "$root/dev/shm"; }
}

# Runs a command in the clone, with the settings of the registries and otherwise an environment of nothing: no
# language either, as on a machine where nobody has set one.
inside() {
  local root=$1 command=$2 given=()
  mapfile -t given < <(env | grep -iE "$VARIABLES" || true)
  env -i "${given[@]}" CI="${CI:-true}" HOME="$HOME" TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    chroot "$root" /bin/sh -c "cd '$HOME/inkoop' && $command" </dev/null
}

report() {
  local root=$1
  say "Verslag: $commit op een kale $(. "$root/etc/os-release" && echo "$PRETTY_NAME")"
  printf '%s\n' "${results[@]}"
  echo "Via apt gevraagd:"
  sed -n 's/^Commandline: apt-get install //p' "$root/var/log/apt/history.log" | sed 's/^/  /'
}

[ -n "${KALE_APART:-}" ] || apart "$@"
[ $# -gt 0 ] || set -- 'make demo' 'make test'
home=$(cd "$(dirname "$0")/.." && pwd)
commit=$(git -C "$home" rev-parse HEAD)
[ -z "$(git -C "$home" status --porcelain)" ] || echo "Let op: wat niet is vastgelegd (commit), doet niet mee."
work=$(mktemp -d "${KALE_MAP:-/var/tmp}/kale-machine.XXXXXX")
root=$work/debian
mkdir "$root"
clean() {
  umount -R "$root/dev" "$root/sys" "$root/proc" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
[ "${KALE_BEWAAR:-}" = 1 ] || trap clean EXIT
trap 'exit 130' INT TERM HUP

make_debian "$root"
bring_settings "$root"
mount_kernel "$root"
git clone --quiet --no-hardlinks "$home" "$root$HOME/inkoop"
git -C "$root$HOME/inkoop" -c advice.detachedHead=false checkout --quiet "$commit"

results=()
code=0
for command in "$@"; do
  say "$command"
  start=$SECONDS
  if inside "$root" "$command"; then verdict=goed; else verdict="MISLUKT (afsluitcode $?)"; code=1; fi
  results+=("  $command: $verdict, $((SECONDS - start)) seconden")
done
report "$root"
[ "${KALE_BEWAAR:-}" != 1 ] || echo "De machine staat nog in $root"
exit $code
