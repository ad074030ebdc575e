package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    private static Set<Signature> signatures(Class<?> type, Predicate<Method> chosen) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .filter(chosen)
                .map(method -> new Signature(method.getName(), List.of(method.getParameterTypes())))
                .collect(Collectors.toSet());
    }
}
