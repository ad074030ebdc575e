package dev.connectorproxy.spi.payment;

/// What a provider's connectors can do. The names of the constants are part of the protocol.
public enum Capability {
    FETCH_ACCOUNTS,
    FETCH_BALANCES,
    FETCH_EXTERNAL_ACCOUNTS,
    FETCH_PAYMENTS,
    FETCH_OTHERS,
    FETCH_ORDERS,
    FETCH_CONVERSIONS,
    CREATE_WEBHOOKS,
    TRANSLATE_WEBHOOKS,
    CREATE_BANK_ACCOUNT,
    CREATE_TRANSFER,
    CREATE_PAYOUT,
    /// Accounts may also be created manually.
    ALLOW_FORMANCE_ACCOUNT_CREATION,
    /// Payments may also be created manually.
    ALLOW_FORMANCE_PAYMENT_CREATION
}
