package dev.connectorproxy.spi.payment;

import java.util.List;
import java.util.Locale;

/// A task of the install tree: what to fetch, and what to fetch for each fetched row.
///
/// @param name for [Type#FETCH_OTHERS] the `name` argument of [PaymentConnector#fetchOthers], otherwise any
/// @param periodically whether it runs at every poll, or once
/// @param nextTasks tasks that run for each fetched row, which is their `fromPayload`; none after orders and conversions
public record Task(Type type, String name, boolean periodically, List<Task> nextTasks) {
    public Task {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a task needs a name");
        }
        nextTasks = List.copyOf(nextTasks);
    }

    /// A task for every poll, named like its type in lower case.
    public static Task periodically(Type type, Task... nextTasks) {
        return new Task(type, type.name().toLowerCase(Locale.ROOT), true, List.of(nextTasks));
    }

    /// A task that runs once, named like its type in lower case.
    public static Task once(Type type, Task... nextTasks) {
        return new Task(type, type.name().toLowerCase(Locale.ROOT), false, List.of(nextTasks));
    }

    /// The same task under another name.
    public Task named(String other) {
        return new Task(type, other, periodically, nextTasks);
    }

    /// What a task does. Its number in the protocol is its ordinal.
    public enum Type {
        FETCH_OTHERS(Capability.FETCH_OTHERS),
        FETCH_ACCOUNTS(Capability.FETCH_ACCOUNTS),
        FETCH_BALANCES(Capability.FETCH_BALANCES),
        FETCH_EXTERNAL_ACCOUNTS(Capability.FETCH_EXTERNAL_ACCOUNTS),
        FETCH_PAYMENTS(Capability.FETCH_PAYMENTS),
        CREATE_WEBHOOKS(Capability.CREATE_WEBHOOKS),
        FETCH_ORDERS(Capability.FETCH_ORDERS),
        FETCH_CONVERSIONS(Capability.FETCH_CONVERSIONS);

        private final Capability capability;

        Type(Capability capability) {
            this.capability = capability;
        }

        /// The capability that the provider must declare for such a task.
        public Capability capability() {
            return capability;
        }
    }
}
