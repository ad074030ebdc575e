package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardingTest {
    private record Signature(String name, List<Class<?>> parameters) {}

    @ParameterizedTest(name = "{1} forwards every method of {0}")
    @CsvSource({
        "dev.connectorproxy.spi.Command, dev.connectorproxy.spi.ForwardingCommand",
        "dev.connectorproxy.spi.Egress, dev.connectorproxy.spi.ForwardingEgress",
    })
    void forwardsEveryMethodThatTheInterfaceHas(Class<?> decorated, Class<?> forwarding) {
        var expected = signatures(decorated, method -> !Modifier.isStatic(method.getModifiers()));

        var forwarded = signatures(forwarding, Method::isDefault);

        assertThat(forwarded, is(expected));
    }

    @Test
    void returnsWhatTheDecoratedCommandReturns() {
        ForwardingCommand forwarding = OwnCommand::new;
        var arguments = new Arguments(Map.of());
        var call = Call.ofProxy(Duration.ofMinutes(1));

        assertThat(forwarding.spec(), is(new OwnCommand().spec()));
        assertThat(forwarding.execute(arguments, call), is(Done.of(JsonValue.TRUE)));
        assertThat(forwarding.asynchronous(), is(true));
        assertThat(forwarding.repeatable(arguments), is(true));
        assertThat(forwarding.target(arguments), is("host"));
        assertThat(forwarding.failureBody("message"), is(JsonValue.FALSE));
    }

    @Test
    void returnsWhatTheDecoratedEgressReturns() {
        var own = new OwnEgress();
        ForwardingEgress forwarding = () -> own;
        var call = Call.ofProxy(Duration.ofMinutes(1));
        var request =
                new HttpRequest(
                        "GET",
                        "http://a.example/",
                        List.of(),
                        Optional.empty(),
                        Redirects.RETURN,
                        Retries.NONE);

        assertThat(forwarding.send(request, call), is(sameInstance(OwnEgress.RESPONSE)));
        assertThat(forwarding.permit("a", 25, Set.of()), is(List.of(OwnEgress.ADDRESS)));
        assertThat(forwarding.permit("a", 25, Set.of(), call), is(List.of(OwnEgress.ADDRESS)));
    }

    /// By default, a command is quick, must not be repeated, and fails with an empty body.
    @Test
    void aCommandHasDefaults() {
        var quick =
                new Command() {
                    @Override
                    public CommandSpec spec() {
                        return new OwnCommand().spec();
                    }

                    @Override
                    public CommandResult execute(Arguments arguments, Call call) {
                        return Done.of(JsonValue.NULL);
                    }
                };
        var arguments = new Arguments(Map.of());

        assertThat(quick.asynchronous(), is(false));
        assertThat(quick.repeatable(arguments), is(false));
        assertThat(quick.target(arguments), is(""));
        assertThat(quick.failureBody("message"), is(JsonValue.EMPTY_JSON_OBJECT));
    }

    private record OwnEgress() implements Egress {
        private static final HttpResponse RESPONSE = new HttpResponse(204, List.of(), new byte[0]);
        private static final InetSocketAddress ADDRESS =
                InetSocketAddress.createUnresolved("a.example", 25);

        @Override
        public HttpResponse send(HttpRequest request, Call call) {
            return RESPONSE;
        }

        @Override
        public List<InetSocketAddress> permit(String host, int port, Set<Integer> ports) {
            return List.of(ADDRESS);
        }
    }

    private record OwnCommand() implements Command {
        @Override
        public CommandSpec spec() {
            return new CommandSpec("Run", "Runs.", List.of(), List.of());
        }

        @Override
        public CommandResult execute(Arguments arguments, Call call) {
            return Done.of(JsonValue.TRUE);
        }

        @Override
        public boolean asynchronous() {
            return true;
        }

        @Override
        public boolean repeatable(Arguments arguments) {
            return true;
        }

        @Override
        public String target(Arguments arguments) {
            return "host";
        }

        @Override
        public JsonValue failureBody(String message) {
            return JsonValue.FALSE;
        }
    }

    private static Set<Signature> signatures(Class<?> type, Predicate<Method> chosen) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .filter(chosen)
                .map(method -> new Signature(method.getName(), List.of(method.getParameterTypes())))
                .collect(Collectors.toSet());
    }
}
