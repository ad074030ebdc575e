package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `${secret:NAME}` in the running program: who may use it, and what is sent.
@ServerMetricsLock
class SecretRoutesTest extends SecretRoutes {
    @Test
    void putsTheValueIntoWhateverStringNamesIt() {
        var response =
                run(
                        "key-some",
                        "http/PostRequest",
                        """
                        {"url": "%s/", "params": {"q": "${secret:TOKEN}"}, "headers": {"X-Token": "Bearer ${secret:TOKEN}"},
                         "data": {"deep": [{"pin": "a-${secret:TOKEN}-b", "n": 1.50, "$${x}": "$${secret:TOKEN}"}], "${secret:TOKEN}": 1},
                         "basic_auth_username": "me", "basic_auth_password": "${secret:TOKEN}"}
                        """);

        assertThat(response.body(), response.json().isNull("error"), is(true));
        var seen = upstream.requests().getFirst();
        var json = jakarta.json.Json.createValue(token).toString();
        assertThat(seen.headers().get("X-token").getFirst(), is("Bearer " + token));
        assertThat(
                seen.headers().get("Authorization").getFirst(),
                is(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("me:" + token).getBytes(StandardCharsets.UTF_8))));
        assertThat(
                seen.target().replace("+", "%20"),
                is("/?q=" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20")));
        assertThat(
                seen.body().replace(" ", ""),
                is(
                        ("{\"deep\":[{\"pin\":\"a-"
                                        + json.substring(1, json.length() - 1)
                                        + "-b\",\"n\":1.50,\"$${x}\":\"${secret:TOKEN}\"}],\"${secret:TOKEN}\":1}")
                                .replace(" ", "")));
        assertThat("digits stay", response.body(), containsString(":12.5"));
    }

    @Test
    void aChangedFileTakesEffectImmediately() throws IOException {
        var call = "{\"message\": \"${secret:TOKEN}!\"}";
        Files.writeString(directory.resolve("TOKEN"), "zzz");

        assertThat(
                run("key-some", "example/Example", call)
                        .commandResponse()
                        .getJsonObject("body")
                        .getString("connector_response"),
                is("You passed the example connector: '***!'. Have a good day!"));
    }

    @Test
    void allReasonsForARefusalHaveTheSameMessage() throws IOException {
        var responses = new HashSet<String>();
        for (var reference :
                Set.of(
                        "${secret:other}", // exists, but this key may not use it
                        "${secret:broken}", // allowed, but empty
                        "${secret:missing-one}", // allowed, but does not exist
                        "${secret:unknown}",
                        "${secret:../TOKEN}",
                        "${secret:}",
                        "${secret:TOKEN} ${secret:TOKEN")) {
            var response =
                    run("key-some", "example/Example", "{\"message\": \"" + reference + "\"}");

            assertThat(response.status(), is(200));
            assertThat(response.errorCode(), is("InvalidParameters"));
            responses.add(response.json().toString());
        }

        assertThat(responses.size(), is(1));
        assertThat(responses.iterator().next(), containsString(REFUSED.formatted("message")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-none", "key-some"})
    void aKeyMayUseOnlyWhatItsSettingsOpen(String key) {
        var response = run(key, "example/Example", "{\"message\": \"${secret:other}\"}");

        assertThat(response.errorCode(), is("InvalidParameters"));
        assertThat(
                run("key-all", "example/Example", "{\"message\": \"${secret:other}\"}").body(),
                containsString("'***'"));
    }

    @Test
    void noRequestIsSentWhenASecretIsRefused() {
        run(
                "key-some",
                "http/GetRequest",
                "{\"url\": \"%s/?a=${secret:TOKEN}&b=${secret:other}\"}");

        assertThat(upstream.requests().size(), is(0));
    }

    @Test
    void withoutAKeyNoSecretIsOpenUnlessTheOperatorSaysSo() throws IOException {
        try (var closed = new RunningProxy("secrets: {directory: %s}".formatted(directory));
                var open =
                        new RunningProxy(
                                "secrets: {directory: %s}\nsecurity: {secrets-without-key: [TOKEN]}"
                                        .formatted(directory));
                var single =
                        new RunningProxy(
                                "secrets: {directory: %s}\nsecurity: {api-key: abc, api-key-secrets: [TOKEN], secrets-without-key: [other]}"
                                        .formatted(directory));
                var off = new RunningProxy("security: {secrets-without-key: [TOKEN]}")) {
            var call = "{\"message\": \"${secret:TOKEN}\"}";
            var other = "{\"message\": \"${secret:other}\"}";

            assertThat(closed.run("example/Example", call).errorCode(), is("InvalidParameters"));
            assertThat(off.run("example/Example", call).errorCode(), is("InvalidParameters"));
            assertThat(open.run("example/Example", call).body(), containsString("'***'"));
            assertThat(open.run("example/Example", other).errorCode(), is("InvalidParameters"));
            assertThat(
                    single.run("example/Example", call, KEY, "abc").body(),
                    containsString("'***'"));
            assertThat(
                    single.run("example/Example", other, KEY, "abc").errorCode(),
                    is("InvalidParameters"));
        }
    }

    @Test
    void formsMayNameSecretsToo() {
        var response =
                proxy.request(
                        "POST",
                        "/v1/do/example/Example",
                        "message=%24%7Bsecret%3ATOKEN%7D",
                        KEY,
                        "key-some",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(response.body(), containsString("'***'"));
    }
}
