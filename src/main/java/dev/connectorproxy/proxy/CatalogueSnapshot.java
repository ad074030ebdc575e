package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.security.Caller;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The response body of `GET /v1/commands`: built when the commands change, not at each request. Thread-safe.
final class CatalogueSnapshot {
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final byte[] everything;
    private final Map<String, byte[]> byKey = new ConcurrentHashMap<>();

    CatalogueSnapshot(Collection<Invocable> commands) {
        for (var command : commands) {
            var json = CatalogueJson.of(command).toString().getBytes(StandardCharsets.UTF_8);
            entries.put(command.id().toString(), json);
        }
        everything = toJsonArray(_ -> true);
    }

    /// The commands that this caller may run, as JSON.
    byte[] forCaller(Caller caller) {
        return caller.mayRunEverything()
                ? everything
                : byKey.computeIfAbsent(caller.key().orElse(""), _ -> toJsonArray(caller::maySee));
    }

    private byte[] toJsonArray(Predicate<String> listed) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        entries.forEach((id, json) -> {
            if (listed.test(id)) {
                if (out.size() > 1) {
                    out.write(',');
                }
                out.writeBytes(json);
            }
        });
        out.write(']');
        return out.toByteArray();
    }
}
