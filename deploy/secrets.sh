#!/bin/sh
# Make, beside this file, the certificates, users and passwords that compose.yml reads; none of them is ever committed.
# Needs openssl and docker, and root, because each file belongs to the one user in a container who reads it.
# Run it once; what exists is left as it is.
set -eu
cd "$(dirname "$0")"
umask 077
node_user=1000 api_user=10001

sign() { # name, folder, file
	mkdir -p "$2"
	openssl req -newkey rsa:3072 -nodes -keyout "$2/$3-key.pem" -subj "/CN=$1" -out "$2/$3.csr" 2>/dev/null
	printf 'subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$1" >"$2/$3.ext"
	openssl x509 -req -in "$2/$3.csr" -CA certificates/ca.pem -CAkey secrets/ca-key.pem -CAcreateserial \
		-days 825 -extfile "$2/$3.ext" -out "$2/$3.pem" 2>/dev/null
	rm "$2/$3.csr" "$2/$3.ext"
}

mkdir -p certificates secrets
if [ ! -e certificates/ca.pem ]; then
	openssl req -x509 -newkey rsa:3072 -nodes -keyout secrets/ca-key.pem -subj /CN=kb-ca -days 3650 \
		-out certificates/ca.pem 2>/dev/null
	sign kb-admin secrets admin
	for name in search-1 search-2 search-3; do
		sign "$name" "certificates/$name" node
		cp certificates/ca.pem "certificates/$name/"
		chown -R "$node_user:$node_user" "certificates/$name"
	done
	chmod 644 certificates/ca.pem
fi

users=opensearch-security/internal_users.yml
if [ ! -e "$users" ]; then
	printf '_meta:\n  type: internalusers\n  config_version: 2\n' >"$users.new"
	for role in reader writer; do
		openssl rand -hex 24 | tr -d '\n' >"secrets/$role"
		chown "$api_user:$api_user" "secrets/$role"
		hash=$(docker run --rm --env-file /dev/stdin opensearchproject/opensearch:3.6.0 \
			sh plugins/opensearch-security/tools/hash.sh -env PASSWORD <<-PASSWORDS | tail -n 1
			PASSWORD=$(cat "secrets/$role")
		PASSWORDS
		)
		printf '\nkb-%s:\n  hash: "%s"\n  reserved: false\n' "$role" "$hash" >>"$users.new"
	done
	chown "$node_user:$node_user" "$users.new"
	mv "$users.new" "$users"
fi
