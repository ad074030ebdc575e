package dev.connectorproxy.contract.payment;

import static org.junit.jupiter.api.Assertions.fail;

import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plays a recording of the development server through the author's provider, without network: the provider gets the
/// recorded responses to the recorded requests, at the recorded time, and must return the recorded pages and failures.
/// Requests are compared by method, URL and body; `***` in the recording stands for a secret, and matches anything.
///
/// The development server writes subclasses. Each call of the recording is a test with a connector of its own.
public abstract class RecordedTest {
    private static final int MAX_LINE = 500;

    /// The name of the resource with the recording, in the package of this class.
    protected abstract String recording();

    /// The provider under test; the one with the recorded name that [ServiceLoader] finds, unless overridden.
    protected PaymentProvider provider() {
        var name = Recording.ofResource(getClass(), recording()).provider();
        return ServiceLoader.load(PaymentProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "no provider %s: name it in META-INF/services/%s, or override provider()"
                                        .formatted(name, PaymentProvider.class.getName())));
    }

    /// The value of a secret setting, for providers that refuse the placeholder. It need not be the real one.
    ///
    /// @param placeholder the real one with `x` for each alphabetic character and `0` for each digit
    protected String secret(String name, String placeholder) {
        return placeholder;
    }

    /// One test for each call of the recording.
    @TestFactory
    Stream<DynamicTest> recordedCalls() {
        var recording = Recording.ofResource(getClass(), recording());
        return recording.calls().stream()
                .map(call -> DynamicTest.dynamicTest(call.title(), () -> play(recording, call)));
    }

    private void play(Recording recording, RecordedCall call) {
        var provider = provider();
        var json = recording.config(this::secret);
        UnaryOperator<String> line = text -> line(text, recording.secrets(json));
        var others =
                recording.calls().stream()
                        .filter(other -> !other.json().equals(call.json()))
                        .flatMap(other -> other.exchanges().stream())
                        .toList();
        var egress = new PlayingEgress(call, others, line);
        var context =
                new ProviderContext(
                        egress, InstantSource.fixed(call.at()), ProviderContext.Log.NONE);
        var now = new PlayedCall(call, connector(provider, json, context)).outcome();
        egress.unknown().ifPresent(Assertions::fail);
        RecordedJson.difference("", call.outcome(), now)
                .ifPresent(text -> fail(call.title() + ": " + line.apply(text)));
    }

    /// The text without the secrets, cut off where it is long.
    private static String line(String text, List<String> secrets) {
        var line = text;
        for (var secret : secrets) {
            line = secret.isBlank() ? line : line.replace(secret, "***");
        }
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }

    private static PaymentConnector connector(
            PaymentProvider provider, JsonObject config, ProviderContext context) {
        try {
            return provider.connector(provider.configSchema().parse(config), context);
        } catch (PaymentException e) {
            throw new AssertionError(
                    e.getMessage()
                            + "; if that is the placeholder of a secret, override secret(name, placeholder)",
                    e);
        }
    }
}
