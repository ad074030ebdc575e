package dev.connectorproxy.federation;

import dev.connectorproxy.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The API key that this proxy sends to a peer. Never logged.
record PeerApiKey(String value) {
    private static final int MAX_CHARACTERS = 1024;

    /// Reads `api-key`, `api-key-file` or `api-key-env`; empty when none is set.
    static Optional<PeerApiKey> create(Section peer, Map<String, String> environment) {
        var values =
                Stream.of(
                                peer.text("api-key")
                                        .map(text -> new PeerApiKey(check(peer, "api-key", text))),
                                peer.text("api-key-file")
                                        .map(path ->
                                                new PeerApiKey(
                                                        readFile(peer, "api-key-file", path))),
                                peer.text("api-key-env")
                                        .map(name ->
                                                new PeerApiKey(
                                                        checkVariable(
                                                                peer,
                                                                "api-key-env",
                                                                environment.get(name)))))
                        .flatMap(Optional::stream)
                        .toList();
        if (values.size() > 1) {
            throw peer.invalid(
                    "api-key", "must be the only one of api-key, api-key-file and api-key-env");
        }
        return values.stream().findFirst();
    }

    @Override
    public String toString() {
        return "PeerApiKey[]";
    }

    private static String readFile(Section peer, String key, String path) {
        try {
            return check(peer, key, Files.readString(Path.of(path)).stripTrailing());
        } catch (IOException | InvalidPathException _) {
            throw peer.invalid(key, "must name a readable text file");
        }
    }

    private static String checkVariable(Section peer, String key, String value) {
        return check(peer, key, Objects.requireNonNullElse(value, ""));
    }

    private static String check(Section peer, String key, String value) {
        if (value.isEmpty()
                || value.length() > MAX_CHARACTERS
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw peer.invalid(
                    key, "must give a key of 1 to 1024 printable ASCII characters without spaces");
        }
        return value;
    }
}
