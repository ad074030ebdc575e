/// A payment provider in memory that passes the conformance kit, and variants of it with one flaw each, which do not.
package dev.connectorproxy.contract.payment.memory;
