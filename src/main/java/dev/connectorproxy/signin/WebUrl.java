package dev.connectorproxy.signin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An absolute http or https URL that every browser reads the same way: a plain ASCII host, no user name, no backslash, no
/// white space or control character, no fragment. What is not of this form is refused, never mended.
///
/// @param origin scheme, host and port in lower case, the port only when it is not the scheme's own
/// @param rest path and query as given, characters beyond ASCII percent-encoded; empty, or begins with `/` or `?`
record WebUrl(String origin, String rest) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(https?)://(\\[[0-9a-f:.]+]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?)(?::([0-9]{1,5}))?([/?][!-~&&[^#\\\\]]*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final int LAST_PORT = 65_535;

    static Optional<WebUrl> parse(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        var form = FORM.matcher(FormText.ascii(text));
        if (!form.matches()) {
            return Optional.empty();
        }
        var scheme = form.group(1).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = form.group(3) == null ? usual : Integer.parseInt(form.group(3));
        if (port < 1 || port > LAST_PORT) {
            return Optional.empty();
        }
        var origin = scheme + "://" + form.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(
                new WebUrl(
                        port == usual ? origin : origin + ":" + port,
                        form.group(4) == null ? "" : form.group(4)));
    }

    /// Whether what is sent there may hold a secret: over TLS, or to this machine, or to a name without a dot, which means
    /// something inside the house only.
    boolean keepsSecrets() {
        return https() || onLoopback() || host().matches("[^.\\[]+");
    }

    boolean https() {
        return origin.startsWith("https:");
    }

    /// Whether the host is a name or address of this machine, whoever asks.
    boolean onLoopback() {
        var host = host();
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    boolean hasQuery() {
        return rest.indexOf('?') >= 0;
    }

    /// The same URL with one more query parameter.
    ///
    /// @param value not yet encoded
    WebUrl with(String name, String value) {
        var separator = hasQuery() ? "&" : "?";
        return new WebUrl(
                origin, rest + separator + FormText.encode(name) + "=" + FormText.encode(value));
    }

    /// The whole URL.
    String text() {
        return origin + rest;
    }

    private String host() {
        return origin.replaceFirst("^https?://", "").replaceFirst(":[0-9]+$", "");
    }
}
