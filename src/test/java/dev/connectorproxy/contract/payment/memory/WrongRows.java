package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.spi.payment.SkippedRow.Reason;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import dev.connectorproxy.toolkit.payment.WatermarkWalk.Batch;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.Optional;
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
        private volatile Optional<JsonValue> cursor = Optional.empty();

        Wrong(Flaw flaw, PaymentConfig config, ProviderContext context) {
            super(config, context);
            this.flaw = flaw;
        }

        @Override
        BigInteger amount(JsonFields row) {
            var exact = super.amount(row);
            return flaw == Flaw.COUNTS_IN_DOUBLES
                    ? new BigDecimal(exact.doubleValue()).toBigInteger()
                    : exact;
        }

        @Override
        ZoneId zone() {
            return flaw == Flaw.READS_LOCAL_TIME ? ZoneId.of("Asia/Kathmandu") : super.zone();
        }

        @Override
        Payment payment(JsonObject row, String asset) {
            var payment = super.payment(row, asset);
            return flaw == Flaw.KEEPS_NO_RAW_ROW
                    ? Payment.of(payment.reference(), payment.createdAt(), JsonValue.NULL)
                            .as(payment.type(), payment.status(), payment.scheme())
                            .withAmount(payment.amount().orElseThrow(), asset)
                    : payment;
        }

        @Override
        Optional<Payment> payment(JsonObject row, SkippedRows skipped) {
            var payment = super.payment(row, skipped);
            if (flaw == Flaw.STALLS_AT_UNKNOWN_CURRENCIES && payment.isEmpty()) {
                throw PaymentException.of(PaymentError.CURRENCY_NOT_SUPPORTED);
            }
            return payment;
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

        /// One cursor for all accounts, which a fetch without a state resets.
        private PaymentsPage mixed(FetchRequest request, Call call) {
            var known = request.state().flatMap(_ -> cursor).or(request::state);
            var page =
                    super.fetchPayments(
                            new FetchRequest(request.fromPayload(), known, request.pageSize()),
                            call);
            cursor = page.newState();
            return page;
        }

        private PaymentsPage shared(FetchRequest request, Call call) {
            account = request.account().reference();
            var page = super.fetchPayments(request, call);
            var rows =
                    page.items().stream()
                            .map(payment -> payment.between(Optional.of(account), Optional.empty()))
                            .toList();
            return new PaymentsPage(rows, page.paymentsToDelete(), page.newState(), page.hasMore());
        }
    }
}
