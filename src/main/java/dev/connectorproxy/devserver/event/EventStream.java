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
import java.util.Optional;

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
            var masking = instance;
            boolean open = true;
            while (open) {
                var read = log.after(instance.id(), last, heartbeat);
                var current = current();
                masking =
                        current.orElse(
                                masking); // another one after a replacement has other secrets
                write(out, text(read, masking));
                last = read.last();
                open = !read.closed() && current.isPresent();
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

    private static String text(Read read, ConnectorInstance masking) {
        var text = new StringBuilder();
        if (!read.complete()) {
            text.append("event: lost\ndata: {}\n\n");
        }
        read.events().forEach(event -> text.append(text(event, masking)));
        return text.isEmpty() ? ": nothing new\n\n" : text.toString();
    }

    private static String text(Event event, ConnectorInstance masking) {
        var data = masking.masked(event.data().getBytes(StandardCharsets.UTF_8));
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(event.id(), event.type(), new String(data, StandardCharsets.UTF_8));
    }

    private Optional<ConnectorInstance> current() {
        try {
            return Optional.of(connectors.get(instance.id()));
        } catch (DevServerException _) {
            return Optional.empty();
        }
    }
}
