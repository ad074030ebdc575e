/// A payment provider in memory that passes the conformance kit, and the same one made wrong in one way at a time, which
/// does not.
package dev.connectorproxy.contract.payment.memory;
