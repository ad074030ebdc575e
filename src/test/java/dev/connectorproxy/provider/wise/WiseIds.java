package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Payment;
import java.util.List;

/// The ids of the rows at Wise, and of the fetched rows, in order.
final class WiseIds {
    private WiseIds() {}

    /// Transfers in supported currencies.
    static List<String> transfers(WiseData data) {
        return data.transfers().stream()
                .filter(WiseData.Transfer::supported)
                .map(transfer -> String.valueOf(transfer.id()))
                .toList();
    }

    /// Recipients in supported currencies.
    static List<String> recipients(WiseData data) {
        return data.recipients().stream()
                .filter(recipient -> WiseCurrency.of(recipient.currency()).isPresent())
                .map(recipient -> String.valueOf(recipient.id()))
                .toList();
    }

    /// What was fetched.
    static List<String> ids(List<?> items) {
        return items.stream()
                .map(item ->
                        switch (item) {
                            case Other(var id, _) -> id;
                            case Account account -> account.reference();
                            case Payment payment -> payment.reference();
                            default -> throw new AssertionError(item);
                        })
                .toList();
    }
}
