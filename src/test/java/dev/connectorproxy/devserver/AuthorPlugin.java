package dev.connectorproxy.devserver;

import dev.connectorproxy.plugins.PluginJar;
import dev.connectorproxy.plugins.PluginSettings;
import dev.connectorproxy.plugins.Plugins;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;

/// A payment provider that its author has compiled and that is loaded as a plugin, with statements that a test puts into
/// its methods.
final class AuthorPlugin {
    private static final String SOURCE =
            """
            package com.acme;

            import dev.connectorproxy.spi.*;
            import dev.connectorproxy.spi.payment.*;
            import jakarta.json.*;
            import java.time.Instant;
            import java.util.*;

            public class Bank implements PaymentProvider {
                static final ConfigField KEY = ConfigField.required("apiKey", ConfigType.SECRET, "The key.");

                public String name() { return "bank"; }

                public ConfigSchema configSchema() {
                    /*schema*/
                    return ConfigSchema.of(KEY);
                }

                public Set<Capability> capabilities() {
                    /*capabilities*/
                    return Set.of(Capability.FETCH_ACCOUNTS);
                }

                public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
                    String key = config.requiredString("apiKey");
                    /*connector*/
                    return new PaymentConnector() {
                        public List<Task> install(Call call) {
                            /*install*/
                            return List.of();
                        }

                        public void uninstall(List<WebhookConfig> webhooks, Call call) {
                            /*uninstall*/
                        }

                        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
                            /*accounts*/
                            return Page.whole(List.of(Account.of("a", Instant.EPOCH, JsonValue.TRUE)));
                        }
                    };
                }

                static String fail(String message) {
                    throw new IllegalStateException(message);
                }
            }
            """;

    private AuthorPlugin() {}

    /// The source with statements instead of comments such as `/*accounts*/`.
    ///
    /// @param edits pairs of the name of a comment and statements
    static String source(String... edits) {
        var source = SOURCE;
        for (int i = 0; i < edits.length; i += 2) {
            source =
                    source.replace(
                            "/*" + edits[i] + "*/",
                            "if (!key().isEmpty()) { " + edits[i + 1] + " }");
        }
        return source.replace(
                "static String fail(",
                "static String key() { return \"k\"; }\n\n    static String fail(");
    }

    /// The number of the line of a source that contains the text.
    static int line(String source, String text) {
        return (int) source.substring(0, source.indexOf(text)).lines().count();
    }

    /// Compiles a source into a directory of classes, as a build does.
    static void compile(Path work, Path classes, String source) throws IOException {
        var jar = new PluginJar(work).write(work.resolve("compiled.jar"), source);
        try (var content = new JarFile(jar.toFile())) {
            for (var entry : Collections.list(content.entries())) {
                var file = classes.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, content.getInputStream(entry).readAllBytes());
            }
        }
    }

    static PaymentProvider load(Path directory, String source) throws IOException {
        new PluginJar(directory).write(directory.resolve("bank.jar"), source);
        return Plugins.load(
                        new PluginSettings(directory, Duration.ofSeconds(30), 1 << 20),
                        new Plugins.BuiltIn(List.of(), List.of()))
                .paymentProviders()
                .getFirst();
    }
}
