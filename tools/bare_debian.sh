#!/usr/bin/env bash
# Run make targets on a bare Debian 12, which has python3, python3-venv, make and git, and nothing else:
#   sudo tools/bare_debian.sh site test-fast
# Needs root and debootstrap. The root file system is made once, in $BARE_ROOT, and never changed: each run works in a
# layer above it, on a clean clone of the last commit, and leaves nothing. Packages come from where this machine gets
# them: its settings of apt, pip and certificates are handed in.
set -euo pipefail
cd "$(dirname "$0")/.."

root=${BARE_ROOT:-/var/tmp/bare-debian-12}
project=/srv/project
[ $# -gt 0 ] || { echo "usage: $0 TARGET…" >&2; exit 2; }

if [ ! -e "$root/made" ]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' 2>/dev/null | head -n 1)
  rm -rf "$root"
  debootstrap --variant=minbase --include=python3,python3-venv,make,git,ca-certificates \
    bookworm "$root" "${mirror:-http://deb.debian.org/debian}"
  touch "$root/made"
fi

layer=$(mktemp -d "$root.XXXXXX")
trap 'rm -rf "$layer"' EXIT
mkdir "$layer"/{above,work,root}

# What pip and the network ask of the environment; nothing else of this machine's is seen inside.
mapfile -t handed < <(env | grep -E '^(PIP_[A-Z_]+|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY)=' || true)
# The mounts end with the process that has them.
unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
  base=$1 layer=$2 project=$3 handed=()
  shift 3
  while [ "$1" != -- ]; do handed+=("$1"); shift; done
  shift
  root=$layer/root
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer/above,workdir=$layer/work" "$root"
  for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
    if [ -e "$file" ]; then cp -L "$file" "$root$file"; fi
  done
  if [ -d /etc/apt/apt.conf.d ]; then cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/"; fi
  git clone --quiet --no-hardlinks . "$root$project"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/dev/shm"
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${handed[@]}" \
    make -C "$project" "$@"
' bash "$root" "$layer" "$project" "${handed[@]}" -- "$@"
