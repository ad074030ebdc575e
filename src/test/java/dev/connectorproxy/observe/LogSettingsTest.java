package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.observe.LogSettings.Format;
import dev.connectorproxy.observe.LogSettings.Level;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsTest {
    private final TreeSet<String> declared = new TreeSet<>();

    @Test
    void isJsonFromInfoUpByDefault() {
        var settings = LogSettings.create(logging(Map.of()));

        assertThat(settings, is(new LogSettings(Format.JSON, Level.INFO)));
        assertThat(declared, contains("logging.format", "logging.level", "logging.logback-file"));
    }

    @ParameterizedTest
    @CsvSource({
        "text, WARNING, TEXT, WARNING",
        "json, trace, JSON, TRACE",
        "JSON, Error, JSON, ERROR"
    })
    void readsFormatAndLevelInWhateverCase(String format, String level, Format f, Level l) {
        var logging = logging(Map.of("logging.format", format, "logging.level", level));

        assertThat(LogSettings.create(logging), is(new LogSettings(f, l)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    logging.format | xml     | logging.format must be json or text
                    logging.level  | verbose | logging.level must be TRACE, DEBUG, INFO, WARNING or ERROR
                    logging.level  | ''      | logging.level must be TRACE, DEBUG, INFO, WARNING or ERROR
                    logging.logback-file | /nowhere.xml | logging.logback-file must be a readable file
                    """)
    void refusesWhatItDoesNotKnow(String key, String value, String message) {
        var logging = logging(Map.of(key, value));

        var failure = assertThrows(SettingsException.class, () -> LogSettings.create(logging));
        assertThat(failure.getMessage(), is(message));
    }

    private Section logging(Map<String, String> values) {
        var config =
                Config.builder(ConfigSources.create(values))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();
        return new Section(config, declared).section("logging");
    }
}
