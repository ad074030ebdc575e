package dev.connectorproxy.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectorproxy.spi.HttpRequest;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Verifies a request as AWS does: computes its Signature Version 4 again and compares. Only for paths that need no
/// second encoding and requests without a query.
final class SignatureCheck {
    private SignatureCheck() {}

    static boolean passes(HttpRequest request, String secret) throws GeneralSecurityException {
        var field = header(request, "Authorization");
        var scope = part(field, "Credential=").split("/", 2)[1];
        var names = part(field, "SignedHeaders=");
        var signed =
                Arrays.stream(names.split(";"))
                        .map(name -> name + ":" + header(request, name).strip() + "\n")
                        .collect(Collectors.joining());
        var canonical =
                String.join(
                        "\n",
                        request.method(),
                        URI.create(request.url()).getRawPath(),
                        "",
                        signed,
                        names,
                        sha256(request.body().orElse(new byte[0])));
        var text =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        header(request, "X-Amz-Date"),
                        scope,
                        sha256(canonical.getBytes(UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (var step : scope.split("/")) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(hmac(key, text)).equals(part(field, "Signature="));
    }

    /// The header as AWS receives it: the egress adds the Content-Length.
    static String header(HttpRequest request, String name) {
        if (name.equalsIgnoreCase("Content-Length")) {
            return Integer.toString(request.body().map(it -> it.length).orElse(0));
        }
        return request.headers().stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .map(HttpRequest.Header::value)
                .collect(Collectors.joining(","));
    }

    private static String part(String field, String name) {
        var from = field.substring(field.indexOf(name) + name.length());
        return from.split(",", 2)[0].strip();
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
