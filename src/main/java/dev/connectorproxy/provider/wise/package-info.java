/// Payments at Wise: profiles, balances, recipients, transfers, payouts and signed webhooks.
package dev.connectorproxy.provider.wise;
