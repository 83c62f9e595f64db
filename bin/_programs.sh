# Sourced by bin/test: programs that our deployment's files are tried with. Where systemd runs, they
# would be started at once, so there whoever owns the machine installs them; their tests fail without.
wanted=
for pair in caddy:caddy haproxy:haproxy nginx:nginx-light systemd-analyze:systemd pgbouncer:pgbouncer; do
  PATH="$PATH:/usr/sbin" command -v "${pair%%:*}" >/dev/null || wanted="$wanted ${pair#*:}"
done
if [ -n "$wanted" ] && command -v apt-get >/dev/null; then
  say "Installing$wanted …"
  [ ! -d /run/systemd/system ] && as_root apt-get update -qq >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null ||
    say "Some tests will fail without them: apt install$wanted"
fi
