package dev.connectorproxy.federation;

import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.Globs;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings of one peer.
///
/// @param name its name in log, health and metrics
/// @param url its base URL, `http` or `https`, with an optional path, without a trailing slash
/// @param apiKey `api-key`, `api-key-file` or `api-key-env`
/// @param prefix put in front of its command ids (`none`, which is stored as an empty text)
/// @param commands globs over its command ids without the prefix (all)
/// @param refresh interval between fetches of its command list (PT1M)
/// @param timeout of one request, within the deadline of the call (PT40S)
/// @param responseBytes maximum size of a response body (10 MiB)
/// @param inFlight maximum of concurrent calls (256)
/// @param forwardTaskData whether `spiff__task_data` is forwarded (false)
record PeerSettings(
        String name,
        URI url,
        Optional<SecretText> apiKey,
        String prefix,
        Globs commands,
        Duration refresh,
        Duration timeout,
        int responseBytes,
        int inFlight,
        boolean forwardTaskData) {

    static PeerSettings create(Section peer) {
        return new PeerSettings(
                peer.text("name")
                        .filter(name -> name.matches("[A-Za-z0-9._-]{1,64}"))
                        .orElseThrow(() ->
                                peer.invalid(
                                        "name",
                                        "must be 1 to 64 letters, digits, dots, dashes or underscores")),
                url(peer),
                apiKey(peer),
                prefix(peer),
                globs(peer),
                peer.duration("refresh", Duration.ofMinutes(1)),
                peer.duration("timeout", Duration.ofSeconds(40)),
                peer.bytes("response-bytes", 10 << 20),
                peer.number("in-flight", 256, 1, 100_000),
                peer.flag("forward-task-data", false));
    }

    HttpOrigin origin() {
        return HttpOrigin.ofUrl(url.toString()).orElseThrow();
    }

    private static Optional<SecretText> apiKey(Section peer) {
        var key = peer.secretOrVariable("api-key");
        if (key.filter(secret -> !secret.value().matches("[!-~]{1,1024}")).isPresent()) {
            throw peer.invalid(
                    key.get().key(),
                    "must give a key of 1 to 1024 printable ASCII characters without spaces");
        }
        return key;
    }

    private static URI url(Section peer) {
        var text = HttpOrigin.withoutTrailingSlashes(peer.text("url").orElse(""));
        return HttpOrigin.ofUrl(text)
                .filter(_ -> text.indexOf('?') < 0)
                .map(origin -> withScheme(origin.scheme(), URI.create(text)))
                .orElseThrow(() ->
                        peer.invalid(
                                "url",
                                "must be the http or https URL of a proxy, such as http://python-proxy:8004, without user, query or fragment, its host of letters, digits, dots, dashes and underscores"));
    }

    private static URI withScheme(String scheme, URI url) {
        var authority = url.getRawAuthority().replaceFirst(":$", "");
        return URI.create(scheme + "://" + authority + url.getRawPath());
    }

    private static String prefix(Section peer) {
        var prefix = peer.text("prefix", "none");
        if (!prefix.matches("[A-Za-z0-9_-]{0,32}")) {
            throw peer.invalid(
                    "prefix", "must be at most 32 letters, digits, dashes or underscores, or none");
        }
        return prefix.equals("none") ? "" : prefix;
    }

    private static Globs globs(Section peer) {
        var globs = peer.texts("commands");
        if (globs.isEmpty() && peer.has("commands")) {
            throw peer.invalid(
                    "commands",
                    "must name at least one command, such as slack/*; leave it out for all");
        }
        return Globs.of(globs.isEmpty() ? List.of("*") : globs);
    }
}
