package org.bailiwick.connector.realmexport;

import java.util.List;

/** Reads clients, which the oldest exports call applications. Secrets are looked at and not kept. */
final class ClientsReader {
    private final Cursor cursor;
    private final Refs refs;

    ClientsReader(Cursor cursor, Refs refs) {
        this.cursor = cursor;
        this.refs = refs;
    }

    void read(List<ClientDraft> into) {
        cursor.list(Kinds.CLIENTS, index -> {
            var client = new ClientDraft(cursor.pointer());
            if (cursor.object(Kinds.CLIENTS, name -> field(client, name))) {
                if (client.clientId == null) {
                    cursor.unread("is a client without a `clientId`", Kinds.CLIENTS);
                } else {
                    into.add(client);
                }
            } else if (cursor.atNull()) {
                cursor.unread("is null where a client belongs", Kinds.CLIENTS);
            }
        });
    }

    private void field(ClientDraft client, String name) {
        switch (name) {
            case "id" -> client.id = cursor.text(Kinds.NONE);
            case "clientId" -> client.clientId = cursor.name(Kinds.CLIENTS);
            case "name" -> client.clientId = client.clientId == null ? cursor.text(Kinds.NONE) : client.clientId;
            case "enabled" -> client.enabled = cursor.flag(Kinds.NONE);
            case "publicClient" -> client.publicClient = cursor.flag(Kinds.CLIENTS);
            case "bearerOnly" -> client.bearerOnly = cursor.flag(Kinds.CLIENTS);
            case "serviceAccountsEnabled" -> client.serviceAccount = cursor.flag(Kinds.USERS);
            case "clientAuthenticatorType" -> client.authenticator = cursor.text(Kinds.CLIENTS);
            case "secret" -> {
                var secret = cursor.text(Kinds.NONE);
                client.hasSecret = secret != null && !secret.isEmpty();
                client.clearSecret = Secret.isClear(secret);
            }
            case "attributes" -> cursor.object(Kinds.CLIENTS, attribute -> attribute(client, attribute));
            case "defaultRoles" -> client.defaultRoles = refs.list(client.clientId, "/defaultRoles", Kinds.MEMBERSHIP);
            default -> {
                // Addresses, flows and mappers say nothing about access.
            }
        }
    }

    private void attribute(ClientDraft client, String name) {
        switch (name) {
            case "client.secret.creation.time" -> client.secretCreated = cursor.text(Kinds.CLIENTS);
            case "client.secret.expiration.time" -> client.secretExpires = cursor.text(Kinds.CLIENTS);
            default -> {
                // Keycloak keeps dozens of switches here.
            }
        }
    }
}
