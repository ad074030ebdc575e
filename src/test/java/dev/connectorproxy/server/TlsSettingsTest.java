package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.server.TlsSettings.ClientAuth;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSettingsTest {
    @TempDir private static Path folder;
    private static Path certificate;
    private static Path key;
    private static Path otherKey;

    @BeforeAll
    static void makeCertificates() throws Exception {
        var one = TestCertificates.of(folder, "one");
        certificate = one.certificateFile(folder);
        key = one.keyFile(folder);
        otherKey = TestCertificates.of(folder, "other").keyFile(folder);
    }

    @Test
    void withoutACertificateThereIsNoTls() {
        assertThat(create(Map.of()), is(Optional.empty()));
    }

    @Test
    void readsAllKeys() {
        var settings =
                create(
                        Map.of(
                                "certificate-file", certificate.toString(),
                                "private-key-file", key.toString(),
                                "client-ca-file", certificate.toString(),
                                "client-auth", "optional"));

        assertThat(
                settings.orElseThrow(),
                is(
                        new TlsSettings(
                                certificate, key, Optional.of(certificate), ClientAuth.OPTIONAL)));
        assertThat(settings.get().files(), is(List.of(certificate, key, certificate)));
    }

    @Test
    void asksClientsForNoCertificateByDefault() {
        var settings = create(files(Map.of()));

        assertThat(settings.orElseThrow().clientAuth(), is(ClientAuth.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate-file", "private-key-file"})
    void refusesACertificateOrAKeyAlone(String only) {
        var file = only.equals("private-key-file") ? key : certificate;

        var refused = refusal(Map.of(only, file.toString()));

        assertThat(refused, containsString("must be set, since its counterpart is"));
    }

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTED PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "OPENSSH PRIVATE KEY"
    })
    void saysWhichFormatOfAKeyIsWrong(String label) throws Exception {
        var file = folder.resolve(label);
        Files.writeString(
                file, "-----BEGIN %1$s-----\nAAAA\n-----END %1$s-----\n".formatted(label));

        var refused = refusal(files(Map.of("private-key-file", file.toString())));

        assertThat(
                refused,
                allOf(
                        containsString("server.tls.private-key-file must"),
                        containsString("unencrypted PKCS#8"),
                        containsString("openssl pkcs8"),
                        containsString("there is BEGIN " + label)));
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() {
        var refused = refusal(files(Map.of("private-key-file", otherKey.toString())));

        assertThat(
                refused,
                containsString("must hold the key of the first certificate of certificate-file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate-file", "private-key-file", "client-ca-file"})
    void refusesAFileThatIsNotThere(String setting) {
        var missing = folder.resolve("missing").toString();

        var refused =
                refusal(
                        files(
                                setting.equals("client-ca-file")
                                        ? Map.of(setting, missing, "client-auth", "required")
                                        : Map.of(setting, missing)));

        assertThat(refused, containsString("server.tls.%s must be a readable".formatted(setting)));
    }

    @Test
    void refusesAuthoritiesThatWouldHaveNoEffect() {
        var refused = refusal(files(Map.of("client-ca-file", certificate.toString())));

        assertThat(refused, containsString("server.tls.client-auth must be optional or required"));
    }

    @Test
    void refusesToAskForCertificatesOfUnknownAuthorities() {
        var refused = refusal(files(Map.of("client-auth", "required")));

        assertThat(refused, containsString("must go with client-ca-file"));
    }

    @Test
    void refusesOtherValuesOfClientAuth() {
        var refused = refusal(files(Map.of("client-auth", "maybe")));

        assertThat(refused, containsString("must be none, optional or required"));
    }

    private static Map<String, String> files(Map<String, String> more) {
        var all = new HashMap<String, String>();
        all.put("certificate-file", certificate.toString());
        all.put("private-key-file", key.toString());
        all.putAll(more);
        return all;
    }

    private static String refusal(Map<String, String> values) {
        return assertThrows(SettingsException.class, () -> create(values)).getMessage();
    }

    private static Optional<TlsSettings> create(Map<String, String> values) {
        var all = new HashMap<String, String>();
        values.forEach((name, value) -> all.put("server.tls." + name, value));
        var config = Config.just(ConfigSources.create(all));
        return TlsSettings.create(new Section(config.get("server.tls"), new TreeSet<>()));
    }
}
