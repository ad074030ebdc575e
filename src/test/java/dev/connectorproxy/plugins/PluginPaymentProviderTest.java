package dev.connectorproxy.plugins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Payment providers of plugins run with their own class loader as the context class loader.
class PluginPaymentProviderTest {
    private static final String SOURCE =
            """
            package test.plugin;

            import dev.connectorproxy.spi.*;
            import dev.connectorproxy.spi.payment.*;
            import jakarta.json.*;
            import java.time.Instant;
            import java.util.*;

            public class Bank implements PaymentProvider {
                static boolean own() {
                    return Thread.currentThread().getContextClassLoader() == Bank.class.getClassLoader();
                }

                public String name() { return "bank"; }
                public ConfigSchema configSchema() {
                    return ConfigSchema.of(ConfigField.optional("own", ConfigType.STRING, "Of " + own()).withDefault("" + own()));
                }
                public Set<Capability> capabilities() { return own() ? Set.of(Capability.FETCH_ACCOUNTS) : Set.of(); }
                public boolean debugOnly() { return own(); }
                public Optional<java.util.function.Function<java.nio.file.Path, JsonObject>> exampleConfig() {
                    boolean asked = own();
                    return Optional.of(_ -> Json.createObjectBuilder().add("own", asked + " " + own()).build());
                }
                public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
                    boolean made = own();
                    return new PaymentConnector() {
                        public Page<Account> fetchAccounts(FetchRequest request, Call call) {
                            var before = own();
                            try {
                                context.egress().permit("bank.example", 443, Set.of());
                            } catch (ConnectorException e) {
                                // the egress of the test refuses every call
                            }
                            return Page.whole(List.of(Account.of(
                                    made + " " + before + " " + own(), Instant.EPOCH, JsonValue.TRUE)));
                        }
                    };
                }
            }
            """;

    @TempDir private Path directory;
    @TempDir private Path work;
    private PaymentProvider provider;

    @BeforeEach
    void load() throws IOException {
        new PluginJar(work).write(directory.resolve("bank.jar"), SOURCE);
        provider =
                Plugins.load(
                                new PluginSettings(directory, Duration.ofSeconds(30), 1 << 20),
                                new Plugins.BuiltIn(List.of(), List.of()))
                        .paymentProviders()
                        .getFirst();
    }

    @Test
    void everyMethodOfTheProviderRunsWithItsClassLoader() {
        var schema = provider.configSchema().json().getJsonObject("own");

        assertThat(schema.getString("defaultValue"), is("true"));
        assertThat(provider.capabilities().size(), is(1));
        assertThat(provider.debugOnly(), is(true));
        assertThat(
                provider.exampleConfig().orElseThrow().apply(directory).getString("own"),
                is("true true"));
    }

    @Test
    void aFetchRunsWithItsClassLoaderAndTheEgressWithThatOfTheHost() {
        var before = Thread.currentThread().getContextClassLoader();
        var seenByEgress = new AtomicReference<ClassLoader>();

        var page = connector(seenByEgress).fetchAccounts(FetchRequest.first(1), call());

        assertThat(page.items().getFirst().reference(), is("true true true"));
        assertThat(seenByEgress.get(), is(Plugins.class.getClassLoader()));
        assertThat(Thread.currentThread().getContextClassLoader(), is(before));
    }

    @Test
    void aMissingMethodIsNotImplementedAndTheContextClassLoaderIsRestored() {
        var before = Thread.currentThread().getContextClassLoader();
        var connector = connector(new AtomicReference<>());

        var failure =
                assertThrows(
                        PaymentException.class,
                        () -> connector.fetchPayments(FetchRequest.first(1), call()));

        assertThat(failure.getMessage(), is("not implemented"));
        assertThat(Thread.currentThread().getContextClassLoader(), is(before));
    }

    private PaymentConnector connector(AtomicReference<ClassLoader> seenByEgress) {
        var config =
                provider.configSchema().parse(Json.createObjectBuilder().add("name", "n").build());
        return provider.connector(
                config,
                new ProviderContext(
                        new ThreadRecordingEgress(seenByEgress),
                        InstantSource.system(),
                        ProviderContext.Log.NONE));
    }

    /// An egress that refuses every call and records the context class loader of the calling thread.
    private record ThreadRecordingEgress(AtomicReference<ClassLoader> seen) implements Egress {
        @Override
        public HttpResponse send(HttpRequest request, Call call) {
            throw refused();
        }

        @Override
        public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
            throw refused();
        }

        private ConnectorException refused() {
            seen.set(Thread.currentThread().getContextClassLoader());
            return new ConnectorException(ErrorCode.CONNECTION_ERROR, "nowhere");
        }
    }

    private static Call call() {
        return new Call(
                "id",
                false,
                Optional.empty(),
                System.nanoTime() + Duration.ofSeconds(30).toNanos(),
                Call.Trail.NONE);
    }
}
