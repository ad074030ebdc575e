package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Payment;
import java.util.List;

/// Which rows there are at Wise and which have come, told by their ids in order.
final class WiseIds {
    private WiseIds() {}

    /// Transfers in currencies that are taken.
    static List<String> transfers(WiseData data) {
        return data.transfers().stream()
                .filter(WiseData.Transfer::supported)
                .map(it -> String.valueOf(it.id()))
                .toList();
    }

    /// Recipients in currencies that are taken.
    static List<String> recipients(WiseData data) {
        return data.recipients().stream()
                .filter(it -> Currency.of(it.currency()).isPresent())
                .map(it -> String.valueOf(it.id()))
                .toList();
    }

    /// What was fetched.
    static List<String> ids(List<?> items) {
        return items.stream()
                .map(it ->
                        switch (it) {
                            case Other(var id, _) -> id;
                            case Account account -> account.reference();
                            case Payment payment -> payment.reference();
                            default -> throw new AssertionError(it);
                        })
                .toList();
    }
}
