package dev.connectorproxy.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests to token endpoints, and what is made of their responses.
class TokenClientTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");

    private final AtomicReference<HttpRequest> sent = new AtomicReference<>();

    @Test
    void theSecretIsSentInTheHeaderWithBothPartsPercentEncoded() {
        fetch(Map.of("client-id", "a b", "client-secret", "c:d", "scope", "r w", "audience", "u"));

        assertThat(header("Authorization"), is(Optional.of("Basic " + base64("a%20b:c%3Ad"))));
        assertThat(
                form(),
                is(Map.of("grant_type", "client_credentials", "scope", "r w", "audience", "u")));
        assertThat(sent.get().url(), is("https://login.example/token"));
    }

    @Test
    void theSecretIsSentInTheFormIfTheSettingsSaySo() {
        fetch(Map.of("client-id", "a", "client-secret", "b", "client-authentication", "post"));

        assertThat(header("Authorization"), is(Optional.empty()));
        assertThat(form().get("client_id"), is("a"));
        assertThat(form().get("client_secret"), is("b"));
    }

    @Test
    void aClientWithoutASecretSendsItsIdOnly() {
        fetch(Map.of("client-id", "a"));

        assertThat(form(), is(Map.of("grant_type", "client_credentials", "client_id", "a")));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, RS256, SHA256withRSA",
        "EC, ES256, SHA256withECDSAinP1363Format",
    })
    void aKeySignsAnAssertion(String algorithm, String name, String verifier)
            throws GeneralSecurityException {
        var pair = keyPair(algorithm);

        fetch(Map.of("client-id", "a", "private-key", pem(pair), "key-id", "k1"));

        var parts = form().get("client_assertion").split("\\.");
        var header = json(parts[0]);
        var claims = json(parts[1]);
        assertThat(header.getString("alg"), is(name));
        assertThat(header.getString("kid"), is("k1"));
        assertThat(claims.getString("iss"), is("a"));
        assertThat(claims.getString("sub"), is("a"));
        assertThat(claims.getString("aud"), is("https://login.example/token"));
        assertThat(claims.getInt("exp") - claims.getInt("iat"), is(60));
        assertThat(
                form().get("client_assertion_type"),
                is("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        var signature = Signature.getInstance(verifier);
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2])), is(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\": \"t\", \"expires_in\": 60} | 60",
                "{\"access_token\": \"t\", \"expires_in\": \"60\"} | 60",
                "{\"access_token\": \"t\"} | 3600",
                "{\"access_token\": \"t\", \"expires_in\": -5} | 0",
                "{\"access_token\": \"t\", \"expires_in\": 1e99} | 2592000",
            })
    void theTokenLivesAsLongAsItsEndpointSays(String body, int seconds) {
        var token = client(200, body).fetch(fields(Map.of("client-id", "a")), GRANT);

        assertThat(token.value(), is("t"));
        assertThat(token.expiry(), is(NOW.plus(Duration.ofSeconds(seconds))));
        assertThat(token.toString(), not(containsString("t]")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/x-www-form-urlencoded | access_token=t&scope=&expires_in=60&refresh_token=r
                    text/plain                        | access_token=t&refresh_token=r&expires_in=60
                    text/html; charset=utf-8          | access_token=t&expires_in=60&refresh_token=r
                    application/x-www-form-urlencoded | {"access_token":"t","expires_in":60,"refresh_token":"r"}
                    text/plain                        | \ufeff{"access_token":"t","expires_in":60,"refresh_token":"r"}
                    application/json                  | {"ok":true,"authed_user":{"id":"U1","access_token":"t","expires_in":60,"refresh_token":"r"}}
                    """)
    void theTokenIsFoundHoweverItIsSent(String type, String body) {
        var response =
                new HttpResponse(
                        200,
                        List.of(new HttpRequest.Header("Content-Type", type)),
                        body.getBytes(StandardCharsets.UTF_8));

        var token =
                new TokenClient((_, _) -> response, () -> NOW)
                        .fetch(fields(Map.of("client-id", "a")), GRANT);

        assertThat(token.value(), is("t"));
        assertThat(token.refreshToken(), is(Optional.of("r")));
        assertThat(token.expiry(), is(NOW.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\": \"invalid_client\", \"error_description\": \"SECRET\"} | ConnectorNotConfigured | (invalid_client, status 401)",
                "400 | {\"error\": \"SECRET of all\"} | ConnectorNotConfigured | (status 400)",
                "200 | {\"token\": \"SECRET\"} | ConnectorNotConfigured | (status 200)",
                "503 | SECRET | ConnectionError | (status 503)",
                "429 | {} | ConnectionError | (status 429)",
                "200 | error=bad_code&error_description=SECRET | ConnectorNotConfigured | (bad_code, status 200)",
                "200 | access_token=SECRET&access_token=SECRET | ConnectorNotConfigured | (status 200)",
                "400 | {\"error\": \"temporarily_unavailable\"} | ConnectionError | (temporarily_unavailable, status 400)",
            })
    void aRefusalNamesTheCodeOfTheEndpointAndNothingElse(
            int status, String body, String code, String reason) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> client(status, body).fetch(fields(Map.of("client-id", "a")), GRANT));

        assertThat(failure.code(), is(code));
        assertThat(
                failure.getMessage(),
                is(
                        "the connection 'test' has no access token: its token endpoint gave none "
                                + reason));
    }

    @Test
    void anEndpointThatCannotBeReachedIsNotNamed() {
        var client =
                new TokenClient(
                        (_, _) -> {
                            throw new ConnectorException(
                                    ErrorCode.CONNECT_TIMEOUT, "https://login.example:443 is slow");
                        },
                        () -> NOW);

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> client.fetch(fields(Map.of("client-id", "a")), GRANT));

        assertThat(failure.code(), is("ConnectTimeout"));
        assertThat(failure.getMessage(), not(containsString("login.example")));
    }

    @Test
    void aKeyThatCannotSignIsReportedWithoutIt() {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> fetch(Map.of("client-id", "a", "private-key", "nonsense")));

        assertThat(failure.code(), is("ConnectorNotConfigured"));
        assertThat(failure.getMessage(), startsWith("the connection 'test' has a private-key"));
        assertThat(failure.getMessage(), not(containsString("nonsense")));
    }

    @ParameterizedTest
    @CsvSource({"401, {}", "400, {\"error\": \"invalid_client\"}"})
    void thePreviousSecretIsSentWhereTheNewOneIsUnknown(int status, String body) {
        var known = "Basic " + base64("a:old");
        var client =
                new TokenClient(
                        (request, _) -> {
                            sent.set(request);
                            boolean accepted = header("Authorization").equals(Optional.of(known));
                            return new HttpResponse(
                                    accepted ? 200 : status,
                                    List.of(),
                                    (accepted ? "{\"access_token\": \"t\"}" : body)
                                            .getBytes(StandardCharsets.UTF_8));
                        },
                        () -> NOW);

        var token =
                client.fetch(
                        fields(
                                Map.of(
                                        "client-id", "a",
                                        "client-secret", "new",
                                        "previous-client-secret", "old")),
                        GRANT);

        assertThat(token.value(), is("t"));
        assertThat(
                assertThrows(
                                ConnectorException.class,
                                () ->
                                        client.fetch(
                                                fields(
                                                        Map.of(
                                                                "client-id", "a",
                                                                "client-secret", "new",
                                                                "previous-client-secret", "older")),
                                                GRANT))
                        .code(),
                is("ConnectorNotConfigured"));
    }

    @Test
    void thePreviousKeyHasAnIdOfItsOwn() throws GeneralSecurityException {
        var ids = new ArrayList<String>();
        var client =
                new TokenClient(
                        (request, _) -> {
                            sent.set(request);
                            ids.add(
                                    json(form().get("client_assertion").split("\\.")[0])
                                            .getString("kid", "none"));
                            return new HttpResponse(401, List.of(), new byte[0]);
                        },
                        () -> NOW);
        var values =
                new HashMap<>(
                        Map.of(
                                "client-id",
                                "a",
                                "private-key",
                                pem(keyPair("EC")),
                                "key-id",
                                "k2",
                                "previous-private-key",
                                pem(keyPair("EC"))));

        assertThrows(ConnectorException.class, () -> client.fetch(fields(values), GRANT));
        values.put("previous-key-id", "k1");
        assertThrows(ConnectorException.class, () -> client.fetch(fields(values), GRANT));

        assertThat(ids, is(List.of("k2", "none", "k2", "k1")));
    }

    @Test
    void aRefreshTokenIsReplacedByTheNewOne() {
        var tokens = RefreshTokens.inMemory();
        var grant =
                new RefreshGrant(
                        client(200, "{\"access_token\": \"t\", \"refresh_token\": \"second\"}"),
                        tokens);
        var fields = fields(Map.of("client-id", "a", "refresh-token", "first"));

        grant.fetch(fields);
        var first = form().get("refresh_token");
        grant.fetch(fields);

        assertThat(first, is("first"));
        assertThat(form().get("refresh_token"), is("second"));
        assertThat(form().get("grant_type"), is("refresh_token"));
        assertThat(tokens.toString(), not(containsString("second")));
    }

    @Test
    void aRefusedRefreshTokenGivesWayToThatOfTheSettingsAndIsReplaced() {
        var tokens = RefreshTokens.inMemory();
        tokens.save("test", "dead");
        var client =
                new TokenClient(
                        (request, _) -> {
                            sent.set(request);
                            boolean dead = form().get("refresh_token").equals("dead");
                            return new HttpResponse(
                                    dead ? 400 : 200,
                                    List.of(),
                                    "{\"access_token\": \"t\"}".getBytes(StandardCharsets.UTF_8));
                        },
                        () -> NOW);

        var token =
                new RefreshGrant(client, tokens)
                        .fetch(fields(Map.of("client-id", "a", "refresh-token", "new")));

        assertThat(token.value(), is("t"));
        assertThat(tokens.find("test"), is(Optional.of("new")));
    }

    private void fetch(Map<String, String> values) {
        client(200, "{\"access_token\": \"t\"}").fetch(fields(values), GRANT);
    }

    private TokenClient client(int status, String body) {
        return new TokenClient(
                (request, _) -> {
                    sent.set(request);
                    return new HttpResponse(
                            status, List.of(), body.getBytes(StandardCharsets.UTF_8));
                },
                () -> NOW);
    }

    private static ConnectionFields fields(Map<String, String> values) {
        var all = new HashMap<>(values);
        all.put("token-url", "https://{tenant}.example/token");
        all.put("tenant", "login");
        return new ConnectionFields("test", all, Set.of("client-secret", "private-key"));
    }

    private Optional<String> header(String name) {
        return sent.get().headers().stream()
                .filter(header -> header.name().equals(name))
                .map(HttpRequest.Header::value)
                .findFirst();
    }

    private Map<String, String> form() {
        var text = new String(sent.get().body().orElseThrow(), StandardCharsets.US_ASCII);
        return Arrays.stream(text.split("&"))
                .map(field -> field.split("="))
                .collect(
                        Collectors.toMap(
                                field -> field[0],
                                field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static KeyPair keyPair(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static JsonObject json(String part) {
        var text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
