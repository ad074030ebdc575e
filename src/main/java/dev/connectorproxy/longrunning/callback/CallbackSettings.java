package dev.connectorproxy.longrunning.callback;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/// Settings under `long-running.callback:`.
///
/// @param allow origins that callbacks may be sent to, such as `https://arena.example.com` (none)
/// @param credentials sent to SpiffArena, from `bearer-token` or `api-key` (none)
/// @param timeout of one callback request (PT30S)
/// @param perOrigin concurrent callbacks to one origin (16)
public record CallbackSettings(
        Set<HttpOrigin> allow,
        Optional<CallbackCredentials.Source> credentials,
        Duration timeout,
        int perOrigin) {

    public static CallbackSettings create(Section section) {
        var allow = new LinkedHashSet<HttpOrigin>();
        for (var text : section.texts("allow")) {
            allow.add(
                    HttpOrigin.parse(text)
                            .orElseThrow(() ->
                                    section.invalid(
                                            "allow",
                                            "must list origins, such as https://arena.example.com, without a path")));
        }
        return new CallbackSettings(
                allow,
                credentials(section),
                section.duration("timeout", Duration.ofSeconds(30)),
                section.number("per-origin", 16, 1, 1_000));
    }

    /// Whether credentials can be resolved now, or none are configured.
    ///
    /// @param secrets replaces `${secret:NAME}` in a text of the settings
    public boolean hasUsableCredentials(Function<String, Optional<String>> secrets) {
        return credentials.isEmpty() || credentials.get().resolve(secrets).isPresent();
    }

    /// Whether the credentials may be sent to every allowed origin, or none are configured.
    ///
    /// @param secrets whether the secrets that a text of the settings names may be sent to these origins
    public boolean hasCredentialsForAllOrigins(BiPredicate<String, List<String>> secrets) {
        var origins = allow.stream().map(HttpOrigin::toString).toList();
        return credentials
                .flatMap(CallbackCredentials.Source::value)
                .map(text -> secrets.test(text, origins))
                .orElse(true);
    }

    private static Optional<CallbackCredentials.Source> credentials(Section section) {
        var found =
                Stream.of(
                                source(section, "bearer-token", CallbackCredentials.Kind.BEARER),
                                source(section, "api-key", CallbackCredentials.Kind.API_KEY))
                        .flatMap(Optional::stream)
                        .toList();
        if (found.size() > 1) {
            throw section.invalid("api-key", "must not be set beside bearer-token");
        }
        return found.stream().findFirst();
    }

    private static Optional<CallbackCredentials.Source> source(
            Section section, String key, CallbackCredentials.Kind kind) {
        var secret = section.filledSecretOrReference(key);
        if (secret.filter(given -> given.file().isEmpty())
                .filter(given -> !CallbackCredentials.isValid(given.value()))
                .isPresent()) {
            throw section.invalid(key, "must be printable ASCII without spaces");
        }
        return secret.map(given ->
                new CallbackCredentials.Source(
                        kind,
                        Optional.of(given.value()).filter(_ -> given.file().isEmpty()),
                        given.file()));
    }
}
