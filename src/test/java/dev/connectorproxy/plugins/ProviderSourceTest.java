package dev.connectorproxy.plugins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Providers are loaded from files that a build writes again meanwhile.
class ProviderSourceTest {
    private static final String SOURCE =
            """
            package test.plugin;

            import dev.connectorproxy.spi.payment.*;
            import java.util.*;

            public class Bank implements PaymentProvider {
                public String name() { return "bank"; }
                public ConfigSchema configSchema() {
                    return ConfigSchema.of(ConfigField.optional(Late.NAME, ConfigType.STRING, "Late."));
                }
                public Set<Capability> capabilities() {
                    try (var in = getClass().getResourceAsStream("/META-INF/services/" + PaymentProvider.class.getName())) {
                        return in.readAllBytes().length > 0 ? Set.of(Capability.FETCH_ACCOUNTS) : Set.of();
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
                public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
                    return new PaymentConnector() { };
                }
                static class Late { static String NAME = "late".toString(); }
            }
            """;

    @TempDir private Path directory;
    @TempDir private Path work;

    private ProviderSource source() {
        return ProviderSource.ofClassPath(
                directory.resolve("bank.jar") + File.pathSeparator + directory + "/lib/*",
                Duration.ofSeconds(30));
    }

    @Test
    void whatWasLoadedStaysWholeWhenItsFilesAreOverwritten() throws IOException {
        var jar = new PluginJar(work).write(directory.resolve("bank.jar"), SOURCE);
        var loaded = source().load();
        Files.writeString(jar, "half a jar");

        var provider = loaded.providers().getFirst();

        assertThat(loaded.failures(), is(empty()));
        assertThat(provider.configSchema().json().containsKey("late"), is(true));
        assertThat(provider.capabilities(), is(not(empty())));
        assertThat(source().load().failures(), is(not(empty())));
        assertThat(source().stamps().equals(loaded.stamps()), is(false));
    }

    @Test
    void aClosedClassLoaderCanBeCollected() throws IOException {
        new PluginJar(work).write(directory.resolve("bank.jar"), SOURCE);
        var loader = new WeakReference<>(useAndClose());

        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
        }

        assertThat(loader.get(), is(nullValue()));
    }

    private ClassLoader useAndClose() {
        try (var loaded = source().load()) {
            loaded.providers().getFirst().configSchema();
            return loaded.loader().orElseThrow();
        }
    }
}
