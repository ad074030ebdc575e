package dev.connectorproxy.spi.payment;

/// The payment scheme (rail) of a payment. The names of the constants are part of the protocol.
public enum PaymentScheme {
    UNKNOWN,
    CARD_VISA,
    CARD_MASTERCARD,
    CARD_AMEX,
    CARD_DINERS,
    CARD_DISCOVER,
    CARD_JCB,
    CARD_UNION_PAY,
    CARD_ALIPAY,
    CARD_CUP,
    SEPA_DEBIT,
    SEPA_CREDIT,
    SEPA,
    GOOGLE_PAY,
    APPLE_PAY,
    DOKU,
    DRAGON_PAY,
    MAESTRO,
    MOL_PAY,
    A2A,
    ACH_DEBIT,
    ACH,
    RTP,
    OTHER
}
