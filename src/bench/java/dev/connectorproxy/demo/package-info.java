/// The contract servers of the providers, for manual tests with the development server.
package dev.connectorproxy.demo;
