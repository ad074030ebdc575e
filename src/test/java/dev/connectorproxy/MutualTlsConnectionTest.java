package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.egress.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections with a client certificate, against servers that ask for one.
@ServerMetricsLock
class MutualTlsConnectionTest {
    private static final String KEY = "Spiff-Connector-Proxy-Api-Key";

    @TempDir static Path certificates;
    private static TestCertificates server;
    private static TestCertificates first;
    private static TestCertificates second;

    private Path folder;
    private Path authority;
    private TlsUpstream demanding;
    private TlsUpstream asking;
    private TlsUpstream other;
    private RunningProxy proxy;

    @BeforeAll
    static void makeCertificates() {
        server = TestCertificates.of(certificates, "localhost");
        first = TestCertificates.of(certificates, "first.example.com");
        second = TestCertificates.of(certificates, "second.example.com");
    }

    @BeforeEach
    void start(@TempDir Path empty) throws Exception {
        folder = empty;
        authority = server.certificateFile(folder);
        var tls = server.server(first, second);
        demanding = new TlsUpstream(tls, true);
        asking = new TlsUpstream(tls, false);
        other = new TlsUpstream(tls, false);
        Files.move(first.certificateFile(folder), folder.resolve("certificate.pem"));
        Files.move(first.keyFile(folder), folder.resolve("key.pem"));
        Files.writeString(
                Files.createDirectory(folder.resolve("files")).resolve("shop.yaml"),
                "connector: shop\nserver: %s\nconnection: mutual-tls\ncommands: {Get: {request: {path: /one}}}"
                        .formatted(demanding.url()));
        proxy = new RunningProxy(yaml());
    }

    private String yaml() {
        var files =
                "type: mutual-tls, client-certificate-file: %1$s/certificate.pem, client-key-file: %1$s/key.pem"
                        .formatted(folder);
        return """
        secrets: {directory: %1$s}
        connectors: {directories: [%1$s/files]}
        egress: {ca-file: %2$s}
        security:
          keys:
            - {name: a, value: all, scopes: [admin], connections: ["*"]}
            - {name: b, value: none}
        connections:
          - {name: demanding, %3$s, ca-file: %2$s, test: /me, commands: ["http/*V2"], origins: ["%4$s"]}
          - {name: asking, %3$s, commands: ["http/*V2"], origins: ["%5$s"]}
          - {name: shop, %3$s, commands: ["shop/*"]}
          - {name: plain, %3$s, commands: ["http/*V2"], origins: ["http://127.0.0.1:8080"]}
          - {name: strangers, %3$s, ca-file: %1$s/certificate.pem, commands: ["http/*V2"], origins: ["%5$s"]}
          - {name: mixed, type: mutual-tls, client-certificate-file: %2$s, client-key-file: %1$s/key.pem, commands: ["http/*V2"], origins: ["%4$s"]}
          - {name: secret, type: mutual-tls, client-certificate: "${secret:certificate.pem}", client-key: "${secret:key.pem}", commands: ["http/*V2"], origins: ["%4$s"]}
        """
                .formatted(folder, authority, files, demanding.url(), asking.url());
    }

    @AfterEach
    void stop() {
        proxy.close();
        List.of(demanding, asking, other).forEach(TlsUpstream::close);
    }

    @Test
    void aServerThatDemandsACertificateGetsThatOfTheConnection() {
        assertThat(
                get(demanding.url(), "demanding").commandResponse().getInt("http_status"), is(200));
        assertThat(get(demanding.url(), "secret").commandResponse().getInt("http_status"), is(200));
        assertThat(run("shop/Get", "{}").commandResponse().getInt("http_status"), is(200));

        assertThat(
                demanding.subjects(),
                is(
                        List.of(
                                "CN=first.example.com",
                                "CN=first.example.com",
                                "CN=first.example.com")));
    }

    @Test
    void itIsTheCertificateOfTheConnectionOnly() {
        get(asking.url(), "asking");
        proxy.run("http/GetRequestV2", "{\"url\": \"%s\"}".formatted(asking.url()), KEY, "none");
        get(asking.url(), "asking");
        var refused =
                proxy.run(
                        "http/GetRequestV2",
                        "{\"url\": \"%s\"}".formatted(demanding.url()),
                        KEY,
                        "none");

        assertThat(
                asking.subjects(),
                is(List.of("CN=first.example.com", "none", "CN=first.example.com")));
        assertThat(refused.errorCode(), anyOf(is("SSLError"), is("ConnectionError")));
    }

    @Test
    void noOtherOriginGetsIt() {
        var elsewhere = get(other.url(), "asking");
        get(asking.url() + "/?" + other.url() + "/", "asking");
        get(asking.url() + "/?" + other.url() + "/?" + asking.url() + "/", "asking");

        assertThat(elsewhere.errorCode(), is("EgressBlocked"));
        assertThat(other.subjects(), is(List.of("none", "none")));
        assertThat(
                asking.subjects(),
                is(
                        List.of(
                                "CN=first.example.com",
                                "CN=first.example.com",
                                "CN=first.example.com")));
    }

    @Test
    void anotherCertificateIsUsedOnceItsKeyIsThereToo() throws Exception {
        get(demanding.url(), "demanding");
        replace(second.certificateFile(folder), "certificate.pem");
        get(demanding.url(), "demanding");
        replace(second.keyFile(folder), "key.pem");
        get(demanding.url(), "demanding");

        assertThat(
                demanding.subjects(),
                contains("CN=first.example.com", "CN=first.example.com", "CN=second.example.com"));
    }

    @Test
    void withAuthoritiesOfItsOwnOnlyTheseAreTrusted() {
        assertThat(get(asking.url(), "strangers").errorCode(), is("SSLError"));
        assertThat(asking.subjects(), is(List.of()));
    }

    @Test
    void whatCannotBePresentedIsSaid() throws IOException {
        var mixed = get(demanding.url(), "mixed");
        var plain = get("http://127.0.0.1:8080/", "plain");

        assertThat(mixed.errorCode(), is("ConnectorNotConfigured"));
        assertThat(
                mixed.message(),
                containsString("has a client-key that is not the one of its client-certificate"));
        assertThat(plain.errorCode(), is("EgressBlocked"));
        assertThat(plain.message(), containsString("https only"));
        assertThat(
                proxy.logAfterClose(),
                not(containsString(Files.readAllLines(folder.resolve("key.pem")).get(2))));
    }

    @Test
    void aTestPresentsIt() {
        assertThat(test("demanding"), containsString("status 200"));
        assertThat(test("asking"), containsString("\"reachable\",\"result\":\"passed\""));
        assertThat(test("mixed"), containsString("\"credentials\",\"result\":\"failed\""));
        assertThat(demanding.subjects(), is(List.of("CN=first.example.com")));
        assertThat(asking.subjects(), is(List.of("CN=first.example.com")));
    }

    private RunningProxy.Response get(String url, String connection) {
        return run(
                "http/GetRequestV2",
                "{\"url\": \"%s\", \"connection\": \"%s\"}".formatted(url, connection));
    }

    private RunningProxy.Response run(String command, String body) {
        return proxy.run(command, body, KEY, "all");
    }

    private String test(String connection) {
        return proxy.request("POST", "/admin/connections/" + connection + "/test", "", KEY, "all")
                .body();
    }

    private void replace(Path by, String name) throws IOException {
        Files.move(by, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
