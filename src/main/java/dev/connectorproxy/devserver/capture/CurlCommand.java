package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.capture.CapturedExchange.SentRequest;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Writes a recorded request as a `curl` command for a POSIX shell. Everything that is not a constant is quoted, so that
/// the shell and curl take it as it is, and secrets are `***`.
record CurlCommand(SentRequest request, SecretMask mask) {

    /// The command, in one line unless the body has several.
    String text() {
        var words = new ArrayList<>(List.of("curl", "--globoff"));
        // curl waits for a body after --request HEAD
        words.add(
                request.method().equals("HEAD")
                        ? "--head"
                        : "--request " + quoted(request.method()));
        words.add("--url " + quoted(request.url()));
        request.headers().forEach(header -> words.add("--header " + quoted(line(header))));
        if (request.body().length() == 0) {
            return String.join(" ", words);
        }
        var text = request.body().text().filter(body -> body.indexOf('\0') < 0);
        if (text.isPresent()) {
            words.add("--data-raw " + quoted(text.get()));
            return String.join(" ", words);
        }
        var base64 = Base64.getEncoder().encodeToString(request.body().bytes());
        words.add("--data-binary @-");
        return "printf %s " + quoted(base64) + " | base64 -d | " + String.join(" ", words);
    }

    /// As curl expects it: an empty value would remove a header, and a name that begins with `@` would read a file.
    private static String line(Header header) {
        var name = header.name().replaceFirst("^@+", "");
        return header.value().isEmpty() ? name + ";" : name + ": " + header.value();
    }

    /// The masked text between single quotes. It is masked first, because quoting could split a secret.
    private String quoted(String text) {
        return "'" + mask.text(text).replace("'", "'\\''") + "'";
    }
}
