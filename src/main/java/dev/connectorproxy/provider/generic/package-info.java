/// The provider `generic`: any payment provider that implements the open contract of accounts, beneficiaries,
/// transactions, transfers and payouts.
package dev.connectorproxy.provider.generic;
