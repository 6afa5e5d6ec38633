# PostgreSQL on a disk of its own that is soon full: a tmpfs in a mount namespace that nobody else sees.
# $1 its folder, $2 PostgreSQL's programs, $3 port, $4 megabytes. Reads orders, answers each with a line, ends with its input.
set -u
data=$1/data
mount -t tmpfs -o "size=$4m,mode=0700" tmpfs "$1" || { echo "no mount"; exit 1; }
# Root may mount and PostgreSQL must not be root: in a user namespace it is nobody, and root's files stay its own.
if [ "$(id -u)" = 0 ]; then as="unshare -U"; else as=""; fi
$as "$2/initdb" -D "$data" -U postgres --auth=trust --encoding=UTF8 --locale=C --wal-segsize=1 --no-sync >/dev/null 2>&1 ||
    { echo "no database"; exit 1; }
cat >>"$data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = $3
max_wal_size = 8MB
min_wal_size = 2MB
wal_recycle = off
shared_buffers = 16MB
max_connections = 40
autovacuum = off
CONF
echo made
server=0
stop() {
    [ "$server" = 0 ] || kill -QUIT "$server" 2>/dev/null
    wait
}
trap stop EXIT
while read -r order; do
    case $order in
    start) $as "$2/postgres" -D "$data" >>"$1/../postgres.log" 2>&1 & server=$! ;;
    fill) dd if=/dev/zero of="$1/ballast" bs=64k >/dev/null 2>&1; true ;;
    free) rm -f "$1/ballast" ;;
    alive) if kill -0 "$server" 2>/dev/null; then echo yes; else echo no; fi; continue ;;
    esac
    echo "$order"
done
