package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.longrunning.store.EncryptionKey;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongRunningSettingsTest {
    @Test
    void isOffByDefault() {
        var settings = read(Map.of());

        assertThat(settings.isEnabled(), is(false));
        assertThat(settings.after().isPresent(), is(false));
        assertThat(settings.hasAsyncCommand(CommandId.parse("http/GetRequest")), is(false));
        assertThat(settings.deadline(), is(Duration.ofHours(1)));
    }

    @Test
    void globsSelectTheCommandsThatAreAlsoOfferedAsAsync() {
        var settings = read(Map.of("commands", "http/*V2,crm/Sync.All"));

        assertThat(settings.hasAsyncCommand(CommandId.parse("http/GetRequestV2")), is(true));
        assertThat(settings.hasAsyncCommand(CommandId.parse("http/GetRequest")), is(false));
        assertThat(settings.hasAsyncCommand(CommandId.parse("crm/Sync.All")), is(true));
        assertThat(settings.hasAsyncCommand(CommandId.parse("crm/SyncxAll")), is(false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "after, PT25S, must go with long-running.callback.allow",
        "deadline, PT1S, must not be less than limits.deadline",
        "database, jdbc:mysql://a/b, must be h2 or a URL",
        "database, jdbc:postgresql://a/b, key-file must be set",
        "database, jdbc:postgresql://a:99999/b, must be h2 or a URL",
        "key, abc, must be 32 bytes in base64",
        "old-keys, abc, must be 32 bytes in base64",
        "key-file, /does/not/exist, must name a readable text file",
        "callback.allow, https://a/path, must list origins",
        "callback.bearer-token, a b, must be printable ASCII",
        "callback.api-key-file, /does/not/exist, must name a readable text file",
        "running, 0, must be a whole number from 1 to 1000"
    })
    void refusesInvalidValues(String key, String value, String reason) {
        var refused = assertThrows(SettingsException.class, () -> read(Map.of(key, value)));

        assertThat(refused.getMessage(), containsString("long-running."));
        assertThat(refused.getMessage(), containsString(reason));
    }

    @Test
    void toStringShowsNoneOfTheSecretsThatItHolds() {
        var secret = EncryptionKey.generate();
        var old = EncryptionKey.generate();
        var settings =
                read(
                        Map.of(
                                "key", secret,
                                "old-keys", old,
                                "database-password", "pass-word",
                                "callback.allow", "http://a",
                                "callback.api-key", "api-secret"));

        var text = settings.toString();

        assertThat(settings.store().password(), is("pass-word"));
        assertThat(settings.store().key().isPresent(), is(true));
        assertThat(settings.store().oldKeys().size(), is(1));
        assertThat(
                settings.callback().credentials().orElseThrow().value(),
                is(Optional.of("api-secret")));
        assertThat(text, containsString("store=StoreSettings["));
        assertThat(text, containsString("credentials=Optional[Source[API_KEY]]"));
        for (var hidden : List.of(secret, old, "pass-word", "api-secret")) {
            assertThat(text, not(containsString(hidden)));
            assertThat(settings.store().toString(), not(containsString(hidden)));
        }
        assertThat(settings.store().key().get().toString(), is("EncryptionKey[]"));
    }

    private static LongRunningSettings read(Map<String, String> values) {
        var all = new HashMap<String, String>();
        values.forEach((key, value) -> all.put("long-running." + key, value));
        var config =
                Config.builder(ConfigSources.create(all))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();
        return LongRunningSettings.create(
                new Section(config.get("long-running"), new TreeSet<>()), Duration.ofSeconds(40));
    }
}
