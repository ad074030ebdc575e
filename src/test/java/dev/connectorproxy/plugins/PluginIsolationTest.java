package dev.connectorproxy.plugins;

import static dev.connectorproxy.plugins.PluginJar.provider;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a plugin sees of its host, and its own libraries.
class PluginIsolationTest extends PluginTestBase {
    @Test
    void seesOnlyTheJdkTheSpiTheToolkitAndJsonOfItsHost() throws IOException {
        write(
                "a.jar",
                provider(
                        "A",
                        "a",
                        """
                        var seen = new StringBuilder();
                        for (var name : List.of("java.net.http.HttpClient", "dev.connectorproxy.spi.Command",
                                "dev.connectorproxy.toolkit.payment.FetchBudget",
                                "jakarta.json.Json", "io.helidon.config.Config", "org.yaml.snakeyaml.Yaml",
                                "org.apache.hc.core5.http.HttpHost", "dev.connectorproxy.plugins.Plugins",
                                "dev.connectorproxy.connector.http.HttpConnector")) {
                            try {
                                Class.forName(name);
                                seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
                            } catch (ClassNotFoundException e) {
                                seen.append("- ");
                            }
                        }
                        var loader = getClass().getClassLoader();
                        seen.append(loader.getResource("application.yaml"));
                        seen.append(' ').append(Thread.currentThread().getContextClassLoader() == loader);
                        seen.append(' ').append(Thread.currentThread().isVirtual());
                        seen.append(' ').append(ServiceLoader.load(ConnectorProvider.class).stream().count());
                        return CommandResult.Done.of(Json.createValue(seen.toString()));
                        """));

        var body = body(onlyCommand(load(directory)));

        assertThat(body, is("\"HttpClient Command FetchBudget Json - - - - - null true false 1\""));
    }

    @Test
    void itsOwnLibraryHasPrecedenceOverThatOfTheHost() throws IOException {
        var own = Files.createDirectory(directory.resolve("own"));
        var library =
                new PluginJar(work)
                        .write(
                                own.resolve("lib.jar"),
                                "package org.yaml.snakeyaml; public class Yaml { public String toString() { return \"mine\"; } }",
                                "package org.eclipse.parsson; public class Extra { public String toString() { return \"extra\"; } }");
        new PluginJar(work)
                .with(library)
                .write(
                        own.resolve("plugin.jar"),
                        provider(
                                "A",
                                "a",
                                """
                                try {
                                    var loader = getClass().getClassLoader();
                                    return CommandResult.Done.of(Json.createArrayBuilder()
                                        .add(loader.loadClass("org.yaml.snakeyaml.Yaml").getConstructor().newInstance().toString())
                                        .add(loader.loadClass("org.eclipse.parsson.Extra").getConstructor().newInstance().toString())
                                        .build());
                                } catch (ReflectiveOperationException e) {
                                    throw new IllegalStateException(e);
                                }
                                """));

        assertThat(body(onlyCommand(load(directory))), is("[\"mine\",\"extra\"]"));
    }

    @Test
    void theEgressRunsWithTheClassLoaderOfTheHost() throws IOException {
        write(
                "a.jar",
                provider(
                        "A",
                        "a",
                        """
                        var response = context.egress().send(new HttpRequest("GET", "http://h.example/", List.of(),
                            Optional.empty(), HttpRequest.Redirects.RETURN, Retries.NONE), call);
                        return CommandResult.Done.of(Json.createValue(response.status()
                            + (Thread.currentThread().getContextClassLoader() == getClass().getClassLoader() ? " back" : " lost")));
                        """));
        var loaders = new ArrayList<ClassLoader>();
        Egress egress =
                (_, _) -> {
                    loaders.add(Thread.currentThread().getContextClassLoader());
                    return new HttpResponse(204, List.of(), new byte[0]);
                };

        var command = commands(load(directory), egress, Map.of()).getFirst();

        assertThat(body(command), is("\"204 back\""));
        assertThat(loaders, contains(Plugins.class.getClassLoader()));
    }
}
