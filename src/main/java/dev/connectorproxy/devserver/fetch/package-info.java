/// Pages of accounts, balances, payments and others: fetched, and their states shown and set by hand.
package dev.connectorproxy.devserver.fetch;
