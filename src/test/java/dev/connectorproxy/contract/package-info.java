/// What every connector must keep, as tests to inherit. Published as the jar `connector-proxy-tests`; needs JUnit Jupiter and
/// an implementation of `jakarta.json` (such as Parsson) beside it.
package dev.connectorproxy.contract;
