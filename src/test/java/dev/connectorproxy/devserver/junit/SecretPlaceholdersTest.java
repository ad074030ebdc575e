package dev.connectorproxy.devserver.junit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.secrets.SecretMask;
import jakarta.json.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretPlaceholdersTest {
    @ParameterizedTest
    @CsvSource({
        "sk_live_51Ab, xx_xxxx_00xx",
        "-----BEGIN KEY-----, -----xxxxx xxx-----",
        "\u00e4\u0661+/=, x0+/=",
        "\ud801\udc00a, xx"
    })
    void theShapeOfASecretStays(String secret, String shape) {
        assertThat(SecretPlaceholders.shape(secret), is(shape));
    }

    @Test
    void secretsWithinOtherSettingsAreReplacedToo() {
        var config =
                Json.createObjectBuilder()
                        .add("apiKey", "s3cret-key")
                        .add("url", "https://s3cret-key.example/a")
                        .add("pageSize", 100)
                        .build();
        var placeholders =
                new SecretPlaceholders(Set.of("apiKey"), SecretMask.of(List.of("s3cret-key")));

        var replaced = placeholders.replacedIn(config);

        assertThat(
                replaced.toString(),
                is(
                        """
                        {"apiKey":"x0xxxx-xxx","url":"https://x0xxxx-xxx.example/a","pageSize":100}\
                        """));
    }
}
