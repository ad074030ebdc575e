package dev.connectorproxy.devserver.event;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.event.ConnectorEvents.Event;
import dev.connectorproxy.devserver.event.ConnectorEvents.Read;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One stream of the events of a connector. It ends when the client leaves, the connector is deleted, or the server stops.
///
/// @param heartbeat how often a comment is sent while there is nothing else, which finds out whether the client has left
record EventStream(
        ConnectorRegistry connectors,
        ConnectorEvents log,
        ConnectorInstance instance,
        Duration heartbeat) {

    /// Sends events until the end of the stream.
    ///
    /// @param after the id of the event after which it begins
    void send(ServerResponse response, long after) {
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        try (var out = response.outputStream()) {
            write(out, "retry: 2000\n\n");
            long last = after;
            boolean open = true;
            while (open) {
                var read = log.after(instance.id(), last, heartbeat);
                write(out, text(read));
                last = read.last();
                open = !read.closed() && exists();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the client has left", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String text(Read read) {
        var text = new StringBuilder();
        if (!read.complete()) {
            text.append("event: lost\ndata: {}\n\n");
        }
        read.events().forEach(event -> text.append(text(event)));
        return text.isEmpty() ? ": nothing new\n\n" : text.toString();
    }

    private String text(Event event) {
        var data = instance.masked(event.data().getBytes(StandardCharsets.UTF_8));
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(event.id(), event.type(), new String(data, StandardCharsets.UTF_8));
    }

    private boolean exists() {
        try {
            connectors.get(instance.id());
            return true;
        } catch (DevServerException _) {
            return false;
        }
    }
}
