package dev.connectorproxy.connector.slack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "slack.com/api",
                "ftp://slack.com",
                "https://",
                "https:///api",
                "https://user:s3cr3t@slack.com/",
                "https://slack.com/api?x=1",
                "https://slack.com/api#x",
                "https://slack.com:99999/",
                "https://släck.com/",
                "https://slack.com/a b"
            })
    void refusesAnInvalidBaseUrl(String base) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SlackSettings.create(Map.of("base-url", base)));

        assertThat(
                failure.getMessage(),
                is(
                        "base-url must be an absolute http or https URL in ASCII, without credentials, query and fragment"));
    }

    @Test
    void refusesAnUnknownSetting() {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SlackSettings.create(Map.of("token", "s3cr3t")));

        assertThat(
                failure.getMessage(),
                is(
                        "token is not a setting; there are attachments-directory, base-url, error-codes, file-bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachments", "/none/at/all", "/etc/passwd"})
    void refusesADirectoryThatIsNone(String directory) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SlackSettings.create(Map.of("attachments-directory", directory)));

        assertThat(
                failure.getMessage(),
                is("attachments-directory must be the absolute path of a directory"));
    }
}
