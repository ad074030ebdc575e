package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import dev.connectorproxy.toolkit.payment.Watermark;
import dev.connectorproxy.toolkit.payment.WatermarkWalk.Batch;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Connectors that install, page or go on wrongly.
final class WrongFetches {
    private WrongFetches() {}

    static MemoryConnector of(Flaw flaw, PaymentConfig config, ProviderContext context) {
        return new Wrong(flaw, config, context);
    }

    private static final class Wrong extends MemoryConnector {
        private final Flaw flaw;
        private final ProviderContext context;
        private final Map<String, JsonValue> cursors = new ConcurrentHashMap<>();

        Wrong(Flaw flaw, PaymentConfig config, ProviderContext context) {
            super(config, context);
            this.flaw = flaw;
            this.context = context;
        }

        @Override
        public List<Task> install(Call call) {
            if (flaw == Flaw.CALLS_WHEN_INSTALLED) {
                ask(ProviderRequest.get("/hooks"), call);
            }
            return super.install(call);
        }

        @Override
        Batch<JsonObject> history(String path, FetchRequest request, Call call) {
            return switch (flaw) {
                case BRINGS_ONE_TOO_MANY ->
                        super.history(
                                path,
                                new FetchRequest(
                                        request.fromPayload(),
                                        request.state(),
                                        Math.min(PageSize.MAX, request.pageSize() + 1)),
                                call);
                case LOSES_A_ROW -> without(super.history(path, request, call), "beneficiaries-3");
                case KEEPS_A_CURSOR -> fromCursor(path, request, call);
                case NEVER_LOOKS_AGAIN -> once(path, request, call);
                case BEGINS_AGAIN_BEHIND_THE_END -> again(super.history(path, request, call));
                case PROMISES_MORE_BEHIND_THE_END -> promising(super.history(path, request, call));
                case CRASHES_BEHIND_THE_END -> crashing(path, request, call);
                case COMPARES_STRICTLY -> strictly(path, request, call);
                case DEPENDS_ON_THE_CLOCK -> {
                    var year = Duration.between(ProviderContract.NOW, context.clock().instant());
                    yield year.isNegative()
                            ? new Batch<>(List.of(), Watermark.START, false)
                            : super.history(path, request, call);
                }
                default -> super.history(path, request, call);
            };
        }

        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            return switch (flaw) {
                case PAGES_BY_NUMBER -> byNumber(request, call);
                case DROPS_ROWS_WHEN_A_REQUEST_FAILS -> withDetails(request, call);
                case FETCHES_THE_PARENT_AGAIN -> {
                    ask(ProviderRequest.get("/accounts/{}", parent(request, call)), call);
                    yield super.fetchPayments(request, call);
                }
                default -> super.fetchPayments(request, call);
            };
        }

        @Override
        String parent(FetchRequest request, Call call) {
            var parent = super.parent(request, call);
            return flaw == Flaw.FANS_OUT_WITHOUT_A_FILTER ? "any" : parent;
        }

        /// Asks for the details of each row, and leaves out those that it gets none of.
        private PaymentsPage withDetails(FetchRequest request, Call call) {
            var page = super.fetchPayments(request, call);
            var rows =
                    page.items().stream()
                            .filter(payment -> hasDetails(payment.reference(), call))
                            .toList();
            return new PaymentsPage(rows, page.paymentsToDelete(), page.newState(), page.hasMore())
                    .withSkipped(page.skipped());
        }

        private boolean hasDetails(String reference, Call call) {
            try {
                ask(ProviderRequest.get("/details/{}", reference), call);
                return true;
            } catch (PaymentException _) {
                context.log().warning("a payment without details is left out");
                return false;
            }
        }

        private Batch<JsonObject> fromCursor(String path, FetchRequest request, Call call) {
            var known = Optional.ofNullable(cursors.get(path));
            var batch =
                    super.history(
                            path,
                            new FetchRequest(request.fromPayload(), known, request.pageSize()),
                            call);
            cursors.put(path, batch.next().json());
            return batch;
        }

        /// Its state has read everything up to the end of time.
        private Batch<JsonObject> once(String path, FetchRequest request, Call call) {
            var batch = super.history(path, request, call);
            return batch.hasMore()
                    ? batch
                    : new Batch<>(
                            batch.rows(),
                            new Watermark(
                                    ProviderContract.NOW.plus(Duration.ofDays(36_500)), Set.of()),
                            false);
        }

        private static Batch<JsonObject> again(Batch<JsonObject> batch) {
            return batch.rows().isEmpty()
                    ? new Batch<>(batch.rows(), Watermark.START, false)
                    : batch;
        }

        /// Says once, behind the end, that there is more.
        private static Batch<JsonObject> promising(Batch<JsonObject> batch) {
            var ids = new HashSet<>(batch.next().ids());
            boolean more = batch.rows().isEmpty() && ids.add("the end");
            return more
                    ? new Batch<>(batch.rows(), new Watermark(batch.next().at(), ids), true)
                    : batch;
        }

        private Batch<JsonObject> crashing(String path, FetchRequest request, Call call) {
            var batch = super.history(path, request, call);
            if (request.state().isPresent() && batch.rows().isEmpty()) {
                throw PaymentException.of(PaymentError.INTERNAL, "index -1");
            }
            return batch;
        }

        private Batch<JsonObject> strictly(String path, FetchRequest request, Call call) {
            var batch = super.history(path, request, call);
            return batch.hasMore()
                    ? batch
                    : new Batch<>(
                            batch.rows(),
                            new Watermark(batch.next().at().plusNanos(1), Set.of()),
                            false);
        }

        private static Batch<JsonObject> without(Batch<JsonObject> batch, String id) {
            var rows =
                    batch.rows().stream()
                            .filter(object -> !object.getString("id").equals(id))
                            .toList();
            return new Batch<>(rows, batch.next(), batch.hasMore());
        }

        private PaymentsPage byNumber(FetchRequest request, Call call) {
            var path = "/accounts/{}/payments";
            var rows =
                    ask(
                                    ProviderRequest.get(path, parent(request, call))
                                            .query("sort", "at:asc"),
                                    call)
                            .asJsonArray()
                            .getValuesAs(JsonObject.class);
            int from = request.state().map(value -> value.asJsonObject().getInt("row")).orElse(0);
            int to = Math.min(rows.size(), from + request.pageSize());
            var skipped = new SkippedRows(context.log(), "payment");
            return PaymentsPage.of(
                            rows.subList(Math.min(from, to), to).stream()
                                    .flatMap(row -> mapping.payment(row, skipped).stream())
                                    .toList(),
                            MemoryProvider.JSON.createObjectBuilder().add("row", to).build(),
                            to < rows.size())
                    .withSkipped(skipped.rows());
        }
    }
}
