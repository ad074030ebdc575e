/// The connector `rand`: random numbers.
package dev.connectorproxy.connector.rand;
