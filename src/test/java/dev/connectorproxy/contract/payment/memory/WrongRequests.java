package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.Watermark;
import dev.connectorproxy.toolkit.payment.WatermarkWalk.Batch;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;

/// Connectors that ask wrongly, or take failures wrongly.
final class WrongRequests {
    private WrongRequests() {}

    static MemoryConnector of(Flaw flaw, PaymentConfig config, ProviderContext context) {
        return new Wrong(flaw, config, context);
    }

    private static final class Wrong extends MemoryConnector {
        private final Flaw flaw;

        Wrong(Flaw flaw, PaymentConfig config, ProviderContext context) {
            super(config, context);
            this.flaw = flaw;
        }

        @Override
        JsonValue ask(ProviderRequest request, Call call) {
            return switch (flaw) {
                case PUTS_ITS_KEY_INTO_URLS ->
                        super.ask(
                                request.query("key", config.requiredString(MemoryProvider.API_KEY)),
                                call);
                case TELLS_ITS_KEY -> telling(request, call);
                case ASKS_AGAIN_WHEN_REFUSED -> again(request, call);
                case IGNORES_INTERRUPTIONS -> stubborn(request, call);
                case HAS_A_DEADLINE_OF_ITS_OWN -> super.ask(request, longer(call));
                case SORTS_BY_NOTHING ->
                        super.ask(
                                new ProviderRequest(
                                        request.method(),
                                        request.target().replace("sort=at%3Aasc&", ""),
                                        request.headers(),
                                        request.body()),
                                call);
                default -> super.ask(request, call);
            };
        }

        @Override
        Batch<JsonObject> history(String path, FetchRequest request, Call call) {
            try {
                return super.history(path, request, call);
            } catch (PaymentException e) {
                if (flaw == Flaw.SWALLOWS_LIMITS && e.error() == PaymentError.RATE_LIMITED) {
                    return new Batch<>(
                            List.of(),
                            request.state().map(Watermark::of).orElse(Watermark.START),
                            false);
                }
                throw e;
            }
        }

        private JsonValue telling(ProviderRequest request, Call call) {
            try {
                return super.ask(request, call);
            } catch (PaymentException e) {
                throw PaymentException.of(
                        e.error(), "with " + config.requiredString(MemoryProvider.API_KEY), e);
            }
        }

        private JsonValue again(ProviderRequest request, Call call) {
            try {
                return super.ask(request, call);
            } catch (PaymentException e) {
                if (e.hasStatus(401) || e.hasStatus(429)) {
                    return super.ask(request, call);
                }
                throw e;
            }
        }

        private JsonValue stubborn(ProviderRequest request, Call call) {
            try {
                return super.ask(request, call);
            } catch (PaymentException e) {
                if (Thread.interrupted()) {
                    return super.ask(request, call);
                }
                throw e;
            }
        }

        private static Call longer(Call call) {
            return new Call(
                    call.requestId(),
                    call.requestIdGiven(),
                    call.traceparent(),
                    System.nanoTime() + Duration.ofMinutes(5).toNanos(),
                    call.trail());
        }
    }
}
