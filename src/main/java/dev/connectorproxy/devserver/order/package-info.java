/// Transfers, payouts, reversals and bank accounts.
package dev.connectorproxy.devserver.order;
