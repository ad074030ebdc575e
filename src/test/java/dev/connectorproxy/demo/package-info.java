/// The contract servers of the providers, for trying them out by hand.
package dev.connectorproxy.demo;
