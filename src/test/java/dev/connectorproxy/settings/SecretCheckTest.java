package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretCheckTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "${MY_KEY}, true",
        "${MY_KEY:-none}, true",
        "Bearer ${MY_KEY}, true",
        "${secret:MY_KEY}, true",
        "${}, true",
        "$MY_KEY, true",
        "$(MY_KEY), true",
        "%MY_KEY%, true",
        "{{ .Values.key }}, true",
        "<your key>, true",
        "a$b, false",
        "$1a, false",
        "${MY_KEY, false",
        "a%20b, false",
        "<, false",
        "5up3r-s3cr3t, false"
    })
    void findsReferences(String secret, boolean reference) {
        assertThat(SecretCheck.isReference(secret), is(reference));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "security.api-key, true",
        "connectors.aws.secret-access-key, true",
        "connectors.aws.session-token, true",
        "connectors.mine.apiKey, true",
        "connectors.mine.db_password, true",
        "long-running.old-keys, true",
        "security.keys.0.sha256, true",
        "security.api-key-file, false",
        "security.api-key-secrets, false",
        "security.secrets-without-key, false",
        "signin.providers.0.token-endpoint, false",
        "server.port, false"
    })
    void knowsSecretsByTheirNames(String key, boolean secret) {
        assertThat(SecretCheck.isSecretName(key), is(secret));
    }
}
