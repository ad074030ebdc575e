package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.security.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerAuthenticatorTest {
    @Test
    void admitsEverybodyWithoutKeys() throws IOException {
        var anyone = gatekeeper("").identify(List.of());

        assertThat(anyone.isKnown(), is(true));
        assertThat(anyone.key(), is(Optional.empty()));
        assertThat(anyone.mayRunEverything(), is(true));
        assertThat(anyone.mayUse("token"), is(false));
        assertThat(anyone.isAdmin(), is(false));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "golden-key, true",
        "golden-kez, false",
        "golden-ke, false",
        "GOLDEN-KEY, false",
        "'', false",
        "g\u00f6lden, false"
    })
    void admitsACallerWithTheKey(String shown, boolean admitted) throws IOException {
        var gatekeeper = gatekeeper("api-key: golden-key");

        assertThat(gatekeeper.identify(List.of(shown)).isKnown(), is(admitted));
    }

    @Test
    void recognizesAKeyAgainAndNoOther() throws IOException {
        var gatekeeper =
                gatekeeper(
                        "keys: [{name: a, value: key-a, commands: [http/*]}, {name: b, value: key-b}]");

        for (int round = 0; round < 2; round++) {
            assertThat(name(gatekeeper, "key-a"), is(Optional.of("a")));
            assertThat(name(gatekeeper, "key-b"), is(Optional.of("b")));
            assertThat(name(gatekeeper, "key-c"), is(Optional.empty()));
        }
    }

    private static Optional<String> name(CallerAuthenticator gatekeeper, String key) {
        return gatekeeper.identify(List.of(key)).key();
    }

    @Test
    void refusesNoKeyAndTwoKeys() throws IOException {
        var gatekeeper = gatekeeper("api-key: golden-key");

        assertThat(gatekeeper.identify(List.of()).isKnown(), is(false));
        assertThat(gatekeeper.identify(List.of("golden-key", "golden-key")).isKnown(), is(false));
    }

    @Test
    void givesEachNamedKeyItsOwnCommands(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "from-file\n");
        var gatekeeper =
                gatekeeper(
                        """
                        keys:
                          - {name: reader, value: one, commands: [http/Get*, example/Example]}
                          - {name: all, value-file: %s}
                          - name: hashed
                            sha256: b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9
                            commands: http/*
                        """
                                .formatted(file));

        var reader = gatekeeper.identify(List.of("one"));
        assertThat(reader.key(), is(Optional.of("reader")));
        assertThat(reader.mayRun("http/GetRequest"), is(true));
        assertThat(reader.mayRun("http/PostRequest"), is(false));
        assertThat(reader.mayRun("xhttp/GetRequest"), is(false));
        assertThat(reader.mayRun("example/Example"), is(true));
        var all = gatekeeper.identify(List.of("from-file"));
        assertThat(all.mayRun("any/Thing"), is(true));
        var hashed = gatekeeper.identify(List.of("hello world"));
        assertThat(hashed.key(), is(Optional.of("hashed")));
    }

    @Test
    void givesTheSubjectOfAKeyItsRolesAsGrants() throws IOException {
        var gatekeeper =
                gatekeeper(
                        "keys: [{name: a, value: one, commands: [http/*], secrets: [db-*], scopes: [admin]}]");

        var caller = gatekeeper.identify(List.of("one"));

        var subject = caller.context().user().orElseThrow();
        assertThat(
                subject.grantsByType("role").stream().map(Grant::getName).toList(),
                is(List.of("command:http/*", "secret:db-*", "admin")));
        assertThat(caller.isAdmin(), is(true));
        assertThat(caller.mayUse("db-password"), is(true));
        assertThat(caller.mayUse("token"), is(false));
        assertThat(caller.mayRunEverything(), is(false));
    }

    @Test
    void allowsAKeyForOperatorsNoCommand() throws IOException {
        var gatekeeper = gatekeeper("keys: [{name: a, value: one, commands: [], scopes: [admin]}]");

        var caller = gatekeeper.identify(List.of("one"));

        assertThat(caller.isAdmin(), is(true));
        assertThat(caller.mayRun("http/GetRequest"), is(false));
        assertThat(caller.maySee("http/GetRequest"), is(false));
        assertThat(caller.mayRunEverything(), is(false));
    }

    @Test
    void doesNotKeepTheKeyInTheSecurityContext() throws IOException {
        var caller = gatekeeper("api-key: golden-key").identify(List.of("golden-key"));

        assertThat(caller.isKnown(), is(true));
        assertThat(caller.context().env().headers(), is(Map.of()));
    }

    @Test
    void findsTheCallerOfAStoredCallByTheNameOfItsKey() throws IOException {
        var gatekeeper = gatekeeper("keys: [{name: a, value: one, commands: [http/*]}]");

        assertThat(gatekeeper.caller(Optional.of("a")).mayRun("http/GetRequest"), is(true));
        assertThat(gatekeeper.caller(Optional.of("a")).mayRun("smtp/SendEmail"), is(false));
        assertThat(gatekeeper.caller(Optional.of("removed")).isKnown(), is(false));
        assertThat(gatekeeper.caller(Optional.empty()).isKnown(), is(false));
    }

    @Test
    void findsAnybodyAsTheCallerOfAStoredCallWithoutKeys() throws IOException {
        var gatekeeper = gatekeeper("secrets-without-key: [token]");

        var caller = gatekeeper.caller(Optional.of("removed"));

        assertThat(caller.mayRun("any/Thing"), is(true));
        assertThat(caller.mayUse("token"), is(true));
    }

    @Test
    void allowsAnUnknownCallerNothing() throws IOException {
        var caller = gatekeeper("api-key: golden-key").identify(List.of("wrong"));

        assertThat(caller.key(), is(Optional.empty()));
        assertThat(caller.mayRun("http/GetRequest"), is(false));
        assertThat(caller.maySee("http/GetRequest"), is(false));
        assertThat(caller.mayUse("token"), is(false));
        assertThat(caller.isAdmin(), is(false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "api-key: ''                      | CONNECTOR_PROXY_API_KEY config cannot be empty. Unset it to disable API key authentication.",
                "api-key: a s3cr3t                | .yaml:1: security.api-key must be at most 1024 printable ASCII characters without spaces",
                "api-key: s3cr3t\u00fc           | .yaml:1: security.api-key must be at most 1024 printable ASCII characters without spaces",
                "api-key: '${MY_KEY}'             | .yaml:1: security.api-key must give the secret itself: a reference such as ${NAME} is not replaced here",
                "api-key: $MY_KEY                 | .yaml:1: security.api-key must give the secret itself: a reference such as ${NAME} is not replaced here",
                "api-key: '${secret:MY_KEY}'      | .yaml:1: security.api-key must give the secret itself: a reference such as ${NAME} is not replaced here",
                "keys: [{name: a, value: '${MY_KEY:-s3cr3t}'}] | .yaml:1: security.keys.0.value must give the secret itself: a reference such as ${NAME} is not replaced here",
                "api-key-file: /nowhere/s3cr3t    | .yaml:1: security.api-key-file must name a readable text file",
                "{api-key: s3cr3t, api-key-file: pom.xml} | .yaml:1: security.api-key-file must not be set beside api-key",
                "keys: [{value: s3cr3t}]          | security.keys.0.name must be 1 to 64 letters, digits, dots, dashes or underscores",
                "keys: [{name: a b, value: s3cr3t}] | security.keys.0.name must be 1 to 64 letters, digits, dots, dashes or underscores",
                "keys: [{name: a}]                | security.keys.0.name must go with exactly one of value, value-file and sha256",
                "keys: [{name: a, value: s3cr3t, sha256: s3cr3t}] | security.keys.0.name must go with exactly one of value, value-file and sha256",
                "keys: [{name: a, value: s3cr3t, commands: []}] | security.keys.0.commands must name at least one command, such as http/*, or go with the scope admin; leave it out for all",
                "keys: [{name: a, sha256: s3cr3t}] | .yaml:1: security.keys.0.sha256 must be 64 hexadecimal digits",
                "keys: [{name: a, value: s3cr3t}, {name: a, value: s3cr3t2}] | .yaml:1: security.keys must not name two keys a"
            })
    void refusesImpossibleKeysWithoutRepeatingThem(String security, String message) {
        var failure = assertThrows(SettingsException.class, () -> gatekeeper(security));

        assertThat(failure.getMessage(), endsWith(message));
        assertThat(
                failure.getMessage().replace("/nowhere/s3cr3t", ""), not(containsString("s3cr3t")));
    }

    @Test
    void replacedKeysAreUsedAtOnceAlsoWhereTheOldOnesWereUsedBefore() throws IOException {
        var gatekeeper = gatekeeper("api-key: before");
        var before = gatekeeper.identify(List.of("before"));

        gatekeeper.replaceKeys(settings("api-key: after"));

        assertThat(gatekeeper.identify(List.of("before")).isKnown(), is(false));
        assertThat(gatekeeper.identify(List.of("after")).isKnown(), is(true));
        assertThat(gatekeeper.caller(Optional.of("default")).isKnown(), is(true));
        assertThat(before.mayRunEverything(), is(true)); // its call may end
    }

    private static CallerAuthenticator gatekeeper(String security) throws IOException {
        return new CallerAuthenticator(settings(security), _ -> {});
    }

    private static SecuritySettings settings(String security) throws IOException {
        var indented = security.contains("\n") ? "\n" + security.indent(2) : " " + braced(security);
        var file = Files.createTempFile("security", ".yaml");
        try {
            Files.writeString(file, "security:" + indented);
            var settings = Settings.load(Optional.of(file), Map.of(), new Properties());
            return SecuritySettings.create(settings.root().section("security"), List.of());
        } finally {
            Files.delete(file);
        }
    }

    private static String braced(String security) {
        return security.startsWith("{") || security.isEmpty() ? security : "{" + security + "}";
    }
}
