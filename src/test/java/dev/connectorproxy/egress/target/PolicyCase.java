package dev.connectorproxy.egress.target;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One case of the corpus: a URL, the DNS results, and whether a connection is allowed.
///
/// In `dns`, each name has a list of results, one per look-up (the last one repeats). A result is a list of addresses,
/// in which `SELF` is this machine's public address and `TIMEOUT` a look-up that times out.
record PolicyCase(String id, String url, boolean allowed, String stage, JsonObject json) {
    /// The address of `SELF`: in a public range, so that only the rule about this machine can refuse it.
    static final InetAddress SELF = InetAddress.ofLiteral("198.41.0.4");

    static Stream<PolicyCase> own() {
        try (var in = PolicyCase.class.getResourceAsStream("/egress/cases.json")) {
            return read(in).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The cases of the file named by the system property `egress.corpus`, if it is set.
    static Stream<PolicyCase> extra() {
        return Optional.ofNullable(System.getProperty("egress.corpus")).stream()
                .flatMap(file -> {
                    try (var in = Files.newInputStream(Path.of(file))) {
                        return read(in).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    List<String> texts(String key) {
        return json.containsKey(key)
                ? json.getJsonArray(key).getValuesAs(JsonString::getString)
                : List.of();
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(json.getString(key, null));
    }

    /// A resolver with the DNS results of this case that counts the look-ups.
    ScriptedResolver resolver() {
        return new ScriptedResolver(
                Optional.ofNullable(json.getJsonObject("dns"))
                        .orElse(JsonObject.EMPTY_JSON_OBJECT));
    }

    @Override
    public String toString() {
        return id;
    }

    private static List<PolicyCase> read(InputStream in) {
        try (var reader = Json.createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(PolicyCase::of)
                    .toList();
        }
    }

    private static PolicyCase of(JsonObject json) {
        var expect = json.getString("expect");
        return switch (expect) {
            case "allow", "block" ->
                    new PolicyCase(
                            json.getString("id"),
                            json.getString("url"),
                            expect.equals("allow"),
                            json.getString("stage"),
                            json);
            default -> throw new IllegalArgumentException("neither allow nor block: " + expect);
        };
    }

    static final class ScriptedResolver implements AddressResolver {
        private final JsonObject results;
        private final Map<String, Integer> lookUps = new HashMap<>();

        private ScriptedResolver(JsonObject results) {
            this.results = results;
        }

        /// The number of look-ups by name.
        Map<String, Integer> lookUps() {
            return lookUps;
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            int before = lookUps.merge(host, 1, Integer::sum) - 1;
            JsonArray all = results.getJsonArray(host);
            if (all == null) {
                throw new UnknownHostException(host);
            }
            var addresses = new ArrayList<InetAddress>();
            for (var text :
                    all.getJsonArray(Math.min(before, all.size() - 1))
                            .getValuesAs(JsonString::getString)) {
                switch (text) {
                    case "SELF" -> addresses.add(SELF);
                    case "TIMEOUT", "NXDOMAIN", "SERVFAIL" ->
                            throw new UnknownHostException(host + ": " + text);
                    default -> addresses.add(InetAddress.ofLiteral(text));
                }
            }
            return addresses;
        }
    }
}
