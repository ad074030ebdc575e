/// The provider `generic`: any payment provider that serves the open contract of accounts, beneficiaries, transactions,
/// transfers and payouts.
package dev.connectorproxy.provider.generic;
