/// The provider `stripe`: accounts, bank accounts, balances, balance transactions, transfers, payouts and webhooks of
/// Stripe and Stripe Connect, by the API version `2024-09-30.acacia`.
package dev.connectorproxy.provider.stripe;
