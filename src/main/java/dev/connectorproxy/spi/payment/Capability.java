package dev.connectorproxy.spi.payment;

/// What a provider's connectors can do. The name of the constant is the name on the wire.
public enum Capability {
    FETCH_ACCOUNTS,
    FETCH_BALANCES,
    FETCH_EXTERNAL_ACCOUNTS,
    FETCH_PAYMENTS,
    FETCH_OTHERS,
    /// Known on the wire; there is no such method here yet.
    FETCH_ORDERS,
    /// Known on the wire; there is no such method here yet.
    FETCH_CONVERSIONS,
    CREATE_WEBHOOKS,
    TRANSLATE_WEBHOOKS,
    CREATE_BANK_ACCOUNT,
    CREATE_TRANSFER,
    CREATE_PAYOUT,
    /// Accounts may also be entered by hand.
    ALLOW_FORMANCE_ACCOUNT_CREATION,
    /// Payments may also be entered by hand.
    ALLOW_FORMANCE_PAYMENT_CREATION
}
