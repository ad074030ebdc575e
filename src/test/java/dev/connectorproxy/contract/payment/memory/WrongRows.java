package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.toolkit.payment.WatermarkWalk.Batch;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Connectors that read rows wrongly, or those of other parents.
final class WrongRows {
    private WrongRows() {}

    static MemoryConnector of(Flaw flaw, PaymentConfig config, ProviderContext context) {
        return new Wrong(flaw, config, context);
    }

    private static final class Wrong extends MemoryConnector {
        private static final String FIRST_ACCOUNT = "accounts-0";
        private final Flaw flaw;
        private final ReentrantLock turn = new ReentrantLock();
        private volatile String account = "";
        private final Map<Thread, JsonValue> cursors = new ConcurrentHashMap<>();

        Wrong(Flaw flaw, PaymentConfig config, ProviderContext context) {
            super(
                    config,
                    context,
                    new WrongMapping(flaw, context),
                    new MemoryWebhooks(context.clock()));
            this.flaw = flaw;
        }

        @Override
        String parent(FetchRequest request, Call call) {
            return flaw == Flaw.GUESSES_THE_PARENT && request.fromPayload().isEmpty()
                    ? FIRST_ACCOUNT
                    : super.parent(request, call);
        }

        @Override
        public PaymentsPage fetchPayments(FetchRequest request, Call call) {
            return switch (flaw) {
                case MIXES_PARENTS -> mixed(request, call);
                case SHARES_A_FIELD -> shared(request, call);
                case SKIPS_WHAT_IT_RETURNS -> skippedToo(super.fetchPayments(request, call));
                case LOGS_SKIPPED_ROWS_ALONE ->
                        super.fetchPayments(request, call).withSkipped(List.of());
                case STOPS_AT_A_WARNING -> stopping(super.fetchPayments(request, call));
                case ENDS_AT_SKIPPED_ROWS -> ending(super.fetchPayments(request, call));
                default -> super.fetchPayments(request, call);
            };
        }

        private static PaymentsPage skippedToo(PaymentsPage page) {
            return page.withSkipped(
                    page.items().stream()
                            .map(row ->
                                    SkippedRow.of(row.reference(), Reason.OTHER, "for no reason"))
                            .toList());
        }

        @Override
        Batch<JsonObject> history(String path, FetchRequest request, Call call) {
            if (flaw != Flaw.TAKES_TURNS) {
                return super.history(path, request, call);
            }
            turn.lock();
            try {
                return super.history(path, request, call);
            } finally {
                turn.unlock();
            }
        }

        /// One cursor for all accounts, which a fetch without a state resets; each thread has its own, so that the tests with
        /// one thread fail alone.
        private PaymentsPage mixed(FetchRequest request, Call call) {
            var known =
                    request.state()
                            .map(state -> cursors.getOrDefault(Thread.currentThread(), state));
            var page =
                    super.fetchPayments(
                            new FetchRequest(request.fromPayload(), known, request.pageSize()),
                            call);
            page.newState().ifPresent(state -> cursors.put(Thread.currentThread(), state));
            return page;
        }

        private static PaymentsPage stopping(PaymentsPage page) {
            var rows =
                    page.items().stream()
                            .takeWhile(payment -> payment.status() != PaymentStatus.OTHER)
                            .toList();
            return new PaymentsPage(rows, page.paymentsToDelete(), page.newState(), page.hasMore())
                    .withSkipped(page.skipped());
        }

        private static PaymentsPage ending(PaymentsPage page) {
            return new PaymentsPage(
                            page.items(),
                            page.paymentsToDelete(),
                            page.newState(),
                            page.hasMore() && !page.items().isEmpty())
                    .withSkipped(page.skipped());
        }

        private PaymentsPage shared(FetchRequest request, Call call) {
            account = request.account().reference();
            var page = super.fetchPayments(request, call);
            var rows =
                    page.items().stream()
                            .map(payment -> payment.between(Optional.of(account), Optional.empty()))
                            .toList();
            return new PaymentsPage(rows, page.paymentsToDelete(), page.newState(), page.hasMore())
                    .withSkipped(page.skipped());
        }
    }
}
