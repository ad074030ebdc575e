package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.plugins.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example for connector authors, built and loaded.
@ServerMetricsLock
class HelloExampleTest {
    private static final Path EXAMPLE = Path.of("etc/examples/connector-hello/src/main");

    @Test
    void greets(@TempDir Path plugins, @TempDir Path work) throws IOException {
        var sources = EXAMPLE.resolve("java/com/example/hello");
        new PluginJar(work)
                .write(
                        plugins.resolve("connector-hello.jar"),
                        Files.readString(sources.resolve("HelloConnector.java")),
                        Files.readString(sources.resolve("Greet.java")));
        try (var proxy =
                new RunningProxy(
                        "plugins: {directory: %s}\nconnectors: {hello: {greeting: Ahoy}}"
                                .formatted(plugins))) {
            var greeting = proxy.run("hello/Greet", "{\"name\": \"Ada\", \"loud\": true}");
            var nobody = proxy.run("hello/Greet", "{\"name\": \" \"}");

            assertThat(
                    greeting.commandResponse().getJsonObject("body").getString("line"),
                    is("AHOY, ADA!"));
            assertThat(nobody.errorCode(), is("NobodyThere"));
            assertThat(
                    proxy.request("GET", "/v1/commands", "").body(),
                    containsString("\"id\":\"hello/Greet\""));
        }
    }

    @Test
    void isFoundByItsServiceEntry() throws IOException {
        var entry =
                Files.readString(
                        EXAMPLE.resolve(
                                "resources/META-INF/services/dev.connectorproxy.spi.ConnectorProvider"));

        assertThat(entry.strip(), is("com.example.hello.HelloConnector"));
    }
}
