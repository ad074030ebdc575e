package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.rows.KeptRow.Change;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/// The event `page`: what a committed page brought.
public final class PageEvent {
    private static final JsonProvider JSON = JsonProvider.provider();

    private PageEvent() {}

    public static JsonObject of(CommittedPage page) {
        var key = page.fetch().key();
        return JSON.createObjectBuilder()
                .add("call", page.page().call())
                .add("kind", key.kind().path())
                .add("name", textOrNull(key.name()))
                .add("payload", textOrNull(key.payload().text()))
                .add("rows", page.page().counts().rows())
                .add("newRows", page.changes(Change.NEW))
                .add("changedRows", page.changes(Change.CHANGED))
                .add("deleted", page.size("paymentsToDelete"))
                .add("skipped", page.page().counts().skipped())
                .add("warnings", page.size("warnings"))
                .add("hasMore", page.page().hasMore())
                .build();
    }

    private static JsonValue textOrNull(String text) {
        return text.isEmpty() ? JsonValue.NULL : JSON.createValue(text);
    }
}
