/// The conformance tests of connectors, to be inherited. Published as the jar `connector-proxy-tests`; needs JUnit
/// Jupiter and an implementation of `jakarta.json` (such as Parsson) beside it.
package dev.connectorproxy.contract;
